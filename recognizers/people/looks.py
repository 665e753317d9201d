"""What a word looks like, where a name may stand."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORDS, TABLE
from recognizers.words import fold, load_words

_FREQUENT = load_words("frequent")
_BRANDS = load_words("brands")
_PARTICLES = frozenset(TABLE["particles"].split())
_TITLE_WORDS = frozenset(TABLE["title_words"].split())
_ELIDED = frozenset(TABLE["elided"].split())
_MAX_REMEMBERED = 8_192

TOWNS = load_words("towns")

_JOINT = re.compile("['-]")
_APOSTROPHES = frozenset("'’´`")
_NO_NAME_ENDING = re.compile(
    r"(?:ing|ed|tion|ly|ung|ungen|keit|heit|lich|mente|zione|zioni|ando|endo|ieren)$"
)
# "Herr Beispiel angerufen", "Frau Muster abgegeben": nobody is called like that.
_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|ein|vor|zu|mit|nach|weg|her|hin|zuruck|um|unter|fest|los)"
    r"ge[a-z]{2,14}(?:t|en)$|(?:ge|be|ver|er|ent|zer)[a-z]{3,14}(?<!d)t$"
)


Look = Literal["listed", "capital", "unknown", "initial", "particle", "stop"]
"""What a word looks like, where a name may stand:

* ``listed``: a known first name
* ``capital``: capitalised, and no everyday word
* ``unknown``: small, and no everyday word
* ``initial``: a letter with a full stop
* ``particle``: joins the words of a name
* ``stop``: not part of a name
"""


class Word(NamedTuple):
    """A word as a name has it.

    Attributes:
        ending: Letters at its end that aren't the name's: "'s".
        look: What it looks like; what a single letter looks like hangs on the text.
    """

    ending: int
    look: Look


@lru_cache(maxsize=_MAX_REMEMBERED)
def read_word(said: str) -> Word:
    """Return what a word looks like.

    Chats say the same words again and again: to remember them takes a tenth of the
    time. What is remembered is raw text, so it stays in the process.

    Args:
        said: As `NAME_WORD` matches it, which bounds its length.
    """
    return _word(said, capital=said[0].isupper())


@lru_cache(maxsize=_MAX_REMEMBERED)
def read_shouted_word(said: str) -> Word:
    """Return what a word looks like where all are in capitals, which tell nothing."""
    return _word(said, capital=False)


def _word(said: str, *, capital: bool) -> Word:
    possessive = said[-1] in "sSſ" and said[-2:-1] in _APOSTROPHES
    ending = 2 if possessive else 0
    return Word(ending, _look(said[: len(said) - ending], capital=capital))


def is_capital_initial(letter: str) -> bool:
    """Tell "B" of "Anna B" from "I" and "à"."""
    return letter.isupper() and _key(letter) not in COMMON


def _look(word: str, *, capital: bool) -> Look:
    key = _key(word)
    if key in _TITLE_WORDS or _is_everyday(key, capital=capital):
        return "particle" if key in _PARTICLES else "stop"
    if _is_listed(key, capital=capital):
        return "listed"
    if key in _PARTICLES and not capital:
        return "particle"
    if capital:
        return "capital"
    ends = _NO_NAME_ENDING.search(key) or _PARTICIPLE.match(key)
    return "stop" if ends else "unknown"


def _key(word: str) -> str:
    return fold(word).replace("’", "'")


def _is_everyday(key: str, *, capital: bool) -> bool:
    if key in _BRANDS and key not in FIRST_NAMES:
        return True
    if key in COMMON:
        return not (capital and key in NAME_WORDS)
    if key in _FREQUENT and not capital:
        return True
    head, apostrophe, tail = key.partition("'")
    return bool(apostrophe) and (head in _ELIDED or tail in COMMON) and not capital


def _is_listed(key: str, *, capital: bool) -> bool:
    if key in TOWNS:
        return False
    known = any(part in FIRST_NAMES for part in _JOINT.split(key))
    return known and (capital or key not in NAME_WORDS)
