"""What a finder is: a pure function from a text to the stretches it claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch that a finder claims.

    Attributes:
        start: First code point.
        end: One past the last.
        score: Certainty in [0, 1]; 1.0 when check digits prove it.
        canonical: The spelling all spellings of this value share, if known.
    """

    start: int
    end: int
    score: float = 1.0
    canonical: str | None = None


Find = Callable[[str], Iterable[Match]]
"""Finds in a text; offsets count the code points of that text."""

FindInDocument = Callable[[Reading, Document], Iterable[Match]]
"""Finds in a reading of a document, knowing what its message tells of people."""
