"""French, Spanish, Polish and Turkish streets."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Njálsgata 22, 101 Reykjavík⟧",
        "⟦Karl Johans gate 14, 0154 Oslo⟧",
        "⟦Drottninggatan 5⟧ in Stockholm",
        "⟦12 rue de la Paix, 75002 Paris⟧",
        "⟦Rue du Rhône 14, 1204 Genève⟧",
        "⟦rue de lausanne 12, 1202 genève⟧",
        "⟦Calle Mayor 5, 28013 Madrid⟧",
        "⟦C/ Mayor 12, 3º B, 28013 Madrid⟧",
        "⟦ul. Długa 5, 00-238 Warszawa⟧",
        "⟦Bağdat Cad. 123/4⟧",
        "⟦220, boulevard de Boyer, 75530 Poirier⟧",
        "⟦19, rue de De Sousa⟧ merci",
        "⟦34 quai Saint-Nicolas Apt 5⟧",
        "⟦Avenida Ale Casanovas 70 Apt. 53⟧",
        "⟦avenue Menard, 33391 Poirier⟧",
        "⟦Calle Gertrudis Guitart 1 Puerta 6⟧",
        "⟦Pasaje Pastora Pedro 5 Piso 2 , Ávila, 01255⟧",
        "Dirección: ⟦Vial Miguel Corominas 15⟧",
        "⟦4 avenue Foch⟧",
        "⟦3 Place Descamps, 75001 Paris⟧",
        "⟦Rambla de Calista Maldonado 761⟧",
        "⟦pl. Wolności 357, 06-031 Rzeszów⟧",
        "⟦ulica Żwirki i Wigury 37/13⟧",
        "⟦ul. Konstytucji 3 Maja 78, 83-110 Jawor⟧",
        "⟦ulica Mieszka I 50, 42-577 Pszczyna⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Customers of three languages live in other countries, too."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "pl. 5 min",
        "un acceso remoto 5",
        "place 5 stars",
        "avenue 5 is closed",
        "la rambla 5 veces",
        "I ordered 4 Place Mats and 2 Avenue Jackets",
        "6 Place Settings in white",
        "Cuesta Mucho 12",
        "cuesta Aproximadamente 20",
        "Acceso Remoto 24",
        "Vial Insulina 10",
        "La place Rouge, 10000 Hours",
        "we ordered 6 Place Settings",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Some of the streets' words are everyday words, too."""
    assert mark(text) == text
