"""What belongs to a street: flat, house, twin name, a place before it."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦musterweg 3 hinterhaus⟧",
        "⟦Kirchweg 3, 3. Stock rechts bei Özdemir, 44135 Dortmund⟧",
        "Strasse/Nr: ⟦Birkenweg 3\nPLZ/Ort: 3012 Bern⟧",
        "⟦Apartment 12, The Old Sawmill, 8 Cork Street, Dublin 8⟧",
        "⟦1/2, 44 Dumbarton Road, Glasgow G11 6NX⟧",
        "⟦via Po 12 scala dx piano 3 int 8, Torino⟧",
        "⟦Kaiserdamm 12 Hinterhaus 3. OG links⟧",
        "⟦Stephansplatz 3 Stiege 2 Tür 5, 1010 Wien⟧",
        "⟦viale Monza 7 int. 4⟧",
        "⟦corso garibaldi 88 interno 4⟧",
        "⟦via dell'Unità 3 scala B⟧",
        "⟦flat 4, 12 high street, london SW1A 1AA⟧",
        "to ⟦Flat 2/1, 88 Clyde Rd, Glasgow G11 6NX⟧, buzzer says",
        "⟦Apt 4B, 1420 NE 12th Ave, Portland, OR 97232⟧",
        "⟦Apt 4, The Lodge, 23 Harcourt Terrace, Dublin 2⟧",
        "⟦Arch 19, Coldstream Row, London E8 4PH⟧",
        "⟦The Old Forge, 2 Mill Road, Ludlow SY8 1EG⟧",
        "to ⟦St Anne's Lodge, 23 Harcourt Terrace, Dublin 2, D02 XY45⟧ before ten",
        "⟦10115 Berlin, Gartenstr. 5⟧",
        "Anna Beispiel ⟦Musterstraße 5 10115 Berlin⟧",
        "Anna Beispiel\n⟦Musterstraße 5\n10115 Berlin⟧\nTel 030",
        "⟦Sonnenstraße/Via Sole 14, 39012 Meran⟧",
        "⟦Piazza Walther/Waltherplatz 8, 39100 Bozen⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Half of an address shown beside the mask tells the rest."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Pos. 12 · 24 Stück · 79,90 EUR",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
