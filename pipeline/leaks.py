"""Search bytes for planted values, whatever encoding they hide in."""

import base64
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import numpy as np
from numpy.typing import NDArray

GRAM = 4
"""Bytes by which a pattern is looked up; shorter ones are searched one by one."""

SHORT = 6
"""Values with fewer characters count only as whole words: Ann isn't in channel."""

LONG_NUMBER = 11
"""Digits from which a value is also searched without its separators."""

_BASE64_MIN = 7
_HEX_MIN = 10
_CHUNK = 1 << 20
_ESCAPE = re.compile(
    rb"\\+u([0-9a-fA-F]{4})(?:\\+u(d[c-f][0-9a-f]{2}))?", re.IGNORECASE
)
_WORD = re.compile(rb"[0-9A-Za-z+/\x80-\xff]")  # base64 is one word


@dataclass(frozen=True, slots=True)
class Leak:
    """A planted value that was found.

    Attributes:
        value: The value as it was planted.
        encoding: How it was written (``raw``, ``base64``, ``hex``, ``utf-16``,
            ``digits``), after what the whole was read as: ``url+raw``,
            ``json+base64``.
    """

    value: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    value: str
    encoding: str
    written: bytes
    whole_word: bool = False

    def stands_at(self, haystack: bytes, start: int) -> bool:
        end = start + len(self.written)
        if not haystack.startswith(self.written, start):
            return False
        around = haystack[max(0, start - 1) : start], haystack[end : end + 1]
        return not (self.whole_word and any(map(_WORD.match, around)))


def leaks_in(haystack: bytes, planted: Sequence[str]) -> list[Leak]:
    """Search for planted values in every encoding we know.

    Found are: the value in any case; the same in UTF-16; hexadecimal; base64 and
    URL-safe base64 at each of the three alignments; the digits of a long number
    without separators; and each of these percent-encoded or JSON-escaped. Values
    of fewer than about six bytes aren't searched in base64 and hexadecimal, where
    chance would find them.

    Args:
        haystack: Any bytes: topics, logs, errors.
        planted: Values that must not be in it; empty ones are ignored.

    Returns:
        A leak per value and encoding, in the order of `planted`, each once.
    """
    values = [value for value in dict.fromkeys(planted) if value.strip()]
    found = {
        Leak(pattern.value, reading + pattern.encoding)
        for reading, text in _readings(haystack)
        for form, patterns in _FORMS.items()
        for pattern in _search(form(text), [p for v in values for p in patterns(v)])
    }
    order = {value: place for place, value in enumerate(values)}
    return sorted(found, key=lambda leak: (order[leak.value], leak.encoding))


def _readings(haystack: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the haystack, and what it says once unescaped, if that differs."""
    yield "", haystack
    if b"%" in haystack:
        yield "url+", unquote_to_bytes(haystack.replace(b"+", b" "))
        yield "url+", unquote_to_bytes(haystack)
    if b"\\u" in haystack:
        yield "json+", _ESCAPE.sub(_unescape, haystack)


def _unescape(escape: re.Match[bytes]) -> bytes:
    units = b"".join(bytes.fromhex(u.decode()) for u in escape.groups() if u)
    return units.decode("utf-16-be", "replace").encode()


def _search(haystack: bytes, patterns: Sequence[_Pattern]) -> Iterator[_Pattern]:
    by_gram: dict[bytes, list[_Pattern]] = defaultdict(list)
    for pattern in patterns:
        if len(pattern.written) >= GRAM:
            by_gram[pattern.written[:GRAM]].append(pattern)
        elif any(pattern.stands_at(haystack, i) for i in _finds(haystack, pattern)):
            yield pattern
    for start in _candidates(haystack, by_gram):
        for pattern in by_gram.get(haystack[start : start + GRAM], ()):
            if pattern.stands_at(haystack, start):
                yield pattern


def _candidates(haystack: bytes, grams: Collection[bytes]) -> Iterator[int]:
    """Yield where one of `grams` starts, and a few other places."""
    table = np.zeros(1 << 24, dtype=bool)
    for gram in grams:
        table[_buckets(gram)] = True
    for start in range(0, len(haystack) - GRAM + 1, _CHUNK):
        chunk = haystack[start : start + _CHUNK + GRAM - 1]
        yield from (start + np.flatnonzero(table[_buckets(chunk)])).tolist()


def _buckets(text: bytes) -> NDArray[np.uint32]:
    """Hash the `GRAM` bytes at every place of `text` to 24 bits."""
    units = np.frombuffer(text, np.uint8).astype(np.uint32)
    size = len(text) - GRAM + 1
    grams = np.zeros(size, np.uint32)
    for i in range(GRAM):
        grams |= units[i : i + size] << np.uint32(8 * i)
    return (grams * np.uint32(2_654_435_761)) >> np.uint32(8)  # Knuth's multiplier


def _finds(haystack: bytes, pattern: _Pattern) -> Iterator[int]:
    start = haystack.find(pattern.written)
    while start >= 0:
        yield start
        start = haystack.find(pattern.written, start + 1)


def _exact(haystack: bytes) -> bytes:
    return haystack


def _folded(haystack: bytes) -> bytes:
    return haystack.decode("utf-8", "ignore").casefold().encode()


def _in_base64(value: str) -> Iterator[_Pattern]:
    for spelling in {value, value.lower(), value.casefold()}:
        for lead in range(3):
            written = _base64(spelling.encode(), lead)
            if len(written) >= _BASE64_MIN:
                yield _Pattern(value, "base64", written)
                yield _Pattern(value, "base64", written.translate(_URL_SAFE))


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _base64(value: bytes, lead: int) -> bytes:
    """Encode what follows `lead` unknown bytes; keep what is certain of it."""
    written = base64.b64encode(bytes(lead) + value + bytes(3))
    return written[-(-lead * 8 // 6) : (lead + len(value)) * 8 // 6]


def _in_ascii_case(value: str) -> Iterator[_Pattern]:
    for spelling in {value, value.lower(), value.casefold(), value.upper()}:
        if len(written := spelling.encode().hex().encode()) >= _HEX_MIN:
            yield _Pattern(value, "hex", written)
        for codec in ("utf-16-le", "utf-16-be"):
            yield _Pattern(value, "utf-16", spelling.encode(codec).lower())


def _in_any_case(value: str) -> Iterator[_Pattern]:
    written = value.casefold().encode()
    yield _Pattern(value, "raw", written, whole_word=len(value) < SHORT)
    digits = "".join(c for c in value if c.isdecimal()).encode()
    if len(digits) >= LONG_NUMBER and value.upper() == value.lower():
        yield _Pattern(value, "digits", digits)


_FORMS: Mapping[Callable[[bytes], bytes], Callable[[str], Iterator[_Pattern]]] = {
    _exact: _in_base64,
    bytes.lower: _in_ascii_case,
    _folded: _in_any_case,
}
"""What is done to the haystack's case, and the patterns that are then certain."""
