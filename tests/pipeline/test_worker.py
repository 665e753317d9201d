"""The worker acknowledges what arrived, and lets no exception reach Faust."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import Mock

import faust
import pytest
from aiokafka.errors import KafkaTimeoutError
from faust.exceptions import ConsumerNotStarted
from faust.types import EventT

from pipeline.core.errors import ConfigError, DeliveryError
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import Delivery, Failure
from pipeline.settings import load_settings
from pipeline.worker import (
    Hooks,
    Readiness,
    Shell,
    _behind,
    _incoming,
    build_app,
    run_worker,
)
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


@pytest.mark.parametrize("first", ["assigned", "stand"])
def test_it_is_ready_when_processes_stand_and_partitions_are_known(first: str) -> None:
    """Either may come first; a rebalance is told as well."""
    told: list[int] = []
    ready = Readiness(told.append)
    steps = [lambda: ready.assigned(4), ready.stand]

    for number, step in enumerate(steps if first == "assigned" else steps[::-1]):
        assert told == [], number
        step()
    ready.assigned(2)

    assert told == [4, 2]


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


@pytest.fixture
async def app() -> faust.App:
    """Build the app as a worker would."""
    shell = Shell(work, Hooks())
    return build_app(load_settings(instance="worker-1"), shell, give_up)


async def test_faust_is_set_up_to_lose_and_show_nothing(app: faust.App) -> None:
    """Each of Faust's defaults here has cost a record, or shown one."""
    assert not app.conf.web_enabled
    assert not app.conf.stream_wait_empty
    assert app.conf.topic_disable_leader
    assert not app.conf.topic_allow_declare
    assert app.conf.producer_acks == -1
    assert app.conf.consumer_auto_offset_reset == "earliest"
    assert app.conf.consumer_group_instance_id == "worker-1"
    assert not app.tables


async def test_what_waits_in_memory_is_bounded(app: faust.App) -> None:
    """Whatever the lag, Faust stops reading ahead."""
    assert app.conf.stream_buffer_maxsize <= 4096
    assert app.conf.broker_max_poll_records is not None


async def test_nothing_is_kept_on_disk(
    app: faust.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust would create a folder where the worker was started."""
    monkeypatch.chdir(tmp_path)

    await app.on_first_start()

    assert not os.listdir(tmp_path)  # noqa: PTH208  # nor does this block


@pytest.mark.parametrize(
    ("highwater", "behind"),
    [
        pytest.param(Mock(return_value=11), 3, id="three more"),
        pytest.param(Mock(return_value=None), 0, id="not heard yet"),
        pytest.param(Mock(side_effect=AssertionError), 0, id="somebody else's now"),
        pytest.param(Mock(side_effect=ConsumerNotStarted), 0, id="leaving"),
    ],
)
def test_a_partition_that_went_elsewhere_costs_no_record(
    highwater: Mock, behind: int
) -> None:
    """It is asked for inside the agent, which no exception may leave."""
    app = Mock(consumer=Mock(highwater=highwater))

    assert _behind(app, [event(b"k:a")]) == behind


def test_without_brokers_it_ends_with_status_1() -> None:
    """And says by class why."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.work", "shout"],
        env=os.environ | {"MASKSTREAM_BROKERS": "127.0.0.1:1"},
        stdout=subprocess.PIPE,
        check=False,
    )

    assert done.stdout == b"stopped KafkaConnectionError\n"
    assert done.returncode == 1


def test_a_wrong_setting_stops_it_before_anything_starts() -> None:
    """The command-line program answers with status 2."""
    with pytest.raises(ConfigError, match="SASL_USERNAME"):
        run_worker(load_settings(security="SASL_SSL"), shout, give_up)
