"""Clocks are wrong: nothing is lost, refused or made differently for it."""

import itertools
import re

import pytest

from tests.faults.crew import Worker
from tests.faults.flow import Flow

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

DAY_S = 86_400.0
STAMPS_MS = [1, 1_000_000_000_000, 4_102_444_800_000]
"""A sender's clock at its very beginning, in 2001, and in 2100."""


async def test_clocks_jump(kafka: Flow) -> None:
    """A worker's clock swings by days; senders believe in other centuries."""
    await kafka.crew.hire(
        1, FAULTS_CLOCK_SWING_S=2 * DAY_S, MASKSTREAM_LOG_LEVEL="DEBUG"
    )
    (worker,) = kafka.crew.alive()

    stamps = itertools.cycle(STAMPS_MS)
    kafka.inject("clock jumps of a worker, for as long as the test takes")
    for _ in range(6):
        kafka.inject("clock of a sender")
        await kafka.send(kafka.draw(20), timestamp_ms=next(stamps))
    async with kafka.traffic(200, rate=20):
        pass

    assert len(days(worker)) >= len(("today", "two days ago", "in two days"))
    assert worker.lives
    assert not worker.count("retry_started")


def days(worker: Worker) -> set[bytes]:
    """Return the dates in a worker's log: two at most, if its clock is right."""
    return set(re.findall(rb'"time":"(\d{4}-\d\d-\d\d)', worker.log.read_bytes()))
