"""Turn words into vectors: each alone, then each among its neighbours."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from thinc.api import Model

from models.layers import Floats, maxouts_of, tables_of, with_neighbours

Features = Callable[[str], Sequence[int]]
"""The ids of what the network sees of a word."""

_CHARACTERS = 200_000
"""Of words that are remembered: some thirty thousand, in 12 MB."""

_FIRST_ROWS = 1024
"""Room for words at first; it doubles as they come."""


class WordVectors:
    """Vectors of words as such, of which the recent ones are remembered."""

    def __init__(self, embed: Model[Any, Any], features: Features) -> None:
        """Take over a trained embedding."""
        self._features = features
        self._tables = tables_of(embed)
        (self._mix,) = maxouts_of(embed)
        self._forget()

    def __call__(self, words: Sequence[str]) -> Floats:
        """Return a row for each word."""
        if self._characters > _CHARACTERS:
            self._forget()
        fresh = [word for word in dict.fromkeys(words) if word not in self._known]
        if fresh:
            self._learn(fresh)
        return self._rows[[self._known[word] for word in words]]

    def _forget(self) -> None:
        self._known: dict[str, int] = {}
        self._rows = np.empty((_FIRST_ROWS, len(self._mix.gain)), dtype=np.float32)
        self._characters = 0

    def _learn(self, words: Sequence[str]) -> None:
        ids = np.array([self._features(word) for word in words], dtype=np.uint64)
        parts = [table(ids[:, at]) for at, table in enumerate(self._tables)]
        rows = self._mix(np.concatenate(parts, axis=1))
        first = len(self._known)
        while first + len(words) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[first : first + len(words)] = rows
        self._known.update(zip(words, count(first)))
        self._characters += sum(map(len, words))


class Encoder:
    """Lets each word's vector know the words around it."""

    def __init__(self, encode: Model[Any, Any]) -> None:
        """Take over a trained window encoder."""
        self._layers = maxouts_of(encode)

    def __call__(self, rows: Floats, lengths: Iterable[int]) -> Floats:
        """Return the vectors in context of texts that follow each other in `rows`.

        Between texts lies a gap that is as wide as what a word can see.
        """
        gap = len(self._layers)
        counts = np.fromiter(lengths, dtype=np.intp)
        gaps = np.repeat(np.arange(1, len(counts) + 1), counts) * gap
        places = np.arange(len(rows)) + gaps
        size = len(rows) + (len(counts) + 1) * gap
        spread: Floats = np.zeros((size, rows.shape[1]), dtype=np.float32)
        spread[places] = rows
        for layer in self._layers:
            spread += layer(with_neighbours(spread))
        in_context: Floats = spread[places]
        return in_context
