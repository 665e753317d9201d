"""E-mail addresses, plain and disguised."""

import pytest

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading
from recognizers.emails import UNLIKELY, find_emails, find_spoken_emails_in_document


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("ann@example.com", "ann@example.com"),
        ("Ann.Lee+shop@Mail.Example.COM", "ann.lee+shop@mail.example.com"),
        ("jürgen@müller.example", "jürgen@xn--mller-kva.example"),
        ("o'neil_1@example.museum", "o'neil_1@example.museum"),
        ('"ann lee"@example.com', '"ann lee"@example.com'),
        ("ann (at) example (dot) com", "ann@example.com"),
        ("ann[at]example[punkt]de", "ann@example.de"),
        ("ann @ example . de", "ann@example.de"),
        ("ann@gmail", "ann@gmail"),
        ("ann@gmailcom", "ann@gmailcom"),
        ("ann@[192.0.2.1]", "ann@[192.0.2.1]"),
    ],
)
def test_finds_an_address_and_its_one_spelling(written: str, canonical: str) -> None:
    """Whatever stands around the sign, the whole address is one match."""
    text = f"mail: {written}, danke"

    (match,) = find_emails(text)

    assert text[match.start : match.end] == written
    assert match.canonical == canonical
    assert match.score >= 0.5


@pytest.mark.parametrize(
    "around", ["<{}>", "({})", "'{}'", '"{}"', "{}.", "{}!", "*{}*"]
)
def test_punctuation_around_stays_out(around: str) -> None:
    """Brackets, quotes and the full stop belong to the sentence."""
    text = around.format("ann@example.com")

    (match,) = find_emails(text)

    assert text[match.start : match.end] == "ann@example.com"


@pytest.mark.parametrize("gap", [" ", ",", ";", "\n", " / "])
def test_two_addresses_beside_each_other_stay_two(gap: str) -> None:
    """Each gets a token of its own."""
    text = f"ann@example.com{gap}bob@example.org"

    found = [text[m.start : m.end] for m in find_emails(text)]

    assert found == ["ann@example.com", "bob@example.org"]


def test_of_addresses_that_nothing_parts_all_is_found() -> None:
    """Nobody can tell where the first ends; every letter of both is somebody's."""
    text = "ann@example.orgbob@example.com"

    assert "".join(text[m.start : m.end] for m in find_emails(text)) == text


def test_a_sign_behind_an_address_is_none_of_it() -> None:
    """Only what has a domain of its own goes on with an address."""
    text = "ann@example.org@home"

    assert {text[m.start : m.end] for m in find_emails(text)} == {"ann@example.org"}


@pytest.mark.parametrize("text", ["@handle", "5 @ 3", "wir sind @home", "foo@", "a@1"])
def test_leaves_other_uses_of_the_sign(text: str) -> None:
    """A handle or a price is no address."""
    assert [m for m in find_emails(text) if m.score >= 0.5] == []


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ("anna.lee@gmx.de", ["anna.lee@gmx.de"]),
        ("anna@example.com", ["anna@example.com"]),
        ("anna@libero.it", ["anna@libero.it"]),
        ("on DVD@some.in May", []),
    ],
)
def test_a_spoken_address_needs_a_domain_that_is_no_word(
    reading: str, found: list[str]
) -> None:
    """In "on DVD at some point in May", nobody gives an address."""
    matches = find_spoken_emails_in_document(
        Reading("spoken", reading), Document(reading)
    )
    likely = [m for m in matches if m.score >= 0.5]

    assert [reading[m.start : m.end] for m in likely] == found


@pytest.mark.parametrize(
    "text", ["sam@hotmail it", "sam@yahoo co uk", "sam@t-online de"]
)
def test_a_known_domain_needs_no_dots(text: str) -> None:
    """Nobody says the dot of a provider that everybody knows."""
    (match,) = find_emails(text)

    assert match.end == len(text)


def test_a_sentence_that_ends_before_another_is_no_domain() -> None:
    """A handle before a full stop is no address."""
    assert [m for m in find_emails("thanks to @anna. Bye") if m.score >= 0.5] == []


@pytest.mark.parametrize("text", ["bin ich @mira.muster_ da", "sono @ ila.scogna x"])
def test_a_word_before_a_handle_with_a_point_is_no_address(text: str) -> None:
    """What stands apart from its sign needs a domain that there is."""
    assert all(match.score <= UNLIKELY for match in find_emails(text))


def test_an_address_that_stays_in_brackets_is_no_fault() -> None:
    """Beside one that is spoken, the spoken reading leaves "(at)" after a sign."""
    said = "bob at example dot com, anna_(at)example.net"
    reading = "bob@example.com, anna_(at)example.net"

    matches = find_spoken_emails_in_document(Reading("spoken", reading), Document(said))

    assert [reading[m.start : m.end] for m in matches] == reading.split(", ")
