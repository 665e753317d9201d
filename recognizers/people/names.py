"""A name that was read, and what it tells of itself."""

from collections.abc import Sequence
from typing import NamedTuple

from recognizers.people.looks import Look


class Part(NamedTuple):
    """A word of a name.

    Attributes:
        start: Its first code point.
        end: One past its last, without "'s".
        look: What it looks like.
    """

    start: int
    end: int
    look: Look


class Name(NamedTuple):
    """A name of several words.

    Attributes:
        parts: Its words; one of them at least is no particle and no initial.
        known: It begins with a first name that is no everyday word.
    """

    parts: Sequence[Part]
    known: bool

    @property
    def start(self) -> int:
        """Return its first code point."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Return one past its last code point."""
        return self.parts[-1].end

    @property
    def capitals(self) -> int:
        """Count its words that have a capital, and are neither listed nor everyday."""
        return self.number_of("capital")

    def number_of(self, look: Look) -> int:
        """Count its words of a look."""
        return sum(part.look is look for part in self.parts)

    @property
    def looks_like_one(self) -> bool:
        """Tell whether its first word speaks for a name by itself."""
        words = (part for part in self.parts if part.look != "particle")
        return next(words).look != "unknown"
