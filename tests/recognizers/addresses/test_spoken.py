"""House numbers in words."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "io abito in ⟦via san rocco ventisette⟧ a fianco",
        "abito in ⟦via Roma quindici⟧",
        "wohne ⟦Lange Gasse einundzwanzig, 72070 Tübingen⟧",
        "hausnr is ⟦ulmenweg fünfzehn, 24106 kiel⟧ nich 50",
        "ich wohne ⟦Gartenstraße zwölf⟧",
        "Adresse: ⟦Ulmenstr. fünfzehn⟧",
        "abito in ⟦vicolo Stretto dodici⟧",
        "indirizzo: ⟦largo Augusto sette⟧",
        "bin in der ⟦lindenaleee einundzwanzig, sechs neun eins eins fünf heidelberg⟧",
        "sto in ⟦via carducci ventisette, tre quattro uno due cinque trieste⟧",
        "wohne ⟦gartenstraße zwölf vier null zwei eins null düsseldorf⟧",
        "⟦hauptstrasse hundertdreizehn⟧ bitte",
        "deliver to ⟦fourteen mill lane⟧ please",
        "it goes to ⟦three hundred and twelve willow avenue, apartment five⟧",
        "⟦sixty-three park road, flat two⟧",
        "the parcel is for ⟦two hundred oak avenue⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Voice messages and people in doubt spell the number out."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "auf dem Weg zwei Stunden",
        "Heimweg zwei Stunden",
        "Sitzplatz fünfzehn",
        "via dodici mesi",
        "two lane road, one way street",
        "twenty minute drive, fifty park benches",
        "in via definitiva ventidue pezzi",
        "tragen weg zwölf kisten",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
