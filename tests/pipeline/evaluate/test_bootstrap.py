"""Intervals are seeded, in order, and as wide as theory says."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.evaluate.bootstrap import (
    MOST_DRAWN,
    exact_end,
    interval,
    resampled_sums,
)

SHARES = st.one_of(st.floats(0, 1), st.just(np.nan))


def test_each_resample_draws_as_many_texts_as_there_are() -> None:
    """Every text counts once; so does each of its counts."""
    sums = resampled_sums(np.ones((7, 3, 2)), resamples=50)

    assert sums.shape == (50, 3, 2)
    assert (sums == 7).all()


def test_what_shares_the_array_shares_its_draws() -> None:
    """A difference of pairs is exact when the pairs are equal."""
    counts = np.arange(20.0)
    pairs = np.stack([counts, counts + 1], axis=1)

    sums = resampled_sums(pairs)

    assert (sums[:, 1] - sums[:, 0] == 20).all()


def test_draws_do_not_depend_on_how_many_are_held_at_once() -> None:
    """The first resamples of many are those of few."""
    counts = np.arange(3_000.0)

    few, many = (resampled_sums(counts, resamples=n) for n in (700, 1_000))

    assert (many[:666] == few[:666]).all()


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """Of 400 texts with a chance of one half: 1.96 standard errors of .025."""
    hits = np.random.default_rng(1).permutation(np.tile([0.0, 1.0], 200))

    low, high = interval(resampled_sums(hits) / 400)

    assert low == pytest.approx(0.5 - 0.049, abs=0.01)
    assert high == pytest.approx(0.5 + 0.049, abs=0.01)


def test_drawing_neighbours_together_is_as_wide() -> None:
    """Of 40,000 texts: a tenth of that."""
    even = np.tile([0.0, 1.0], 5 * MOST_DRAWN)
    each = np.random.default_rng(1).permutation(even)
    counts = np.stack([each, np.ones_like(each)], axis=1)

    hits, texts = np.moveaxis(resampled_sums(counts), -1, 0)

    low, high = interval(hits / texts)
    assert set(texts) == {len(each)}
    assert low == pytest.approx(0.5 - 0.0049, abs=0.001)
    assert high == pytest.approx(0.5 + 0.0049, abs=0.001)


@given(arrays(np.float64, (30, 4), elements=SHARES))
def test_ends_are_values_in_order(values: np.ndarray) -> None:
    """A resample that says nothing doesn't count; if none does, there is no end."""
    low, high = interval(values)

    for at, (lower, upper) in enumerate(zip(low, high, strict=True)):
        said = values[~np.isnan(values[:, at]), at]
        assert np.isnan(lower) == np.isnan(upper) == (said.size == 0)
        assert not said.size or (lower in said and upper in said and lower <= upper)


def test_the_exact_end_nears_one_with_more_trials() -> None:
    """Three hits of three say little; three thousand say much."""
    ends = exact_end(np.array([3.0, 3_000.0]))

    assert ends[0] < 0.3
    assert ends[1] > 0.998


def test_two_thousand_texts_take_well_under_a_second() -> None:
    """Who tunes a rule measures often."""
    counts = np.ones((2_000, 20, 8))
    started = time.process_time()

    resampled_sums(counts)

    assert time.process_time() - started < 1.0
