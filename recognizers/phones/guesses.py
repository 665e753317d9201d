"""What a stretch of digits may be, and how sure that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

SHORTEST, LONGEST = 6, 17
"""Digits in a number as written, trunk and country prefixes included."""
FULL_LENGTH = 9
"""Digits that make a whole number; fewer may be half of one."""

CERTAIN = 1.0
"""Written with + and in the country's plan."""
ALMOST_CERTAIN = 0.9
"""Written with 00 and in the country's plan."""
USUAL = 0.75
"""A mobile number as its country writes it."""
PROBABLE = 0.7
"""Any other full number with a trunk 0, or a mobile one with a bare code."""
UNPLANNED = 0.6
"""Written with +, but in no plan: a typo is still somebody's number."""
GROUPED = 0.6
"""No prefix, but grouped as its country groups numbers."""
LIKELY = 0.5
UNSURE = 0.4
"""A valid number that is as likely any other number."""
UNPREFIXED = 0.3
"""Valid but for its trunk 0."""
POSSIBLE = 0.2
"""Digits enough; only words around it can tell."""
CODE = 0.05
"""Joined to letters or other digits; not even words make it a number."""

digits_of = partial(re.compile(r"\D").sub, "")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a written number may be."""

    score: float
    canonical: str | None


def best(guesses: Iterable[Guess | None]) -> Guess | None:
    """Return the surest guess, of equals the first."""
    surest = None
    for guess in guesses:
        if guess and (surest is None or guess.score > surest.score):
            surest = guess
    return surest
