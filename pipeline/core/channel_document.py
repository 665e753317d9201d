"""Make a channel's map of its YAML document (docs/channels.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.core.channel import (
    DIRECTIONS,
    REFS,
    UNKNOWN,
    ChannelMap,
    Choice,
    Example,
    Kind,
    OnUnknown,
    Path,
    Paths,
    People,
    Tree,
)
from pipeline.core.channel_fields import Scope, Within, node_of, tree_of
from pipeline.core.channel_part import Part

_MAP_KEYS = (
    *("name", "when", "on_unknown", "words", "json", "key_words"),
    *("payload", "kinds", "examples"),
)
_KIND_KEYS = (
    *("id", "conversation", "sender", "time", "direction", "type", "refs"),
    *("people", "fields"),
)


def build_channel(document: object, file: str) -> ChannelMap:
    """Make a map from a YAML document.

    Args:
        document: What a YAML parser made of the file.
        file: Its name, for errors.

    Raises:
        ConfigError: The document isn't a map; says where, and what is wrong.
    """
    root = Part(document, file)
    root.allow(_MAP_KEYS)
    words = {name: part.strings() for name, part in root.optional("words").items()}
    in_form = Scope(within=Within.FORM, words=words)
    forms = {
        name: tree_of(part, in_form) for name, part in root.optional("json").items()
    }
    in_record = Scope(within=Within.RECORD, words=words, forms=forms)
    kinds = {name: _kind(name, part, in_record) for name, part in root["kinds"].items()}
    in_envelope = Scope(within=Within.ENVELOPE, kinds=frozenset(kinds))
    return ChannelMap(
        name=root["name"].identifier(),
        when=_conditions(root.optional("when")),
        on_unknown=_on_unknown(root.optional("on_unknown")),
        payload=node_of(root["payload"], in_envelope),
        kinds=kinds,
        key_words=root.optional("key_words").strings(),
        examples=tuple(_example(part) for part in root.optional("examples").each()),
    )


def _conditions(part: Part) -> Mapping[Path, str]:
    return {tuple(key.split(".")): value.string() for key, value in part.items()}


def _on_unknown(part: Part) -> OnUnknown:
    if part.value is None or part.one_of(frozenset({"drop", "quarantine"})) == "drop":
        return "drop"
    return "quarantine"


def _kind(name: str, part: Part, scope: Scope) -> Kind:
    part.allow(_KIND_KEYS)
    conversation = part.optional("conversation")
    kind = Kind(
        name=name,
        id=part.optional("id").paths(),
        conversation={way: _for_way(conversation, way) for way in DIRECTIONS},
        sender=part.optional("sender").paths(),
        time=part.optional("time").paths(),
        direction=_direction(part["direction"]),
        type=_type(part["type"], scope.words),
        refs=_refs(part.optional("refs")),
        people=_people(part.optional("people"), scope),
        fields=Tree({}),
    )
    fields = part["fields"]
    used = frozenset((*fields.where, *path) for path in _used_by(kind))
    return replace(kind, fields=tree_of(fields, replace(scope, used=used)))


def _used_by(kind: Kind) -> Iterator[Path]:
    """Walk every place that a record's own attributes are read from."""
    for paths in (*kind.conversation.values(), *kind.refs.values()):
        yield from paths
    for paths in (kind.id, kind.sender, kind.time, kind.direction.of, kind.type.of):
        yield from paths


def _for_way(part: Part, way: str) -> Paths:
    """Read `conversation`: the same places for every direction, or by direction."""
    if not isinstance(part.value, Mapping):
        return part.paths()
    part.allow(sorted(DIRECTIONS))
    return part.optional(way).paths()


def _direction(part: Part) -> Choice:
    if not isinstance(part.value, Mapping):
        return Choice(otherwise=part.one_of(DIRECTIONS))
    part.allow(["of", "words"])
    words = {word: way.one_of(DIRECTIONS) for word, way in part["words"].items()}
    return Choice(of=part["of"].paths(), words=words, otherwise="none", unlisted="none")


def _type(part: Part, lists: Mapping[str, frozenset[str]]) -> Choice:
    if not isinstance(part.value, Mapping):
        return Choice(otherwise=part.identifier())
    part.allow(["of", "words", "otherwise"])
    words = lists[part["words"].one_of(frozenset(lists))]
    otherwise = part.optional("otherwise")
    return Choice(
        of=part["of"].paths(),
        words={word: word for word in words},
        otherwise=UNKNOWN if otherwise.value is None else otherwise.identifier(),
    )


def _refs(part: Part) -> Mapping[str, Paths]:
    if part.value is not None:
        part.allow(sorted(REFS))
    return {name: place.paths() for name, place in part.items()}


def _people(part: Part, scope: Scope) -> People | None:
    if part.value is None:
        return None
    part.allow(["prefix", "beside", "match", "equals", "fields"])
    return People(
        prefix=part["prefix"].identifier(),
        beside=part["beside"].string(),
        match=part["match"].paths(),
        equals=part["equals"].paths(),
        fields=tree_of(part["fields"], scope),
    )


def _example(part: Part) -> Example:
    part.allow(["name", "payload", "records", "error"])
    error = part.optional("error")
    return Example(
        name=part["name"].string(),
        payload=part["payload"].value,
        records=tuple(each.mapping() for each in part.optional("records").each()),
        error="" if error.value is None else error.identifier(),
    )
