"""Names in capitals, in a text that isn't."""

import pytest

from recognizers.people.capitals import in_capitals
from recognizers.people.text import text_of


def found_in(text: str) -> list[str]:
    """Return what is taken for a name."""
    return [text[start:end] for start, end, _ in in_capitals(text_of(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1) RUSSO ANTONIO passaporto", "RUSSO ANTONIO"),
        ("- MARIA BIANCHI ha pagato", "MARIA BIANCHI"),
        ("Gast: KOWALSKI PIOTR, Zi 4", "KOWALSKI PIOTR"),
        ("WEISS PETRA", "WEISS PETRA"),
        ("TISCH 4\n1) RUSSO ANTONIO\nDANKE", "RUSSO ANTONIO"),
    ],
)
def test_lists_have_names_in_capitals(text: str, name: str) -> None:
    """Whichever comes first: passports and passenger lists begin with surnames."""
    assert found_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Kleid, ROSA GRAU",
            "codice: ROSA BIANCO",
            "Auto: FORD MONDEO",
            "SIM CARD 2 x",
        ),
        *("Es ist, WIRKLICH WICHTIG, bitte", "- MARIO ROSSI HA PAGATO, non io"),
        *("IO SONO RUSSO ANTONIO DA BARI", "russo antonio passaporto", "ROSA GRAU"),
    ],
)
def test_other_words_stay(text: str) -> None:
    """Where everything is in capitals, or more is, these tell nothing."""
    assert found_in(text) == []
