"""Digits said in a few number words."""

import pytest

from recognizers.words.said_digits import digits_said_at


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("nineteen sixty six", "1966"),
        ("forty-two oh seven", "4207"),
        ("vierundzwanzig achtzehn", "2418"),
        ("neunzehnhundertsiebzig", "1970"),
        ("ventiquattro diciotto", "2418"),
        ("double seven nineteen", "7719"),
    ],
)
def test_reads_number_words_of_one_language(text: str, digits: str) -> None:
    """People say a code of four digits as two numbers, or as a year."""
    said = digits_said_at(text, 0)

    assert said is not None
    assert (said.digits, said.end) == (digits, len(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("twenty years old", id="one number"),
        pytest.param("2418", id="no word"),
        pytest.param("due nine thirty", id="two languages"),
        pytest.param("nineteen sixty six euros", id="a price"),
        pytest.param("neunzehn dreißig uhr", id="an hour"),
        pytest.param("venti cinque cifre", id="a length"),
    ],
)
def test_leaves_numbers_that_count(text: str) -> None:
    """Ages, prices, hours and lengths are no codes."""
    assert digits_said_at(text, 0) is None
