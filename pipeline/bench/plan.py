"""What is measured, on which messages, on which core."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.traffic import generate

Work = Callable[[Sequence[Incoming]], object]
"""What is timed: it takes a batch and does everything to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured.

    Attributes:
        count: Messages in a round.
        rounds: Rounds after the warm-up; the median counts.
        batch: Messages handed over at once.
        seed: Of the first round's traffic; the next number for each further one.
        alone: Messages of which each is timed alone, for the latency.
    """

    count: int = 2_000
    rounds: int = 5
    batch: int = 100
    seed: int = 7
    alone: int = 300

    def warm_up(self) -> list[list[Incoming]]:
        """Return the batches that are done before anything is timed."""
        return self.batches(-1)

    def batches(self, number: int) -> list[list[Incoming]]:
        """Return the batches of a round.

        Each round has traffic of its own: what is remembered of one must not serve
        the next, but as far as customers come back with the same name and number.
        """
        messages = list(traffic(self.count, self.seed + number))
        starts = range(0, self.count, self.batch)
        return [messages[at : at + self.batch] for at in starts]

    def single(self) -> list[Incoming]:
        """Return the messages that are timed one by one, after the rounds."""
        return list(traffic(self.alone, self.seed + self.rounds))


def traffic(count: int, seed: int) -> Iterator[Incoming]:
    """Generate raw messages as a worker would read them."""
    for line, raw in enumerate(generate(count, seed), start=1):
        yield Incoming(value=raw.value, source=Source(line=line))


@contextmanager
def one_core() -> Iterator[None]:
    """Pin this process to one of its cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
