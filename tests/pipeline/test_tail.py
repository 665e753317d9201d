"""Masked records, readable."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from pipeline.core.errors import ConfigError
from pipeline.kafka_clients import client_options
from pipeline.repeats import Repeats
from pipeline.settings import Settings
from pipeline.tail import (
    Filter,
    Mode,
    _published,
    _stop,
    tail_topic,
)
from pipeline.topics import create_topics
from tests.conftest import Broker
from tests.pipeline.masked_record import RECORD

ALL = Mode(start=True, follow=False)


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (Filter(), True),
        (Filter(conversation="c0nversat1on"), True),
        (Filter(conversation="another"), False),
        (Filter(label="PERSON"), True),
        (Filter(label="PHONE_NUMBER"), False),
        (Filter(type="image"), False),
        (Filter(contains="hallo"), True),
        (Filter(contains="hallo", label="PHONE_NUMBER"), False),
    ],
)
def test_a_filter_lets_through_what_meets_all_of_it(
    chosen: Filter, *, shown: bool
) -> None:
    """An empty part asks for nothing."""
    assert chosen.lets_through(RECORD) is shown


async def test_raw_messages_are_never_shown() -> None:
    """`tail` is for people who may not read them."""
    settings = Settings(brokers="127.0.0.1:1")

    with pytest.raises(ConfigError, match="raw"):
        await tail_topic(settings, settings.incoming, Filter(), ALL)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(orjson.dumps(RECORD)[:-1], id="cut off"),
        pytest.param(b'{"id": "1", "text": "call 07700 900123"}', id="raw"),
        pytest.param(b"[]", id="a list"),
        pytest.param(
            b'{"meta": {"ua": "x"}, "text": "07700 900123"}', id="raw, with a meta"
        ),
        pytest.param(orjson.dumps({**RECORD, "meta": {"rev": 1}}), id="of no version"),
        pytest.param(
            orjson.dumps({**RECORD, "entities": {}}), id="no list of entities"
        ),
        pytest.param(b'{"sealed": "x", "reason": "07700 900123"}', id="raw, as sealed"),
        pytest.param(None, id="null"),
    ],
)
def test_what_no_worker_published_is_not_shown(value: bytes | None) -> None:
    """Another deployment's raw topic has another name; it isn't shown either."""
    with pytest.raises(ConfigError, match=r"other: holds something else") as caught:
        _published("other", value)

    assert "07700" not in str(caught.value)


async def publish(settings: Settings, topic: str, values: Iterable[bytes]) -> None:
    """Put values into one partition of a new view's topic."""
    await create_topics(settings, [topic.rpartition(".")[2]])
    async with AIOKafkaProducer(**client_options(settings)) as producer:
        for value in values:
            await producer.send_and_wait(topic, value, partition=0)


async def test_shows_what_a_topic_holds_and_ends(
    broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --follow it stops at the end."""
    settings = Settings(brokers=broker.address, outgoing="tail-test")
    await publish(settings, "tail-test.agent", [orjson.dumps(RECORD)])

    await asyncio.wait_for(tail_topic(settings, "tail-test.agent", Filter(), ALL), 30)

    assert "Hallo <PERSON:abc>" in capsys.readouterr().out


async def test_a_topic_that_is_missing_is_named_and_not_made(broker: Broker) -> None:
    """A list that stays empty for a misspelt name looks like a quiet day."""
    settings = Settings(brokers=broker.address, outgoing="missing-test")

    for _ in range(2):  # asking for it once doesn't make it
        with pytest.raises(ConfigError, match="no such topic"):
            await asyncio.wait_for(
                tail_topic(settings, "missing-test.agent", Filter(), ALL), 30
            )


def numbered(n: int, *, offset: int = 0, text: str = "Hallo", rev: int = 1) -> bytes:
    """Return a record as a worker publishes it."""
    source = {"offset": offset or n, "partition": 0, "topic": "messages.incoming"}
    meta = {"epoch": "e", "model": "m", "policy": "p", "rules": "r", "rev": rev}
    meta = {**meta, "source": source}
    return orjson.dumps({**RECORD, "id": f"id{n}", "text": text, "meta": meta})


async def test_shows_each_record_once(
    broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker that was killed repeats its batch; a reader needn't see it."""
    settings = Settings(brokers=broker.address, outgoing="once-test")
    planted = [*range(20), *range(7, 15), 3, *range(10, 25), 3]
    await publish(settings, "once-test.agent", map(numbered, planted))
    repeats = Repeats()
    mode = Mode(start=True, follow=False, as_json=True)

    await asyncio.wait_for(
        tail_topic(settings, "once-test.agent", Filter(), mode, repeats), 30
    )

    shown = [orjson.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert shown == [f"id{n}" for n in range(25)]
    assert repeats.summary() == "repeated: 20, made by other versions: 0, changed: 0"


async def test_names_the_place_of_a_record_that_has_changed(
    broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    """One message must not be shown in two ways; whoever asks can look there."""
    settings = Settings(brokers=broker.address, outgoing="changed-test")
    values = [numbered(1), numbered(2), numbered(1, text="Anna"), numbered(2)]
    await publish(settings, "changed-test.agent", values)
    repeats = Repeats()

    await asyncio.wait_for(
        tail_topic(settings, "changed-test.agent", Filter(), ALL, repeats), 30
    )

    shown = capsys.readouterr()
    assert repeats.found_changes
    assert shown.err == "partition 0, offset 2: not what came before under its id\n"
    assert "Anna" not in shown.out


async def test_a_record_without_an_id_is_not_shown_once(broker: Broker) -> None:
    """What can't be told from others was published by none of our workers."""
    settings = Settings(brokers=broker.address, outgoing="foreign-test")
    nameless = {name: part for name, part in RECORD.items() if name != "id"}
    await publish(settings, "foreign-test.agent", [orjson.dumps(nameless)])

    with pytest.raises(ConfigError, match="holds something else"):
        await asyncio.wait_for(
            tail_topic(settings, "foreign-test.agent", Filter(), ALL, Repeats()), 30
        )


async def test_a_consumer_that_does_not_stop_is_asked_again() -> None:
    """Ctrl-C ends the list, even when a library overhears it."""

    class Deaf:
        """Ends its fetching only when it is asked a second time."""

        async def stop(self) -> None:
            """Wait for a task that has swallowed the first cancellation."""
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()

    await asyncio.wait_for(_stop(Deaf(), 0.01), 10)


def tail_command(settings: Settings, topic: str, *options: str) -> list[str]:
    """Return the arguments that start `maskstream tail`, from a topic's start."""
    brokers = ("--brokers", settings.brokers)
    command = (sys.executable, "-m", "pipeline.cli", "tail", topic, "--from-start")
    return [*command, *brokers, *options]


def test_the_exit_status_says_whether_a_record_has_changed(
    broker: Broker,
) -> None:
    """A script that watches a topic needn't read what `tail` says."""
    settings = Settings(brokers=broker.address, outgoing="status-test")
    asyncio.run(publish(settings, "status-test.agent", [numbered(1), numbered(1)]))
    command = tail_command(
        settings, "status-test.agent", "--no-follow", "--dedupe", "--json"
    )

    same = subprocess.run(command, capture_output=True, check=False, timeout=60)
    asyncio.run(publish(settings, "status-test.agent", [numbered(1, text="Anna")]))
    changed = subprocess.run(command, capture_output=True, check=False, timeout=60)

    assert (same.returncode, changed.returncode) == (0, 1)
    assert same.stdout == changed.stdout == numbered(1) + b"\n"
    assert same.stderr == b"repeated: 1, made by other versions: 0, changed: 0\n"
    assert changed.stderr.endswith(b"changed: 1\n")


def _heed_ctrl_c() -> None:
    """Undo what a shell does to its background jobs: they ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_who_stops_watching_gets_the_count(broker: Broker) -> None:
    """Ctrl-C is how a live list ends."""
    settings = Settings(brokers=broker.address, outgoing="stop-test")
    asyncio.run(publish(settings, "stop-test.agent", map(numbered, [1, 1, 2])))
    command = tail_command(settings, "stop-test.agent", "--dedupe", "--json")

    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no thread of ours holds a lock
    ) as watching:
        assert watching.stdout is not None
        shown = [watching.stdout.readline() for _ in range(2)]
        watching.send_signal(signal.SIGINT)
        _, count = watching.communicate(timeout=30)

    assert shown == [numbered(1) + b"\n", numbered(2) + b"\n"]
    assert count == b"repeated: 1, made by other versions: 0, changed: 0\n"
    assert watching.returncode == 130
