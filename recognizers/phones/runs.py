"""Runs of digits, and how they split into numbers.

People write a number in groups, and numbers beside each other: a run is split into
the likely numbers, then into what is left between them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from recognizers.phones.guesses import (
    FULL_LENGTH,
    LIKELY,
    LONGEST,
    POSSIBLE,
    PROBABLE,
    SHORTEST,
    UNSURE,
    Guess,
    digits_of,
)

Piece = tuple[int, int, Guess]
"""Start, end, and what it may be."""
Guesser = Callable[[str], Guess | None]
"""Says what a stretch, as written, may be."""

GAP = r"[ \t\u00a0\u2000-\u200a\u202f.\-\u2010-\u2015\u2212/()·_\\\[\]{}~]"
"""What people put between the groups of a number."""
_BROKEN = r"[\-/.(]\n"
"""A sign that shows that the number goes on in the next line."""
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_NO_PHONE = (
    # A date; but 01.23.45.67.89 is a French number.
    r"\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d\d(?![./-]?\d)"
    r"|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?![./-]?\d)"
    r"|(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![./ \-]?\d)"
    r"|\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d(?![./:-]?\d)"
    rf"|{_OCTET}(?:\.{_OCTET}){{3}}(?![.\d])"
)
"""Dates, hours and IP addresses."""
_GLUED = "|".join(
    rf"(?<=(?<![^\W_])(?i:{word}))"
    for word in (
        "tel telefon telefonnummer fon handy handynummer mobil mobile mobilnummer "
        "nummer numero mob cel cell cellulare phone whatsapp"
    ).split()
)
"""Words that people forget the space behind: ``Tel089/1234567``."""
_RUN = re.compile(
    rf"(?:(?<![^\W_])|{_GLUED})(?<!\d[.,:])(?:(?:{_NO_PHONE})"
    rf"|(?P<run>[(+]{{0,3}}\d(?:(?:{_BROKEN}|{GAP}{{1,5}}+\+?)?+\d)*+))"
)
_GROUP = re.compile(r"[+(]{0,2}\d+\)?")


class _Group(NamedTuple):
    """Digits written together."""

    start: int
    end: int
    digits: str
    plus: bool


def pieces_of(text: str, guess: Guesser) -> Iterator[Piece]:
    """Split all runs of digits of a text into what may be numbers.

    Args:
        text: A folded reading.
        guess: What says of a stretch what number it may be.

    Yields:
        Start, end and guess, by start, disjoint.
    """
    for run in _RUN.finditer(text):
        if run["run"]:
            yield from _split(text, _groups(text, *run.span("run")), guess)


def _groups(text: str, start: int, end: int) -> list[_Group]:
    return [
        _Group(*group.span(), digits_of(group[0]), "+" in group[0])
        for group in _GROUP.finditer(text, start, end)
    ]


def _split(text: str, groups: list[_Group], guess: Guesser) -> Iterator[Piece]:
    """Split a run of digits into numbers: the likely ones, then what is left."""
    if _is_list(groups) or _is_code(groups):
        return
    if _is_spelled(groups):
        yield _spelled(text, groups, guess)
        return
    left: list[_Group] = []
    first = 0
    fruitless = ""
    while first < len(groups):
        seen = _seen_from(text, groups, first)
        same = seen == fruitless  # Digits repeated without end cost nothing.
        last = None if same else _last_of_likely(text, groups, first, guess)
        fruitless = seen if last is None else ""
        if last is None:
            left.append(groups[first])
            first += 1
            continue
        yield from _leftover(text, left, guess)
        yield _piece(text, groups[first], groups[last], guess, after=bool(left))
        left = []
        first = last + 1
    yield from _leftover(text, left, guess)


# --- rows that are no number, and one digit by digit ----------------------------

_LEAST_IN_LIST = 5
_LIST_STEPS = {1, 2, 3, 4, 5}
_LEAST_FOURS = 3
"""Groups of four digits before the last one that make a card's or a SIM's number."""


def _is_list(groups: Sequence[_Group]) -> bool:
    """Tell "38 39 40 41 42 43" and other even rows of numbers from one number."""
    if len(groups) < _LEAST_IN_LIST or any(len(group.digits) > 2 for group in groups):  # noqa: PLR2004
        return False
    numbers = [int(group.digits) for group in groups]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return len(steps) == 1 and steps <= _LIST_STEPS and not _opens(groups[0])


def _is_code(groups: Sequence[_Group]) -> bool:
    """Tell "8944 1100 0667 2390 415", a SIM card, from digits with a number in it."""
    *lengths, last = (len(group.digits) for group in groups)
    fours = len(lengths) >= _LEAST_FOURS and set(lengths) == {4} and last <= 4  # noqa: PLR2004
    return fours and not _opens(groups[0])


def _is_spelled(groups: Sequence[_Group]) -> bool:
    """Tell whether each digit stands alone, as people spell out a long number."""
    lengths = [len(group.digits) for group in groups]
    return FULL_LENGTH <= len(lengths) <= LONGEST and max(lengths) == 1


def _spelled(text: str, groups: Sequence[_Group], guess: Guesser) -> Piece:
    start, end = groups[0].start, groups[-1].end
    found = guess(text[start:end]) or Guess(LIKELY, None)
    return start, end, replace(found, score=max(found.score, LIKELY))


# --- the likely numbers, and what is left ---------------------------------------


def _seen_from(text: str, groups: list[_Group], first: int) -> str:
    """Return all that decides whether a likely number starts at `first`."""
    last = min(first + 2 * LONGEST, len(groups) - 1)
    return text[groups[first].start : groups[last].end]


def _last_of_likely(
    text: str, groups: list[_Group], first: int, guess: Guesser
) -> int | None:
    """Return where the likely number that starts at `first` ends, if one does.

    The longest wins, unless what it would swallow is a number of its own.
    """
    ends = [
        last
        for last in _ends(groups, first)
        if _is_likely(text, groups[first], groups[last], guess)
    ]
    for last in reversed(ends[:-1]):
        if _opens(groups[last + 1]) and any(
            _is_likely(text, groups[last + 1], groups[other], guess)
            for other in _ends(groups, last + 1)
        ):
            return last
    return ends[-1] if ends else None


def _ends(groups: list[_Group], first: int) -> Iterator[int]:
    """Yield where a number that starts at `first` could end, by its digits."""
    digits = 0
    for last in range(first, len(groups)):
        digits += len(groups[last].digits)
        if digits > LONGEST or (last > first and groups[last].plus):
            return
        if digits >= SHORTEST:
            yield last


def _opens(group: _Group) -> bool:
    return group.plus or (group.digits.startswith("0") and len(group.digits) > 1)


def _is_likely(text: str, first: _Group, last: _Group, guess: Guesser) -> bool:
    found = guess(text[first.start : last.end])
    return found is not None and found.score >= LIKELY


def _piece(
    text: str, first: _Group, last: _Group, guess: Guesser, *, after: bool
) -> Piece:
    """Take a likely number; one `after` other digits is likely a part of theirs."""
    found = guess(text[first.start : last.end])
    assert found is not None
    if after and found.score <= PROBABLE:
        found = replace(found, score=UNSURE)
    return first.start, last.end, found


def _leftover(text: str, left: list[_Group], guess: Guesser) -> Iterator[Piece]:
    """Yield what only words around it can make a number."""
    if left and SHORTEST <= sum(len(group.digits) for group in left) <= LONGEST:
        start, end = left[0].start, left[-1].end
        yield start, end, guess(text[start:end]) or Guess(POSSIBLE, None)
