"""Read what a form answers under keys that its map doesn't list, as free text."""

import re
from dataclasses import dataclass

from pipeline.core.draft import Draft
from pipeline.core.leaves import read_flag, scan

MAX_FORM_DEPTH = 8
MAX_KEY_DIGITS = 2

_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^A-Za-z0-9_]+")


@dataclass(slots=True)
class Unlisted:
    """Reads the unlisted keys of one object.

    Attributes:
        draft: The record's.
        key_words: See `ChannelMap`.
        path: Where the object stands.
        depth: How many levels may be nested in it.
        nameless: How many of its keys had names that may not go out.
    """

    draft: Draft
    key_words: frozenset[str]
    path: str
    depth: int = MAX_FORM_DEPTH
    nameless: int = 0

    def read(self, key: str, value: object) -> None:
        """Scan every value under a key, whatever it is."""
        if _may_pass(key, self.key_words):
            self._scan(value, f"{self.path}.{key}", key, self.depth)
        else:
            self._scan(value, f"{self.path}.other[{self.nameless}]", key, self.depth)
            self.nameless += 1

    def _scan(self, value: object, path: str, key: str, depth: int) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.draft.put(read_flag(value, path))
        elif isinstance(value, str | int | float):
            self.draft.put(scan(value, path, hint=key))
        elif depth and isinstance(value, list):
            for position, element in enumerate(value):
                self._scan(element, f"{path}[{position}]", key, depth - 1)
        elif depth and isinstance(value, dict):
            below = Unlisted(self.draft, self.key_words, path, depth - 1)
            for name, element in value.items():
                below.read(name, element)
        else:
            self.draft.unknown += 1


def _may_pass(key: str, words: frozenset[str]) -> bool:
    """Tell whether a key is made of known words and short numbers alone."""
    parts = _KEY_WORD.findall(key)
    digits = sum(len(part) for part in parts if part.isdigit())
    if not parts or digits > MAX_KEY_DIGITS:
        return False
    return all(p.isdigit() or p.lower() in words for p in parts)
