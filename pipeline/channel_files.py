"""Read channel maps from YAML files, and run the examples written in them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import orjson

from pipeline.core.channel import ChannelMap, Example
from pipeline.core.channel_document import build_channel
from pipeline.core.decode import decode
from pipeline.core.errors import ConfigError, DecodeError
from pipeline.core.records import Field, Record, Treatment
from pipeline.core.strict_yaml import read_yaml

BUILT_IN = Path(__file__).parent / "channels"
_MAX_EXAMPLE = 1_000_000


def load_channels(extra: Path | None = None) -> dict[str, ChannelMap]:
    """Read the built-in maps and those of a folder.

    Args:
        extra: Folder of ``*.yaml``. Its maps are tried first; one with a built-in
            map's name replaces that map.

    Returns:
        Maps by name, in the order in which they are tried.

    Raises:
        ConfigError: A file can't be read, isn't a map, or two have one name.
    """
    channels = _read_folder(extra) if extra else {}
    return channels | {
        name: channel
        for name, channel in _read_folder(BUILT_IN).items()
        if name not in channels
    }


def read_channel(file: Path) -> ChannelMap:
    """Read one map.

    Raises:
        ConfigError: The file can't be read or isn't a map.
    """
    try:
        channel = build_channel(read_yaml(file), str(file))
    except RecursionError:
        raise ConfigError(str(file), "", "an alias holds itself") from None
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return replace(channel, digest=digest)


def check_channel(channel: ChannelMap) -> list[str]:
    """Run a map's examples.

    Returns:
        What differs from what they promise, a line each; empty if all hold.
    """
    return [
        f"{channel.name}: {example.name}: {problem}"
        for example in channel.examples
        for problem in _problems(channel, example)
    ]


def _read_folder(folder: Path) -> dict[str, ChannelMap]:
    if not folder.is_dir():
        raise ConfigError(str(folder), "", "is not a folder")
    channels: dict[str, ChannelMap] = {}
    for file in sorted(folder.glob("*.yaml")):
        channel = read_channel(file)
        if channel.name in channels:
            raise ConfigError(str(file), "name", "is the name of another map, too")
        channels[channel.name] = channel
    return channels


def _problems(channel: ChannelMap, example: Example) -> Iterator[str]:
    try:
        value = orjson.dumps(example.payload)
        records = decode(value, channel, max_bytes=_MAX_EXAMPLE)
    except TypeError:
        yield "its payload can't be written as JSON"
        return
    except DecodeError as error:
        if error.reason != example.error:
            yield f"refused with {error.reason}"
        return
    if example.error:
        yield f"should be refused with {example.error}"
    if len(records) != len(example.records):
        yield f"makes {len(records)} records, not {len(example.records)}"
    for record, expected in zip(records, example.records, strict=False):
        yield from _differences(record, expected)


def _differences(record: Record, expected: Mapping[str, object]) -> Iterator[str]:
    summary = summarize(record)
    for name, value in expected.items():
        where = f"record {record.index}: {name}"
        if name not in summary:
            yield f"{where}: isn't an attribute of a record"
        elif summary[name] != value:
            yield f"{where}: is {summary[name]!r}"


def summarize(record: Record) -> dict[str, object]:
    """Return a record as examples in a map state it.

    Refs become a mapping, and each field the words that say how it goes out:
    ``keep``, ``scan``, ``token subject`` or ``typed PERSON``.
    """
    return {
        "kind": record.kind,
        "type": record.type,
        "direction": record.direction,
        "id": record.id,
        "conversation": record.conversation,
        "sender": record.sender,
        "time": record.time,
        "refs": {ref.name: ref.id for ref in record.refs},
        "fields": {field.path: _in_words(field) for field in record.fields},
        "names": list(record.names),
        "unknown": record.unknown,
    }


def _in_words(field: Field) -> str:
    if field.treatment is Treatment.TYPED:
        return f"typed {field.entity}"
    if field.treatment is Treatment.TOKEN:
        return f"token {field.token}"
    return field.treatment.value
