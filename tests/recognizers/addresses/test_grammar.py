"""A grammar's cheap look never costs a street that it would have read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.normalize import fold
from recognizers.addresses.find import GRAMMARS
from recognizers.words import plain
from tests.hand_written import FILES, texts_of

WORDS = (
    "straße strasse Str str. -weg Weg gasse Allee Platz Straße_des_17._Juni Haupt Am "
    "via Viale v.le p.zza corso largo str. snc strada provinciale statale vicinale sp "
    "s.p. ss s.s. km chilometro rue av. bd place calle c/ avda. ul. al. os. mah sok "
    "cad caddesi no: High Street Road rd Lane route hwy Flat PO_Box Postfach c.p. "
    "apartado boite casella Roma Garibaldi Mayor Foch Gül Długa Rosen Berlin Leeds "
    "Bonn Milano fünfzehn acht undici quindici five twelve Hausnummer Nr Nr. n. n° "
    "numero civico Apt. Suite Unit # , WA 51896 TX 73301-1234 Box APO_AA USNS Dalton "
    "Address: Adres: Indirizzo: live_at deliver_to abito_in Flat Studio Piano Puerta "
    "Rambla plac pl. 3_Maja Calmazzo_(PU) 61034 "
    "address Adresse wohne SW1A 1AA LS2 7XQ D02 X285 10115 20121 39100 560038 F-75016 "
    "1 5 12 12a 95/3 3,200 4th Straße: Street: via: Nr: Nummer: de la des of the"
).split()
GAPS = ["", " ", "  ", ", ", ",", ".", ". ", "-", " - ", "\n", "\t", " : ", ": ", "/"]


def ruled_out(text: str) -> list[int]:
    """Return the grammars that find a street in what they would not have read."""
    folded = fold(text).text
    low = plain(folded)
    return [
        number
        for number, grammar in enumerate(GRAMMARS)
        if not grammar.may_apply(low) and list(grammar.read(folded, low))
    ]


def texts() -> st.SearchStrategy[str]:
    """Draw what streets are made of, in any order or in theirs, with any gaps."""
    words = st.sampled_from([word.replace("_", " ") for word in WORDS])
    gaps, numbers = st.sampled_from(GAPS), st.integers(1, 999).map(str)
    parts = st.lists(st.tuples(words, gaps).map("".join), max_size=10)
    ordered = st.tuples(words, gaps, words | numbers, gaps, words, gaps, numbers)
    roads = st.sampled_from(["sp", "s.p.", "ss", "strada vicinale", "strada statale"])
    road = st.tuples(
        roads, gaps, numbers, gaps, st.sampled_from(["km ", "n."]), numbers
    )
    return st.one_of([shape.map("".join) for shape in (parts, ordered, road)])


@pytest.mark.parametrize("file", FILES, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_nothing_that_people_wrote_is_ruled_out(file: Path) -> None:
    """In real messages, asking first finds what reading everything would."""
    assert [text for text in texts_of(file) if ruled_out(text)] == []


@given(texts())
def test_nothing_that_is_made_of_streets_is_ruled_out(text: str) -> None:
    """Nor in what nobody has written yet."""
    assert ruled_out(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "strada vicinale 14 km 3",
        "sp14 km 3",
        "strada provinciale14 km 3",
        "Straße : Am Ring\nNr: 5",
    ],
)
def test_a_gap_or_none_rules_nothing_out(text: str) -> None:
    """The same street, written more loosely."""
    assert ruled_out(text) == []
