"""How far a claim of the network is believed, by what it is made of.

Measured on hand-written chat: of single words that the network was merely sure of, one
in five of the everyday ones was a name, and one in four of those in small letters that
nobody knows; of known names that it only suspected and no phrase told, one in four.
"""

from collections.abc import Sequence
from enum import Enum, IntEnum

from models.gazetteer import FIRST, LAST, WORD, Gazetteer


class Level(IntEnum):
    """How sensitive the network must be made to find a claim."""

    DOUBT = 0
    SUSPECT = 1
    SURE = 2
    CERTAIN = 3


class Kind(Enum):
    """What a claim is made of."""

    NAME = "a known name that is no everyday word"
    WORD = "an everyday word, if also a name"
    UNKNOWN = "a word with a capital that nobody knows"
    SMALL = "a word in small letters that nobody knows"
    SEVERAL = "several words"
    SEVERAL_SMALL = "several words in small letters"


FOUND, LIKELY, UNLIKELY = 0.85, 0.6, 0.4
"""Scores; only what is unlikely stays below the threshold that policies start from."""

_ENOUGH = {
    Kind.NAME: Level.SURE,
    Kind.WORD: Level.CERTAIN,
    Kind.UNKNOWN: Level.CERTAIN,
    Kind.SMALL: Level.CERTAIN,
    Kind.SEVERAL: Level.SURE,
    Kind.SEVERAL_SMALL: Level.SURE,
}
_ENOUGH_IN_PROSE = {Kind.UNKNOWN: Level.SURE}


def kind_of(words: Sequence[str], gazetteer: Gazetteer) -> Kind:
    """Tell what a name's words are.

    Args:
        words: Words and signs between them; at least one word.
        gazetteer: Knows names and everyday words.
    """
    spelt = [word for word in words if word[0].isalpha()]
    small = all(map(str.islower, spelt))
    if len(spelt) > 1:
        return Kind.SEVERAL_SMALL if small else Kind.SEVERAL
    known = set(gazetteer.class_of(spelt[0]))
    if WORD in known:
        return Kind.WORD
    if known & {FIRST, LAST}:
        return Kind.NAME
    return Kind.SMALL if small else Kind.UNKNOWN


def score_of(level: Level, kind: Kind, *, prose: bool = False) -> float:
    """Return the certainty of a claim.

    Args:
        level: How readily the network made it.
        kind: What it is made of.
        prose: Whether it stands in a text of some length, where a capital says more
            than in an answer of three words.
    """
    enough = _ENOUGH_IN_PROSE.get(kind, _ENOUGH[kind]) if prose else _ENOUGH[kind]
    if level >= enough:
        return FOUND
    likely = kind is Kind.SEVERAL and level >= Level.SUSPECT
    return LIKELY if likely else UNLIKELY
