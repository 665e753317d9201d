"""What is measured, on which messages, on which core."""

import hashlib
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from pipeline.bench.chat import PERSONAL, chat
from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.stock import main_texts
from pipeline.traffic import HOSTILE, generate

Work = Callable[[Sequence[Incoming]], object]
"""What is timed: it takes a batch and does everything to it."""

_SAMPLE = 1_000
"""Messages that name a mix and describe it."""


class Mix(StrEnum):
    """Sorts of traffic."""

    CHAT = "chat"
    """As real support chat: see `pipeline.bench.chat`."""
    DENSE = "dense"
    """As the demo's: eight texts in ten hold something personal, in every way that
    WhatsApp can wrap it, and one payload in fifty is broken."""

    def values(self, count: int, seed: int) -> Iterator[bytes]:
        """Make raw values, the same for the same seed."""
        if self is Mix.CHAT:
            return chat(count, seed)
        return (raw.value for raw in generate(count, seed))

    @property
    def broken(self) -> float:
        """Share of messages that belong in quarantine."""
        return HOSTILE if self is Mix.DENSE else 0.0

    def describe(self) -> dict[str, object]:
        """Return what figures of this mix must be read with, under stable names."""
        values = list(self.values(_SAMPLE, 1))
        texts = [text for value in values for text in main_texts(value)]
        lengths = sorted(map(len, texts))
        return {
            "name": self.value,
            # Figures of different mixes don't compare.
            "digest": hashlib.sha256(b"".join(values)).hexdigest()[:12],
            "with_entities": _WITH_ENTITIES[self],
            "with_text": round(len(texts) / len(values), 3),
            "distinct": round(len(set(texts)) / len(texts), 3),
            "median_chars": statistics.median(lengths),
            "p90_chars": lengths[len(lengths) * 9 // 10],
        }


_WITH_ENTITIES = {Mix.CHAT: PERSONAL, Mix.DENSE: 0.79}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured.

    Attributes:
        count: Messages in a round.
        rounds: Rounds after the warm-up; the median counts.
        batch: Messages handed over at once.
        seed: Of the first round's traffic; the next number for each further one.
        alone: Messages of which each is timed alone, for the latency.
        mix: Sort of traffic.
    """

    count: int = 2_000
    rounds: int = 5
    batch: int = 100
    seed: int = 7
    alone: int = 300
    mix: Mix = Mix.CHAT

    def warm_up(self) -> list[list[Incoming]]:
        """Return the batches that are done before anything is timed."""
        return self.batches(-1)

    def batches(self, number: int) -> list[list[Incoming]]:
        """Return the batches of a round.

        Each round has traffic of its own: what is remembered of one must not serve
        the next, but as far as customers come back with the same name and number.
        """
        messages = list(self.traffic(self.count, self.seed + number))
        starts = range(0, self.count, self.batch)
        return [messages[at : at + self.batch] for at in starts]

    def single(self) -> list[Incoming]:
        """Return the messages that are timed one by one, after the rounds."""
        return list(self.traffic(self.alone, self.seed + self.rounds))

    def traffic(self, count: int, seed: int) -> Iterator[Incoming]:
        """Make raw messages as a worker would read them."""
        for line, value in enumerate(self.mix.values(count, seed), start=1):
            yield Incoming(value=value, source=Source(line=line))


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
