"""What a recognizer claims about a stretch of text."""

from dataclasses import dataclass
from typing import Final, NewType

EntityType = NewType("EntityType", str)
"""A label such as ``PHONE_NUMBER``: Presidio's name where it has one."""

THRESHOLD: Final = 0.5
"""The score from which on a finding counts, where no view says another."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that is, with some certainty, personal data.

    Attributes:
        start: First code point, counted in the original text.
        end: One past the last code point.
        entity: What it is.
        score: Certainty in [0, 1].
        recognizer: Who says so.
        canonical: The one spelling that all spellings of this value share
            (E.164, lower-case IDNA e-mail, ...), where the recognizer knows it.
    """

    start: int
    end: int
    entity: EntityType
    score: float
    recognizer: str = ""
    canonical: str | None = None

    def __post_init__(self) -> None:
        """Refuse an empty stretch and a score that is none."""
        if not 0 <= self.start < self.end:
            raise ValueError("a finding covers at least one character")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError("a score is in [0, 1]")

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.end - self.start

    def overlaps(self, other: "Finding") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end
