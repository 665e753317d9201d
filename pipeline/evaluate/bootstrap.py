"""Intervals of shares, by drawing the texts again and again (bootstrap).

Texts are drawn, not entities: those of one text are found or missed together. The
draws are seeded, so that the same figures have the same intervals.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 1_000
CONFIDENCE: Final = 0.95

_SEED = 95
_TAIL = (1 - CONFIDENCE) / 2
_AT_ONCE = 2_000_000
"""Draws held in memory at once."""

MOST_DRAWN: Final = 4_000
"""Of more texts than this, neighbours are drawn together."""

Array = NDArray[np.float64]


def resampled_sums(counts: Array, resamples: int = RESAMPLES) -> Array:
    """Sum counts over texts that are drawn with replacement.

    Args:
        counts: One entry a text along the first axis, any shape behind it. What
            shares the array shares its draws: differences are of pairs. Beyond
            `MOST_DRAWN`, neighbours are added up and drawn together: that says the
            same, in bounded time.
        resamples: How often to draw as many texts as there are.

    Returns:
        The sums, one entry a resample along the first axis.
    """
    flat = _grouped(counts.reshape(len(counts), -1))
    sums = [weights @ flat for weights in _weights(len(flat), resamples)]
    return np.concatenate(sums).reshape(resamples, *counts.shape[1:])


def _grouped(counts: Array) -> Array:
    if len(counts) <= MOST_DRAWN:
        return counts
    starts = np.linspace(0, len(counts), MOST_DRAWN, endpoint=False)
    return np.add.reduceat(counts, starts.astype(np.intp), axis=0)


def _weights(texts: int, resamples: int) -> Iterator[Array]:
    """Yield how often each resample draws each text, some resamples at once."""
    generator = np.random.default_rng(_SEED)
    step = max(1, _AT_ONCE // texts)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        drawn = generator.integers(texts, size=(rows, texts))
        drawn += np.arange(rows)[:, np.newaxis] * texts
        weights = np.bincount(drawn.ravel(), minlength=rows * texts)
        yield weights.reshape(rows, texts).astype(np.float64)


def interval(values: Array) -> Array:
    """Return what all but the tails of the resampled values lie between.

    Args:
        values: One entry a resample along the first axis; NaN where a resample
            says nothing.

    Returns:
        Lower and upper ends along the first axis; NaN where no resample says
        anything. Ends are values that occurred, rounded outwards.
    """
    ordered = np.sort(values, axis=0)  # NaN come last
    last = np.maximum((~np.isnan(values)).sum(axis=0) - 1, 0)
    low, high = np.floor(_TAIL * last), np.ceil((1 - _TAIL) * last)
    places = np.stack([low, high]).astype(np.intp)
    return np.take_along_axis(ordered, places, axis=0)


def exact_end(trials: Array) -> Array:
    """Return the lower end for a share of 1 (Clopper and Pearson, 1934).

    When all of the entities are hits, so are all of any that are drawn from them,
    and resampling would call three hits of three certain. The upper end for a share
    of 0 is one minus this.
    """
    return np.power(_TAIL, 1 / np.maximum(trials, 1))
