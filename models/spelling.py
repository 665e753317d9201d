"""Spellings that the model treats as one."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ı": "i", "ə": "a", "’": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1{2,}")
_DIGIT = re.compile(r"\d")


def strip_accents(text: str) -> str:
    """Return the text in base letters: ``Łukasz Müller`` is ``Lukasz Muller``."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=16_384)
def fold_word(word: str) -> str:
    """Return the spelling that all writings of a word share.

    Lower case, no accents, letters repeated more than twice only twice, every
    digit a zero. An ASCII word, by far the most frequent, takes a short cut.
    """
    folded = word.lower()
    if not folded.isascii():
        folded = strip_accents(folded.translate(_LETTERS)).translate(_LETTERS)
    return _DIGIT.sub("0", _REPEATED.sub(r"\1\1", folded))
