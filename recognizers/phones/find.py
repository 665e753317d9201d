"""How phone numbers are found: runs of digits, split, guessed at and weighed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from recognizers.finders import Find, Match
from recognizers.phones.guesses import (
    FULL_LENGTH,
    GROUPED,
    LIKELY,
    UNSURE,
    Guess,
    digits_of,
)
from recognizers.phones.neighbours import if_alone, in_place
from recognizers.phones.plans import plans_of_region
from recognizers.phones.runs import GAP, Guesser, pieces_of
from recognizers.phones.shapes import guess_number

_ACROSS = re.compile(
    rf"(?<![^\W_])(?<!\d[.,:])(?P<head>[+(]{{0,2}}\d(?:{GAP}{{0,3}}+\d){{1,9}}+)\)?"
    rf"[ \t]{{0,3}}\r?\n[ \t]{{0,3}}[1-9](?:{GAP}{{0,3}}+\d){{2,11}}+(?![^\W_])"
    r"(?:(?<=\n\d{3})\r?\n\d{3,5}(?![^\W_]|\n\d|[.,:/-]\d))?"
)
"""Digits at the end of a line, and more at the beginning of the next."""
_LINE_END = re.compile(r"\s*\n\s*")


def phone_finder(regions: Sequence[str]) -> Find:
    """Return a finder of phone numbers.

    International forms are found for every country; national forms for
    `regions` only.

    Args:
        regions: ISO 3166 codes.
    """
    plans = tuple(plan for region in regions for plan in plans_of_region(region))

    @lru_cache(maxsize=8_192)
    def guess(written: str) -> Guess | None:
        return guess_number(written, plans)

    def find_phones(text: str) -> Iterator[Match]:
        """Find phone numbers; two beside each other stay two."""
        behind = 0
        for start, end, found in pieces_of(text, guess):
            match = in_place(text, start, end, found, behind=behind)
            behind = match.end if match.score >= LIKELY else behind
            yield if_alone(text, match) if match.score == UNSURE else match
        if "\n" in text:
            yield from _across_lines(text, guess)

    return find_phones


def _across_lines(text: str, guess: Guesser) -> Iterator[Match]:
    """Find numbers that go on in the next line: neither half would be one.

    What has no prefix is as likely two numbers below each other: only words tell.
    """
    for halves in _ACROSS.finditer(text):
        head = halves["head"]
        if len(digits_of(head)) >= FULL_LENGTH:
            continue
        found = guess(_LINE_END.sub(" ", halves[0]))
        if found is None or found.score < GROUPED:
            continue
        prefixed = head.lstrip("(").startswith(("0", "+")) or "(" in head
        score = found.score if prefixed else UNSURE
        yield in_place(text, *halves.span(), replace(found, score=score))
