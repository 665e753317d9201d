"""Faust commits nothing past a record that isn't acknowledged."""

import gc

import faust
import pytest
from faust.transport.consumer import Consumer
from faust.types import TP, ConsumerMessage
from hypothesis import given
from hypothesis import strategies as st

from pipeline import faust_commits
from pipeline.core.errors import ConfigError

TOPIC = TP("raw", 0)


@pytest.fixture
async def consumer() -> Consumer:
    """Give Faust's consumer, patched, with one topic and no broker."""
    return new_consumer()


def new_consumer() -> Consumer:
    """Build a patched consumer that reads offsets from 0."""
    faust_commits.guard_commits()
    app = faust.App("commits", broker="kafka://unused", web_enabled=False)
    app.topics._acking_topics.add(TOPIC.topic)  # type: ignore[attr-defined]
    return Reader(app.transport, ignore, ignore, ignore)  # type: ignore[abstract]


async def ignore(*_: object) -> None:
    """Do nothing with records and partitions."""


class Reader(Consumer):
    """Faust's book-keeping without the thread that talks to brokers."""


Reader.__abstractmethods__ = frozenset()


def read(consumer: Consumer, offset: int) -> ConsumerMessage:
    """Have the agent take a record, as Faust's stream does."""
    generation = consumer.app.consumer_generation_id
    message = ConsumerMessage(
        *(TOPIC.topic, TOPIC.partition, offset, 0.0, 0, None, None, b"", None),
        generation_id=generation,
    )
    message.incref()
    message.tracked = True
    consumer.track_message(message)
    return message


async def test_a_first_record_in_work_holds_the_commit(consumer: Consumer) -> None:
    """Unpatched, Faust takes the first acknowledged offset for the beginning."""
    _head, *others = [read(consumer, offset) for offset in range(5)]

    for message in others:
        message.ack(consumer)

    assert consumer._new_offset(TOPIC) is None


async def test_one_record_after_the_commit_holds_it(consumer: Consumer) -> None:
    """Unpatched, one missing record behind the committed offset goes unnoticed."""
    messages = [read(consumer, offset) for offset in range(4)]
    messages[0].ack(consumer)
    consumer._committed_offset[TOPIC] = consumer._new_offset(TOPIC)

    for message in messages[2:]:
        message.ack(consumer)

    assert consumer._committed_offset[TOPIC] == 1
    assert consumer._new_offset(TOPIC) is None


async def test_a_record_that_was_dropped_still_holds_it(consumer: Consumer) -> None:
    """Unpatched, a record that nobody refers to any more is forgotten."""
    read(consumer, 0)
    gc.collect()

    read(consumer, 1).ack(consumer)

    assert consumer._new_offset(TOPIC) is None


async def test_offsets_that_hold_no_record_are_passed(consumer: Consumer) -> None:
    """Compaction and transactions leave holes; a commit goes over them."""
    messages = [read(consumer, offset) for offset in (3, 7, 12)]

    for message in messages:
        message.ack(consumer)

    assert consumer._new_offset(TOPIC) == 13


async def test_acknowledgements_of_an_earlier_reading_do_not_count(
    consumer: Consumer,
) -> None:
    """After a rebalance records are read again: only that reading counts."""
    stale = read(consumer, 5)
    consumer.app.consumer_generation_id += 1

    stale.ack(consumer)

    assert consumer._new_offset(TOPIC) is None


async def test_a_record_thrown_away_unread_does_not_count(consumer: Consumer) -> None:
    """While partitions move, Faust skips records and acknowledges them."""
    skipped = read(consumer, 5)
    skipped.tracked = False

    skipped.ack(consumer)

    assert consumer._new_offset(TOPIC) is None


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
async def test_commits_exactly_what_is_done(
    done: list[bool], data: st.DataObject
) -> None:
    """Whatever order acknowledgements come in, the first record in work ends it."""
    consumer = new_consumer()
    messages = [read(consumer, offset) for offset in range(len(done))]
    finished = [m for m, is_done in zip(messages, done, strict=True) if is_done]

    for message in data.draw(st.permutations(finished)):
        message.ack(consumer)

    first_in_work = [*done, False].index(False)
    assert consumer._new_offset(TOPIC) == (first_in_work or None)


async def test_an_unknown_faust_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither patched nor unpatched could another version be trusted."""
    monkeypatch.setattr(faust_commits, "version", lambda _: "0.16.0")

    with pytest.raises(ConfigError, match=r"0\.16\.0"):
        faust_commits.guard_commits()
