"""French, Spanish, Polish and Turkish streets."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦12 rue de la Paix, 75002 Paris⟧",
        "⟦Rue du Rhône 14, 1204 Genève⟧",
        "⟦Calle Mayor 5, 28013 Madrid⟧",
        "⟦C/ Mayor 12, 3º B, 28013 Madrid⟧",
        "⟦ul. Długa 5, 00-238 Warszawa⟧",
        "⟦Bağdat Cad. 123/4⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Customers of three languages live in other countries, too."""
    assert mark(marked) == marked
