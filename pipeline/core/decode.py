"""Turn a raw value into records, by its channel's map.

Default-deny: only what the map names becomes part of a record. Everything else is
counted and dropped, or refuses the whole payload (`ChannelMap.on_unknown`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.core.channel import (
    ChannelMap,
    Choice,
    Items,
    Json,
    Leaf,
    Node,
    Path,
    Paths,
    People,
    Read,
    RecordOf,
    Tree,
)
from pipeline.core.errors import DecodeError
from pipeline.core.leaves import identifier, iso_time, read_leaf, scan
from pipeline.core.records import MAIN_TEXT, Field, Record, Ref, Treatment
from pipeline.core.strict_json import Object, parse

__all__ = ["choose", "decode", "decode_payload", "parse"]

FALLBACK = "plain"
MAX_RECORDS = 3_000
MAX_FIELDS = 20_000  # of all records; a thousand bundled messages have about ten each
MAX_NAMES = 20_000
"""To be searched for, of all records: people beside the records, times records that
don't say whose they are."""
MAX_TEXTS, MAX_CHARACTERS = 3_000, 200_000
"""Texts of all records, and code points in them: what detectors read in a second or
two. One text alone is theirs to refuse."""
MAX_FORM_DEPTH = 8
MAX_FORM_BYTES = 1_000_000
MAX_KEY_DIGITS = 2

# An enumeration's members are looked up slowly, and these are asked for everywhere.
_SCAN, _DROP, _TEXT, _USED = Treatment.SCAN, Read.DROP, Read.TEXT, Read.USED
_SCALAR = (str, int, float)
_NAMING = frozenset({"PERSON", "USERNAME"})
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9_]+")


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
    wanted = name or next(
        (c.name for c in channels.values() if _recognises(c, payload)), FALLBACK
    )
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


def _read_all(payload: Object, channel: ChannelMap) -> tuple[list[Record], int]:
    """Return the records, and how many unmapped fields belong to none of them."""
    search = _Search()
    search.walk(channel.payload, payload, {})
    if len(search.records) > MAX_RECORDS:
        raise DecodeError(channel.name, code="too_many_records")
    records: list[Record] = []
    astray = search.unknown
    names = 0
    for found in search.records:
        record = _record(found, channel, len(records))
        names += len(record.names)
        if names > MAX_NAMES:
            raise DecodeError(channel.name, code="too_many_names")
        if _says_something(record):
            records.append(record)
        else:
            astray += record.unknown + 1
    return records, astray


def _refuse(records: list[Record], astray: int, channel: ChannelMap) -> None:
    """Raise what speaks against publishing a payload's records."""
    unknown = astray + sum(record.unknown for record in records)
    if unknown and channel.on_unknown == "quarantine":
        raise DecodeError(channel.name, code="unknown_field")
    if not records:
        raise DecodeError(channel.name, code="no_records")
    if sum(len(record.fields) for record in records) > MAX_FIELDS:
        raise DecodeError(channel.name, code="too_many_fields")
    if _is_too_much_text(records):
        raise DecodeError(channel.name, code="too_much_text")


def _is_too_much_text(records: list[Record]) -> bool:
    lengths = [
        len(str(field.value))
        for record in records
        for field in record.fields
        if field.treatment is _SCAN
    ]
    total = sum(lengths) if len(lengths) > 1 else 0
    return len(lengths) > MAX_TEXTS or total > MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class _Found:
    """A record's object, and the object that holds its list."""

    kind: str
    body: Object
    around: Object


def _recognises(channel: ChannelMap, payload: Object) -> bool:
    return bool(channel.when) and all(
        _at(payload, path) == word for path, word in channel.when.items()
    )


def _says_something(record: Record) -> bool:
    return bool(record.id or record.conversation or record.fields)


@dataclass(slots=True)
class _Search:
    """The records found so far, and how many fields on the way aren't mapped."""

    records: list[_Found] = field(default_factory=list)
    unknown: int = 0

    def walk(self, node: Node, value: object, around: Object) -> None:
        """Walk on from a place that the map names."""
        if isinstance(node, Leaf) or value is None:
            return
        if isinstance(node, Tree) and isinstance(value, dict):
            self._through(node, value)
        elif isinstance(node, Items) and isinstance(value, list):
            for element in value:
                self.walk(node.each, element, around)
        elif isinstance(node, RecordOf) and isinstance(value, dict):
            self.records.append(_Found(node.kind, value, around))
        else:
            self.unknown += 1

    def _through(self, tree: Tree, value: Object) -> None:
        for key, below in value.items():
            if key in tree.fields:
                self.walk(tree.fields[key], below, value)
            else:
                self.unknown += 1


def _record(found: _Found, channel: ChannelMap, index: int) -> Record:
    kind, body = channel.kinds[found.kind], found.body
    reading = _Reading(channel.key_words)
    direction = reading.choose(kind.direction, body)
    type_ = reading.choose(kind.type, body)
    time = reading.time(kind.time, body)
    reading.tree(kind.fields, body, "")
    if kind.people:
        reading.people(kind.people, found)
    return Record(
        index=index,
        channel=channel.name,
        kind=kind.name,
        type=type_,
        direction=direction,
        id=_id(kind.id, body),
        conversation=_first(kind.conversation[direction], body),
        sender=_first(kind.sender, body) or None,
        time=time,
        refs=_refs(kind.refs, body),
        fields=tuple(reading.fields.values()),
        names=tuple(dict.fromkeys(reading.names)),
        unknown=reading.unknown,
    )


def _at(body: object, path: Path) -> object:
    """Return what stands at a path; None if nothing does."""
    for key in path:
        if not isinstance(body, dict):
            return None
        body = body.get(key)
    return body


def _identifiers(paths: Paths, body: object) -> set[str]:
    return {identifier(_at(body, path)) for path in paths} - {""}


def _first(paths: Paths, body: Object) -> str:
    """Return the first identifier of several places; empty if there is none."""
    for path in paths:
        if value := identifier(_at(body, path)):
            return value
    return ""


def _id(paths: Paths, body: Object) -> str:
    """Join what makes the record unique; nothing if the first part is missing."""
    parts = [identifier(_at(body, path)) for path in paths]
    return " ".join(filter(None, parts)) if parts and parts[0] else ""


def _refs(places: Mapping[str, Paths], body: Object) -> tuple[Ref, ...]:
    ids = [(name, _first(paths, body)) for name, paths in places.items()]
    return tuple([Ref(name, raw) for name, raw in ids if raw])


def _key_may_pass(key: str, words: frozenset[str]) -> bool:
    """Tell whether a key is made of known words and short numbers alone."""
    parts = _KEY_WORD.findall(key)
    digits = sum(len(part) for part in parts if part.isdigit())
    if not parts or digits > MAX_KEY_DIGITS:
        return False
    return all(p.isdigit() or p.lower() in words for p in parts)


@dataclass(slots=True)
class _Reading:
    """What has been read of one record so far.

    Attributes:
        key_words: See `ChannelMap`.
        fields: By path, so that no two share one.
        names: Of people, as the fields give them.
        unknown: How many values weren't what the map says.
    """

    key_words: frozenset[str]
    fields: dict[str, Field] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    unknown: int = 0

    def choose(self, choice: Choice, body: Object) -> str:
        """Translate the payload's word; one that isn't listed is unknown."""
        word = _first(choice.of, body)
        if not word:
            return choice.otherwise
        if word not in choice.words:
            self.unknown += 1
            return choice.unlisted
        return choice.words[word]

    def time(self, paths: Paths, body: Object) -> str | None:
        """Return the record's moment; one that can't be read is unknown."""
        values = [v for path in paths if (v := _at(body, path)) is not None]
        moment = iso_time(values[0]) if values else None
        self.unknown += bool(values) and moment is None
        return moment

    def tree(
        self, tree: Tree, value: Object, path: str, depth: int = MAX_FORM_DEPTH
    ) -> None:
        """Read an object key by key."""
        nameless = 0
        for key, below in value.items():
            node = tree.fields.get(key)
            if node is not None:
                self.node(node, below, f"{path}.{key}" if path else key)
            elif not tree.scans_rest:
                self.unknown += 1
            elif _key_may_pass(key, self.key_words):
                self.anything(below, f"{path}.{key}", key, depth)
            else:
                self.anything(below, f"{path}.other[{nameless}]", key, depth)
                nameless += 1

    def node(self, node: Node, value: object, path: str) -> None:
        """Read what stands at a place that the map names."""
        if value is None or value == "":
            return
        if isinstance(node, Leaf):
            self.leaf(node, value, path)
        elif isinstance(node, Tree) and isinstance(value, dict):
            self.tree(node, value, path)
        elif isinstance(node, Items) and isinstance(value, list):
            for position, element in enumerate(value):
                self.node(node.each, element, f"{path}[{position}]")
        elif isinstance(node, Json) and isinstance(value, str):
            self.form(node.tree, value, path)
        else:
            self.unknown += 1

    def leaf(self, leaf: Leaf, value: object, path: str) -> None:
        """Read a single value."""
        if leaf.read is _DROP:
            return
        if not isinstance(value, _SCALAR):
            self.unknown += 1
        elif leaf.read is _TEXT and MAIN_TEXT not in self.fields:
            self.put(scan(value, MAIN_TEXT))
        elif leaf.read is not _USED:
            self.put(read_leaf(leaf, value, path))

    def put(self, made: Field | None) -> None:
        """Add a field, unless its value was refused or its path is taken."""
        if made is None or made.path in self.fields:
            self.unknown += 1
            return
        if len(self.fields) == MAX_FIELDS:  # the rest would only take time
            raise DecodeError(code="too_many_fields")
        self.fields[made.path] = made
        if made.entity in _NAMING:
            self.names.append(str(made.value))

    def form(self, tree: Tree, text: str, path: str) -> None:
        """Read a string that holds a JSON object."""
        try:
            answers = parse(text.encode(), max_bytes=MAX_FORM_BYTES)
        except DecodeError:
            self.unknown += 1
            return
        self.tree(tree, answers, path)

    def anything(self, value: object, path: str, key: str, depth: int) -> None:
        """Scan every value below, whatever it is."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.put(read_leaf(_FLAG, value, path))
        elif isinstance(value, _SCALAR):
            self.put(scan(value, path, hint=key))
        elif depth and isinstance(value, dict | list):
            self._below(value, path, key, depth - 1)
        else:
            self.unknown += 1

    def _below(
        self, value: Object | list[object], path: str, key: str, depth: int
    ) -> None:
        if isinstance(value, dict):
            self.tree(_ANYTHING, value, path, depth)
            return
        for position, element in enumerate(value):
            self.anything(element, f"{path}[{position}]", key, depth)

    def people(self, people: People, found: _Found) -> None:
        """Read who the record is from out of the list beside it.

        If nobody in the list is known to be meant, everybody's name is searched
        for in the record's texts, but nothing of them becomes a field.
        """
        entries = found.around.get(people.beside) or []
        if not isinstance(entries, list):
            self.unknown += 1
            return
        wanted = _identifiers(people.equals, found.body)
        meant = [e for e in entries if wanted & _identifiers(people.match, e)]
        if meant:
            self.node(people.fields, meant[0], people.prefix)
        if others := meant[1:] if meant else entries:
            self._name_all(people, others)

    def _name_all(self, people: People, entries: Sequence[object]) -> None:
        """Take in what these people are called, and no field of them."""
        others = _Reading(self.key_words)
        for position, entry in enumerate(entries):
            others.node(people.fields, entry, str(position))
        self.names += others.names
        self.unknown += others.unknown


_FLAG = Leaf(read=Read.FLAG)
_ANYTHING = Tree({}, scans_rest=True)
