"""Digits said in a few number words: "nineteen sixty six", "ventiquattro diciotto".

Longer rows of number words have a reading of their own: see
`pipeline.core.normalize_digits`.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.core.normalize_digits import digits_of
from pipeline.core.normalize_words import (
    ENGLISH,
    EVERYDAY,
    GERMAN,
    ITALIAN,
    NUMBERS,
    TIMES,
)
from recognizers.words.spoken_dates import YEARS

_MOST_WORDS = 9
_FIRST = re.compile(r"(?P<word>[^\W\d_]{1,40}|\d{1,4})")
_NEXT = re.compile(rf"(?:[ \t]{{0,2}}[,\-][ \t]{{0,2}}|[ \t]{{1,2}}){_FIRST.pattern}")
_NUMBER_WORDS = NUMBERS.keys() | YEARS.keys() | TIMES.keys() - EVERYDAY
_OF_ALL = TIMES.keys() | {"hundred", "hundert"}
_LANGUAGES = (
    GERMAN.keys() | {"eins", "zwo"} | YEARS.keys() | _OF_ALL,
    ITALIAN.keys() | YEARS.keys() | _OF_ALL,
    ENGLISH.keys() | {"oh", "o", "nought", "fourty"} | YEARS.keys() | _OF_ALL,
)
_COUNTS = re.compile(
    r"[ ]?(?:[€$£%:/]|[.,]\d|(?:euros?|pounds?|quid|dollars?|franken|percent|per cent|"
    r"prozent|percento|per cento|uhr|o'?clock|[ap]m|mal|times|volte|x|years?|jahren?|"
    r"anni|minut[a-z]{1,2}|hours?|stunden?|ore|days?|tagen?|giorni|grad|gradi|degrees|"
    r"digits?|ziffern?|cifre|stellen|zeichen|characters|caratteri|letters|euronen|"
    r"k?m|km/h|kilos?|gram[a-z]{1,2}|pieces|stuck|pezzi)(?![^\W_]))"
)
"""What follows a number that counts something."""


class Said(NamedTuple):
    """Digits said in words.

    Attributes:
        start: Where the first word begins.
        end: Where the last one ends.
        digits: What they stand for.
    """

    start: int
    end: int
    digits: str


def digits_said_at(lowered: str, start: int) -> Said | None:
    """Read number words of one language, at least two unless one is a year's.

    Args:
        lowered: What `plain` makes of a text.
        start: Where the first of them would begin.

    Returns:
        What they say; nothing where they count euros, hours or characters.
    """
    words: list[str] = []
    end = start
    item = _FIRST.match(lowered, start)
    while item and _is_number(item["word"]) and len(words) < _MOST_WORDS:
        words.append(item["word"])
        end = item.end()
        item = _NEXT.match(lowered, end)
    if not _are_digits(words) or _COUNTS.match(lowered, end):
        return None
    following = pairwise([*words, ""])
    return Said(start, end, "".join(_read(word, other) for word, other in following))


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in _NUMBER_WORDS


def _are_digits(words: list[str]) -> bool:
    """Tell "nineteen sixty six" from "twenty", from "24 18" and from "due nine"."""
    said = {word for word in words if not word.isdecimal()}
    enough = len(words) > 1 or not said.isdisjoint(YEARS)
    return bool(said) and enough and any(said <= language for language in _LANGUAGES)


def _read(word: str, following: str) -> str:
    return str(YEARS[word]) if word in YEARS else digits_of(word, following)
