"""A topic of masked records as a live list, for people who support customers."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from rich.console import Console

from pipeline.core.errors import ConfigError, DeliveryError
from pipeline.kafka_clients import FETCH_WAIT_MS, answered, client_options
from pipeline.repeats import Repeats, Sight
from pipeline.settings import Settings
from pipeline.shown import json_of, line_of
from pipeline.telemetry import REASONS

_OF_MASKED = frozenset(
    "id conversation channel direction kind type time text fields entities meta".split()
)
_OF_META = frozenset("policy rules model epoch source rev".split())
_OF_SEALED = frozenset("detail id index reason sealed source".split())
"""Keys of what workers publish; what lacks one of them may be raw."""
_PATIENCE_S = 5.0
"""aiokafka 0.14 can swallow the cancellation that is to end its fetching
(`_fetch_requests_routine`), and then `stop` never returns; a second one ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records to show; an empty filter shows all.

    Attributes:
        conversation: Only this conversation's token.
        label: Only records with such an entity, e.g. ``PHONE_NUMBER``.
        type: Only records of this type, e.g. ``text``.
        contains: Only records whose masked text holds this, in any case.
    """

    conversation: str = ""
    label: str = ""
    type: str = ""
    contains: str = ""

    def lets_through(self, record: Mapping[str, Any]) -> bool:
        """Tell whether `record` is to be shown."""
        labels = {entity["label"] for entity in record.get("entities", ())}
        text = record.get("text") or ""
        return (
            self.conversation in ("", record.get("conversation"))
            and (not self.label or self.label in labels)
            and self.type in ("", record.get("type"))
            and self.contains.casefold() in text.casefold()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """From where to where records are shown, and how.

    Attributes:
        start: From the topic's beginning instead of from now.
        follow: Wait for more; otherwise stop at what is there.
        as_json: As JSON lines.
    """

    start: bool = False
    follow: bool = True
    as_json: bool = False


async def tail_topic(
    settings: Settings,
    topic: str,
    chosen: Filter,
    mode: Mode,
    repeats: Repeats | None = None,
) -> None:
    """Print the records of a masked topic as they arrive.

    Args:
        settings: Where the broker is, and which topic holds raw messages.
        topic: A masked topic, or the quarantine topic (reasons only).
        chosen: Which records to show.
        mode: From where to where, and how they are shown.
        repeats: Knows what came before: each record is shown once. A changed one
            is named on stderr, and not shown.

    Raises:
        ConfigError: The topic holds anything but what a worker published, or
            there is no such topic.
        DeliveryError: No broker answered.
    """
    if topic == settings.incoming:
        raise ConfigError(topic, "", "holds raw messages, which are never shown")
    console = Console(highlight=False, soft_wrap=True)
    async with aclosing(_messages(settings, topic, mode)) as messages:
        async for message in messages:
            record = _published(topic, message.value)
            if repeats is not None and not _counts(message, record, repeats):
                continue
            if chosen.lets_through(record):
                shown = json_of(record) if mode.as_json else line_of(record)
                console.print(shown, markup=False, emoji=False)


def _published(topic: str, value: bytes | None) -> Mapping[str, Any]:
    """Read what a worker published; anything else may be raw."""
    try:
        record = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        record = None
    if not isinstance(record, dict) or not (_is_masked(record) or _is_sealed(record)):
        raise _foreign(topic)
    return record


def _is_masked(record: Mapping[str, Any]) -> bool:
    """Tell a masked record from a raw payload that happens to have a key of its."""
    if not record.keys() >= _OF_MASKED:
        return False
    parts = (record["fields"], dict), (record["entities"], list), (record["meta"], dict)
    told = all(isinstance(part, kind) for part, kind in parts)
    return told and record["meta"].keys() >= _OF_META


def _is_sealed(record: Mapping[str, Any]) -> bool:
    return record.keys() == _OF_SEALED and record["reason"] in REASONS


def _counts(
    message: ConsumerRecord, record: Mapping[str, Any], repeats: Repeats
) -> bool:
    """Tell whether a record is new; name the place of one that has changed."""
    try:
        sight = repeats.see(record, message.value)
    except (KeyError, TypeError):
        raise _foreign(message.topic) from None
    if sight is Sight.CHANGED:
        place = f"partition {message.partition}, offset {message.offset}"
        note = f"{place}: not what came before under its id"
        Console(stderr=True, soft_wrap=True).print(note, highlight=False)
    return sight is Sight.FIRST


def _foreign(topic: str) -> ConfigError:
    return ConfigError(topic, "", "holds something else than masked records")


async def _messages(
    settings: Settings, topic: str, mode: Mode
) -> AsyncGenerator[ConsumerRecord]:
    consumer = AIOKafkaConsumer(  # in no group: it reads every partition
        enable_auto_commit=False,
        auto_offset_reset="earliest" if mode.start else "latest",
        fetch_max_wait_ms=FETCH_WAIT_MS,
        **client_options(settings),
    )
    try:
        with answered(settings):
            await consumer.start()
            if topic not in await consumer.topics():  # subscribing may create it
                raise ConfigError(topic, "", "no such topic")
            consumer.subscribe([topic])
            await _assigned(consumer, _PATIENCE_S)
        while True:
            with answered(settings):
                batch = await consumer.getmany(timeout_ms=2_000)
            if not batch and not mode.follow:
                return
            for message in chain.from_iterable(batch.values()):
                yield message
    finally:
        await _stop(consumer, _PATIENCE_S)


async def _assigned(consumer: AIOKafkaConsumer, patience_s: float) -> None:
    """Wait until it knows the topic's partitions: before, the topic looks empty."""
    try:
        async with asyncio.timeout(patience_s):
            while not consumer.assignment():  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise DeliveryError("partitions of the topic don't appear") from None


async def _stop(consumer: AIOKafkaConsumer, patience_s: float) -> None:
    """Stop a consumer; after a while, ask it again."""
    with suppress(TimeoutError):
        async with asyncio.timeout(patience_s):
            await consumer.stop()
