"""Turn a raw value into records, by its channel's map.

Default-deny: only what the map names becomes part of a record. Everything else is
counted and dropped, or refuses the whole payload (`ChannelMap.on_unknown`).

A map is made into functions once, which then read every payload: `decode_way` finds
the records' objects, `decode_records` makes the records, `decode_fields` their fields.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipeline.core.channel import ChannelMap
from pipeline.core.decode_places import has_words
from pipeline.core.decode_way import Search, Walk, way_of
from pipeline.core.draft import MAX_FIELDS
from pipeline.core.errors import DecodeError
from pipeline.core.records import Field, Record, Treatment
from pipeline.core.strict_json import Object, parse

__all__ = ["MAX_FIELDS", "choose", "decode", "decode_payload", "parse"]

FALLBACK = "plain"
MAX_RECORDS = 3_000
MAX_NAMES = 20_000
"""To be searched for, of all records: people beside the records, times records that
don't say whose they are."""
MAX_TEXTS, MAX_CHARACTERS = 3_000, 200_000
"""Texts of all records, and code points in them: what detectors read in a second or
two. One text alone is theirs to refuse."""

_SCAN = Treatment.SCAN  # an enumeration's members are looked up slowly


def decode(
    value: bytes | None, channel: ChannelMap, *, max_bytes: int
) -> tuple[Record, ...]:
    """Turn a raw value into its records.

    Args:
        value: UTF-8 JSON object, or whatever the topic held.
        channel: The map of the value's channel.
        max_bytes: A larger value isn't read.

    Returns:
        At least one record, in the payload's order.

    Raises:
        DecodeError: The value isn't such an object (`parse`), holds no record
            (``no_records``) or too much (``too_many_records``, ``too_many_fields``,
            ``too_many_names``, ``too_much_text``), or a field that the map refuses
            (``unknown_field``).
    """
    return decode_payload(parse(value, max_bytes=max_bytes), channel)


def choose(
    payload: Object, channels: Mapping[str, ChannelMap], name: str = ""
) -> ChannelMap:
    """Choose the map that reads a payload.

    Args:
        payload: What `parse` returned.
        channels: Maps by name; the first whose conditions hold is chosen.
        name: Who sent the payload says that it is this channel's; may be empty.

    Returns:
        The named map, else the first that recognises the payload, else `plain`.

    Raises:
        DecodeError: ``unknown_channel``: no map has that name.
    """
    wanted = name or _recognised(payload, channels)
    if wanted not in channels:
        raise DecodeError(code="unknown_channel")
    return channels[wanted]


def decode_payload(payload: Object, channel: ChannelMap) -> tuple[Record, ...]:
    """Turn a parsed payload into its records; see `decode`."""
    records, astray = _read_all(payload, channel)
    _refuse(records, astray, channel)
    if astray:
        records[0] = replace(records[0], unknown=records[0].unknown + astray)
    return tuple(records)


class _Plan(NamedTuple):
    """A channel's map, made into functions."""

    recognises: Callable[[Object], bool]
    walk: Walk


@cache  # a process has as many as it has loaded maps
def _plan(channel: ChannelMap) -> _Plan:
    return _Plan(has_words(channel.when), way_of(channel))


def _recognised(payload: Object, channels: Mapping[str, ChannelMap]) -> str:
    for channel in channels.values():
        if _plan(channel).recognises(payload):
            return channel.name
    return FALLBACK


def _read_all(payload: Object, channel: ChannelMap) -> tuple[list[Record], int]:
    """Return the records, and how many unmapped fields belong to none of them."""
    search = Search()
    _plan(channel).walk(payload, {}, search)
    if len(search.found) > MAX_RECORDS:
        raise DecodeError(channel.name, code="too_many_records")
    records: list[Record] = []
    astray = search.unknown
    names = 0
    for make, body, around in search.found:
        record = make(len(records), body, around)
        names += len(record.names)
        if names > MAX_NAMES:
            raise DecodeError(channel.name, code="too_many_names")
        if record.id or record.conversation or record.fields:
            records.append(record)
        else:  # it says nothing
            astray += record.unknown + 1
    return records, astray


def _refuse(records: list[Record], astray: int, channel: ChannelMap) -> None:
    """Raise what speaks against publishing a payload's records."""
    if channel.on_unknown == "quarantine" and (
        astray or any(record.unknown for record in records)
    ):
        raise DecodeError(channel.name, code="unknown_field")
    if not records:
        raise DecodeError(channel.name, code="no_records")
    fields = [field for record in records for field in record.fields]
    if len(fields) > MAX_FIELDS:
        raise DecodeError(channel.name, code="too_many_fields")
    if _is_too_much_text(fields):
        raise DecodeError(channel.name, code="too_much_text")


def _is_too_much_text(fields: list[Field]) -> bool:
    texts = [str(field.value) for field in fields if field.treatment is _SCAN]
    if len(texts) <= 1:
        return False
    return len(texts) > MAX_TEXTS or sum(map(len, texts)) > MAX_CHARACTERS
