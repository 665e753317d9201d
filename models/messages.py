"""Labelled texts, as the trainer sees them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

PERSON, LOCATION, ORGANIZATION = "PERSON", "LOCATION", "ORGANIZATION"
LABELS = (PERSON, LOCATION, ORGANIZATION)


class Piece(NamedTuple):
    """A stretch of a message; `label` is empty for what is no entity."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A text in pieces: whatever is done to its spelling can't shift a label."""

    pieces: tuple[Piece, ...]
    language: str

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(piece.text for piece in self.pieces)

    def respell(self, spell: Callable[[str], str]) -> "Message":
        """Return the message with each piece's text changed by `spell`."""
        return replace(
            self, pieces=tuple(Piece(spell(p.text), p.label) for p in self.pieces)
        )


class Draw(random.Random):
    """The one source of chance: a seed gives the same corpus again."""

    def happens(self, share: float) -> bool:
        """Return True in `share` of the calls."""
        return self.random() < share
