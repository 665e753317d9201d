"""Phone numbers told mostly in words."""

import pytest

from pipeline.core.detect import Document
from pipeline.core.normalize import DIGITS, readings_of
from recognizers.phones import find_phones_in_words


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    return [
        text[slice(*reading.original(match.start, match.end))].strip()
        for reading in readings_of(text)
        if reading.name == DIGITS
        for match in find_phones_in_words(reading, Document(text))
    ]


@pytest.mark.parametrize(
    "number",
    [
        "tre quattro sette, 55 drei eins, 8 8 zero due",
        "drei vier sieben fünf fünf drei eins acht acht",
        "three four seven double five three one eight eight two",
    ],
)
def test_nine_digits_in_words_are_a_phone(number: str) -> None:
    """Nothing else so long is told digit by digit."""
    assert found_in(f"in cucina: {number}") == [number]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("eins zwei drei vier fünf sechs sieben acht neun", id="counting"),
        pytest.param("uno due tre quattro cinque sei sette otto nove dieci", id="ten"),
        pytest.param("ten nine eight seven six five four three two", id="down"),
        pytest.param("two one, three nil, one one, two two, four three", id="scores"),
        pytest.param("thirty eight forty forty two forty four forty six", id="sizes"),
    ],
)
def test_leaves_rows_of_numbers(text: str) -> None:
    """Who counts, or tells results and sizes, tells no phone."""
    assert found_in(text) == []
