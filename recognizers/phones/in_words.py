"""Phone numbers told mostly in words: "tre quattro sette, 55 drei eins, 8 8 zero due".

Nothing else of nine digits is told digit by digit, unless a word before says what else
it numbers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading
from pipeline.core.normalize_words import NUMBERS, TENS
from recognizers.finders import Match

LIKELY = 0.65
"""Lets a word for an order, a ticket or an account count against it."""
_DIGITS = re.compile(r"(?<![\w+])\d(?:[ ]?\d){8,14}(?![^\W_]|[ ]?\d)")
_LEAST_WORDS = 4
_COMMA = re.compile(r"[,;]")
_WORD = re.compile(r"[^\W_]+")
_PAIR = 2
_COUNTED = "01234567890123456789"
_SCORES = 3
"""Pairs between commas that are the results of games."""


def find_phones_in_words(reading: Reading, document: Document) -> Iterator[Match]:
    """Find nine digits or more of which at least four are said in words.

    Args:
        reading: The one that has digits in place of words.
        document: Whose text has the words.
    """
    for run in _DIGITS.finditer(reading.text):
        said = document.text[slice(*reading.original(*run.span()))].lower()
        enough = _digits_said(_WORD.findall(said)) >= _LEAST_WORDS
        if enough and not (_is_row(run[0]) or _is_count(said) or _are_scores(said)):
            yield Match(*run.span(), LIKELY)


def _digits_said(words: Sequence[str]) -> int:
    """Count the words for one digit, but not the units of "forty two"."""
    return sum(
        len(NUMBERS.get(word, "")) == 1 and before not in TENS
        for before, word in pairwise(["", *words])
    )


def _is_row(digits: str) -> bool:
    """Tell counting from one to nine, and back."""
    solid = digits.replace(" ", "")
    return solid in _COUNTED or solid[::-1] in _COUNTED or len(set(solid)) == 1


def _is_count(said: str) -> bool:
    """Tell counting beyond nine: each number is the one before, and one."""
    numbers = [NUMBERS.get(word, word) for word in _WORD.findall(said)]
    if not all(map(str.isdecimal, numbers)):
        return False
    steps = {after - before for before, after in pairwise(map(int, numbers))}
    return steps in ({1}, {-1})


def _are_scores(said: str) -> bool:
    """Tell "two one, three nil, one all" from a number."""
    parts = [_WORD.findall(part) for part in _COMMA.split(said)]
    return len(parts) >= _SCORES and all(len(part) == _PAIR for part in parts)
