"""Send messages in producer batches of our own making: one answer a batch.

aiokafka's `send` makes a future for each message, and looks up its topic, partition and
queue each time: see decision 51 for what that costs.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
_Queues = Mapping[TopicPartition, Sequence["_Batch"]]


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
            queues = _packed(producer, messages, await _partitions(producer, messages))
        except KafkaError as error:
            return [error] * len(messages)
        told = await asyncio.gather(
            *(self._send(producer, place, queue) for place, queue in queues.items())
        )
        failures = {number: failure for pairs in told for number, failure in pairs}
        return [failures[number] for number in range(len(messages))]

    async def _send(
        self,
        producer: AIOKafkaProducer,
        place: TopicPartition,
        queue: Sequence["_Batch"],
    ) -> list[tuple[int, Failure]]:
        """Send a partition's batches in order, and none behind one that failed."""
        answers: list[_Answer] = []
        for batch in queue:
            if any(map(_has_failed, answers)):
                break
            answers.append(await self._hand_over(producer, place, batch.builder))
        found = await asyncio.gather(*answers, return_exceptions=True)
        failures = [it if isinstance(it, BaseException) else None for it in found]
        behind = [KafkaError("behind one that failed")] * (len(queue) - len(found))
        pairs = zip(queue, failures + behind, strict=True)
        return [(number, why) for batch, why in pairs for number in batch.numbers]

    async def _hand_over(
        self, producer: AIOKafkaProducer, place: TopicPartition, builder: BatchBuilder
    ) -> _Answer:
        """Queue a batch, once the one before it is on its way; return the answer."""
        if builder.size() > self._largest_bytes:
            return _failed(MessageSizeTooLargeError())
        try:
            answer: _Answer = await producer.send_batch(
                builder, place.topic, partition=place.partition
            )
        except KafkaError as error:
            return _failed(error)
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


def _packed(
    producer: AIOKafkaProducer,
    messages: Sequence[Outgoing],
    partitions: Mapping[str, tuple[int, ...]],
) -> _Queues:
    """Put messages into batches, partition by partition, in order."""
    queues: dict[TopicPartition, list[_Batch]] = defaultdict(list)
    for number, message in enumerate(messages):
        partition = _partition_of(message.key, partitions[message.topic])
        queue = queues[TopicPartition(message.topic, partition)]
        if not queue or not queue[-1].take(number, message):
            queue.append(_Batch(producer.create_batch(), []))
            queue[-1].take(number, message)
    return queues


@lru_cache(maxsize=_CONVERSATIONS)
def _partition_of(key: bytes, partitions: tuple[int, ...]) -> int:
    """Return the partition that every Kafka client chooses for a key."""
    chosen: int = DefaultPartitioner()(key, partitions, ())
    return chosen


def _has_failed(answer: _Answer) -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)


def _failed(error: KafkaError) -> _Answer:
    answer: _Answer = asyncio.get_running_loop().create_future()
    answer.set_exception(error)
    return answer
