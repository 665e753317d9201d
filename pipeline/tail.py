"""Masked records as a readable live list, for people who support customers."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer
from rich.console import Console
from rich.text import Text

from pipeline.core.errors import ConfigError
from pipeline.kafka_clients import FETCH_WAIT_MS, answered, client_options
from pipeline.settings import Settings

_COLOURS = {"inbound": "cyan", "outbound": "green"}


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


def line_of(record: Mapping[str, Any]) -> Text:
    """Show a masked record, or the reason of a sealed one, on one line."""
    if "sealed" in record:
        return Text(f"quarantine  {record['reason']}  {record['detail']}", "yellow")
    line = Text(f"{record['time'] or '-':<20} ", "dim")
    line.append(f"{record['conversation'][:10]} ", "blue")
    line.append(f"{record['type']:<12} ", _COLOURS.get(record["direction"], "white"))
    line.append(printable(record["text"] or _fields(record)))
    return line


def printable(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _fields(record: Mapping[str, Any]) -> str:
    return "  ".join(f"{path}={value}" for path, value in record["fields"].items())


async def tail_topic(
    settings: Settings, topic: str, chosen: Filter, *, start: bool, follow: bool
) -> None:
    """Print the records of a masked topic as they arrive.

    Args:
        settings: Where the broker is, and which topic holds raw messages.
        topic: A masked topic, or the quarantine topic (reasons only).
        chosen: Which records to show.
        start: From the topic's beginning instead of from now.
        follow: Wait for more; otherwise stop at what is there.

    Raises:
        ConfigError: The topic holds anything but what a worker published, or
            there is no such topic.
        DeliveryError: No broker answered.
    """
    if topic == settings.incoming:
        raise ConfigError(topic, "", "holds raw messages, which are never shown")
    console = Console(highlight=False, soft_wrap=True)
    async for value in _values(settings, topic, start=start, follow=follow):
        record = _published(topic, value)
        if chosen.lets_through(record):
            console.print(line_of(record))


def _published(topic: str, value: bytes | None) -> Mapping[str, Any]:
    """Read what a worker published; anything else may be raw."""
    try:
        record = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        record = None
    if not isinstance(record, dict) or not record.keys() & {"meta", "sealed"}:
        raise ConfigError(topic, "", "holds something else than masked records")
    return record


async def _values(
    settings: Settings, topic: str, *, start: bool, follow: bool
) -> AsyncIterator[bytes | None]:
    consumer = AIOKafkaConsumer(  # in no group: it reads every partition
        topic,
        enable_auto_commit=False,
        auto_offset_reset="earliest" if start else "latest",
        fetch_max_wait_ms=FETCH_WAIT_MS,
        **client_options(settings),
    )
    try:
        with answered(settings):
            await consumer.start()
            if topic not in await consumer.topics():
                raise ConfigError(topic, "", "no such topic")
        while True:
            with answered(settings):
                batch = await consumer.getmany(timeout_ms=2_000)
            if not batch and not follow:
                return
            for message in chain.from_iterable(batch.values()):
                yield message.value
    finally:
        await consumer.stop()
