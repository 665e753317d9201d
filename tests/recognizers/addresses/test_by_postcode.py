"""Addresses whose street no list names, told by the postcode behind them."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "Wir wohnen ⟦Hof Sonnental, 79286 Glottertal⟧",
        "wohne ⟦Ostwall, 47798 Krefeld⟧",
        "⟦Rook Cottage, 7 Mill Lane, Ludlow SY8 1HT⟧",
        "⟦The Old Rectory, Church Lane, Ludlow SY8 1HT⟧",
        "⟦Westgrange, Ludlow SY8 1HT⟧",
        "⟦Farmcourt, Ludlow SY8 1HT⟧",
        "⟦Torbarn, Ludlow SY8 1HT⟧",
        "Anna Beispiel\n⟦Rose Cottage, Ludlow SY8 1HT⟧",
        "she's at ⟦5 Heol y Bryn, Pontypridd CF37 4ED⟧ and cold",
        "it's ⟦44b Station Approach, KT1 2AB⟧",
        "⟦12 Ffordd Las, Cardiff CF14 2AB⟧",
        "⟦14 Bóthar na Trá, Galway H91 X2Y3⟧",
        "⟦Apt 4, 22 Dame Street, Dublin D02 XY45⟧",
        "⟦7 braeside, inverness iv2 3bx⟧",
        "⟦7 Braeside, Inverness IV2 3BX⟧",
        "to ⟦Rathmore, Naas, Co. Kildare, W91 X2Y4⟧ please",
        "⟦San Marco 4702, 30124 Venezia⟧",
        "⟦Lauben 22, 39100 Bozen⟧",
        "⟦Corte Scala 5, 20121 Milano⟧",
        "L'indirizzo: ⟦Scala 5, 20121 Milano⟧",
        "Anna Beispiel, ⟦Dorf 14, 6365 Kirchberg in Tirol⟧",
        "⟦An der Alster 40, 20099 Hamburg⟧",
        "⟦Q7, 24, 68161 Mannheim⟧",
        "⟦Flat 12, 48 MG Road, Bengaluru 560001⟧. Please",
        "⟦No. 17, 4th Cross, Indiranagar 2nd Stage, Bengaluru 560038⟧. Landmark",
        "⟦H.No. 4-12/3, Banjara Hills, Hyderabad 500034⟧",
        "⟦Plot 22, Sector 14, Gurgaon - 122001⟧",
        "⟦B-702, Sai Krupa CHS, Andheri East, Mumbai - 400069⟧",
        "⟦H.No. 5-9-22/B, Adarsh Nagar, Hyderabad 500063⟧",
        "⟦A/304, Gokul Residency, Thakur Village, Mumbai 400101⟧",
        "⟦Canale Peranda, 5 Piano 2, 61034, Calmazzo (PU)⟧",
        "⟦15 Paige Shore, Fletcherhaven, BN68 4XP⟧",
        "⟦Flat 86V, Mitchell Shore, Bellhaven, CV1 7YX⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """House, street, town and postcode are one stretch, and nothing else."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Zimmer 12, 80331 München",
        "Filiale 3, 80331 München",
        "Modello 5, 12345, Roma",
        "we deliver to Ludlow SY8 1HT",
        "Ludlow, SY8 1HT",
        "we deliver, free, to ludlow sy8 1ht",
        "order 12 came with parcel 560038",
        "flat 12 inch pan, item 560 038",
        "Bestellung 12, 4020 Stück",
        "auf dem Heimweg, 10115 Berlin",
        "Großer Parkplatz, 50667 Köln",
        "12 came by road, contact number 968 745 1256",
    ],
)
def test_leaves_what_has_no_house(text: str, mark: Callable[[str], str]) -> None:
    """A postcode with its town alone is no address."""
    assert mark(text) == text
