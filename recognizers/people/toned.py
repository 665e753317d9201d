"""Names in letters that German, Italian and English don't have: "huỳnh thị mai".

A Vietnamese or Chinese name that keeps its tones needs no capital and no phrase: its
family's name and one marked syllable tell it from the dishes that are spelt so, too.
"""

import re
from collections.abc import Iterator

from recognizers.people.clues import COMMON, NAME_WORD, NAME_WORDS, TABLE
from recognizers.people.judge import PROBABLE, Span
from recognizers.people.text import Text
from recognizers.words import fold

_FAMILIES = frozenset(TABLE["families"].split())
_TONED = re.compile("[\u1ea0-\u1ef9ơưăđƠƯĂĐāēīōūǎěǐǒǔǚĀĒĪŌŪ]")
_GAP = re.compile("[ \t]{1,2}+(?=[^\\W\\d_])")
_MOST_SYLLABLES = 4
_LONGEST = 9
"""Letters of a syllable, or of two that are written as one."""


def toned(text: Text) -> Iterator[Span]:
    """Yield the full names that keep their tones."""
    if text.said.isascii() or not _TONED.search(text.said):
        return
    end = 0
    for word in NAME_WORD.finditer(text.said):
        if word.start() >= end and fold(word[0]) in _FAMILIES:
            end = _end_of_name(text, word)
            if end > word.end() and _TONED.search(text.said, word.start(), end):
                yield word.start(), end, PROBABLE


def _end_of_name(text: Text, family: re.Match[str]) -> int:
    end = family.end()
    for _ in range(_MOST_SYLLABLES - 1):
        gap = _GAP.match(text.said, end)
        word = NAME_WORD.match(text.said, gap.end()) if gap else None
        if word is None or len(word[0]) > _LONGEST or not _is_syllable(word[0]):
            break
        end = word.end()
    return end


def _is_syllable(word: str) -> bool:
    """Tell "hà" and "mai" from "ha" and "hat"."""
    key = fold(word)
    return not word.isascii() or key not in COMMON or key in NAME_WORDS
