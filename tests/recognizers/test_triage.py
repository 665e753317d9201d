"""A rule is left out only where it could find nothing."""

import pytest

from recognizers.triage import Entry, Triage

TRIAGE = Triage(
    [
        Entry("always"),
        Entry("numbers", ("digit",)),
        Entry("mail", ("@", "at)")),
        Entry("pins", ("digit",), ("pin", "puk")),
        Entry("said", (), ("hello",)),
    ]
)
TAX = Triage([Entry("id", ("digit",), ("tax",))])


def shape(name: str, text: str) -> bool:
    """Tell whether `text` has a shape."""
    return bool(Triage([Entry("rule", (name,))]).worth_running(text, ""))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ("always",)),
        ("only words, pin and all", ("always",)),
        ("4 of them", ("always", "numbers")),
        ("ann (AT) home", ("always", "mail")),
        ("my PIN is 4711", ("always", "numbers", "pins")),
        ("Hello", ("always", "said")),
    ],
)
def test_a_rule_runs_where_its_needs_are_met(text: str, rules: tuple[str]) -> None:
    """Any need will do, in any case; a word must stand there as well."""
    assert TRIAGE.worth_running(text, "") == rules


@pytest.mark.parametrize("text", ["LÄNGE 5", "lange 5", "länge 5"])
def test_accents_do_not_matter(text: str) -> None:
    """Who types in a hurry leaves them out, or adds them."""
    assert Triage([Entry("length", ("länge",))]).worth_running(text, "") == ("length",)


def test_a_word_may_be_called_like_a_shape() -> None:
    """What is written counts for the one, what is said for the other."""
    triage = Triage([Entry("shape", ("code",)), Entry("word", (), ("code",))])

    assert triage.worth_running("AB123CD", "") == ("shape",)
    assert triage.worth_running("the code", "") == ("word",)


def test_a_word_may_stand_in_the_key() -> None:
    """A form's field says what its value is."""
    assert TAX.worth_running("123", "Tax number") == ("id",)
    assert TAX.worth_running("123", "") == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("digit", "it is 5"),
        ("digit", "\u0665"),
        ("long_number", "1 - 2 - 34 (5) 6"),
        ("nine_digits", "12.345-678/9"),
        ("twelve_digits", "4242 - 4242 - 4242"),
        ("twelve_digits", "2 69 05 2A 123 456 78"),
        ("decimal", "52,52"),
        ("decimal", "45°"),
        ("coordinate", "52,5200"),
        ("coordinate", "lat 52.52\nlon 13.40"),
        ("coordinate", "45°"),
        ("octets", "aa:bb:cc:dd:ee:ff"),
        ("octets", "00-00-5E-00-53-AF"),
        ("octets", "0000.5e00.53af"),
        ("dotted", "ip 192.0.2.44"),
        ("dotted", "::1"),
        ("dotted", "2001:db8::7"),
        ("mailbox", "ann@example.com:Corsa!2024"),
        ("code", "AB123CD"),
        ("code", "12 C"),
        ("long_code", "QQ 12 34 56 C"),
        ("long_code", "X1234567L"),
        ("long_code", "15 070649 C 103"),
        ("longer_code", "AB123456C"),
        ("solid_code", "ABCPE1234F"),
        ("solid_code", "L01X00T471"),
    ],
)
def test_shapes_are_seen(name: str, text: str) -> None:
    """Each as its recognizers want it, foreign digits and separators included."""
    assert shape(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long_number", "at 15:30 or only 3.4."),
        ("nine_digits", "12345678"),
        ("twelve_digits", "030 12345678"),
        ("decimal", "3.5"),
        ("coordinate", "12.50 EUR, 3.5 kg"),
        ("octets", "a-b, 12:30 - 13:00. Well."),
        ("dotted", "12.03.2024, 15:30 - 16:00"),
        ("mailbox", "ann@example.com: see https://a@example.com/"),
        ("code", "12345 678"),
        ("longer_code", "B-69323"),
        ("solid_code", "KD-5867, Kx040!41525q"),
        ("long_code", "iPhone 14, 12V, 3 A"),
        ("long_code", "1234567"),
    ],
)
def test_other_texts_have_no_such_shape(name: str, text: str) -> None:
    """What is everyday must not cost the time of a dozen patterns."""
    assert not shape(name, text)
