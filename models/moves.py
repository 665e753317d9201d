"""Take the moves of a trained transition parser: where names begin and end.

A parser reads words from left to right. Outside a name its next move depends on one
word's vector, so all words are judged at once; only inside a name it goes word by word.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from thinc.api import Model

from models.layers import (
    Floats,
    Linear,
    Truths,
    largest,
    multiply,
    pieces_first,
    weights_of,
)

_AHEAD = 8
"""Words that are judged at once inside a name; few names have more."""


class Move(NamedTuple):
    """What a parser does with a word.

    Attributes:
        kind: ``B``, ``I`` and ``L`` for a name's first, middle and last word, ``U``
            for a name of one word, ``O`` for no name.
        label: The name's; without one, ``U`` is for spaCy's own use.
    """

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the network takes for a name: words from `first` to before `end`."""

    first: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A trained parser's weights, for vectors in context.

    Attributes:
        next: What the next word adds to the hidden layer, pieces by vector's width.
        opening: What a name's first word adds.
        before: What the word before the next one adds, inside a name.
        outside: What is added when no name is open.
        inside: What is added when one is.
        scores: From the hidden layer to a score for each move.
        moves: The moves, by their score.
    """

    next: Floats
    opening: Floats
    before: Floats
    outside: Floats
    inside: Floats
    scores: Linear
    moves: tuple[Move, ...]

    def score(self, sums: Floats) -> Floats:
        """Return a score for each move, for sums of what words add."""
        return self.scores(largest(sums, self.scores.weights.shape[1]))

    def numbers(self, *kinds: str) -> list[int]:
        """Return which moves are of these kinds."""
        return [at for at, move in enumerate(self.moves) if move.kind in kinds]


def parser_of(model: Model[Any, Any], moves: Sequence[str]) -> Parser:
    """Take over a trained parser, with the layer between it and the vectors.

    Args:
        model: The layer, the hidden one and the one for scores.
        moves: The moves, such as ``B-PERSON``.
    """
    context, hidden, scores = model.layers
    widen, shift = (weights_of(context.layers[-1], name) for name in ("W", "b"))
    parts = [pieces_first(part) for part in weights_of(hidden, "W")]
    pads = [pieces_first(pad) for pad in weights_of(hidden, "pad")[0]]
    following, opening, before = (part @ widen for part in parts)
    shifts = [part @ shift for part in parts]
    bias = pieces_first(weights_of(hidden, "b")) + shifts[0]
    return Parser(
        next=following,
        opening=opening,
        before=before,
        outside=bias + pads[1] + pads[2],
        inside=bias + shifts[1] + shifts[2],
        scores=Linear(weights_of(scores, "W"), weights_of(scores, "b")),
        moves=tuple(Move(*it.partition("-")[::2]) for it in moves),
    )


class Course:
    """What a parser makes of some texts, whose words follow each other."""

    def __init__(
        self,
        parser: Parser,
        read: tuple[Floats, Truths],
        words: Sequence[str],
        ends: Sequence[int],
    ) -> None:
        """Judge each word as one outside a name.

        Args:
            parser: The parser.
            read: The words' vectors in context, a row each, and which of them count:
                with the others, no name begins.
            words: The words of all texts.
            ends: Where the texts end, after a zero.
        """
        self._parser, self._ends = parser, ends
        self._vectors, counts = read
        self._places: list[int] = np.flatnonzero(counts).tolist()
        following = multiply(self._vectors[self._places], parser.next)
        self._outside = parser.score(following + parser.outside)
        self._forbid(words)
        self._closings: dict[tuple[int, int, str], Truths] = {}

    def _forbid(self, words: Sequence[str]) -> None:
        """Rule out what spaCy doesn't allow outside a name."""
        parser, outside = self._parser, self._outside
        unlabelled = [at for at in parser.numbers("U") if not parser.moves[at].label]
        outside[:, parser.numbers("I", "L") + unlabelled] = -np.inf
        blank = [row for row, at in enumerate(self._places) if words[at].isspace()]
        outside[np.ix_(blank, parser.numbers("B", "U"))] = -np.inf
        ends = set(self._ends)
        last = [row for row, at in enumerate(self._places) if at + 1 in ends]
        outside[np.ix_(last, parser.numbers("B"))] = -np.inf

    def claims(self, lean: float) -> Iterator[tuple[int, Claim]]:
        """Yield each text's number with each of its names.

        Args:
            lean: Taken off the score for "not a name".
        """
        scores, nothing = self._outside.copy(), self._parser.numbers("O")
        scores[:, nothing] -= np.float32(lean)
        moves = scores.argmax(axis=1)
        end = 0
        for row in np.flatnonzero(moves != nothing[0]).tolist():
            first = self._places[row]
            if first >= end:
                move = self._parser.moves[moves[row]]
                end = self._end(first, move)
                yield self._claim(first, end, move.label)

    def _claim(self, first: int, end: int, label: str) -> tuple[int, Claim]:
        text = bisect_right(self._ends, first) - 1
        start = self._ends[text]
        return text, Claim(first - start, end - start, label)

    def _end(self, first: int, move: Move) -> int:
        if move.kind == "U":
            return first + 1
        last = self._ends[bisect_right(self._ends, first)] - 1
        for at in range(first + 1, last, _AHEAD):
            closes = self._closes(first, at, min(at + _AHEAD, last), move.label)
            if closes.any():
                return at + int(closes.argmax()) + 1
        return last + 1

    def _closes(self, first: int, at: int, end: int, label: str) -> Truths:
        """Tell which of the words from `at` would end the name from `first`."""
        asked = first, at, label
        if asked not in self._closings:
            self._closings[asked] = self._judge(first, slice(at, end), label)
        return self._closings[asked]

    def _judge(self, first: int, words: slice, label: str) -> Truths:
        parser = self._parser
        sums = multiply(self._vectors[words], parser.next)
        sums += parser.inside
        sums += multiply(self._vectors[[first]], parser.opening)
        before = slice(words.start - 1, words.stop - 1)
        sums += multiply(self._vectors[before], parser.before)
        scores = parser.score(sums)
        go_on, stop = (scores[:, parser.moves.index(Move(it, label))] for it in "IL")
        return stop > go_on
