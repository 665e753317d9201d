"""Houses with a name and no number."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦The Old Smithy, Back Lane, Tarporley, CW6⟧",
        "⟦Rose Cottage, Church Lane⟧",
        "⟦Mill Barn\nLong Lane, Little Snoring⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Nobody else lives there, and half a postcode is as good as none."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The Lodge, please use the Back Lane entrance",
        "a cottage, near a lane",
        "Cottage, Back Lane",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
