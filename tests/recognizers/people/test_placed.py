"""Surnames that stand bare are told by a deed, a role, a booking, wares."""

import pytest

from recognizers.people import find_people


def people_in(text: str) -> list[str]:
    """Return what is found, as it was written."""
    return [text[match.start : match.end] for match in find_people(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hartung hat angerufen", "Hartung"),
        ("Weber war da", "Weber"),
        ("Koch ruft zurück", "Koch"),
        ("Ferraro ha disdetto", "Ferraro"),
        ("Green called about the boiler", "Green"),
        ("till fehlt heute", "till"),
        ("Mieterin Sommer Heizung defekt", "Sommer"),
        ("Pat. Koch nüchtern", "Koch"),
        ("Reservierung Schwarz 19 Uhr", "Schwarz"),
        ("Best. Fuchs 2x Pizza", "Fuchs"),
        ("Torte Nowak Samstag", "Nowak"),
        ("Kowalski bike ready", "Kowalski"),
        ("forno Esposito non scalda", "Esposito"),
        ("room 12 Young", "Young"),
        ("10 Uhr Koch", "Koch"),
    ],
)
def test_place_tells_of_a_surname(text: str, name: str) -> None:
    """Nothing announces who is meant; what stands beside does."""
    assert people_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Torte Schoko Samstag",
        "Sofa Grau Lieferung Dienstag",
        "Teppich Schwarz abholbereit",
        "Lange hat's gedauert",
        "Preis hat sich geändert",
        "der Koch war da",
        "Techniker war da",
        "Verwaltung ruft zurück",
        "Wein storniert",
        "Termin Freitag 10 Uhr",
        "Reservierung Neu 19 Uhr",
        "Tisch 4 Wein",
        "Mieter Sommer 2023",
        "Forno Bosch non scalda",
        "Winter is coming",
        "TORTE NOWAK SAMSTAG",
    ],
)
def test_place_of_a_thing_tells_of_nobody(text: str) -> None:
    """What a word also means counts where its place says no more."""
    assert people_in(text) == []
