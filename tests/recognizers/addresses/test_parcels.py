"""Lockers, parcel shops and post boxes."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "bitte an ⟦Postnummer 948271650, Packstation 145, 50667 Köln⟧ schicken",
        "schicks an die ⟦packstation 145 in köln⟧",
        "⟦84726150\nPackstation 211\n80331 München⟧",
        "meine postnummer lautet ⟦84726150⟧",
        "an den ⟦DHL Paketshop 417, Venloer Str. 5, 50672 Köln⟧",
        "bitte an die ⟦Abholstation 1204, 1030 Wien⟧ liefern",
        "⟦My Post 24 Station 512, 8005 Zürich⟧ bitte",
        "spedite a ⟦Fermopoint 2231⟧, ⟦via Roma 4, Torino⟧",
        "consegnate al ⟦Punto Poste 30412⟧",
        "al ⟦locker InPost TOR14A⟧ grazie",
        "⟦Fermo Posta 20121 Milano⟧ va bene?",
        "please send it to ⟦BFPO 123⟧",
        "⟦Poste restante, GPO Sydney NSW 2000⟧",
        "⟦Private Bag X12, Cape Town 8000⟧",
        "my postal is ⟦GPO Box 1822, Melbourne VIC 3001⟧",
        "⟦Postlagernd, 50667 Köln⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """A locker's number and its customer's lead to one person."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "die Packstation 24/7 ist kaputt, alle 3 Packstationen sind voll",
        "Postnummer fehlt bei Bestellung 4711081",
        "Paketshop 200 m entfernt, Postfiliale hat um 18 Uhr zu",
        "il punto poste chiude alle 18, punto poste 500 metri",
        "amazon locker code 482913, PO Box delivery takes 3 days",
        "poste restante is closed, fermo posta costa 3 euro",
        "general delivery times are 3 days",
        "private bag x2 for the trip",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
