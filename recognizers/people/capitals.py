"""Judge names in capitals, as lists have them: "1) RUSSO ANTONIO passaporto"."""

import re
from collections.abc import Iterator

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORDS
from recognizers.people.judge import POSSIBLE, Span
from recognizers.people.surnames import Likeness, likeness
from recognizers.people.text import Text
from recognizers.words import fold

_NAMES = FIRST_NAMES - COMMON
_WORD = r"[A-ZÀ-Þ]{3,20}(?:['’-][A-ZÀ-Þ]{2,20})?"
_PAIR = re.compile(
    rf"(?:^|\n|[:;,.)•\-*])[ \t]{{0,2}}({_WORD})[ ]({_WORD})"
    r"(?![\w'’-]|[ ][A-ZÀ-Þ]{2})"
)
"""Two words in capitals that begin an item, and no third behind them."""
_ITEM = re.compile(
    rf"(?:^|\n|[;,)•*])[ \t]{{0,2}}({_WORD})[ ]({_WORD})"
    r"(?=[ \t]{0,2}(?:$|[\n,;]|\d{1,2}[).][ ]))"
)
"""The same where all is in capitals: an item of two words."""


def in_capitals(text: Text) -> Iterator[Span]:
    """Yield first name and surname, whichever is first; "ROSA GRAU" may be colours."""
    if text.said.islower():
        return
    for pair in (_ITEM if text.shouted else _PAIR).finditer(text.said):
        if _is_name(pair[1], pair[2]) or _is_name(pair[2], pair[1]):
            yield pair.start(1), pair.end(2), POSSIBLE


def _is_name(first: str, last: str) -> bool:
    surname = likeness(last)
    if surname is Likeness.NONE or fold(first) not in _NAMES:
        return False
    return surname is Likeness.SURNAME or fold(first) not in NAME_WORDS
