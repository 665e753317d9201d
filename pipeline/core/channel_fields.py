"""Read what a map says of each field: the trees of a payload, a form and a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from pipeline.core.channel import (
    ANY_KEY,
    ENTITIES,
    TOKENS,
    Items,
    Json,
    Leaf,
    Node,
    Path,
    Read,
    RecordOf,
    Tree,
)
from pipeline.core.channel_part import Part

_SIMPLE = frozenset(Read) - {Read.TYPED, Read.TOKEN, Read.WORDS}
_DROP, _USED = Leaf(read=Read.DROP), Leaf(read=Read.USED)


class Within(Enum):
    """What a tree is part of, which decides what it may say."""

    ENVELOPE = auto()
    """The way to the records: nothing in it goes out."""
    RECORD = auto()
    FORM = auto()
    """Its keys are the form designer's, so those that aren't named may be scanned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the leaves of a tree may say.

    Attributes:
        within: What the tree is part of.
        words: Closed lists by name.
        forms: Forms by name.
        kinds: Names of kinds of records.
        used: Places, from the document's root, that a record's own attributes are
            read from.
    """

    within: Within
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, Tree] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    used: frozenset[Path] = frozenset()


def node_of(part: Part, scope: Scope) -> Node:
    """Make what stands at a place: an object, a list of one, or a leaf.

    Raises:
        ConfigError: It is none of these, or says what it may not say there.
    """
    if isinstance(part.value, Mapping):
        return tree_of(part, scope)
    if not isinstance(part.value, list):
        return _leaf(part, scope)
    elements = list(part.each())
    if len(elements) != 1:
        raise part.wrong("a list must show exactly one element")
    return Items(node_of(elements[0], scope))


def tree_of(part: Part, scope: Scope) -> Tree:
    """Make an object; see `node_of`."""
    fields = {
        key: node_of(below, scope) for key, below in part.items() if key != ANY_KEY
    }
    if ANY_KEY not in part.mapping():
        return Tree(fields)
    if scope.within is not Within.FORM or part.mapping()[ANY_KEY] != "scan":
        raise part.child(ANY_KEY).wrong(
            "only an object under `json` may have it, and only as `scan`"
        )
    return Tree(fields, scans_rest=True)


def _leaf(part: Part, scope: Scope) -> Node:
    word, _, argument = part.string().partition(" ")
    node = _referring(part, scope) if argument else _plain(part, word)
    in_envelope = scope.within is Within.ENVELOPE
    if in_envelope and node != _DROP and not isinstance(node, RecordOf):
        raise part.wrong("outside of a record, only `drop` and `record KIND`")
    if node == _USED and part.where not in scope.used:
        raise part.wrong("is not used by this kind: say what becomes of it")
    return node


def _plain(part: Part, word: str) -> Leaf:
    """Make a leaf whose treatment is one word."""
    if word in ENTITIES:
        return Leaf(read=Read.TYPED, entity=ENTITIES[word])
    if word in _SIMPLE:
        return Leaf(read=Read(word))
    raise part.wrong(
        f"`{word}` is no treatment; known: {', '.join(sorted(ENTITIES))}, "
        f"{', '.join(sorted(_SIMPLE))}, token KIND, words LIST, json FORM"
    )


def _referring(part: Part, scope: Scope) -> Node:
    """Make a leaf whose treatment refers to something by its name."""
    word, _, name = part.string().partition(" ")
    known: Mapping[str, frozenset[str]] = {
        "token": TOKENS,
        "words": frozenset(scope.words),
        "json": frozenset(scope.forms),
        "record": scope.kinds,
    }
    if name not in known.get(word, ()):
        raise part.wrong(f"`{word} {name}` refers to nothing")
    if word == "record":
        return RecordOf(name)
    if word == "json":
        return Json(scope.forms[name])
    if word == "token":
        return Leaf(read=Read.TOKEN, token=name)
    return Leaf(read=Read.WORDS, words=scope.words[name])
