"""Traffic in, latencies out.

The generator is open-loop: when each message is due is drawn before the first is
sent, and its latency counts from then. A pipeline that stalls doesn't slow the
generator down, and what it keeps waiting is counted (no coordinated omission).
"""

import asyncio
import contextlib
import itertools
import math
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from pipeline.bench.plan import Mix
from pipeline.feed import open_producer
from pipeline.kafka_clients import FETCH_WAIT_MS, client_options
from pipeline.settings import Settings

VIEW = "analytics"
"""The view whose copies are awaited: all of a batch are acknowledged together."""

PATIENCE_S = 60.0
_EDGES = (0.15, 0.95)
"""What a drain's speed is taken between: neither the start nor the last batch."""

Place = tuple[int, int]
"""Partition and offset of a raw message."""

PlaceOf = Callable[[ConsumerRecord], Place]


class LostError(Exception):
    """Messages have no outcome; it says how many."""


def place_in_meta(record: ConsumerRecord) -> Place:
    """Return where a masked record says it comes from."""
    source = orjson.loads(record.value)["meta"]["source"]
    return source["partition"], source["offset"]


def place_in_key(record: ConsumerRecord) -> Place:
    """Return where a copied record says it comes from."""
    partition, offset = record.key.split(b":")
    return int(partition), int(offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latencies:
    """Seconds from when messages were due to when their copies could be read."""

    seconds: Sequence[float]

    def as_json(self) -> dict[str, float]:
        """Return milliseconds under stable names."""
        return {
            "p50_ms": self._at(0.5),
            "p90_ms": self._at(0.9),
            "p99_ms": self._at(0.99),
            "max_ms": self._at(1.0),
        }

    def _at(self, quantile: float) -> float:
        """Return the smallest latency that so many don't exceed (nearest rank)."""
        ordered = sorted(self.seconds)
        rank = min(len(ordered) - 1, max(0, -int(-quantile * len(ordered)) - 1))
        return round(ordered[rank] * 1e3, 1)


@dataclass(slots=True)
class Reader:
    """Notes when the copies of which messages could be read."""

    consumer: AIOKafkaConsumer
    quarantine: str
    place_of: PlaceOf
    arrived: dict[Place, float] = field(default_factory=dict)
    quarantined: int = 0

    @property
    def outcomes(self) -> int:
        """Return how many messages were masked or sealed away."""
        return len(self.arrived) + self.quarantined

    async def run(self) -> None:
        """Read until cancelled."""
        while True:
            read = await self.consumer.getmany(timeout_ms=1_000)
            now = time.time()
            for topic, records in read.items():
                self._note(topic.topic, records, now)

    def _note(self, topic: str, records: Sequence[ConsumerRecord], now: float) -> None:
        if topic == self.quarantine:
            self.quarantined += len(records)
            return
        for record in records:
            self.arrived.setdefault(self.place_of(record), now)


class Load:
    """Sends traffic to the workers' topic and waits for what comes of it."""

    def __init__(
        self, settings: Settings, producer: AIOKafkaProducer, reader: Reader
    ) -> None:
        """Begin at the start of the traffic."""
        self._settings = settings
        self._producer = producer
        self._reader = reader
        self._values = endless_chat()
        self._random = Random(11)  # noqa: S311  # arrival times are no secret
        self._sent = 0

    @property
    def quarantined(self) -> int:
        """Return how many messages weren't masked."""
        return self._reader.quarantined

    async def drain(self, count: int) -> float:
        """Send a backlog at once and let it be worked off.

        Returns:
            Messages a second, between the edges.

        Raises:
            LostError: Some have no outcome in time.
        """
        places = [await self._send() for _ in range(count)]
        times = sorted(filter(math.isfinite, await self._arrivals(places)))
        first, last = (times[int(edge * (len(times) - 1))] for edge in _EDGES)
        return (_EDGES[1] - _EDGES[0]) * len(times) / (last - first)

    async def offer(self, rate: float, seconds: float) -> Latencies:
        """Send at a rate, whatever becomes of it.

        Args:
            rate: Messages a second on average; gaps are exponential, as they are
                between people who know nothing of each other.
            seconds: How long.

        Raises:
            LostError: Some have no outcome in time.
        """
        began = time.time() + 0.05
        due = [began + at for at in arrivals(rate, seconds, self._random)]
        places = []
        for at in due:
            await asyncio.sleep(max(0.0, at - time.time()))
            places.append(await self._send())
        arrived = await self._arrivals(places)
        late = (there - at for at, there in zip(due, arrived, strict=True))
        return Latencies(seconds=[it for it in late if it != math.inf])

    async def _send(self) -> "asyncio.Future[Place]":
        partition = self._sent % self._settings.partitions
        self._sent += 1
        topic, value = self._settings.incoming, next(self._values)
        answer = await self._producer.send(topic, value, partition=partition)
        return asyncio.ensure_future(_place(answer))

    async def _arrivals(self, places: Sequence["asyncio.Future[Place]"]) -> list[float]:
        """Return when each message's copy was there; never, if it was sealed away.

        Raises:
            LostError: Some have no outcome in time.
        """
        sent, end = await asyncio.gather(*places), time.monotonic() + PATIENCE_S
        while (missing := self._sent - self._reader.outcomes) > 0:
            if time.monotonic() > end:
                raise LostError(f"{missing} of {self._sent} have no outcome in time")
            await asyncio.sleep(0.005)
        return [self._reader.arrived.get(place, math.inf) for place in sent]


async def _place(answer: "asyncio.Future[object]") -> Place:
    sent = await answer
    return sent.partition, sent.offset  # type: ignore[attr-defined]  # aiokafka's


def endless_chat() -> Iterator[bytes]:
    """Yield messages as in `maskstream bench`, and never the same thousand."""
    for seed in itertools.count(1):
        yield from Mix.CHAT.values(1_000, seed)


def arrivals(rate: float, seconds: float, random: Random) -> Iterator[float]:
    """Yield the seconds at which messages are due."""
    at = random.expovariate(rate)
    while at < seconds:
        yield at
        at += random.expovariate(rate)


@contextlib.asynccontextmanager
async def open_load(settings: Settings, place_of: PlaceOf) -> AsyncIterator[Load]:
    """Connect a producer and a reader of all that comes out."""
    topics = (f"{settings.outgoing}.{VIEW}", settings.quarantine)
    consumer = AIOKafkaConsumer(
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=FETCH_WAIT_MS,
        **client_options(settings),
    )
    async with open_producer(settings) as producer, consumer:
        consumer.assign(
            [
                TopicPartition(topic, partition)
                for topic in topics
                for partition in range(settings.partitions)
            ]
        )
        reader = Reader(consumer, settings.quarantine, place_of)
        reading = asyncio.create_task(reader.run())
        try:
            yield Load(settings, producer, reader)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
