"""Names of whom others speak, and those told by signs."""

import re

import pytest

from recognizers.people import find_people

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "mein vater heist ⟦gjergj⟧ nicht ⟦giorgio⟧",
    "my dad's called ⟦gjergj⟧ not ⟦george⟧",
    "mio figlio si chiama ⟦thiago⟧",
    "il figlio della ⟦morena⟧ ha rotto il vetro",
    "der mann von der ⟦vesna⟧ ist da",
    "the son of ⟦Hope⟧ is ill",
    "das ist für die ⟦Rosa⟧ bitte",
    "per la ⟦Viola⟧ grazie",
    "i (⟦Temi⟧) pay 450",
    "wir (⟦Juna⟧ und ⟦Mattis⟧) kommen",
    "CH93 0076 2011 6238 5295 7 ⟦olga wysocki⟧",
    "DE89370400440532013000\n⟦besmir hoxhaj⟧",
    "la ⟦vero⟧ mi ha fatto un taglio",
    "dillo alla ⟦cri⟧",
    "⟦przemek⟧ speaking",
    "⟦Dragana⟧ am Apparat",
    "⟦Tendai⟧ here, is the car ready",
    "Hi ⟦Gift⟧, is it free",
    "ciao ⟦vale⟧, come va",
    "sn ⟦Kledi⟧ ho vent'anni",
    "sono ⟦dorjan⟧ ho 30 anni",
    "ciao sono die ⟦greta⟧ dal terzo",
    "yo its ⟦dre⟧ from the 6am class",
    "il mio nome è scritto male: ⟦Calogero Lo Verso⟧",
    "a nome ⟦la rocca⟧ per 4",
    "a nome ⟦Del Vecchio⟧",
]
NOTHING = [
    "das produkt heißt Kallax nicht Billy",
    "the dish is called biryani not curry",
    "mein Sohn heißt das gut",
    "la figlia del vicino",
    "der mann von der post war da",
    "a friend of mine",
    "der Kollege von der Technik",
    "per la Mercedes",
    "ich (Kunde) zahle",
    "me (again) sorry",
    "we (my wife and I) arrive",
    "DE89370400440532013000 bitte überweisen",
    "AT611904300234573201, Verwendungszweck Miete",
    "ne vale la pena",
    "Wetter hier: super",
    "Lage hier ist ruhig",
    "Hallo Nachbarn, kurze Info",
    "ciao bella, come va",
    "its stuck from yesterday",
    "ich bin Student aus Graz",
    "ich bin Au-pair aus Peru",
    "mein Name ist falsch geschrieben, bitte ändern",
    "a nome della società",
    "die Frau vom Empfang",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_people(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_whom_others_speak_of(marked: str) -> None:
    """Kin, brackets, an account and an article tell of a name as surely as titles."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_looks_alike(text: str) -> None:
    """The same words, with a thing where the name would stand."""
    assert found_in(text) == []
