"""Addresses told by the words before them."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "Address: ⟦94 Mohamed Lodge⟧ thanks",
        "I live at ⟦Flat 3, Donna Island⟧",
        "I live at ⟦Studio 96W, Garry Ports⟧.",
        "deliver to ⟦42 Amanda Pines⟧",
        "Indirizzo: ⟦Canale Licia, 984⟧ grazie",
        "Indirizzo: ⟦Rotonda Franscini, 13 Piano 5⟧",
        "abito in ⟦Canale Alfieri, 7 Appartamento 98⟧",
        "consegna in ⟦Incrocio Guido, 41, 10081, San Giovanni Canavese (TO)⟧",
        "Adres: ⟦Gijsboulevard 96⟧",
        "Lieferadresse: ⟦Grothring 785⟧",
        "the address is ⟦8339 Church Street⟧. Hope it helps",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Right behind a label or a verb a number and a name are enough."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "street: Level 3",
        "Street: Fighter 6",
        "adresse: stiege 2",
        "ship to 3 Different People please",
        "we deliver to 3 European Countries",
        "shipped to 2 Amazon Lockers",
        "deliver to Building 5",
        "deliver to Paris 3 times a week",
        "we live at 5 Star Hotel",
        "the address is Windows 11 related",
        "Email address: Gmail 2 is broken",
        "IP-Adresse: Drucker 12",
        "Adresse: Zimmer 5",
        "Adresse: siehe Bestellung 4410",
        "indirizzo: Interno 5",
        "Lieferung meines Thinkpad 14 und Mousepad 3",
        "consegna in Italia 3 giorni",
        "The address is Invalid 404",
        "server address: Node Alpha 12",
        "memory address: Omega Row 7",
        "Address: Python 3",
        "address is Building 5",
        "consegna in Giorni Lavorativi 3",
        "shipped to 25 Countries Worldwide",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Rooms, machines and counted things follow such words, too."""
    assert mark(text) == text
