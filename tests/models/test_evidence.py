"""How far claims are believed."""

import pytest

from models.evidence import FOUND, LIKELY, UNLIKELY, Kind, Level, kind_of, score_of
from models.gazetteer import Gazetteer

KNOWN = Gazetteer({"anna": "F", "rosa": "FLW", "tasse": "W", "bozen": "C"})


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["Anna"], Kind.NAME),
        (["anna"], Kind.NAME),
        (["Rosa"], Kind.WORD),
        (["tasse"], Kind.WORD),
        (["Zgraggen"], Kind.UNKNOWN),
        (["zgraggen"], Kind.SMALL),
        (["Anna", "-", "Rosa"], Kind.SEVERAL),
        (["rosa", "zgraggen"], Kind.SEVERAL_SMALL),
    ],
)
def test_what_a_claim_is_made_of(words: list[str], kind: Kind) -> None:
    """One word is judged by what it is known as, several by their case."""
    assert kind_of(words, KNOWN) is kind


@pytest.mark.parametrize("prose", [False, True], ids=["answer", "prose"])
@pytest.mark.parametrize("kind", Kind)
def test_a_surer_claim_never_scores_less(kind: Kind, *, prose: bool) -> None:
    """And each kind is found when the network is certain."""
    scores = [score_of(level, kind, prose=prose) for level in Level]

    assert scores == sorted(scores)
    assert scores[0] == UNLIKELY
    assert scores[-1] == FOUND


def test_everyday_words_need_more_than_known_names() -> None:
    """What the network is sure of for a name, it must be certain of for a word."""
    assert score_of(Level.SURE, Kind.NAME) == FOUND
    assert score_of(Level.SURE, Kind.WORD) == UNLIKELY
    assert score_of(Level.SURE, Kind.SMALL) == UNLIKELY
    assert score_of(Level.CERTAIN, Kind.SMALL) == FOUND


def test_several_words_may_be_suspected() -> None:
    """A full name is hardly anything else; a single word often is."""
    assert score_of(Level.SUSPECT, Kind.SEVERAL) == LIKELY
    assert score_of(Level.SUSPECT, Kind.NAME) == UNLIKELY


def test_a_capital_says_more_in_prose() -> None:
    """In an answer of three words, any word may have one."""
    assert score_of(Level.SURE, Kind.UNKNOWN) == UNLIKELY
    assert score_of(Level.SURE, Kind.UNKNOWN, prose=True) == FOUND
