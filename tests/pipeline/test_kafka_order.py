"""What waits behind a failed message of its partition fails, too."""

import asyncio
from collections.abc import Iterator

import pytest
from aiokafka import TopicPartition
from aiokafka.cluster import ClusterMetadata
from aiokafka.errors import KafkaError, KafkaTimeoutError
from aiokafka.producer import producer
from aiokafka.producer.message_accumulator import MessageAccumulator

from pipeline.kafka_order import InOrder, keep_order

HERE, ELSEWHERE = TopicPartition("out", 0), TopicPartition("out", 1)
ONE_A_BATCH = 150
"""Bytes that hold one of the messages here, not two."""


@pytest.fixture
def unpatched() -> Iterator[None]:
    """Leave aiokafka as it was."""
    yield
    producer.MessageAccumulator = MessageAccumulator


def queues() -> InOrder:
    """Return the queues of a producer that holds nothing yet."""
    return InOrder(ClusterMetadata(), ONE_A_BATCH, 0, 60)


async def put(queue: InOrder, at: TopicPartition) -> "asyncio.Future[object]":
    """Queue a message that fills its batch; return its answer."""
    builder = queue.create_builder()
    answer = builder.append(timestamp=None, key=b"k", value=b"v" * 100)
    assert answer is not None
    batch = queue._append_batch(builder, at)
    answered: asyncio.Future[object] = batch.future
    return answered


async def test_what_waits_behind_a_failure_fails() -> None:
    """Sent, it would overtake what is sent again."""
    queue = queues()
    first, second, third = [await put(queue, HERE) for _ in range(3)]

    queue._pop_batch(HERE).failure(exception=KafkaTimeoutError())
    await asyncio.sleep(0)

    assert isinstance(first.exception(), KafkaTimeoutError)
    assert isinstance(second.exception(), KafkaError)
    assert isinstance(third.exception(), KafkaError)
    assert not queue._batches


async def test_what_waited_for_a_batch_that_failed_fails_with_it() -> None:
    """It was in no queue yet; aiokafka would queue it behind the failure."""
    queue = queues()
    await put(queue, HERE)
    builder = queue.create_builder()
    builder.append(timestamp=None, key=b"k", value=b"w" * 100)
    waiting = asyncio.ensure_future(queue.add_batch(builder, HERE, 1.0))
    await asyncio.sleep(0)

    expired = queue._pop_batch(HERE)  # which tells who waits that it left
    expired.failure(exception=KafkaTimeoutError())

    with pytest.raises(KafkaError, match="behind"):
        await waiting
    assert expired.future.exception()
    assert not queue._batches


async def test_a_batch_is_queued_when_the_one_before_is_on_its_way() -> None:
    """So that a partition has one batch on its way and one that waits."""
    queue = queues()
    first = await put(queue, HERE)
    builder = queue.create_builder()
    builder.append(timestamp=None, key=b"k", value=b"w" * 100)
    waiting = asyncio.ensure_future(queue.add_batch(builder, HERE, 1.0))
    await asyncio.sleep(0)
    before = waiting.done()

    queue._pop_batch(HERE).done(base_offset=0, timestamp=-1)
    await waiting

    assert not before
    assert first.done()
    assert len(queue._batches[HERE]) == 1


async def test_other_partitions_go_on() -> None:
    """Order holds within a partition; nothing else has to wait."""
    queue = queues()
    failing = await put(queue, HERE)
    other = await put(queue, ELSEWHERE)

    queue._pop_batch(HERE).failure(exception=KafkaTimeoutError())
    await asyncio.sleep(0)

    assert failing.exception()
    assert not other.done()


async def test_success_stops_nobody() -> None:
    """The next batch is sent as it always was."""
    queue = queues()
    _first, second = [await put(queue, HERE) for _ in range(2)]

    queue._pop_batch(HERE).done(base_offset=0, timestamp=-1)
    await asyncio.sleep(0)

    assert not second.done()


@pytest.mark.usefixtures("unpatched")
async def test_new_producers_keep_their_order() -> None:
    """Faust makes its own: the class that it finds is the one that counts."""
    keep_order()

    made = producer.AIOKafkaProducer(bootstrap_servers="127.0.0.1:1")

    await made.stop()
    assert isinstance(made._message_accumulator, InOrder)
