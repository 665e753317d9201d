"""What went into the demo, what came out, and what is still missing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from pipeline.core.channel import ChannelMap
from pipeline.core.decode import choose, decode_payload, parse
from pipeline.core.errors import DecodeError
from pipeline.core.records import Record
from pipeline.traffic import RawMessage

Place = tuple[int, int]
"""Partition and offset of a raw message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A raw message on its way.

    Attributes:
        raw: The message.
        at: When the broker took it, in seconds of the wall clock.
        records: How many records it holds; None if it can't be decoded.
        text: The main text of its first record, for people to watch.
        paced: Whether it went at the pace of a conversation, not in a burst.
    """

    raw: RawMessage
    at: float
    records: int | None
    text: str
    paced: bool


@dataclass(slots=True)
class Ledger:
    """Double-entry books of a run: every raw message, and every outcome.

    Attributes:
        views: The masked copies that each record must have.
        sent: Raw messages by place.
        copies: Masked records by view and place.
        sealed: Indices of sealed records by place; None seals the whole message.
        arrivals: When the first copy arrived, by view and place.
        labels: Entities by label, in the first view.
        reasons: Sealed messages by reason.
        output: Every byte that was published.
    """

    views: Sequence[str]
    sent: dict[Place, Sent] = field(default_factory=dict)
    copies: dict[str, dict[Place, list[bytes]]] = field(default_factory=dict)
    sealed: dict[Place, set[int | None]] = field(default_factory=dict)
    arrivals: dict[tuple[str, Place], float] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    output: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        """Open an account for every view."""
        self.copies = {view: defaultdict(list) for view in self.views}

    def masked(self, view: str, value: bytes, at: float) -> Place:
        """Book a masked record that arrived at `at`; return whose it is."""
        body = orjson.loads(value)
        source = body["meta"]["source"]
        place = (source["partition"], source["offset"])
        self.copies[view][place].append(value)
        self.arrivals.setdefault((view, place), at)
        if view == self.views[0]:
            self.labels.update(entity["label"] for entity in body["entities"])
        return place

    def quarantined(self, value: bytes) -> None:
        """Book a sealed message."""
        body = orjson.loads(value)
        source = body["source"]
        place = (source["partition"], source["offset"])
        self.sealed.setdefault(place, set()).add(body["index"])
        self.reasons[body["reason"]] += 1

    def settled(self, place: Place) -> bool:
        """Tell whether a raw message has an outcome for all it holds."""
        sealed = self.sealed.get(place, set())
        if None in sealed:
            return True
        records = self.sent[place].records
        if records is None:
            return False
        return all(
            len(set(self.copies[view].get(place, ()))) + len(sealed) == records
            for view in self.views
        )

    def latencies(self) -> list[float]:
        """Return seconds from produced to masked, of every paced message and view."""
        return [
            max(0.0, at - self.sent[place].at)
            for (_, place), at in self.arrivals.items()
            if place in self.sent and self.sent[place].paced
        ]

    def lost(self) -> int:
        """Count raw messages that have no outcome, or only a part of it."""
        return sum(not self.settled(place) for place in self.sent)

    def planted(self) -> list[str]:
        """List every personal value that went in."""
        return sorted({v for sent in self.sent.values() for v in sent.raw.planted})


def records_in(
    value: bytes, channels: Mapping[str, ChannelMap]
) -> tuple[Record, ...] | None:
    """Decode a raw value as the worker does; None if it belongs in quarantine."""
    try:
        payload = parse(value, max_bytes=len(value))
        return decode_payload(payload, choose(payload, channels))
    except DecodeError:
        return None
