"""Recognise records that come again: delivery is at least once.

The first record of an id counts, and after it any of a higher `rev`. Who keeps those
sees every conversation in order (docs/decisions/0040).
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from enum import StrEnum
from hashlib import blake2b
from operator import index
from typing import Any, NamedTuple

import orjson

WINDOW = 100_000
"""How many ids are remembered: about 50 MB."""

_DIGEST_BYTES = 16


class Sight(StrEnum):
    """What a record is, to who has seen those before it."""

    FIRST = "first"
    """Its id is new, or has come with lower revisions only: it counts."""
    REPEATED = "repeated"
    """It has come before, byte by byte, or in a higher revision.

    A channel may deliver a message twice: `meta.source` alone may differ.
    """
    REMADE = "made by other versions"
    """It has come before, from another policy, model or set of rules."""
    CHANGED = "changed"
    """Its bytes differ from those that the same versions made: it mustn't be."""


class _Seen(NamedTuple):
    """What is remembered of an id.

    Attributes:
        rev: The highest revision that has come.
        maker: Hash of the versions and the epoch that made it.
        content: Digest of its bytes but for `meta.source`.
    """

    rev: int
    maker: int
    content: bytes


class Repeats:
    """Compares each record with the latest ones, and counts what they are."""

    def __init__(self, window: int = WINDOW) -> None:
        """Remember `window` ids; the one that hasn't come for longest goes first."""
        self._window = window
        self._seen: OrderedDict[bytes, _Seen] = OrderedDict()
        self._counts: Counter[Sight] = Counter()

    def see(self, record: Mapping[str, Any], value: bytes) -> Sight:
        """Compare a record with those before it, and remember it.

        Args:
            record: A masked record or a sealed message.
            value: Its bytes, as they were published.

        Raises:
            KeyError: It is neither: a part is missing.
            TypeError: A part of it has another type.
        """
        key = _digest(bytes(record["id"], "utf-8"))
        new, old = _seen(record, value), self._seen.get(key)
        sight = _compared(old, new) if old else Sight.FIRST
        if sight is Sight.FIRST:
            self._seen[key] = new
        self._seen.move_to_end(key)
        if len(self._seen) > self._window:
            self._seen.popitem(last=False)
        self._counts[sight] += 1
        return sight

    @property
    def found_changes(self) -> bool:
        """Tell whether a record has come again with other bytes."""
        return self._counts[Sight.CHANGED] > 0

    def summary(self) -> str:
        """Say how many records there were of each sight but the first."""
        rest = (sight for sight in Sight if sight is not Sight.FIRST)
        return ", ".join(f"{sight}: {self._counts[sight]:,}" for sight in rest)


def _seen(record: Mapping[str, Any], value: bytes) -> _Seen:
    if "sealed" in record:  # encryption is random: only the id can be compared
        return _Seen(0, 0, b"")
    meta = record["meta"]
    maker = hash((meta["policy"], meta["rules"], meta["model"], meta["epoch"]))
    # JSON escapes quotes within strings, so this stands nowhere but in `meta`.
    anywhere = value.replace(orjson.dumps(meta["source"]), b"", 1)
    return _Seen(index(meta["rev"]), maker, _digest(anywhere))


def _compared(old: _Seen, new: _Seen) -> Sight:
    if new.rev != old.rev:
        return Sight.FIRST if new.rev > old.rev else Sight.REPEATED
    if new.maker != old.maker:
        return Sight.REMADE
    return Sight.REPEATED if new.content == old.content else Sight.CHANGED


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()
