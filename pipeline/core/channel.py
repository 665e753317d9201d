"""A channel's map: which fields of a payload may go out, and in what form.

A map is written in YAML (docs/channels.md) and validated here. What it doesn't
name doesn't go out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType

Path = tuple[str, ...]
"""Keys from a record's root to one of its values."""

Paths = tuple[Path, ...]
"""Places to look; the first that holds a value wins."""

OnUnknown = Literal["drop", "quarantine"]


class Read(StrEnum):
    """How a leaf's value is read."""

    DROP = "drop"
    USED = "used"
    TEXT = "text"
    SCAN = "scan"
    TYPED = "typed"
    TOKEN = "token"
    WORDS = "words"
    NUMBER = "number"
    FLAG = "flag"
    EMOJI = "emoji"
    TIME = "time"
    CURRENCY = "currency"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"


ENTITIES: Mapping[str, EntityType] = MappingProxyType(
    {
        word: EntityType(entity)
        for word, entity in {
            "address": "ADDRESS",
            "birthdate": "DATE_OF_BIRTH",
            "card": "CREDIT_CARD",
            "email": "EMAIL_ADDRESS",
            "handle": "USERNAME",
            "iban": "IBAN_CODE",
            "id": "ID_NUMBER",
            "ip": "IP_ADDRESS",
            "name": "PERSON",
            "organization": "ORGANIZATION",
            "phone": "PHONE_NUMBER",
            "place": "LOCATION",
            "plate": "LICENSE_PLATE",
            "secret": "SECRET",
            "url": "URL",
        }.items()
    }
)
"""Treatment words for values that are one entity as a whole."""

TOKENS = frozenset({"message", "subject", "media"})
"""Kinds of identifier that become keyed tokens."""

REFS = frozenset({"message", "reply_to", "reacts_to", "edits", "revokes"})
"""How a record can be about another message."""

DIRECTIONS = frozenset({"inbound", "outbound", "none"})
ANY_KEY = "*"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A single value.

    Attributes:
        read: How it is read.
        entity: What it is, for `Read.TYPED`.
        token: The identifier's kind, for `Read.TOKEN`.
        words: The only values that may pass, for `Read.WORDS`.
    """

    read: Read
    entity: EntityType | None = None
    token: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tree:
    """An object; a key it doesn't name is unknown.

    Attributes:
        fields: What each key holds.
        scans_rest: Whether values under other keys are scanned as free text.
    """

    fields: Mapping[str, "Node"]
    scans_rest: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose elements are all read alike."""

    each: "Node"


@dataclass(frozen=True, slots=True)
class Json:
    """A string that holds a JSON object."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class RecordOf:
    """An object that is a record of the named kind."""

    kind: str


Node = Leaf | Tree | Items | Json | RecordOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A word of a closed list.

    Attributes:
        of: Where the payload's word stands.
        words: What each of the payload's words is called in the record.
        otherwise: What a record without a word gets.
        unlisted: What a record with another word gets.
    """

    of: Paths = ()
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    otherwise: str
    unlisted: str = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A list beside the record that says who its people are.

    Attributes:
        prefix: First part of the paths of the fields made from it.
        beside: Its key in the object that also holds the record's list.
        match: Identifiers in an entry, ...
        equals: ... and those in the record, that tell who belongs to it.
        fields: What an entry holds.
    """

    prefix: str
    beside: str
    match: Paths
    equals: Paths
    fields: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One sort of record.

    Attributes:
        name: Such as ``message`` or ``status``.
        id: Values whose combination is unique to the record; without the first
            the record has no id.
        conversation: Where its key stands, by the record's direction.
        sender: Where the sender's key stands.
        time: Where its time stands.
        direction: Which way it went.
        type: Its type.
        refs: Where the ids of other messages stand, by the reference's name.
        people: Who it is from, if a list beside it says so.
        fields: Everything a record of this kind may hold.
    """

    name: str
    id: Paths
    conversation: Mapping[str, Paths]
    sender: Paths
    time: Paths
    direction: Choice
    type: Choice
    refs: Mapping[str, Paths]
    people: People | None
    fields: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A payload and what must become of it; `maskstream check` runs it.

    Attributes:
        name: What it shows.
        payload: The whole payload.
        records: What each record must have; a part of its attributes.
        error: The reason code it must be refused with; empty if it mustn't.
    """

    name: str
    payload: object
    records: Sequence[Mapping[str, object]] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMap:
    """Everything that is known of one channel's payloads.

    Attributes:
        name: The channel's name; also the value of the ``channel`` header.
        when: Words that a payload of this channel has; a map without any is
            only chosen by name.
        on_unknown: Whether a field that isn't mapped is dropped and counted, or
            sends the payload to quarantine.
        payload: The way to the records.
        kinds: Sorts of record by name.
        key_words: Words that an unlisted key of a form may consist of, if its
            name is to go out.
        examples: Payloads with what must become of them.
        digest: Short hash of the map's file: two maps that read a payload
            differently differ in it.
    """

    name: str
    when: Mapping[Path, str]
    on_unknown: OnUnknown
    payload: Node
    kinds: Mapping[str, Kind]
    key_words: frozenset[str]
    examples: tuple[Example, ...]
    digest: str = ""


def build_channel(document: object, file: str) -> ChannelMap:
    """Make a map from a YAML document.

    Args:
        document: What a YAML parser made of the file.
        file: Its name, for errors.

    Raises:
        ConfigError: The document isn't a map; says where, and what is wrong.
    """
    root = _Part(document, file)
    root.allow(_MAP_KEYS)
    words = {name: part.strings() for name, part in root.optional("words").items()}
    forms = {
        name: part.tree(_Names(words=words), in_form=True)
        for name, part in root.optional("json").items()
    }
    names = _Names(words=words, forms=forms)
    kinds = {name: _kind(name, part, names) for name, part in root["kinds"].items()}
    return ChannelMap(
        name=root["name"].identifier(),
        when=_conditions(root.optional("when")),
        on_unknown=_on_unknown(root.optional("on_unknown")),
        payload=root["payload"].node(_Names(kinds=frozenset(kinds)), envelope=True),
        kinds=kinds,
        key_words=root.optional("key_words").strings(),
        examples=tuple(_example(part) for part in root.optional("examples").each()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What the leaves of a tree may refer to."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, Tree] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    used: frozenset[Path] = frozenset()


_MAP_KEYS = (
    *("name", "when", "on_unknown", "words", "json", "key_words"),
    *("payload", "kinds", "examples"),
)
_KIND_KEYS = (
    *("id", "conversation", "sender", "time", "direction", "type", "refs"),
    *("people", "fields"),
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SIMPLE = frozenset(Read) - {Read.TYPED, Read.TOKEN, Read.WORDS}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the document that knows where it stands."""

    value: object
    file: str
    where: Path = ()

    def wrong(self, problem: str) -> ConfigError:
        return ConfigError(self.file, ".".join(self.where), problem)

    def child(self, key: str, value: object) -> "_Part":
        return _Part(value, self.file, (*self.where, key))

    def mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self.wrong("must be a mapping")
        for key in self.value:
            if not isinstance(key, str):
                raise self.wrong(f"the key {key!r} must be a string: quote it")
        return self.value

    def allow(self, keys: Sequence[str]) -> None:
        for key in self.mapping():
            if key not in keys:
                raise self.child(key, None).wrong(
                    f"is not a setting here; known: {', '.join(keys)}"
                )

    def __getitem__(self, key: str) -> "_Part":
        if key not in self.mapping():
            raise self.child(key, None).wrong("is missing")
        return self.child(key, self.mapping()[key])

    def optional(self, key: str) -> "_Part":
        return self.child(key, self.mapping().get(key))

    def items(self) -> Iterator[tuple[str, "_Part"]]:
        if self.value is not None:
            for key, value in self.mapping().items():
                yield key, self.child(key, value)

    def each(self) -> Iterator["_Part"]:
        """Walk a list; nothing is an empty one."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self.wrong("must be a list")
        for position, value in enumerate(self.value):
            yield self.child(str(position), value)

    def string(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong("must be a word in quotes or none")
        return self.value

    def strings(self) -> frozenset[str]:
        return frozenset(part.string() for part in self.each())

    def identifier(self) -> str:
        if not _IDENTIFIER.fullmatch(self.string()):
            raise self.wrong("must be lower-case letters, digits and underscores")
        return self.string()

    def one_of(self, allowed: frozenset[str]) -> str:
        if self.string() not in allowed:
            raise self.wrong(f"must be one of {', '.join(sorted(allowed))}")
        return self.string()

    def path(self) -> Path:
        path = tuple(self.string().split("."))
        if not all(path):
            raise self.wrong("must be keys with single dots between them")
        return path

    def paths(self) -> Paths:
        if isinstance(self.value, str):
            return (self.path(),)
        return tuple(part.path() for part in self.each())

    def node(
        self, names: _Names, *, in_form: bool = False, envelope: bool = False
    ) -> Node:
        """Build what stands here: an object, a list of one, or a leaf."""
        if isinstance(self.value, Mapping):
            return self.tree(names, in_form=in_form, envelope=envelope)
        if isinstance(self.value, list):
            elements = list(self.each())
            if len(elements) != 1:
                raise self.wrong("a list must show exactly one element")
            return Items(elements[0].node(names, in_form=in_form, envelope=envelope))
        return self._leaf(names, envelope=envelope)

    def tree(
        self, names: _Names, *, in_form: bool = False, envelope: bool = False
    ) -> Tree:
        fields = {
            key: part.node(names, in_form=in_form, envelope=envelope)
            for key, part in self.items()
            if key != ANY_KEY
        }
        if ANY_KEY not in self.mapping():
            return Tree(fields)
        if not in_form or self.mapping()[ANY_KEY] != "scan":
            raise self.child(ANY_KEY, None).wrong(
                "only an object under `json` may have it, and only as `scan`"
            )
        return Tree(fields, scans_rest=True)

    def _leaf(self, names: _Names, *, envelope: bool) -> Node:
        word, _, argument = self.string().partition(" ")
        node = self._referring(word, argument, names) if argument else self._plain(word)
        if envelope and node != Leaf(read=Read.DROP) and not _is_record(node):
            raise self.wrong("outside of a record, only `drop` and `record KIND`")
        self._check_used(node, names)
        return node

    def _plain(self, word: str) -> Leaf:
        if word in ENTITIES:
            return Leaf(read=Read.TYPED, entity=ENTITIES[word])
        if word in _SIMPLE:
            return Leaf(read=Read(word))
        raise self.wrong(
            f"`{word}` is no treatment; known: {', '.join(sorted(ENTITIES))}, "
            f"{', '.join(sorted(_SIMPLE))}, token KIND, words LIST, json FORM"
        )

    def _referring(self, word: str, argument: str, names: _Names) -> Node:
        known: Mapping[str, frozenset[str]] = {
            "token": TOKENS,
            "words": frozenset(names.words),
            "json": frozenset(names.forms),
            "record": names.kinds,
        }
        if argument not in known.get(word, ()):
            raise self.wrong(f"`{word} {argument}` refers to nothing")
        if word == "record":
            return RecordOf(argument)
        if word == "json":
            return Json(names.forms[argument])
        if word == "token":
            return Leaf(read=Read.TOKEN, token=argument)
        return Leaf(read=Read.WORDS, words=names.words[argument])

    def _check_used(self, node: Node, names: _Names) -> None:
        if node != Leaf(read=Read.USED):
            return
        if self.where not in names.used:
            raise self.wrong("is not used by this kind: say what becomes of it")


def _is_record(node: Node) -> bool:
    return isinstance(node, RecordOf)


def _conditions(part: _Part) -> Mapping[Path, str]:
    return {tuple(key.split(".")): value.string() for key, value in part.items()}


def _on_unknown(part: _Part) -> OnUnknown:
    if part.value is None or part.one_of(frozenset({"drop", "quarantine"})) == "drop":
        return "drop"
    return "quarantine"


def _kind(name: str, part: _Part, names: _Names) -> Kind:
    part.allow(_KIND_KEYS)
    conversation = part.optional("conversation")
    kind = Kind(
        name=name,
        id=part.optional("id").paths(),
        conversation={way: _for_way(conversation, way) for way in DIRECTIONS},
        sender=part.optional("sender").paths(),
        time=part.optional("time").paths(),
        direction=_direction(part["direction"]),
        type=_type(part["type"], names),
        refs=_refs(part.optional("refs")),
        people=_people(part.optional("people"), names),
        fields=Tree({}),
    )
    fields = part["fields"]
    used = frozenset((*fields.where, *path) for path in _used_by(kind))
    return replace(kind, fields=fields.tree(replace(names, used=used)))


def _used_by(kind: Kind) -> Iterator[Path]:
    """Walk every place that a record's own attributes are read from."""
    for paths in (*kind.conversation.values(), *kind.refs.values()):
        yield from paths
    for paths in (kind.id, kind.sender, kind.time, kind.direction.of, kind.type.of):
        yield from paths


def _for_way(part: _Part, way: str) -> Paths:
    """Read `conversation`: the same places for every direction, or by direction."""
    if not isinstance(part.value, Mapping):
        return part.paths()
    part.allow(sorted(DIRECTIONS))
    return part.optional(way).paths()


def _direction(part: _Part) -> Choice:
    if not isinstance(part.value, Mapping):
        return Choice(otherwise=part.one_of(DIRECTIONS))
    part.allow(["of", "words"])
    words = {word: way.one_of(DIRECTIONS) for word, way in part["words"].items()}
    return Choice(of=part["of"].paths(), words=words, otherwise="none", unlisted="none")


def _type(part: _Part, names: _Names) -> Choice:
    if not isinstance(part.value, Mapping):
        return Choice(otherwise=part.identifier())
    part.allow(["of", "words", "otherwise"])
    words = names.words[part["words"].one_of(frozenset(names.words))]
    otherwise = part.optional("otherwise")
    return Choice(
        of=part["of"].paths(),
        words={word: word for word in words},
        otherwise=UNKNOWN if otherwise.value is None else otherwise.identifier(),
    )


def _refs(part: _Part) -> Mapping[str, Paths]:
    if part.value is not None:
        part.allow(sorted(REFS))
    return {name: place.paths() for name, place in part.items()}


def _people(part: _Part, names: _Names) -> People | None:
    if part.value is None:
        return None
    part.allow(["prefix", "beside", "match", "equals", "fields"])
    return People(
        prefix=part["prefix"].identifier(),
        beside=part["beside"].string(),
        match=part["match"].paths(),
        equals=part["equals"].paths(),
        fields=part["fields"].tree(names),
    )


def _example(part: _Part) -> Example:
    part.allow(["name", "payload", "records", "error"])
    error = part.optional("error")
    return Example(
        name=part["name"].string(),
        payload=part["payload"].value,
        records=tuple(each.mapping() for each in part.optional("records").each()),
        error="" if error.value is None else error.identifier(),
    )
