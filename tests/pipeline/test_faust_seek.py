"""What was read and thrown away is read again, also before the first commit."""

from collections.abc import Mapping
from unittest.mock import AsyncMock, Mock

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

from pipeline.faust_fetch import _PromptConsumer, _PromptThread
from pipeline.faust_seek import ReadOffsets, SeekingConsumer, SeekingThread, Seeks

NEW, AT_ZERO, LATER = (TopicPartition("raw", n) for n in range(3))


def client(committed: Mapping[TopicPartition, int | None]) -> Mock:
    """Return a client of whose partitions so much was committed."""
    seek = AsyncMock(return_value=committed)
    return Mock(seek_to_committed=seek, seek_to_beginning=AsyncMock())


async def sought(consumer: Mock) -> object:
    """Have a thread seek by this client."""
    return await SeekingThread._seek(Mock(_ensure_consumer=lambda: consumer))


async def test_a_partition_without_a_commit_is_read_from_its_start() -> None:
    """Left alone, reading would go on where it had come to."""
    consumer = client({NEW: None, AT_ZERO: 0, LATER: 5})

    committed = await sought(consumer)

    consumer.seek_to_beginning.assert_awaited_once_with(NEW, AT_ZERO)
    assert committed == {NEW: None, AT_ZERO: 0, LATER: 5}


async def test_where_all_was_committed_nothing_else_is_sought() -> None:
    """Without partitions, aiokafka would seek in all of them."""
    consumer = client({LATER: 5})

    await sought(consumer)

    consumer.seek_to_beginning.assert_not_awaited()


def test_the_workers_thread_seeks_so() -> None:
    """A class between them could hide it."""
    assert _PromptThread.seek_to_committed is SeekingThread.seek_to_committed


PLACE = TP("raw", 0)
RECORDS = {PLACE: ["record"]}


class Bench:
    """A consumer of which Faust's own part is played by the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Assign one partition, whose seeks succeed."""
        self.sought = 0
        self.faults: list[BaseException] = []
        self.between: list[str] = []
        self.consumer = SeekingConsumer.__new__(SeekingConsumer)
        self.consumer._seeks = Seeks()
        monkeypatch.setattr(SeekingConsumer, "assignment", lambda _: {PLACE})
        monkeypatch.setattr(SeekingConsumer, "sleep", AsyncMock())
        monkeypatch.setattr(Consumer, "perform_seek", self.seek)
        monkeypatch.setattr(Consumer, "_wait_next_records", self.wait)

    async def seek(self, *_: object) -> None:
        """Be Faust's seek."""
        self.sought += 1
        if self.faults:
            raise self.faults.pop()

    async def wait(self, *_: object) -> tuple[object, object]:
        """Be Faust's wait; a rebalance may seek meanwhile."""
        while self.between:
            self.between.pop()
            await self.consumer.perform_seek()
        return RECORDS, {PLACE}

    async def read(self) -> object:
        """Read once."""
        return (await self.consumer._wait_next_records(1.0))[0]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a test its consumer."""
    return Bench(monkeypatch)


async def test_records_that_no_seek_came_between_are_handed_on(bench: Bench) -> None:
    """Nearly all are."""
    assert await bench.read() == RECORDS
    assert bench.sought == 0


async def test_records_on_their_way_during_a_seek_are_sought_again(
    bench: Bench,
) -> None:
    """They are from the place before; what lies between would count as read."""
    bench.between = ["a rebalance"]

    assert await bench.read() is None
    assert bench.sought == 2
    assert await bench.read() == RECORDS


async def test_a_seek_that_failed_is_made_before_anything_is_read(
    bench: Bench,
) -> None:
    """Faust only warns of it, and reads on where it was."""
    bench.faults = [KafkaError(), KafkaError()]
    with pytest.raises(KafkaError):
        await bench.consumer.perform_seek()

    assert await bench.read() is None
    assert await bench.read() == RECORDS
    assert bench.sought == 3


def test_a_stale_record_does_not_say_how_far_was_read() -> None:
    """What lies before it would be thrown away as read."""
    seeks = Seeks()
    offsets = ReadOffsets(seeks)
    seeks.fetch()
    offsets[PLACE] = 7

    seeks.begin()
    seeks.end(done=True)
    offsets.update({PLACE: 3})
    offsets[PLACE] = 8

    assert offsets[PLACE] == 3
    seeks.fetch()
    offsets[PLACE] = 4
    assert offsets[PLACE] == 4


def test_the_workers_consumer_seeks_so() -> None:
    """A class between them could hide it."""
    assert _PromptConsumer._wait_next_records is SeekingConsumer._wait_next_records
    assert _PromptConsumer.perform_seek is SeekingConsumer.perform_seek
