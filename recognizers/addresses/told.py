"""Addresses told by the words before them, whatever their street is called.

"Address: 94 Mohamed Lodge", "I live at Flat 3, Donna Island", "Indirizzo: Canale
Licia, 984": a number and capitalised words, right behind the label of a form or a verb.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import (
    COMMON,
    FIRST_NAMES,
    LETTERS,
    TABLE,
    UNIT,
    alternatives,
)
from recognizers.addresses.grammar import LIKELY, Grammar, Span
from recognizers.words import load_words

_NOT_NAMES = load_words("brands").union(
    TABLE["not_streets"].split(), TABLE["not_told"].split()
)
_EVERYDAY = COMMON - FIRST_NAMES
_FREQUENT = load_words("frequent")
_NOUNS, _BARELY, _SENDING, _VERBS = (
    TABLE[f"told_{key}"] for key in ("labels", "barely", "sending", "verbs")
)
_NO_HOME = "".join(rf"(?<!{word}[ \-])" for word in TABLE["not_homes"])
_LABEL = re.compile(
    rf"(?<![^\W_])(?:{_NO_HOME}"
    rf"(?P<noun>(?:liefer|wohn|post)?(?:{alternatives(_NOUNS)})"
    r"(?: ?:| (?:is|ist|e|es|est):?))|"
    rf"(?P<bare>{alternatives(_BARELY)})|"
    rf"(?P<sending>{alternatives(_SENDING)})|(?:{alternatives(_VERBS)})) "
)
_WORD = r"[A-ZÀ-Þ](?:[^\W\d_]{0,2}\.|[^\W\d_]{0,20}+(?:['’\-][^\W\d_]{0,20}){0,3})"
_FLAT = (
    r"(?:(?:Flat|Apt|Apartment|Unit|Studio|Room|Suite)\.? "
    r"(?:\d{1,4}[A-Za-z]?|[A-Z]),? )"
)
_NUMBER_FIRST = re.compile(
    rf"(?:{_FLAT}|{_FLAT}?(?P<number>\d{{1,5}}[A-Za-z]?),? )"
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}})"
)
_NAME_FIRST = re.compile(
    rf"(?P<name>{_WORD}(?: (?:(?:di|de|del|della|la|le|el|van|der|den) ){{0,2}}{_WORD})"
    r"{0,4}),? (?:n\.? ?|nr\.? ?)?(?P<number>\d{1,4}(?:[/\-]\d{1,3})?[a-zA-Z]?)"
    r"(?![^\W_]|[.,:]\d)"
)
_IN_ANY_CASE = re.compile(_NAME_FIRST.pattern, re.IGNORECASE)
_ends = re.compile(r"[ \t]{0,2}(?:[\n,;.!?)]|\Z)").match


def _addresses(text: str, low: str) -> Iterator[Span]:
    for label in _LABEL.finditer(low):
        at = label.end()
        found = (
            _NUMBER_FIRST.match(text, at)
            or _NAME_FIRST.match(text, at)
            or (label["noun"] and _in_small_letters(text, low, at))
        )
        if found and _is_address(low, label, found):
            yield at, found.end(), LIKELY


def _in_small_letters(text: str, low: str, at: int) -> re.Match[str] | None:
    """Take "adresse: graben 21", a line's last words, of which none is a word's."""
    found = _IN_ANY_CASE.match(text, at)
    if found is None or not _ends(text, found.end()):
        return None
    words = LETTERS.findall(low[slice(*found.span("name"))])
    said = not (_EVERYDAY.isdisjoint(words) and _FREQUENT.isdisjoint(words))
    return None if said else found


TOLD = Grammar(_addresses, any_of([*_NOUNS, *_SENDING, *_VERBS]))


def _is_address(low: str, label: re.Match[str], found: re.Match[str]) -> bool:
    """Tell a name from "deliver to Building 5" and "ship to 3 Different People"."""
    words = LETTERS.findall(low[slice(*found.span("name"))])
    if len(words) < 2 and not (label["noun"] or label["bare"]):  # noqa: PLR2004 - "deliver to Paris 3"
        return False
    if label["sending"] and words[-1].endswith("s") and len(found["number"] or "") == 1:
        return False  # "2 Amazon Lockers"
    if label["bare"] and not _ends(low, found.end()):
        return False
    if words[0] in _NOT_NAMES or _is_counted(low, found):
        return False
    known = _EVERYDAY | _FREQUENT if len(words) == 1 else _EVERYDAY
    return not known.issuperset(words)


def _is_counted(low: str, found: re.Match[str]) -> bool:
    """Tell "5 Star Hotel" by what follows its number."""
    number = found["number"] is not None
    return number and UNIT.match(low, found.end("number")) is not None
