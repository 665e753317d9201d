"""Send messages in producer batches of our own making: one answer a batch.

aiokafka's `send` makes a future for each message, and looks up its topic, partition and
queue each time: see decision 51 for what that costs.
"""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.producer.message_accumulator import BatchBuilder

from pipeline.core.route import Outgoing
from pipeline.delivery import Failure

_CONVERSATIONS = 8_192
"""Keys whose partition is remembered: to hash one takes five microseconds."""

_Answer = asyncio.Future[object]
_Numbered = Sequence[tuple[int, Outgoing]]


class BatchSender:
    """Sends messages and waits for the brokers; see `pipeline.delivery.Send`."""

    def __init__(
        self, producer: Callable[[], AIOKafkaProducer], largest_bytes: int
    ) -> None:
        """Send by a producer that may be started later.

        Args:
            producer: Returns it.
            largest_bytes: What makes a larger batch by itself is refused unsent.
        """
        self._producer = producer
        self._largest_bytes = largest_bytes

    async def __call__(self, messages: Sequence[Outgoing]) -> list[Failure]:
        """Send messages; return what went wrong with each."""
        producer = self._producer()
        try:
            partitions = await _partitions(producer, messages)
        except KafkaError as error:
            return [error] * len(messages)
        sendings = _sorted_out(messages, partitions).items()
        told = await asyncio.gather(
            *(self._send(producer, place, batch) for place, batch in sendings)
        )
        failures = dict(itertools.chain.from_iterable(told))
        behind = KafkaError("behind one that failed")
        return [failures.get(number, behind) for number in range(len(messages))]

    async def _send(
        self, producer: AIOKafkaProducer, place: TopicPartition, messages: _Numbered
    ) -> list[tuple[int, Failure]]:
        """Send a partition's messages in order, and none behind one that failed.

        Returns:
            What went wrong with each that was sent, by its number.
        """
        sent: list[Sequence[int]] = []
        answers: list[_Answer] = []
        for batch in _batches(producer, messages):
            if any(map(_has_failed, answers)):
                break
            sent.append(batch.numbers)
            answers.append(await self._hand_over(producer, place, batch))
        found = await asyncio.gather(*answers, return_exceptions=True)
        failures = [it if isinstance(it, BaseException) else None for it in found]
        pairs = zip(sent, failures, strict=True)
        return [(number, failure) for numbers, failure in pairs for number in numbers]

    async def _hand_over(
        self, producer: AIOKafkaProducer, place: TopicPartition, batch: "_Batch"
    ) -> _Answer:
        """Queue a batch, once the one before it is on its way; return the answer."""
        builder = batch.builder
        if len(batch.numbers) == 1 and builder.size() > self._largest_bytes:
            return _failed(MessageSizeTooLargeError())
        try:
            answer: _Answer = await producer.send_batch(
                builder, place.topic, partition=place.partition
            )
        except KafkaError as error:
            return _failed(error)
        except AssertionError:  # so aiokafka says that a topic was made anew, smaller
            return _failed(KafkaError("the partition is gone"))
        return answer


class _Batch(NamedTuple):
    """What one producer batch holds.

    Attributes:
        builder: The producer's.
        numbers: Of its messages, as they were given.
    """

    builder: BatchBuilder
    numbers: list[int]

    def take(self, number: int, message: Outgoing) -> bool:
        """Add a message if there is room; for a first one there always is."""
        taken = self.builder.append(
            timestamp=None,
            key=message.key,
            value=message.value,
            headers=list(message.headers),
        )
        if taken is not None:
            self.numbers.append(number)
        return taken is not None


async def _partitions(
    producer: AIOKafkaProducer, messages: Iterable[Outgoing]
) -> dict[str, tuple[int, ...]]:
    """Return the partitions of each topic.

    Raises:
        KafkaError: A topic isn't there, or no broker answers.
    """
    topics = dict.fromkeys(message.topic for message in messages)
    return {
        topic: tuple(sorted(await producer.partitions_for(topic))) for topic in topics
    }


def _sorted_out(
    messages: Sequence[Outgoing], partitions: Mapping[str, tuple[int, ...]]
) -> dict[TopicPartition, list[tuple[int, Outgoing]]]:
    """Sort messages by partition; within one they keep their order."""
    queues: dict[TopicPartition, list[tuple[int, Outgoing]]] = defaultdict(list)
    for number, message in enumerate(messages):
        partition = _partition_of(message.key, partitions[message.topic])
        queues[TopicPartition(message.topic, partition)].append((number, message))
    return queues


def _batches(producer: AIOKafkaProducer, messages: _Numbered) -> Iterator[_Batch]:
    """Yield full batches, each made when it is asked for."""
    batch = _Batch(producer.create_batch(), [])
    for number, message in messages:
        if not batch.take(number, message):
            yield batch
            batch = _Batch(producer.create_batch(), [])
            batch.take(number, message)
    yield batch


@lru_cache(maxsize=_CONVERSATIONS)
def _partition_of(key: bytes, partitions: tuple[int, ...]) -> int:
    """Return the partition that aiokafka's and Java's clients choose for a key."""
    chosen: int = DefaultPartitioner()(key, partitions, ())
    return chosen


def _has_failed(answer: _Answer) -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)


def _failed(error: KafkaError) -> _Answer:
    answer: _Answer = asyncio.get_running_loop().create_future()
    answer.set_exception(error)
    return answer
