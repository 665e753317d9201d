"""Masked records, readable."""

import asyncio

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from pipeline.core.errors import ConfigError
from pipeline.kafka_clients import client_options
from pipeline.settings import Settings
from pipeline.tail import Filter, _published, line_of, printable, tail_topic
from pipeline.topics import create_topics
from tests.conftest import Broker

RECORD = {
    "conversation": "c0nversat1on",
    "direction": "inbound",
    "type": "text",
    "time": "2026-01-01T10:00:00Z",
    "text": "Hallo <PERSON:abc>",
    "fields": {},
    "entities": [{"label": "PERSON"}],
    "meta": {"epoch": "00000001"},
}


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


def test_a_record_is_one_line() -> None:
    """Time, conversation, type and text, at a glance."""
    line = line_of(RECORD).plain

    assert line.startswith("2026-01-01T10:00:00Z c0nversat1 text")
    assert line.endswith("Hallo <PERSON:abc>")


def test_a_record_without_text_shows_its_fields() -> None:
    """A status has no text, but says something."""
    record = {**RECORD, "text": None, "fields": {"status": "read"}}

    assert line_of(record).plain.endswith("status=read")


def test_a_sealed_message_shows_its_reason_only() -> None:
    """Nobody learns from a live list what could not be checked."""
    line = line_of({"sealed": "c2VjcmV0", "reason": "not_json", "detail": ""})

    assert "not_json" in line.plain
    assert "c2VjcmV0" not in line.plain


def test_a_terminal_obeys_nothing_that_a_customer_wrote() -> None:
    """Escape sequences could rewrite what an agent sees."""
    assert printable("a\x1b[2Jb\r\nc\u202ed") == "a [2Jb  c d"


async def test_raw_messages_are_never_shown() -> None:
    """`tail` is for people who may not read them."""
    settings = Settings(brokers="127.0.0.1:1")

    with pytest.raises(ConfigError, match="raw"):
        await tail_topic(
            settings, settings.incoming, Filter(), start=True, follow=False
        )


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(orjson.dumps(RECORD)[:-1], id="cut off"),
        pytest.param(b'{"id": "1", "text": "call 07700 900123"}', id="raw"),
        pytest.param(b"[]", id="a list"),
        pytest.param(None, id="null"),
    ],
)
def test_what_no_worker_published_is_not_shown(value: bytes | None) -> None:
    """Another deployment's raw topic has another name; it isn't shown either."""
    with pytest.raises(ConfigError, match=r"other: holds something else") as caught:
        _published("other", value)

    assert "07700" not in str(caught.value)


async def test_shows_what_a_topic_holds_and_ends(
    broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --follow it stops at the end."""
    settings = Settings(brokers=broker.address, outgoing="tail-test")
    await create_topics(settings, ["agent"])
    producer = AIOKafkaProducer(**client_options(settings))
    await producer.start()
    await producer.send_and_wait("tail-test.agent", orjson.dumps(RECORD))
    await producer.stop()

    await asyncio.wait_for(
        tail_topic(settings, "tail-test.agent", Filter(), start=True, follow=False), 30
    )

    assert "Hallo <PERSON:abc>" in capsys.readouterr().out
