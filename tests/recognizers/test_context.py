"""Words near a candidate."""

import pytest

from recognizers.context import COUNTERED, NO_WORDS, Words, judge

PHONE = Words.of(["tel", "handy*", "*nummer", "Meine Nummer"])
ORDER = Words.of(["order", "bestell*"])


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("Tel.: ", "tel"),
        ("meine nummer: ", "meine nummer"),
        ("Handynr ", "handynr"),
        ("Rufnummer = ", "rufnummer"),
    ],
)
def test_a_word_before_raises_the_score(before: str, word: str) -> None:
    """Case and punctuation don't matter; the judgement names the word."""
    judgement = judge(0.2, (before, ""), (PHONE, ORDER))

    assert judgement.word == word
    assert judgement.score == pytest.approx(0.55)


@pytest.mark.parametrize("before", ["Hotel ", "Telefax ", "tel a b c d e f "])
def test_other_words_and_far_ones_change_nothing(before: str) -> None:
    """A part of a word is no word, and five words are the reach."""
    assert judge(0.3, (before, ""), (PHONE, ORDER)).score == 0.3


def test_the_nearest_word_decides() -> None:
    """One sentence may announce an order number and then a phone number."""
    assert judge(0.4, ("order, tel ", ""), (PHONE, ORDER)).score > 0.5
    assert judge(0.6, ("tel 12345, order ", ""), (PHONE, ORDER)).score < 0.5


@pytest.mark.parametrize(
    "before",
    [
        *("handy wegen bestellung ", "tel about my order "),
        *(
            "order of ann ",
            "bestellung von ann ",
            "re the order ",
            "wegen der bestellung ",
        ),
    ],
)
def test_an_order_that_is_only_spoken_of_counts_against_nothing(before: str) -> None:
    """Who asks for a call about an order leaves a number that is his own."""
    assert judge(0.6, (before, ""), (PHONE, ORDER)).score == 0.6


@pytest.mark.parametrize(
    "before", ["wegen bestellung nr ", "re order number ", "order "]
)
def test_an_order_that_has_the_number_counts_against_it(before: str) -> None:
    """Its number is told, whatever it is told for."""
    assert judge(0.6, (before, ""), (PHONE, ORDER)).score < 0.5


def test_what_is_numbered_speaks_against_a_word_for_numbers() -> None:
    """Of an "order number is ..." the number is the order's."""
    phone = Words.of(["number is", "mob no"])
    order = Words.of(["order"])

    assert judge(0.6, ("my order number is ", ""), (phone, order)).score < 0.5
    assert judge(0.2, ("my number is ", ""), (phone, order)).score > 0.5
    assert judge(0.2, ("number is ", ""), (phone, order)).score > 0.5


def test_a_number_between_ends_the_reach_of_a_counter_word() -> None:
    """After "order 4711", the next number is not an order's."""
    assert judge(0.6, ("order 4711, ", ""), (PHONE, ORDER)).score == 0.6


@pytest.mark.parametrize("before", ["the order. ask ", "the order's. ask ", "order? "])
def test_a_sentence_that_ends_ends_the_reach_of_a_counter_word(before: str) -> None:
    """What was ordered in one sentence isn't what is numbered in the next."""
    assert judge(0.6, (before, ""), (PHONE, ORDER)).score == 0.6


@pytest.mark.parametrize("before", ["order num. ", "order nr. ", "order no. "])
def test_an_abbreviation_ends_no_sentence(before: str) -> None:
    """Behind its point the number is still the order's."""
    assert judge(0.6, (before, ""), (PHONE, ORDER)).score < 0.5


def test_a_word_speaks_against_what_is_likely_from_near_only() -> None:
    """A number told in case somebody needs it isn't the number of a case."""
    assert judge(0.7, ("order if you need it ", ""), (PHONE, ORDER)).score == 0.7
    assert judge(0.6, ("order if you need it ", ""), (PHONE, ORDER)).score < 0.5
    assert judge(0.7, ("order number is ", ""), (PHONE, ORDER)).score < 0.5


def test_nothing_speaks_against_a_proven_value() -> None:
    """What check digits prove is masked after any word."""
    assert judge(1.0, ("order ", ""), (PHONE, ORDER)).score == 1.0


def test_a_word_behind_and_a_hint_count_too() -> None:
    """Four words of the sentence behind, and the key under which the text stood."""
    assert judge(0.2, ("", " is my own new tel"), (PHONE, ORDER)).score == 0.2
    assert judge(0.2, ("", " is it. My tel"), (PHONE, ORDER)).score == 0.2
    assert judge(0.2, ("", " is my new tel"), (PHONE, ORDER)).score > 0.5
    assert judge(0.2, ("", " okay. Tel"), (PHONE, ORDER)).score > 0.5
    assert judge(0.2, ("", ""), (PHONE, ORDER), hint="tel").score > 0.5


def test_a_counter_word_ends_with_its_sentence() -> None:
    """A question about an order says nothing of the number behind it."""
    against = (NO_WORDS, Words.of(["order"]))

    assert judge(0.75, ("Where is my order? ", ""), against).score == 0.75
    assert judge(0.75, ("my order ", ""), against).score == COUNTERED


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        ("Ticket\n", False),
        ("Ihr Ticket ist da.\nAnna\n", False),
        ("Ticket 12\nRückruf ", False),
        ("Ticket:\n", True),
        ("Ticket: \r\n\n", True),
        ("Ticketnummer\n", True),
        ("ticket no.\n", True),
        ("numero ticket\n", True),
        ("Ticket:\nanderes\n", False),
        ("hallo\nTicket ", True),
    ],
)
def test_a_counter_word_ends_with_its_line(before: str, counts: bool) -> None:  # noqa: FBT001 - a column
    """Unless the line announces what stands on the next: a form, not a heading."""
    against = (NO_WORDS, Words.of(["ticket*"]))

    assert judge(0.75, (before, ""), against).score == (COUNTERED if counts else 0.75)


def test_a_line_of_number_words_belongs_to_the_line_above() -> None:
    """The line above says what "Nr.:" counts."""
    text = "Ihr Auftrag ist fertig\nNr./n.: "

    judged = judge(0.6, (text, ""), (NO_WORDS, Words.of(["auftrag"])))

    assert judged.score < 0.5
