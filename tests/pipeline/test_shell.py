"""The shell acknowledges what arrived, and lets no exception reach Faust."""

import asyncio
from collections.abc import Sequence
from unittest.mock import Mock

import pytest
from aiokafka.errors import KafkaTimeoutError
from faust.types import EventT

from pipeline.core.errors import DeliveryError
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import Delivery, Failure
from pipeline.shell import Hooks, Shell, _incoming
from tests.delivery.factories import give_up, shout

CANARY = "DE89370400440532013000"


def event(value: bytes | None, headers: object = None) -> EventT[bytes]:
    """Return what Faust hands to an agent."""
    message = Mock(topic="raw", partition=1, offset=7, headers=headers, timestamp=1.0)
    made: EventT[bytes] = Mock(value=value, message=message)
    return made


async def work(batch: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
    """Redact as a child would."""
    return shout()(batch)


def deliverer(answer: "asyncio.Future[None]") -> Delivery:
    """Build a delivery whose broker gives this answer to everything."""

    async def send(messages: Sequence[Outgoing]) -> list[Failure]:
        await asyncio.wait([answer])
        return [answer.exception()] * len(messages)

    return Delivery(send=send, give_up=give_up, retrying=print, patience_s=-1)


async def test_acknowledges_only_what_a_broker_acknowledged() -> None:
    """Until the last answer is there, none of the batch is."""
    events = [event(b"k:a"), event(b"k:b")]
    answer: asyncio.Future[None] = asyncio.Future()
    told: list[int] = []
    shell = Shell(work, Hooks(batch=lambda count, _: told.append(count)))

    await shell.handle(events, deliverer(answer))
    await asyncio.sleep(0.01)
    before = [e.ack.called for e in events]  # type: ignore[attr-defined]
    answer.set_result(None)
    assert await shell.finish(1.0)

    assert before == [False, False]
    assert all(e.ack.called for e in events)  # type: ignore[attr-defined]
    assert told == [2]


async def test_a_batch_is_redacted_while_the_one_before_is_published() -> None:
    """CPU processes don't wait for brokers; copies keep their order all the same."""
    first, second = event(b"k:a"), event(b"k:b")
    answer: asyncio.Future[None] = asyncio.Future()
    redacted: list[bytes | None] = []

    async def note(batch: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        redacted.extend(incoming.value for incoming in batch)
        return await work(batch)

    shell = Shell(note, Hooks())
    await shell.handle([first], deliverer(answer))
    handling = asyncio.ensure_future(shell.handle([second], deliverer(answer)))
    await asyncio.sleep(0.01)

    assert redacted == [b"k:a", b"k:b"]
    assert not handling.done()
    answer.set_result(None)
    await handling
    assert await shell.finish(1.0)
    assert second.ack.called  # type: ignore[attr-defined]


async def test_nothing_is_published_behind_a_batch_that_failed() -> None:
    """It would be acknowledged, and the one before it lost."""
    refused: asyncio.Future[None] = asyncio.Future()
    refused.set_exception(KafkaTimeoutError())
    second = event(b"k:b")
    shell = Shell(work, Hooks())

    await shell.handle([event(b"k:a")], deliverer(refused))
    handling = asyncio.ensure_future(
        shell.handle([second], deliverer(asyncio.Future()))
    )
    error = await asyncio.wait_for(shell.failed, 1)
    await asyncio.sleep(0.01)

    assert isinstance(error, DeliveryError)
    assert not handling.done()
    assert not second.ack.called  # type: ignore[attr-defined]
    handling.cancel()


async def test_a_batch_that_fails_ends_the_worker_unacknowledged() -> None:
    """No exception leaves the agent: Faust would go on behind it."""

    async def fail(_: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        raise RuntimeError(CANARY)

    one = event(b"k:a")
    shell = Shell(fail, Hooks())

    handling = asyncio.ensure_future(shell.handle([one], deliverer(asyncio.Future())))
    error = await asyncio.wait_for(shell.failed, 1)

    assert isinstance(error, RuntimeError)
    assert not handling.done()
    assert not one.ack.called  # type: ignore[attr-defined]
    handling.cancel()


async def test_told_to_finish_it_waits_for_both_batches() -> None:
    """The one that is published, and the one that is redacted meanwhile."""
    first, second = event(b"k:a"), event(b"k:b")
    answer: asyncio.Future[None] = asyncio.Future()
    shell = Shell(work, Hooks())
    await shell.handle([first], deliverer(answer))
    handling = asyncio.ensure_future(shell.handle([second], deliverer(answer)))

    finishing = asyncio.ensure_future(shell.finish(1.0))
    await asyncio.sleep(0.01)
    before = finishing.done()
    answer.set_result(None)

    assert not before
    assert await finishing
    assert first.ack.called  # type: ignore[attr-defined]
    assert second.ack.called  # type: ignore[attr-defined]
    await handling


async def test_told_to_finish_it_waits_no_longer_than_it_may() -> None:
    """What a broker doesn't take in time is read again."""
    shell = Shell(work, Hooks())
    await shell.handle([event(b"k:a")], deliverer(asyncio.Future()))

    assert not await shell.finish(0.01)


async def test_told_to_finish_it_takes_no_other_batch() -> None:
    """What comes after is left to the next worker."""
    shell = Shell(work, Hooks())
    one = event(b"k:a")

    assert await shell.finish(1.0)
    handling = asyncio.ensure_future(shell.handle([one], deliverer(asyncio.Future())))
    await asyncio.sleep(0.01)

    assert not one.ack.called  # type: ignore[attr-defined]
    handling.cancel()


@pytest.mark.parametrize(
    ("headers", "channel"),
    [
        pytest.param(None, "", id="no headers"),
        pytest.param([("channel", b"plain")], "plain", id="pairs"),
        pytest.param({"channel": b"plain"}, "plain", id="mapping"),
        pytest.param([("channel", None)], "", id="null"),
        pytest.param([("channel", b"\xff")], "\ufffd", id="not ascii"),
    ],
)
def test_the_channel_is_a_header(headers: object, channel: str) -> None:
    """Whatever a producer put there, it is a string."""
    incoming = _incoming(event(None, headers))

    assert incoming.channel == channel
    assert incoming.value is None
    assert incoming.source.as_json() == {"topic": "raw", "partition": 1, "offset": 7}
