"""Addresses whose every part says what it is, as in the Gulf, South Asia and Africa.

"Villa 14, Street 23B, Al Barsha 2, Dubai", "H.No. 12, Road 27, Dhanmondi, Dhaka 1209":
a labelled house, then parts between commas, of which the last is a known town.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    LETTERS,
    TABLE,
    TOWNS,
    one_of,
)
from recognizers.addresses.grammar import PLACED, Grammar, Span
from recognizers.words import fold

_HOMES, _LABELS = TABLE["labelled_homes"].split(), TABLE["labelled_parts"].split()
_NUMBER = (
    r"(?:[ ]?(?:no|number|#))?[.:]?[ ]?#?(?:[a-z]{1,2}-?)?\d{1,5}"
    r"(?:[/\-]?[a-z\d]{1,3})?"
)
_HOME = re.compile(rf"(?<![^\W_])(?:{one_of(_HOMES)}|h\.? ?no){_NUMBER}(?=,)")
_PART = re.compile(
    rf",[ \n]{{1,2}}(?:(?:{one_of(_LABELS)}){_NUMBER}|"
    r"(?:near |opp\.? |behind )?(?P<name>(?:\d{1,2}(?:st|nd|rd|th) )?"
    r"[^\W\d_][\w.'’\-]{0,20}(?:[ \-'/][\w./’'\-]{1,20}){0,4}))(?=,)"
)
_TOWN = re.compile(
    r",[ \n]{1,2}(?P<town>[^\W\d_]{3,20})(?: (?:city|town|harcourt|ababa|dhabi))?"
    r"(?:[ ]?[\-–,]?[ ]\d{4,6}(?!\d))?(?:,[ ](?:uae|india|nigeria|kenya|ghana|pakistan|"
    r"bangladesh|qatar|kuwait|south africa))?(?![^\W_])"
)
_MOST_PARTS = 6


def _addresses(text: str, low: str) -> Iterator[Span]:
    for home in _HOME.finditer(low):
        end = _town_end(text, low, home.end())
        if end is not None:
            yield home.start(), end, PLACED


def _town_end(text: str, low: str, end: int) -> int | None:
    """Walk over the parts behind a house; return where the town behind them ends."""
    for parts in range(_MOST_PARTS):
        town = _TOWN.match(low, end)
        if parts and town and fold(town["town"]) in TOWNS:
            return town.end()
        part = _PART.match(low, end)
        if part is None or not _is_part(text[slice(*part.span("name"))]):
            return None
        end = part.end()
    return None


_NO_PART = COMMON - ENGLISH_NAME_WORDS - frozenset(TABLE["labelled_words"].split())


def _is_part(name: str) -> bool:
    """Tell "Business Bay" and "F-8/3" from the words of a sentence."""
    small = {fold(word) for word in LETTERS.findall(name) if word.islower()}
    return _NO_PART.isdisjoint(small)


_any_home = any_of([*_HOMES, "hno", "h.no", "h no", "h. no"])


def _may_be_labelled(low: str) -> object:
    return "," in low and _any_home(low)


LABELLED = Grammar(_addresses, _may_be_labelled)
