"""Forms with a field for the house number."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "Straße: ⟦Goethestraße⟧\nHausnummer: ⟦26\nPLZ: 34119⟧",
        "Via: ⟦delle Ginestre⟧\nCivico: ⟦8/B\nCAP: 00042⟧\nCittà: ⟦Anzio⟧",
    ],
)
def test_finds_street_and_number(marked: str, mark: Callable[[str], str]) -> None:
    """The number alone says where in a street somebody lives."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Strada: bloccata\nNr: 12a34",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
