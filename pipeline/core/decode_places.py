"""Make what looks values up at places that a map names.

A record is asked for some twenty places and has five of them: what is missing costs
one look into the object.
"""

from collections.abc import Callable, Mapping

from pipeline.core.channel import Path, Paths
from pipeline.core.leaves import identifier
from pipeline.core.records import Ref
from pipeline.core.strict_json import Object

FindValue = Callable[[Object], object]
"""Finds a value in an object; None if nothing stands at its places."""

FindIdentifier = Callable[[Object], str]
"""Finds an identifier in an object; an empty string if its places have none."""

FindIdentifiers = Callable[[Object], set[str]]
"""Finds every identifier of its places."""


def value_of(paths: Paths) -> FindValue:
    """Make what finds the first value of several places."""
    places = _places(paths)

    def find(body: Object) -> object:
        for key, below in places:
            value = _under(body.get(key), below)
            if value is not None:
                return value
        return None

    return find


def identifier_of(paths: Paths) -> FindIdentifier:
    """Make what finds the first identifier of several places."""
    places = _places(paths)

    def find(body: Object) -> str:
        for key, below in places:
            value = body.get(key)
            if value is not None and (found := _identifier(value, below)):
                return found
        return ""

    return find


def identifiers_of(paths: Paths) -> FindIdentifiers:
    """Make what finds the identifiers of several places."""
    places = _places(paths)

    def find(body: Object) -> set[str]:
        found = set()
        for key, below in places:
            value = body.get(key)
            if value is not None:
                found.add(_identifier(value, below))
        found.discard("")
        return found

    return find


def has_one(paths: Paths) -> Callable[[Object, set[str]], bool]:
    """Make what tells whether one of several places has one of some identifiers."""
    places = _places(paths)

    def has(body: Object, wanted: set[str]) -> bool:
        for key, below in places:
            value = body.get(key)
            if value is not None and _identifier(value, below) in wanted:
                return True
        return False

    return has


def joined(paths: Paths) -> FindIdentifier:
    """Make what joins the identifiers of several places; nothing without the first."""
    if len(paths) <= 1:
        return identifier_of(paths)
    finds = [identifier_of((path,)) for path in paths]

    def find(body: Object) -> str:
        parts = [find(body) for find in finds]
        return " ".join(filter(None, parts)) if parts[0] else ""

    return find


def refs_of(paths: Mapping[str, Paths]) -> Callable[[Object], tuple[Ref, ...]]:
    """Make what finds the references to other messages, each by its places."""
    finds = [(name, identifier_of(places)) for name, places in paths.items()]
    keys = frozenset(path[0] for places in paths.values() for path in places)

    def find(body: Object) -> tuple[Ref, ...]:
        if keys.isdisjoint(body):  # most refer to nothing
            return ()
        found = [(name, look(body)) for name, look in finds]
        return tuple([Ref(name, raw) for name, raw in found if raw])

    return find


def has_words(words: Mapping[Path, str]) -> Callable[[Object], bool]:
    """Make what tells whether each place has its word, if there are any."""
    finds = [(value_of((path,)), word) for path, word in words.items()]

    def has(body: Object) -> bool:
        for find, word in finds:
            if find(body) != word:
                return False
        return bool(finds)

    return has


def _places(paths: Paths) -> list[tuple[str, Path]]:
    """Part each path's first key from the others: most have no others."""
    return [(path[0], path[1:]) for path in paths]


def _under(value: object, keys: Path) -> object:
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _identifier(value: object, keys: Path) -> str:
    return identifier(_under(value, keys) if keys else value)
