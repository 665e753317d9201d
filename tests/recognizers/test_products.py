"""Cars, series, assistants, plants and goods, and the people who are called so."""

import time

import pytest

from recognizers.namesakes import names_a_thing


def said_beside(marked: str) -> bool:
    """Tell whether the words around ⟦the claim⟧ make it a thing's name."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return names_a_thing(marked.replace("⟦", "").replace("⟧", ""), start, end)


@pytest.mark.parametrize(
    "marked",
    [
        "Batterie für den ⟦Renault Zoe⟧",
        "Opel ⟦Adam⟧ gesucht",
        "⟦Renault Zoe Bj⟧ 2019",
        "den vw ⟦caddy⟧",
        "einen ⟦Mercedes Vito⟧",
        "⟦dexter⟧ staffel 4 fehlt",
        "⟦Hannibal⟧ S02E05 ruckelt",
        "⟦emily⟧ in paris staffel 5",
        "staffel 2 von ⟦lucifer⟧",
        "⟦elena⟧ stagione 2",
        "die ⟦Alexa⟧ geht nicht",
        "hat ⟦Siri⟧ ein Update",
        "Kleid ⟦Sophie⟧ in Größe 38",
        "Matratze ⟦Emma⟧ 140x200",
        "Sofa ⟦Mila⟧ in grau",
        "Jacke ⟦Lena Gr⟧. 40",
        'sechs Stühle "⟦Paul⟧"',
        "kein Lavendel, lieber ⟦Iris⟧ oder Lilien",
        "das ⟦Ludwig Museum⟧",
        "der WLAN-Name ⟦FRITZ⟧!Box 7590",
    ],
)
def test_tells_a_product_by_the_words_beside_it(marked: str) -> None:
    """To hide what was bought leaves nothing to answer."""
    assert said_beside(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "den Opel hat ⟦Adam⟧ abgeholt",
        "please seat ⟦Leon⟧ at table 4",
        "⟦Mercedes García⟧ hat gebucht",
        "Renault von ⟦Zoe Krause⟧",
        "⟦Leon⟧ meint Staffel 4 ist weg",
        "danke ⟦Anna⟧, Staffel 4 geht",
        "⟦Alexa⟧ hat mich angerufen",
        "meine Tochter ⟦Alexa⟧ kommt",
        "⟦Alexa Neumann⟧ hat storniert",
        "Tisch ⟦Lena⟧, 19 Uhr",
        "das Kleid von ⟦Sophie⟧ in Größe 38",
        "und ⟦Iris⟧ hat die Blumen",
        "lieber ⟦Iris⟧ als dich",
        "⟦Erika⟧ gießt die Blumen",
    ],
)
def test_a_person_who_is_called_like_a_product_stays_one(marked: str) -> None:
    """A name left readable is worse than a product hidden."""
    assert not said_beside(marked)


def test_reads_hostile_text_in_time() -> None:
    """Nobody stalls a worker with words."""
    text = "staffel 1 von " * 4_000 + "Lucifer" + " in a staffel" * 4_000
    start = text.index("Lucifer")
    began = time.perf_counter()

    names_a_thing(text, start, start + 7)

    assert time.perf_counter() - began < 0.1
