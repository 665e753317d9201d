"""Names that the metadata gives, found again in the text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.known_names import find_known_names

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    (["Anna Beispiel"], "hier ist ⟦anna⟧"),
    (["Anna Beispiel"], "⟦Annas⟧ Paket, ⟦Anna⟧'s parcel, il pacco di ⟦ANNA⟧"),
    (["Anna Beispiel"], "Frau ⟦Beispiel⟧ und ⟦Beispiel, Anna⟧"),
    (["Anna Beispiel"], "⟦A. Beispiel⟧ oder ⟦Anna B.⟧ schrieb"),
    (["Anna Beispiel"], "ich bin @⟦annabeispiel⟧85 oder ⟦anna_beispiel⟧"),
    (["Jürgen Müller"], "⟦juergen mueller⟧, ⟦jurgen muller⟧; ⟦MÜLLERS⟧"),
    (["Juergen Mueller"], "herr ⟦müller⟧"),
    (["José García"], "soy ⟦jose garcia⟧"),
    (["Will Rose"], "I will buy a rose. ⟦Will Rose⟧ here"),
    (["Chiara Rossi"], "ciao ⟦Chiara⟧, è chiara la cosa?"),
    (["Angelo della Pizza GmbH"], "angelo, pizza, ⟦Angelo della Pizza GmbH⟧"),
    (["Sean O'Brien"], "⟦obrien⟧ und ⟦O’Brien⟧"),
    (["Anna-Lena von der Heide"], "⟦anna-lena von der heide⟧ in der heide"),
    (["Anna Beispiel", "Marco Rossi"], "⟦Anna Beispiel⟧ ⟦Marco Rossi⟧"),
    (["Anna 🌸"], "⟦anna⟧ 🌸"),
    (["王小明"], "我是⟦王小明⟧。"),
]
NOTHING = [
    (["Will Rose"], "I will buy a rose"),
    (["Will Rose"], "Die Rose ist schön. Will you?"),
    (["Mama"], "mama ist da"),
    (["Mamma"], "la mamma chiama"),
    (["Pizzeria Roma"], "vado a roma in pizzeria"),
    (["Salon Anna"], "der salon"),
    (["🌸", "", " ", "."], "🌸 . "),
    (["A"], "a b A"),
    (["Mark May"], "in may i mark it"),
    (["Anna Berlin"], "ich komme aus Berlin"),
    (["Peter August"], "im August"),
    (["Kunde Support"], "lieber kunde, euer support"),
    (["Di Luca"], "di domani"),
    (["Example GmbH"], "example"),
    (["Anna Beispiel"], "annahme, beispiele, Hannah"),
]


def found_in(text: str, names: list[str]) -> list[str]:
    """Return what is found, as it stands in the text."""
    return [text[match.start : match.end] for match in find_known_names(text, names)]


@pytest.mark.parametrize(("names", "marked"), FOUND)
def test_finds_a_known_name(names: list[str], marked: str) -> None:
    """In any case, order, inflection and spelling, one stretch a person."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text, names) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize(("names", "text"), NOTHING)
def test_leaves_everyday_words(names: list[str], text: str) -> None:
    """A part of a name that is an everyday word isn't the person."""
    assert found_in(text, names) == []


def test_all_spellings_share_the_whole_name() -> None:
    """First name or surname alone, it is the same person."""
    text = "Anna; frau beispiel; A. Beispiel; anna beispiel"

    matches = find_known_names(text, ["Anna Beispiel"])

    assert {match.canonical for match in matches} == {"anna beispiel"}


def test_a_part_that_several_people_share_stands_for_none() -> None:
    """Two Annas: nobody knows which."""
    (match,) = find_known_names("anna", ["Anna Beispiel", "Anna Muster"])

    assert match.canonical == "anna"


HOSTILE = [
    pytest.param([f"Maria N{n}" for n in range(1_000)], "maria " * 4_000, id="many"),
    pytest.param(["a b " * 1_250], "a b " * 5_000, id="long"),
    pytest.param(["anna" * 1_250], "anna" * 5_000, id="solid"),
    pytest.param([".*(["], ".*([" * 5_000, id="regex"),
    pytest.param(["(a+)+$"], "a" * 20_000, id="nested"),
    pytest.param(["Anna Beispiel"], " " * 20_000, id="spaces"),
]


@pytest.mark.parametrize(("names", "text"), HOSTILE)
def test_hostile_names_take_linear_time(names: list[str], text: str) -> None:
    """A profile name is written by a stranger."""
    started = time.process_time()

    list(find_known_names(text, names))

    assert time.process_time() - started < 1.0


WORDS = st.sampled_from(["hallo", "das", "paket", "ist", "ciao", "please", "12", "ok"])


@given(
    st.lists(WORDS, max_size=4),
    st.sampled_from(["Anna", "anna", "ANNA", "Beispiel", "anna beispiel", "aNNa"]),
    st.lists(WORDS, max_size=4),
)
def test_a_known_name_is_covered_anywhere(
    before: list[str], name: str, after: list[str]
) -> None:
    """Whatever stands around it, no letter of a known name stays."""
    text = " ".join([*before, name, *after])
    start = len(" ".join([*before, ""]))

    (match,) = find_known_names(text, ["Anna Beispiel"])

    assert match.start <= start
    assert start + len(name) <= match.end <= len(text)


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_matches_lie_within_the_text(text: str, names: list[str]) -> None:
    """Any name and any text give matches in the text, or none."""
    for match in find_known_names(text, names):
        assert 0 <= match.start < match.end <= len(text)
