"""What stands behind a title is a surname, be it a word, unless it begins a clause."""

import pytest

from recognizers.people import find_people


def people_in(text: str) -> list[str]:
    """Return what is found, as it was written."""
    return [text[match.start : match.end] for match in find_people(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Herr Freund kommt", "Freund"),
        ("Frau Lange hat angerufen", "Lange"),
        ("Frau Schön war freundlich", "Schön"),
        ("Herr März ist da", "März"),
        ("Herr Stuhl kommt", "Stuhl"),
        ("die Frau Stuhl hat angerufen", "Stuhl"),
        ("Herr Siemens wartet", "Siemens"),
        ("Herr Kellner hat angerufen", "Kellner"),
        ("Frau Hauptmann wartet", "Hauptmann"),
        ("Herr An kommt um drei", "An"),
        ("Signora Prada ha chiamato", "Prada"),
        ("la signora Lo Cascio ha chiamato", "Lo Cascio"),
        ("Mrs Town called", "Town"),
        ("Mr Baker is here", "Baker"),
    ],
)
def test_a_surname_may_be_a_word(text: str, name: str) -> None:
    """The title tells that somebody is called so."""
    assert people_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Frau Bitte warten",
        "Sehr geehrte Frau Ihre Bestellung ist da",
        "Signora Le scrivo per la fattura",
        "Signora La chiamo domani",
        "Frau Mit Kind sucht Wohnung",
        "Mrs And the others",
    ],
)
def test_a_clause_may_begin_behind_a_title(text: str) -> None:
    """Somebody left out the name, or the comma."""
    assert people_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Herr Ober bitte",
        "Herr Verkäufer, wo ist es",
        "Herr Arzt",
        "Frau Ärztin",
        "Frau Nachbarin",
        "Frau Kollegin",
        "Gentile Sig. Cliente",
        "Signora Maestra, mio figlio sta male",
        "Mr Landlord",
        "Hello Mr Support",
    ],
)
def test_offices_and_trades_are_nobody(text: str) -> None:
    """Who is addressed by what he does stays without a name."""
    assert people_in(text) == []


@pytest.mark.parametrize(
    "text",
    ["wenn die Frau Probleme hat, melden", "Dottoressa buongiorno, dopo la seduta"],
)
def test_what_is_owned_or_greeted_is_nobody(text: str) -> None:
    """A clause's end and a greeting tell."""
    assert people_in(text) == []
