"""What a grammar of streets is, and how sure it may be."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

PLACED = 0.95
"""Street, number, and a postcode or town."""
SURE = 0.85
LIKELY = 0.65
UNSURE = 0.4
"""Not without a postcode, a town, or a word such as "Adresse" before it."""

Span = tuple[int, int, float]
"""A street with its number: first code point, one past the last, score."""


class Grammar(NamedTuple):
    """One way to write streets.

    Attributes:
        read: Yields the streets of a folded reading; its second argument is what
            `plain` makes of it, code point for code point.
        may_apply: A cheap look at the plain reading that rules most texts out, and
            never one in which `read` finds a street.
    """

    read: Callable[[str, str], Iterator[Span]]
    may_apply: Callable[[str], object]
