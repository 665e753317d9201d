"""Numbers of documents that are spelled: "PPS is one two three four, T for Tommy".

People read a card aloud, or type it sign by sign: single letters, digits and words for
digits in a row. A word for the document stands before; see `recognizers.documents`.
"""

import re

from pipeline.core.normalize_words import NUMBERS
from recognizers.words import plain

_NUMBER = "|".join(sorted({plain(word) for word in NUMBERS}, key=len, reverse=True))
_AS = r"[ ](?:for|wie|come|as in|like)[ ][^\W\d_]{3,12}"
_SIGN = rf"(?:{_NUMBER}|[a-z](?:{_AS})?|\d{{1,9}}[a-z]?)(?![^\W_])"
_JOINT = r"[ ]?[ ,.\-][ ]?"
_SPELLED = re.compile(
    rf"(?:[a-z]{{3}} ){{0,2}}{_SIGN}(?:{_JOINT}{_SIGN}){{3,24}}"
    rf"|\d{{4,9}}{_JOINT}[a-z]{_AS}(?![^\W_])"
)
_LETTER_ALONE = re.compile(r"(?<![^\W_])[a-z](?![^\W_])")
_EXPLAINED = re.compile(rf"(?<![^\W_])[a-z]{_AS}").search
_WORD = re.compile(rf"(?<![^\W_])(?:{_NUMBER})(?![^\W_])")
_LEAST_DIGITS = 4
_LEAST_SIGNS = 6


def spelled_at(lowered: str, start: int) -> re.Match[str] | None:
    """Match a number that is spelled, at least in part.

    Args:
        lowered: What `plain` makes of a text.
        start: Where the number begins.
    """
    spelled = _SPELLED.match(lowered, start)
    if spelled is None:
        return None
    digits = sum(map(str.isdigit, spelled[0]))
    words = [NUMBERS.get(word, "0") for word in _WORD.findall(spelled[0])]
    letters = _LETTER_ALONE.findall(spelled[0])
    digits += sum(map(len, words))
    read_aloud = words or len(letters) > 1 or _EXPLAINED(spelled[0])
    enough = digits >= _LEAST_DIGITS and digits + len(letters) >= _LEAST_SIGNS
    return spelled if read_aloud and enough else None


_PIECES = re.compile(
    r"(?<![^\W_])(?:cod(?:ice|\.)? ?fis(?:cale|c\.?)?|cf|c\.f\.)(?![^\W_])"
    r"[^\d\n]{0,40}?(?<![^\W_])(?P<names>[a-z]{6})(?![^\W_])[^\d\n]{1,20}?"
    r"(?<![^\W_])(?P<birth>\d\d[a-ehlmpr-t]\d\d)(?![^\W_])[^\d\n]{1,20}?"
    r"(?<![^\W_])(?P<place>[a-z]\d{3}[a-z])(?![^\W_])"
)


def fiscal_pieces(lowered: str) -> list[tuple[int, int]]:
    """Return where the parts of an Italian fiscal code stand that is told in three.

    Args:
        lowered: What `plain` makes of a text.
    """
    groups = ("names", "birth", "place")
    return [told.span(g) for told in _PIECES.finditer(lowered) for g in groups]
