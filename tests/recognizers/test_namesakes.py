"""What is called like a person and is none, and who is one all the same."""

import time

import pytest

from recognizers.namesakes import names_a_thing, namesakes_in


def said_beside(marked: str) -> bool:
    """Tell whether the words around ⟦the claim⟧ make it a thing's name."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return names_a_thing(marked.replace("⟦", "").replace("⟧", ""), start, end)


@pytest.mark.parametrize(
    "marked",
    [
        "die Bäckerei ⟦Huber⟧ hat zu",
        "Fahrradladen ⟦Weber⟧ repariert",
        "lo Studio ⟦Dentistico Rossi⟧ è chiuso",
        "studio legale ⟦Bonfanti⟧",
        "in pizzeria da ⟦Gino⟧",
        "Salon ⟦Uschi⟧ hat keine Termine",
        "sport ⟦mutschlechner⟧ hat die ski",
        "Rechnung an ⟦Huber⟧ GmbH",
        "fattura a ⟦Rossi⟧ srl",
        "⟦Schmidt⟧ & Söhne",
        "⟦Murphy⟧ & Sons",
        "is ⟦Rehman⟧'s Balti open",
        "⟦Joe⟧'s Garage fixed it",
        "⟦Saal Mozart⟧ ist belegt",
        "in aula ⟦Dante⟧ alle 9",
        "Marke ⟦Puky⟧, Klingel fehlt",
        'der Hersteller "⟦Lotte⟧"',
        "il corriere ⟦bartolini⟧",
        "2 ⟦margherite⟧ e una coca",
        "einen ⟦hugo⟧ bitte",
        "la ⟦Giulietta⟧ 1.6 non parte",
        "mein Hund ⟦Bruno⟧ ist krank",
        "il gatto ⟦Romeo⟧ non mangia",
        "⟦Gracie⟧ (springer, 19kg)",
        "nome ⟦Duca⟧, razza certosino",
        "traghetto ⟦Moby⟧ in ritardo",
        "einmal Salat ⟦Kaiser⟧",
        "⟦Knorr⟧ Suppe",
    ],
)
def test_words_beside_make_it_a_things_name(marked: str) -> None:
    """A firm, a room and a pizza are masked in vain."""
    assert said_beside(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "im Salon ⟦Uschi⟧ gefragt",
        "al bar ⟦Luisa⟧ mi ha servito",
        "Praxis Dr. ⟦Sommer⟧",
        "Studio Legale, avv. ⟦Moretti⟧",
        "Bäckerei ⟦Karl Huber⟧",
        "⟦Anna⟧ & Söhne",
        "⟦Marco⟧ e figli",
        "in aula ⟦Anna⟧ ha parlato",
        "il corriere ⟦Marco⟧ è passato",
        "mein Hund ⟦Karl Huber⟧",
        "mein Hund und ⟦Bruno⟧",
        "⟦Max⟧ (3 Jahre, 14kg)",
        "⟦Peter⟧ (hat einen Hund)",
        "⟦Tom⟧ (dog sitter)",
        "⟦Rosa⟧ Suppe",
        "⟦Joe⟧'s phone is off",
        "Bäckerei\n⟦Huber⟧",
        "⟦Hugo⟧ kommt",
        "la ⟦Giulietta⟧ viene alle 8",
    ],
)
def test_leaves_whoever_may_be_there(marked: str) -> None:
    """A firm's word beside a person makes her no firm."""
    assert not said_beside(marked)


def named(text: str, *, private: bool = False) -> list[str]:
    """Return what reads like a person and is none."""
    return [text[it.start : it.end] for it in namesakes_in(text, private=private)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("la maglia di Jannik Sinner", ["Jannik Sinner"]),
        ("ha vinto Jannik Sinner", []),
        ("das Trikot von Harry Kane", ["Harry Kane"]),
        ("an Mariä Himmelfahrt offen?", ["Mariä Himmelfahrt"]),
        ("das Hemd ist von Otto Kern", ["Otto Kern"]),
        ("bei Rossmann gibt es", ["bei Rossmann"]),
        ("Karten für Helene Fischer", ["Helene Fischer"]),
        ("Karten für Thomas Müller", []),
        ("Peter Hahn hat angerufen", []),
        ("Otto Kern storniert", []),
        ("Rossmann kommt um 10", []),
        ("Thomas Müller kommt nicht zum Konzert", []),
        ("ich heiße Taylor Swift", []),
        ("Name: Gianna Nannini", []),
        ("sono Valentino Rossi", []),
        ("Herr Otto Kern", []),
        ("Viele Grüße\nHelene Fischer", []),
        ("Liebe Helene Fischer,", []),
    ],
)
def test_the_famous_are_told_from_their_namesakes(text: str, said: list[str]) -> None:
    """Who introduces himself isn't the singer of that name."""
    assert named(text) == said


def test_who_leaves_a_number_is_no_singer() -> None:
    """Beside other personal data a name is its owner's."""
    assert named("Helene Fischer, 0171 2345678", private=True) == []


def test_a_text_full_of_firms_takes_little_time() -> None:
    """Time grows with the text, not with its square."""
    text = "Bäckerei Huber " * 2_000
    begun = time.process_time()

    for start in range(9, len(text), 15):
        names_a_thing(text, start, start + 5)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "Angelina Jolie",
        "gianna nannini!",
        "Angelina Jolie heiße ich wirklich",
        "Paul Smith here",
        "Paul Smith speaking, hello",
    ],
)
def test_who_may_be_called_so_is_no_namesake(text: str) -> None:
    """A name alone answers "who am I talking to?"; "here" is said of oneself."""
    assert namesakes_in(text, private=False) == []
