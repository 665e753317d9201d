"""Secrets told by what else is said of them."""

import re

import pytest

from recognizers.distant_secrets import find_distant_secrets
from recognizers.words import plain

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    pytest.param("die tan kommt nicht, die letzte war ⟦604 917⟧", id="latest of all"),
    pytest.param("gate code please, last one you sent was ⟦4471#⟧", id="latest sent"),
    pytest.param("the pin is ⟦four sevens⟧", id="repeated in words"),
    pytest.param("pin ist ⟦vier mal die sieben⟧", id="repeated, German"),
    pytest.param("the three digits on the back are ⟦482⟧", id="on a card"),
    pytest.param("abholcode für die packstation: ⟦448120⟧", id="of a locker"),
    pytest.param("tried ⟦bramble-otter-42⟧ as my password", id="tried"),
    pytest.param("security question, first pet: ⟦biscuit⟧", id="answer"),
    pytest.param("security question (first pet) its ⟦mr biscuit⟧", id="titled answer"),
    pytest.param(
        "sicherheitsfrage? madchenname der mutter, antwort ⟦beispielski⟧", id="answered"
    ),
    pytest.param(
        "'primo animale' e ho messo ⟦birillo⟧ ma no, provo ⟦birillo⟧ minuscolo",
        id="answer, again",
    ),
    pytest.param(
        "seed phrase: ⟦apple river stone moon chair table light ocean⟧", id="phrase"
    ),
    pytest.param("login max@example.com ⟦sommer22!⟧", id="behind an address"),
    pytest.param("it asks for the code and i put ⟦831 204⟧ in", id="put in"),
    pytest.param(
        "mi chiede il codice, ho messo ⟦831204⟧ e non va", id="put in, Italian"
    ),
    pytest.param("soll den code eingeben, hab ⟦831204⟧ getippt", id="typed in, German"),
    pytest.param("il puk è sbagliato. quello sulla sim è ⟦48210937⟧", id="on a sim"),
    pytest.param("you said ⟦nineteen sixty six⟧ for the alarm code", id="in words"),
    pytest.param("türcode geht nicht. gesagt: ⟦elf zwölf⟧", id="in German words"),
    pytest.param("die pin stimmt nicht. auf dem zettel steht ⟦4821⟧", id="on paper"),
]
NOTHING = [
    pytest.param("discount code doesn't work, i entered 20241", id="a discount's"),
    pytest.param(
        "der code zur bestellung, hab 48213 eingegeben", id="typed, an order's"
    ),
    pytest.param("il codice sconto, ho inserito 48213", id="a discount's, Italian"),
    pytest.param("lo sconto c'è. quello sulla card è 48210937", id="no secret on it"),
    pytest.param("die tan kommt nicht, auftrag war 604917", id="an order's number"),
    pytest.param("you said nineteen sixty six was a good year", id="a year told"),
    pytest.param("letzte war 604917", id="no secret named"),
    pytest.param("pin zwei mal falsch eingegeben", id="times that it failed"),
    pytest.param("the three digits on the bill are 482", id="no card"),
    pytest.param("pickup code 448120", id="no locker"),
    pytest.param("tried iphone15 and it works", id="no password"),
    pytest.param("security question: missing", id="no answer"),
    pytest.param("login max@example.com fehlt noch", id="no digit"),
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    found = find_distant_secrets(plain(text))
    return [text[match.start : match.end] for match in found]


@pytest.mark.parametrize("marked", FOUND)
def test_what_is_said_of_a_secret_tells_it(marked: str) -> None:
    """The word for it stands a sentence before, behind, or nowhere."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_no_secret(text: str) -> None:
    """Numbers of orders, times and words have the same shape."""
    assert found_in(text) == []
