"""What was read and thrown away is read again, also before the first commit."""

from collections.abc import Mapping
from unittest.mock import AsyncMock, Mock

from aiokafka import TopicPartition

from pipeline.faust_fetch import _PromptThread
from pipeline.faust_seek import SeekingThread

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
