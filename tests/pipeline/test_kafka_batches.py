"""Messages go out in batches, each partition's in order, and each gets its answer."""

import asyncio
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from aiokafka.cluster import ClusterMetadata
from aiokafka.errors import (
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    UnknownTopicOrPartitionError,
)
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.producer.message_accumulator import BatchBuilder, MessageAccumulator
from aiokafka.record.default_records import DefaultRecordBatch

from pipeline.core.route import Outgoing
from pipeline.kafka_batches import BatchSender

FEW_A_BATCH = 450
"""Bytes that hold three of the messages here."""

Answer = Callable[[str, int, int], Exception | None]
"""What a broker says to a batch: by its topic, partition and number there."""


def acknowledge(_topic: str, _partition: int, _number: int) -> None:
    """Be a broker that takes everything."""


class Client:
    """A producer whose brokers answer at once.

    Attributes:
        batches: Count of messages of each batch that was handed over, by its place.
        taken: Key, value and headers of every message in them.
    """

    def __init__(self, answer: Answer = acknowledge, partitions: int = 3) -> None:
        self.batches: dict[tuple[str, int], list[int]] = {}
        self.taken: list[tuple[bytes, bytes, tuple[tuple[str, bytes], ...]]] = []
        self._answer = answer
        self._partitions = set(range(partitions))
        self._queues = MessageAccumulator(ClusterMetadata(), FEW_A_BATCH, 0, 60)

    async def partitions_for(self, topic: str) -> set[int]:
        """Know every topic but one."""
        if topic == "missing":
            raise UnknownTopicOrPartitionError
        return self._partitions

    def create_batch(self) -> BatchBuilder:
        """Give a builder of aiokafka's own."""
        return self._queues.create_builder()

    async def send_batch(
        self, batch: BatchBuilder, topic: str, *, partition: int
    ) -> "asyncio.Future[object]":
        """Answer as told."""
        counts = self.batches.setdefault((topic, partition), [])
        counts.append(batch.record_count())
        for record in DefaultRecordBatch(batch._build()):
            self.taken.append((record.key, record.value, tuple(record.headers)))
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        error = self._answer(topic, partition, len(counts))
        if isinstance(error, KafkaTimeoutError | AssertionError):
            raise error
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(None)
        return answer


def sender(client: Client, largest_bytes: int = 10_000) -> BatchSender:
    """Send by a client."""
    return BatchSender(lambda: client, largest_bytes)


def message(key: bytes, value: bytes = b"v" * 100, topic: str = "out") -> Outgoing:
    """Return a message of a hundred bytes."""
    return Outgoing(topic=topic, key=key, value=value, headers=(("schema", b"1"),))


def place_of(key: bytes, partitions: int = 3) -> int:
    """Return where aiokafka, and so Java, would send a key."""
    chosen: int = DefaultPartitioner()(key, list(range(partitions)), [])
    return chosen


def key_of(partition: int) -> bytes:
    """Return a key that belongs on a partition."""
    keys = (b"k%d" % number for number in range(100))
    return next(key for key in keys if place_of(key) == partition)


async def test_every_message_goes_where_its_key_belongs() -> None:
    """A conversation stays on the partition that any other client would choose."""
    client, keys = Client(), [b"k%d" % number for number in range(40)]

    failures = await sender(client)([message(key) for key in keys])

    expected = [0, 0, 0]
    for key in keys:
        expected[place_of(key)] += 1
    assert failures == [None] * 40
    assert [sum(client.batches["out", p]) for p in range(3)] == expected
    assert max(max(counts) for counts in client.batches.values()) == 3


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(KafkaError(), id="a broker's answer"),
        pytest.param(KafkaTimeoutError(), id="not handed over"),
    ],
)
async def test_nothing_is_sent_behind_a_batch_that_failed(error: KafkaError) -> None:
    """Other partitions go on; here the rest waits to be sent again, in order."""

    def answer(_topic: str, partition: int, number: int) -> KafkaError | None:
        return error if (partition, number) == (0, 2) else None

    client = Client(answer)
    here, there = key_of(0), key_of(1)

    failures = await sender(client)([message(here)] * 9 + [message(there)] * 9)

    assert failures[:3] == [None] * 3
    assert failures[3:6] == [error] * 3
    assert [type(failure) for failure in failures[6:9]] == [KafkaError] * 3
    assert failures[9:] == [None] * 9
    assert client.batches["out", 0] == [3, 3]


async def test_what_is_larger_than_any_request_is_refused_unsent() -> None:
    """It gets a batch of its own whatever its size, which a broker may choke on."""
    client = Client()

    failures = await sender(client, 1_000)([message(b"k", b"v" * 2_000)])

    assert [type(failure) for failure in failures] == [MessageSizeTooLargeError]
    assert not client.batches


async def test_a_missing_topic_fails_what_was_to_be_sent() -> None:
    """Nothing is sent, so that nothing is sent out of order."""
    client = Client()

    failures = await sender(client)([message(b"k"), message(b"k", topic="missing")])

    assert [type(failure) for failure in failures] == [UnknownTopicOrPartitionError] * 2
    assert not client.batches


async def test_a_message_arrives_as_it_was_given() -> None:
    """Key, value and headers, whatever batch they share."""
    client = Client(partitions=1)
    messages = [message(b"k%d" % n, b"v%d" % n) for n in range(10)]

    await sender(client)(messages)

    assert client.taken == [(m.key, m.value, m.headers) for m in messages]


async def test_small_messages_are_measured_one_by_one() -> None:
    """A full batch may be larger than the largest message."""
    client = Client()

    failures = await sender(client, 300)([message(b"k")] * 6)

    assert failures == [None] * 6
    assert client.batches["out", place_of(b"k")] == [3, 3]


async def test_a_partition_that_is_gone_fails_its_messages() -> None:
    """A topic that was made anew with fewer partitions ends no worker."""
    client = Client(lambda *_: AssertionError("Unrecognized partition"))

    failures = await sender(client)([message(b"k")])

    assert [type(failure) for failure in failures] == [KafkaError]


async def test_nothing_to_send_needs_no_broker() -> None:
    """A batch may come to nothing."""
    assert await sender(Mock())([]) == []
