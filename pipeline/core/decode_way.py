"""Make what finds the records' objects in a payload, from what its map says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.core.channel import ChannelMap, Items, Leaf, Node, RecordOf, Tree
from pipeline.core.decode_records import MakeRecord, record_maker
from pipeline.core.strict_json import Object


class Found(NamedTuple):
    """An object that is a record.

    Attributes:
        make: Makes the record.
        body: The object.
        around: The object that holds its list.
    """

    make: MakeRecord
    body: Object
    around: Object


@dataclass(slots=True)
class Search:
    """The records found so far, and how many fields on the way aren't mapped."""

    found: list[Found] = field(default_factory=list)
    unknown: int = 0


Walk = Callable[[object, Object, Search], None]
"""Walks on from a value in an object to the records below it."""


def way_of(channel: ChannelMap) -> Walk:
    """Make what walks a channel's payloads."""
    makers = {name: record_maker(kind, channel) for name, kind in channel.kinds.items()}
    return _walk(channel.payload, makers)


def _walk(node: Node, makers: Mapping[str, MakeRecord]) -> Walk:
    if isinstance(node, Leaf):
        return _stop
    if isinstance(node, Tree):
        return _through(node, makers)
    if isinstance(node, Items):
        return _along(_walk(node.each, makers))
    if isinstance(node, RecordOf):
        return _take(makers[node.kind])
    return _refuse  # a form: no records are read from a string


def _through(tree: Tree, makers: Mapping[str, MakeRecord]) -> Walk:
    walks = {key: _walk(node, makers) for key, node in tree.fields.items()}

    def walk(value: object, around: Object, search: Search) -> None:
        if not isinstance(value, dict):
            _refuse(value, around, search)
            return
        for key, below in value.items():
            walks.get(key, _count)(below, value, search)

    return walk


def _along(walk_one: Walk) -> Walk:
    def walk(value: object, around: Object, search: Search) -> None:
        if not isinstance(value, list):
            _refuse(value, around, search)
            return
        for element in value:
            walk_one(element, around, search)

    return walk


def _take(make: MakeRecord) -> Walk:
    def walk(value: object, around: Object, search: Search) -> None:
        if isinstance(value, dict):
            search.found.append(Found(make, value, around))
        else:
            _refuse(value, around, search)

    return walk


def _count(_value: object, _around: Object, search: Search) -> None:
    """Count a key that the map doesn't name, whatever stands there."""
    search.unknown += 1


def _refuse(value: object, _: Object, search: Search) -> None:
    """Count a value that isn't what the map says; null is none."""
    search.unknown += value is not None


def _stop(_value: object, _around: Object, _search: Search) -> None:
    """Find nothing in a value that the map drops."""
