"""Italian roads with a number for a name."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦strada Provinciale 14 km 3,200, 73010 Lequile LE⟧",
        "⟦S.P. 231 km 12, 70026 Modugno⟧",
        "⟦Strada Statale 16 Adriatica km 309, 60019 Senigallia AN⟧",
        "⟦Strada Statale 16 n. 44, 70042 Mola di Bari⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Who lives on a numbered road lives at a kilometre of it."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "strada statale 16 chiusa",
        "modello SS 115 nero",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
