"""Go back to the first record where nothing has been committed yet.

After each change of partitions, and when records come while none may be handed on,
Faust throws away what it has read and seeks to what was committed. aiokafka 0.14 seeks
nowhere if that is nothing, or 0: what was thrown away is then never read again, and
soon committed over. A new group whose first workers are killed, frozen or joined
before their first commit lost up to all that they had read by then.
"""

from collections.abc import Mapping

from aiokafka import TopicPartition
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from faust.types import TP
from typing_extensions import override


class SeekingThread(AIOKafkaConsumerThread):
    """A consumer's thread that seeks in every partition."""

    @override
    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Seek to what was committed, or to the first record.

        Returns:
            What was committed, None where nothing was.
        """
        sought: Mapping[TP, int] = await self.call_thread(self._seek)
        return sought

    async def _seek(self) -> Mapping[TopicPartition, int | None]:
        consumer = self._ensure_consumer()
        committed: Mapping[TopicPartition, int | None]
        committed = await consumer.seek_to_committed()
        if new := [place for place, offset in committed.items() if not offset]:
            await consumer.seek_to_beginning(*new)
        return committed
