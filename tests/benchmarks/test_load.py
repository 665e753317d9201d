"""The generator is open-loop, and latencies hide nothing."""

from itertools import islice, pairwise
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load import (
    Latencies,
    arrivals,
    endless_chat,
    place_in_key,
    place_in_meta,
)
from benchmarks.passthrough import place_of
from pipeline.core.records import Source
from pipeline.core.route import Incoming


def seeded() -> Random:
    """Return the same chances each time."""
    return Random(3)  # noqa: S311  # arrival times are no secret


def test_messages_are_due_at_the_rate_that_was_asked_for() -> None:
    """On average, whatever the gaps."""
    due = list(arrivals(500.0, 20.0, seeded()))

    assert len(due) == pytest.approx(10_000, rel=0.05)
    assert all(0 < a < b < 20.0 for a, b in pairwise(due))


def test_gaps_are_those_of_people_who_know_nothing_of_each_other() -> None:
    """Their spread is as large as their mean: bursts are part of the load."""
    due = list(arrivals(100.0, 100.0, seeded()))
    gaps = [b - a for a, b in pairwise(due)]
    mean = sum(gaps) / len(gaps)

    spread = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    assert spread == pytest.approx(mean, rel=0.1)


def test_quantiles_are_latencies_that_were_measured() -> None:
    """Nearest rank: of a hundred, the 99th is p99."""
    figures = Latencies(seconds=[n / 1_000 for n in range(100, 0, -1)]).as_json()

    assert figures == {"p50_ms": 50.0, "p90_ms": 90.0, "p99_ms": 99.0, "max_ms": 100.0}


@given(st.lists(st.floats(0, 100), min_size=1))
def test_quantiles_grow(seconds: list[float]) -> None:
    """However few there are."""
    values = list(Latencies(seconds=seconds).as_json().values())

    assert values == sorted(values)


def test_a_message_is_known_again_by_its_place() -> None:
    """In masked copies by their metadata, in plain copies by their key."""
    source = b'{"meta":{"source":{"topic":"raw","partition":3,"offset":14}}}'
    incoming = Incoming(value=b"", source=Source(topic="raw", partition=3, offset=14))

    assert place_in_meta(SimpleNamespace(value=source)) == (3, 14)
    assert place_in_key(SimpleNamespace(key=place_of(incoming))) == (3, 14)


def test_the_traffic_does_not_come_round() -> None:
    """What is remembered of one thousand must not serve the next."""
    values = list(islice(endless_chat(), 3_000))

    assert values[:1_000] != values[1_000:2_000] != values[2_000:]
