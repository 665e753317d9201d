"""Names told by what stands beside them: brackets, an account, an Italian article."""

import re
from collections.abc import Iterator

from recognizers.people.clues import TABLE
from recognizers.people.judge import POSSIBLE, PROBABLE, WEAK, Span
from recognizers.people.names import Name
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words, plain

_SPEAKERS = frozenset(map(plain, f"{TABLE['speakers']} {TABLE['kin']}".split()))
_MOST = 6
"""Names in one pair of brackets."""
_AND = re.compile(r"(?:,| und| and| e| &| \+)[ \t]")
_CLOSED = re.compile(r"[ \t]?[),]")

# What is quick to find comes first: two digits, then what stands before them.
_ACCOUNT = re.compile(
    r"\d\d(?<=[A-Za-z]{2}..)(?<![^\W_]....) ?(?:[A-Z]{1,4} ?)?\d(?:[ -]?\d){7,25}"
    r"(?![^\W_])[ \t]{0,2}[,;:\n\-–]?[ \t]{0,2}(?=[^\W\d_])"
)
_NOT_HOLDERS = frozenset(TABLE["not_holders"].split())
_FULL_NAME = 2
"""Words."""
_LINE_END = re.compile(r"[^\w\n]{0,8}(?:$|\n)")

_PETS_F = "|".join(TABLE["pet_names_f"].split())
_PETS_M = "|".join(TABLE["pet_names_m"].split())
_PET = re.compile(
    rf"l(?:a (?P<f>{_PETS_F})|(?<=[aei]l) (?P<m>{_PETS_M}))(?![\w'-]| la pena)"
)
_ARTICLE = re.compile(r"(?<![^\W\d_])(?:(?:a|da|de)?l?la|il|al|dal|del) $")
_LONGEST = 7
"""Code points of an article, and of the one before it."""


def bracketed(text: Text) -> Iterator[Span]:
    """Yield the names of "i (Temi) pay" and "wir (Juna und Mattis) kommen"."""
    at = text.said.find("(")
    while at >= 0:
        if text.word_before(at) in _SPEAKERS:
            yield from _in_bracket(text, at + 1)
        at = text.said.find("(", at + 1)


def _in_bracket(text: Text, start: int) -> Iterator[Span]:
    for _ in range(_MOST):
        name = read_name(text, start)
        if name is None or not _is_person(text, name):
            return
        yield name.start, name.end, POSSIBLE
        joined = _AND.match(text.said, name.end)
        if joined is None:
            return
        start = joined.end()


def _is_person(text: Text, name: Name) -> bool:
    """Tell "(Temi)" from "(Kunde)" and "(Samsung S20)"."""
    said = fold(text.said[name.start : name.end])
    ends = _CLOSED.match(text.said, name.end) or _AND.match(text.said, name.end)
    return bool(ends) and (
        name.known or (name.capitals > 0 and said not in load_words("common"))
    )


def account_holders(text: Text) -> Iterator[Span]:
    """Yield the full name behind an account, at the end of its line."""
    for account in _ACCOUNT.finditer(text.said):
        name = read_name(text, account.end())
        if name and _LINE_END.match(text.said, name.end) and _is_holder(text, name):
            yield name.start, name.end, PROBABLE


def _is_holder(text: Text, name: Name) -> bool:
    """Tell "thi mai pham" from "Verwendungszweck Sessel"."""
    said = text.said[name.start : name.end]
    full = len(name.parts) >= _FULL_NAME and (name.known or said.islower())
    return full and _NOT_HOLDERS.isdisjoint(fold(said).split())


def pets(text: Text) -> Iterator[Span]:
    """Yield the names cut short of "la vero" and "il gio"."""
    for pet in _PET.finditer(text.plain):
        start, end = pet.span(pet.lastgroup or 0)
        if _ARTICLE.search(text.plain, max(start - _LONGEST, 0), start):
            yield start, end, WEAK
