"""Keep what is queued behind a failed message from overtaking it.

aiokafka sends a partition's batches one after the other, and goes on with the next
when one has failed for good: timed out, refused for its size. The messages of the
failed one are sent again behind it, so a reader sees a conversation out of order.
Here the batches that wait behind a failed one fail with it; `pipeline.delivery`
sends all of them again, in order.
"""

import asyncio
from functools import partial

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.producer import producer
from aiokafka.producer.message_accumulator import (
    BatchBuilder,
    MessageAccumulator,
    MessageBatch,
)
from typing_extensions import override

_BEHIND = "behind one that failed"


class InOrder(MessageAccumulator):  # type: ignore[misc]  # aiokafka has no types
    """A producer's queues, of which none goes on behind a failure."""

    @override
    def _append_batch(self, builder: BatchBuilder, tp: TopicPartition) -> MessageBatch:
        batch = super()._append_batch(builder, tp)
        batch.future.add_done_callback(partial(self._stop_behind, tp))
        return batch

    @override
    async def add_batch(
        self, builder: BatchBuilder, tp: TopicPartition, timeout: float
    ) -> "asyncio.Future[object]":
        """Queue a batch behind the last one; see `MessageAccumulator`.

        Raises:
            KafkaError: That one left the queue by failing.
        """
        if pending := self._batches.get(tp):
            last = pending[-1]
            await last.wait_drain(timeout)
            if last.future.done() and last.future.exception():
                raise KafkaError(_BEHIND)
        answer: asyncio.Future[object] = await super().add_batch(builder, tp, timeout)
        return answer

    def _stop_behind(self, tp: TopicPartition, done: "asyncio.Future[object]") -> None:
        if done.cancelled() or done.exception() is None:
            return
        for batch in self._batches.pop(tp, ()):
            batch.failure(exception=KafkaError(_BEHIND))
            batch._drain_waiter.exception()  # noqa: SLF001  # seen: nobody may wait


def keep_order() -> None:
    """Have every producer that is made from now on keep its order."""
    producer.MessageAccumulator = InOrder
