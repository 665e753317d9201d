"""Addresses whose parts say what they are."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "my address: ⟦Villa 14, Street 23B, Al Barsha 2, Dubai⟧",
        "⟦Flat 1204, Al Manara Tower, Business Bay, Dubai, UAE⟧",
        "⟦flat 1204, al manara tower, business bay, dubai⟧",
        "⟦Plot 45, Block B, Lekki Phase 1, Lagos⟧",
        "⟦House No. 221-B, Block 5, Gulshan-e-Iqbal, Karachi⟧",
        "⟦House 14, Street 7, F-8/3, Islamabad⟧",
        "⟦House 12, Road 27, Dhanmondi, Dhaka 1209⟧",
        "⟦flat12, Business Bay, Dubai⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """A house, parts between commas and a known town are an address."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Flat 12, please call, Dubai office",
        "House 12, season 2, then we fly to Dubai",
        "Unit 4, manual page, Lagos",
        "tower 3, 20 euro, dubai",
        "Building 12, Berlin",
        "flat12, sent",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
