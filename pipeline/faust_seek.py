"""Read again, from what was committed, whatever was read and thrown away.

After each change of partitions, and when records come while none may be handed on,
Faust throws away what it has read and seeks to what was committed. In faust-streaming
0.15.3 with aiokafka 0.14 that has three holes; what falls into one is committed over
and never read again:

* where nothing was committed yet, or 0, aiokafka seeks nowhere: we seek to the first
  record;
* records that were on their way while somebody sought come from the place before, but
  count as read after it, and so all between the two places counts as read: they are
  thrown away, and sought again;
* a record that waited to be handed on while somebody sought sets the place that was
  read to, although that is behind the commit now: it doesn't.

And a seek that failed is made again before anything is read.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer
from faust.types import TP
from typing_extensions import override

_PAUSE_S = 0.5


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


class Seeks:
    """Which seeks there were, by which to tell what was read before one."""

    def __init__(self) -> None:
        """Begin before any."""
        self._begun = self._done = self._failed = self._fetched = 0

    def begin(self) -> None:
        """Note that a seek begins."""
        self._begun += 1

    def end(self, *, done: bool) -> None:
        """Note that it ended, and whether it reached its place."""
        self._done += 1
        self._failed = 0 if done else self._begun

    @property
    def owed(self) -> bool:
        """Tell whether the last seek failed."""
        return bool(self._failed)

    def fetch(self) -> None:
        """Note that records are asked for."""
        self._fetched = self._begun if self._begun == self._done else -1

    @property
    def stale(self) -> bool:
        """Tell whether what was asked for last may be from before a seek."""
        return self._fetched != self._begun


class ReadOffsets(defaultdict[TP, int | None]):
    """The offset read to in each partition; a stale record doesn't set it.

    Faust's consumer sets items record by record; a seek updates all of them.
    """

    def __init__(self, seeks: Seeks) -> None:
        """Begin with nothing read."""
        super().__init__(lambda: None)
        self._seeks = seeks

    @override
    def __setitem__(self, place: TP, offset: int | None) -> None:
        """Note how far a partition was read."""
        if not self._seeks.stale:
            super().__setitem__(place, offset)


class SeekingConsumer(Consumer):
    """A consumer that hands on nothing that was read before a seek."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Faust's
        """Be a consumer of Faust's."""
        super().__init__(*args, **kwargs)
        self._seeks = Seeks()
        self._read_offset = ReadOffsets(self._seeks)

    @override
    async def perform_seek(self) -> None:
        """Seek all partitions to what was committed."""
        self._seeks.begin()
        done = False
        try:
            await super().perform_seek()
            done = True
        finally:
            self._seeks.end(done=done)

    @override
    async def _wait_next_records(self, timeout: float) -> tuple[Any, Any]:
        """Return the next records, or none if a seek came between."""
        if self._seeks.owed and not await self._seek_again():
            return None, None
        self._seeks.fetch()
        records, active = await super()._wait_next_records(timeout)
        if records and self._seeks.stale:
            await self._seek_again()
            return None, None
        return records, active

    async def _seek_again(self) -> bool:
        """Seek, if there is a broker and a partition to seek in.

        Returns:
            Whether it was done; if not, it is still owed.
        """
        try:
            if self.assignment():
                await self.perform_seek()
                return True
        except (KafkaError, AssertionError):  # aiokafka asserts that one is assigned
            await self.sleep(_PAUSE_S)
        return not self.assignment()
