"""Turn words into vectors: each alone, then each among its neighbours."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

from models.gate import Gate
from models.layers import (
    Floats,
    Maxout,
    Truths,
    maxouts_of,
    multiply,
    sum_rows,
    tables_of,
    windows,
)

Features = Callable[[str], Sequence[int]]
"""The ids of what the network sees of a word."""

Numbers = NDArray[np.uint32]

NO_WORD = 0
"""The number of what stands between texts."""

_SIDES = 3
"""A word adds to the one after it, to itself and to the one before it."""

_MOST_WORDS = 8_192
"""Words that are remembered, in 30 MB, before those are forgotten that weren't met
again. A word that isn't known costs 60 µs."""


class WordVectors:
    """What is known of words as such, of which the recent ones are remembered.

    The first layer's product with a word doesn't depend on where the word stands, so it
    is remembered, too: a known word costs three additions, a quarter of the network
    less.

    Attributes:
        rows: A vector for each numbered word.
        shares: What each word adds to the first layer's sums for the next word, for
            itself and for the word before.
    """

    rows: Floats
    shares: Floats

    def __init__(
        self, embed: Model[Any, Any], features: Features, first: Maxout
    ) -> None:
        """Take over a trained embedding, and the layer that reads it."""
        self._features = features
        self._tables = tables_of(embed)
        (self._mix,) = maxouts_of(embed)
        outputs = len(first.pieces.bias)
        self._first = np.concatenate(np.split(first.pieces.weights, _SIDES, axis=1))
        self.rows = np.zeros((1, len(self._mix.gain)), dtype=np.float32)
        self.shares = np.zeros((1, _SIDES, outputs), dtype=np.float32)
        self._met_again = np.zeros(1, dtype=np.bool_)
        self._known: dict[str, int] = {}

    def __call__(self, words: Sequence[str]) -> Numbers:
        """Return each word's number, after taking up those that are new."""
        start = len(self._known) + 1
        found = list(map(self._known.get, words))
        if None in found:
            start = self._take_up(words)
            found = list(map(self._known.get, words))
        numbers = np.array(found, dtype=np.uint32)
        self._met_again[numbers[numbers < start]] = True
        return numbers

    def _take_up(self, words: Sequence[str]) -> int:
        """Learn the new words, and return the first one's number."""
        fresh = self._unknown(words)
        if len(self._known) + len(fresh) > _MOST_WORDS:
            self._forget()
            fresh = self._unknown(words)
        start = len(self._known) + 1
        self._learn(fresh)
        return start

    def _unknown(self, words: Iterable[str]) -> list[str]:
        return [word for word in dict.fromkeys(words) if word not in self._known]

    def _forget(self) -> None:
        """Keep only words that were met again, if they aren't too many."""
        kept = [it for it, number in self._known.items() if self._met_again[number]]
        kept = kept if len(kept) <= _MOST_WORDS // 2 else []
        numbers = [NO_WORD, *(self._known[word] for word in kept)]
        self.rows, self.shares = self.rows[numbers], self.shares[numbers]
        self._met_again = np.zeros(len(numbers), dtype=np.bool_)
        self._known = dict(zip(kept, count(1)))

    def _learn(self, words: Sequence[str]) -> None:
        ids = np.array([self._features(word) for word in words], dtype=np.uint64)
        parts = [table(ids[:, at]) for at, table in enumerate(self._tables)]
        rows = self._mix(np.concatenate(parts, axis=1))
        start = len(self._known) + 1
        end = start + len(words)
        self.rows = _with_room(self.rows, end)
        self.shares = _with_room(self.shares, end)
        self._met_again = _with_room(self._met_again, end)
        self.rows[start:end] = rows
        self.shares[start:end] = multiply(rows, self._first).reshape(
            len(words), _SIDES, -1
        )
        self._known.update(zip(words, count(start)))


def _with_room(table: NDArray[Any], rows: int) -> NDArray[Any]:
    """Return a table of at least so many rows, twice as long if it has to grow."""
    if rows <= len(table):
        return table
    longer = np.zeros((max(rows, 2 * len(table)), *table.shape[1:]), table.dtype)
    longer[: len(table)] = table
    return longer


class Layout:
    """Where the words of texts lie when the texts are laid out behind each other.

    Between them lies a gap that is as wide as what a word can see.

    Attributes:
        places: The row of each word.
        size: All rows.
    """

    def __init__(self, lengths: Iterable[int], gap: int) -> None:
        """Lay out texts of some lengths, in words."""
        counts = np.fromiter(lengths, dtype=np.intp)
        before = np.repeat(np.arange(1, len(counts) + 1), counts) * gap
        self.places = np.arange(counts.sum()) + before
        self.size = int(counts.sum()) + (len(counts) + 1) * gap


class Encoder:
    """Lets each word's vector know the words around it."""

    def __init__(self, encode: Model[Any, Any], gate: Gate | None) -> None:
        """Take over a trained window encoder.

        Args:
            encode: The encoder.
            gate: Tells, after the first layer, which words are read on; None: all.
        """
        self.first, *self._rest = maxouts_of(encode)
        self._gate = gate

    def __call__(
        self, vectors: WordVectors, numbers: Numbers, lengths: Iterable[int]
    ) -> tuple[Floats, Truths]:
        """Return the vectors in context of texts that follow each other.

        Args:
            vectors: What is known of words.
            numbers: The texts' words.
            lengths: Of the texts, in words.

        Returns:
            A row for each word, and which of them were read to the end.
        """
        layout = Layout(lengths, gap=len(self._rest) + 1)
        rows = self.read_once(vectors, numbers, layout)
        if self._gate is None:
            near = np.ones(layout.size, dtype=np.bool_)
            near[[0, -1]] = False
        else:
            near = np.zeros(layout.size, dtype=np.bool_)
            near[layout.places] = self._gate(rows[layout.places])
            near = _widened(near, 1)
        for left, layer in zip(range(len(self._rest))[::-1], self._rest, strict=True):
            read = np.flatnonzero(_widened(near, left))
            rows[read] += layer(windows(rows, read))
        return rows[layout.places], near[layout.places]

    def read_once(
        self, vectors: WordVectors, numbers: Numbers, layout: Layout
    ) -> Floats:
        """Return what the first layer makes of laid out words."""
        laid = np.full(layout.size, NO_WORD, dtype=np.uint32)
        laid[layout.places] = numbers
        asked = np.full((layout.size, _SIDES), NO_WORD, dtype=np.uint32)
        asked[1:, 0] = laid[:-1] * _SIDES
        asked[:, 1] = laid * _SIDES + 1
        asked[:-1, 2] = laid[1:] * _SIDES + 2
        sums = sum_rows(vectors.shares.reshape(-1, vectors.shares.shape[-1]), asked)
        sums += self.first.pieces.bias
        return vectors.rows[laid] + self.first.best_of(sums)


def _widened(near: Truths, reach: int) -> Truths:
    """Return which rows are at most `reach` away from one that is near.

    The first and the last row, at which no window is whole, never are.
    """
    wide = near.copy()
    for step in range(1, reach + 1):
        wide[step:] |= near[:-step]
        wide[:-step] |= near[step:]
    wide[[0, -1]] = False
    return wide
