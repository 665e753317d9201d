"""A part of a map's YAML document that knows where it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.channel import Path, Paths
from pipeline.core.errors import ConfigError

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Part:
    """What a YAML parser made of some place of a file.

    Everything that reads it raises `ConfigError`, with the place, if it isn't what
    was asked for.

    Attributes:
        value: What stands there; None where nothing does.
        file: The file's name, for errors.
        where: Keys from the document's root to it.
    """

    value: object
    file: str
    where: Path = ()

    def wrong(self, problem: str) -> ConfigError:
        """Return the error that says what is wrong here."""
        return ConfigError(self.file, ".".join(self.where), problem)

    def child(self, key: str, value: object = None) -> "Part":
        """Return the part that stands under a key of this one."""
        return Part(value, self.file, (*self.where, key))

    def mapping(self) -> Mapping[str, object]:
        """Return a mapping whose keys are strings."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("must be a mapping")
        for key in self.value:
            if not isinstance(key, str):
                raise self.wrong(f"the key {key!r} must be a string: quote it")
        return self.value

    def allow(self, keys: Sequence[str]) -> None:
        """Refuse a mapping that has other keys."""
        for key in self.mapping():
            if key not in keys:
                raise self.child(key).wrong(
                    f"is not a setting here; known: {', '.join(keys)}"
                )

    def __getitem__(self, key: str) -> "Part":
        if key not in self.mapping():
            raise self.child(key).wrong("is missing")
        return self.child(key, self.mapping()[key])

    def optional(self, key: str) -> "Part":
        """Return what stands under a key, or nothing."""
        return self.child(key, self.mapping().get(key))

    def items(self) -> Iterator[tuple[str, "Part"]]:
        """Walk a mapping; nothing is an empty one."""
        if self.value is not None:
            for key, value in self.mapping().items():
                yield key, self.child(key, value)

    def each(self) -> Iterator["Part"]:
        """Walk a list; nothing is an empty one."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self.wrong("must be a list")
        for position, value in enumerate(self.value):
            yield self.child(str(position), value)

    def string(self) -> str:
        """Return a string that isn't empty."""
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong("must be a word in quotes or none")
        return self.value

    def strings(self) -> frozenset[str]:
        """Return a list of strings, as a set."""
        return frozenset(part.string() for part in self.each())

    def identifier(self) -> str:
        """Return a name that may stand in topics, headers and paths."""
        if not _IDENTIFIER.fullmatch(self.string()):
            raise self.wrong("must be lower-case letters, digits and underscores")
        return self.string()

    def one_of(self, allowed: frozenset[str]) -> str:
        """Return a word of a closed list."""
        if self.string() not in allowed:
            raise self.wrong(f"must be one of {', '.join(sorted(allowed))}")
        return self.string()

    def path(self) -> Path:
        """Return the keys that a dotted string names."""
        path = tuple(self.string().split("."))
        if not all(path):
            raise self.wrong("must be keys with single dots between them")
        return path

    def paths(self) -> Paths:
        """Return one path, or a list of them."""
        if isinstance(self.value, str):
            return (self.path(),)
        return tuple(part.path() for part in self.each())
