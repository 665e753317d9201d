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
        ("decimal", "52,52"),
        ("decimal", "45°"),
        ("octets", "aa:bb:cc:dd:ee:ff"),
        ("octets", "00-00-5E-00-53-AF"),
        ("octets", "0000.5e00.53af"),
        ("code", "AB123CD"),
        ("code", "12 C"),
        ("long_code", "QQ 12 34 56 C"),
        ("long_code", "X1234567L"),
        ("long_code", "15 070649 C 103"),
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
        ("decimal", "3.5"),
        ("octets", "a-b, 12:30 - 13:00. Well."),
        ("code", "12345 678"),
        ("long_code", "iPhone 14, 12V, 3 A"),
        ("long_code", "1234567"),
    ],
)
def test_other_texts_have_no_such_shape(name: str, text: str) -> None:
    """What is everyday must not cost the time of a dozen patterns."""
    assert not shape(name, text)
