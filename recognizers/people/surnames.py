"""Surnames without a first name: how much must speak for one hangs on the word.

"Nowak" is a surname and nothing else, "Weber" is a word, too, and "Klein" an everyday
one. The more a word means, the more its place must tell.
"""

from enum import IntEnum

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORDS, TABLE
from recognizers.words import fold, load_words

CALENDAR = frozenset(map(fold, TABLE["calendar"].split()))
"""Days, months and hours, which stand where a name could."""
SEASONS = frozenset(TABLE["seasons"].split())
_DETERMINERS = frozenset(TABLE["determiners"].split())
_NOBODY = _DETERMINERS | frozenset(TABLE["pronouns"].split()) | CALENDAR


class Likeness(IntEnum):
    """How surely a word is a surname, whatever stands around it."""

    NONE = 0
    EVERYDAY = 1
    WORD = 2
    SURNAME = 3


def likeness(word: str) -> Likeness:
    """Return how surely a capitalised word is a surname."""
    key = fold(word)
    if key in _NOBODY or not word[0].isupper():
        return Likeness.NONE
    if key in COMMON:
        return Likeness.EVERYDAY if key in NAME_WORDS else Likeness.NONE
    if key in load_words("surnames"):
        plain = key not in NAME_WORDS and key not in load_words("brands")
        return Likeness.SURNAME if plain else Likeness.WORD
    worded = key in load_words("word_surnames") or key in NAME_WORDS
    return Likeness.WORD if worded else Likeness.NONE


def is_small_name(word: str) -> bool:
    """Tell "till" and "kowalski" from small words that nobody is called by."""
    key = fold(word)
    if key in CALENDAR or key in _DETERMINERS or not word.islower():
        return False
    return key in FIRST_NAMES or (key in load_words("surnames") and key not in COMMON)
