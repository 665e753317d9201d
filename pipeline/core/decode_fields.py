"""Make what reads a record's object, key by key, from what its map says of it.

The map is walked once, when it is made into functions. A message is then read by
looking up, for each of its own keys, what reads it.
"""

from collections.abc import Callable, Mapping

from pipeline.core.channel import Items, Json, Leaf, Node, Read, Tree
from pipeline.core.decode_forms import Unlisted
from pipeline.core.draft import Draft
from pipeline.core.errors import DecodeError
from pipeline.core.leaves import leaf_reader, scan
from pipeline.core.records import MAIN_TEXT
from pipeline.core.strict_json import parse

MAX_FORM_BYTES = 1_000_000

Reader = Callable[[object, str, Draft], None]
"""Reads a value that stands at a path into a record's draft."""

_Readers = Mapping[str, Reader]

_SCALAR = (str, int, float)


def tree_reader(tree: Tree, key_words: frozenset[str], joint: str = ".") -> Reader:
    """Make what reads an object key by key.

    Args:
        tree: What the map says of its keys.
        key_words: See `ChannelMap`.
        joint: What stands in a path between the object and its keys: a dot, or
            nothing where the object's own path is empty.
    """
    readers = {
        key: _reader(node, key_words, "." if joint or key else "")
        for key, node in tree.fields.items()
    }
    if tree.scans_rest:
        return _form(readers, key_words, joint)
    return _object(readers, joint)


def _reader(node: Node, key_words: frozenset[str], joint: str) -> Reader:
    if isinstance(node, Leaf):
        return _leaf(node)
    if isinstance(node, Tree):
        return tree_reader(node, key_words, joint)
    if isinstance(node, Items):
        return _items(_reader(node.each, key_words, "."))
    if isinstance(node, Json):
        return _json(tree_reader(node.tree, key_words, joint))
    return _refuse  # a record in a record


def _object(readers: _Readers, joint: str) -> Reader:
    def read(value: object, path: str, draft: Draft) -> None:
        if not isinstance(value, dict):
            draft.refuse(value)
            return
        start = path + joint
        for key, below in value.items():
            readers.get(key, _count)(below, start + key, draft)

    return read


def _form(readers: _Readers, key_words: frozenset[str], joint: str) -> Reader:
    def read(value: object, path: str, draft: Draft) -> None:
        if not isinstance(value, dict):
            draft.refuse(value)
            return
        unlisted = Unlisted(draft, key_words, path)
        for key, below in value.items():
            if key in readers:
                readers[key](below, path + joint + key, draft)
            else:
                unlisted.read(key, below)

    return read


def _items(read_one: Reader) -> Reader:
    def read(value: object, path: str, draft: Draft) -> None:
        if not isinstance(value, list):
            draft.refuse(value)
            return
        for position, element in enumerate(value):
            read_one(element, f"{path}[{position}]", draft)

    return read


def _json(read_tree: Reader) -> Reader:
    def read(value: object, path: str, draft: Draft) -> None:
        if not isinstance(value, str) or not value:
            draft.refuse(value)
            return
        try:
            answers = parse(value.encode(), max_bytes=MAX_FORM_BYTES)
        except DecodeError:
            draft.unknown += 1
            return
        read_tree(answers, path, draft)

    return read


def _leaf(leaf: Leaf) -> Reader:
    if leaf.read is Read.DROP:
        return _drop
    if leaf.read is Read.USED:
        return _use
    if leaf.read is Read.TEXT:
        return _text
    read_value = leaf_reader(leaf)

    def read(value: object, path: str, draft: Draft) -> None:
        if not isinstance(value, _SCALAR):
            draft.refuse(value)
        elif value != "":
            draft.put(read_value(value, path))

    return read


def _text(value: object, path: str, draft: Draft) -> None:
    """Read free text; the first becomes the record's main text."""
    if not isinstance(value, _SCALAR):
        draft.refuse(value)
    elif value != "":
        draft.put(scan(value, path if MAIN_TEXT in draft.fields else MAIN_TEXT))


def _use(value: object, _: str, draft: Draft) -> None:
    """Pass by what the record's own attributes are read from."""
    if not isinstance(value, _SCALAR):
        draft.refuse(value)


def _drop(_value: object, _path: str, _draft: Draft) -> None:
    """Pass by what nobody is to see, whatever it is."""


def _count(_value: object, _path: str, draft: Draft) -> None:
    """Count a key that the map doesn't name, whatever stands there."""
    draft.unknown += 1


def _refuse(value: object, _: str, draft: Draft) -> None:
    draft.refuse(value)
