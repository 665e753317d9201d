"""A channel's map: which fields of a payload may go out, and in what form.

What it doesn't name doesn't go out. A map is written in YAML (docs/channels.md), which
`channel_document` reads; `decode` makes it into functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChannelMap:
    """Everything that is known of one channel's payloads.

    No two maps are equal: what is made of one is remembered by the map itself.

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
