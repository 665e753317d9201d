"""The messages that enter and leave: raw values in, masked or sealed values out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.core.records import Source


class Incoming(NamedTuple):
    """A raw value as it was read.

    A named tuple like `Source` and `Outgoing`: each is made, sent to a CPU process and
    read there, which takes a frozen dataclass two to three times as long.

    Attributes:
        value: Whatever bytes the topic or line held; None for a null value.
        source: Where it was read.
        channel: Name of the channel's map, from the ``channel`` header; empty
            when the map is to be recognised by the payload.
        time_ms: The record's Kafka time stamp, Unix time in milliseconds: it chooses
            the key. None where it has none: it is of now.
    """

    value: bytes | None
    source: Source
    channel: str = ""
    time_ms: int | None = None


class Tally(NamedTuple):
    """What a message is made of, for the counters; never published.

    Attributes:
        view: The view it was rendered for; empty for quarantine.
        channel: The channel's map, if one was chosen.
        labels: The label of every entity in it.
        reason: Why it is in quarantine; empty for a masked record.
        unknown: Fields that the map didn't know and that were dropped.
    """

    view: str = ""
    channel: str = ""
    labels: tuple[str, ...] = ()
    reason: str = ""
    unknown: int = 0


class Outgoing(NamedTuple):
    """A message to publish.

    Attributes:
        topic: Where it goes.
        key: The conversation's token (masked) or the source's (quarantine).
        value: UTF-8 JSON.
        headers: Names and values; never text of the record.
        tally: What it is made of.
    """

    topic: str
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    tally: Tally = Tally()


Redact = Callable[[Sequence[Incoming]], Sequence[Sequence[Outgoing]]]
"""Turns a batch into what to publish for each value, in order.

Never raises for a bad value: that one is sealed for quarantine. Deterministic:
the same values, keys and versions give the same bytes, but for sealed payloads.
"""
