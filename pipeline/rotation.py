"""Change keys while messages flow; docs/pseudonyms.md says what consumers see.

A new token key has a start some minutes ahead. Every worker has read it by then, and
a record's own time decides which key is its own: no record waits for a key, and
whoever reads one again makes the same bytes of it. A new sealing key is used at once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.core.errors import ConfigError, RefusalError
from pipeline.durations import LEAST_LEAD_S
from pipeline.keys import (
    ONE_EPOCH,
    ROTATED,
    fresh_part,
    key_name,
    milliseconds,
    read_keyring,
    read_starts,
)

_KINDS = {"epochs": "tokens", "seals": "seal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInfo:
    """What may be told of a key.

    Attributes:
        id: Its id; a token key's is the epoch of the records it is for.
        kind: ``tokens`` or ``seal``.
        since: When it came or will come into force; None for always.
        state: ``scheduled``, ``in force``, or ``old``.
    """

    id: str
    kind: str
    since: datetime | None
    state: str


def rotate(text: str, *, starts: datetime, now: datetime, file: str) -> str:
    """Add a token key that starts later, and a sealing key that is used at once.

    Args:
        text: A keyset.
        starts: When records begin to get the new token key; `LEAST_LEAD_S` from
            now, or later.
        now: The time.
        file: What an error names.

    Returns:
        The new keyset; it holds every key of the old one.

    Raises:
        ConfigError: The keyset is wrong, or a worker could miss the start.
        RefusalError: It has a key that starts even later.
    """
    if starts - now < timedelta(seconds=LEAST_LEAD_S):
        problem = f"a new key needs a start {LEAST_LEAD_S} seconds ahead, or more"
        raise ConfigError(file, "epochs", problem)
    keyset = _dated(text, file)
    latest = read_starts(keyset["epochs"], file, "epochs")[-1][0]
    if latest >= milliseconds(starts):
        raise RefusalError(f"{file}: a later key is scheduled already")
    keyset["epochs"][_add_key(keyset["tokens"], "tokens")] = _iso(starts)
    keyset["seals"][_add_key(keyset["seal"], "seal")] = _iso(now)
    return _written(keyset, file)


def retire(text: str, key: str, *, unused_since: datetime, file: str) -> str:
    """Take out and forget the oldest token key or the oldest sealing key.

    Args:
        text: A keyset.
        key: The key's id.
        unused_since: Its successor has to be in force since then or before.
        file: What an error names.

    Raises:
        ConfigError: The keyset is wrong.
        RefusalError: The key isn't there, isn't the oldest of its kind, is the only
            one, or may still be needed.
    """
    keyset = _dated(text, file)
    where = next((where for where in _KINDS if key in keyset[where]), "")
    if not where:
        raise RefusalError(f"{file}: {key}: no such key; see `maskstream keys list`")
    starts = read_starts(keyset[where], file, where)
    if starts[0][1] != key or len(starts) == 1:
        raise RefusalError(f"{file}: {key} isn't the oldest of several: it is needed")
    if starts[1][0] > milliseconds(unused_since):
        problem = "may still be needed: its successor is too new"
        raise RefusalError(f"{file}: {key} {problem}")
    del keyset[where][key]
    part = keyset[_KINDS[where]]
    part["key"] = [one for one in part["key"] if key_name(one["keyId"]) != key]
    return _written(keyset, file)


def list_keys(text: str, *, now: datetime, file: str) -> list[KeyInfo]:
    """Tell which keys a keyset has, token keys first, each kind oldest first.

    Raises:
        ConfigError: The keyset is wrong.
    """
    keyset = _dated(text, file)
    return [info for where in _KINDS for info in _infos(keyset, where, now, file)]


def _infos(
    keyset: dict[str, Any], where: str, now: datetime, file: str
) -> Iterator[KeyInfo]:
    starts = read_starts(keyset[where], file, where)
    begun = [key for since, key in starts if since <= milliseconds(now)]
    for since, key in starts:
        state = "in force" if key in begun[-1:] else "old" if key in begun else ""
        yield KeyInfo(
            id=key,
            kind=_KINDS[where],
            since=_moment(since) if since else None,
            state=state or "scheduled",
        )


def _dated(text: str, file: str) -> dict[str, Any]:
    """Read a keyset; one of a single epoch says no dates, so its keys always count."""
    read_keyring(text, file)
    keyset: dict[str, Any] = json.loads(text)
    if keyset["maskstream_keyset"] == ONE_EPOCH:
        keyset["maskstream_keyset"] = ROTATED
        for where, kind in _KINDS.items():
            keyset[where] = {key_name(keyset[kind]["primaryKeyId"]): None}
    return keyset


def _add_key(part: dict[str, Any], kind: str) -> str:
    """Add a fresh primary key to a Tink keyset; return its id."""
    known = {one["keyId"] for one in part["key"]}
    fresh = fresh_part(kind)
    while fresh["primaryKeyId"] in known:
        fresh = fresh_part(kind)
    part["key"] += fresh["key"]
    part["primaryKeyId"] = fresh["primaryKeyId"]
    return key_name(fresh["primaryKeyId"])


def _written(keyset: dict[str, Any], file: str) -> str:
    """Return the keyset as JSON that workers can read."""
    text = json.dumps(keyset, indent=2) + "\n"
    read_keyring(text, file)
    return text


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
