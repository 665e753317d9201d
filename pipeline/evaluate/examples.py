"""Labelled texts, and the file that holds them."""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from pipeline.core.errors import ConfigError

EVERY = "all"
"""Stands for every language, label or tag; so a file can't use it for one."""

UNKNOWN = "und"
"""The language of a case that names none (ISO 639-2: undetermined)."""

_GZIP = b"\x1f\x8b"
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled stretch of a text, in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a text is a case of, as lists of valid and invalid numbers have them.

    Attributes:
        entity: The label it is about.
        negative: Whether nothing in the text is of it.
    """

    entity: str
    negative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and everything in it that is of the annotated labels.

    Attributes:
        text: Any text.
        lang: Its language, for the rows; not told to the detector.
        spans: Sorted or not, disjoint or not.
        annotated: The labels its source annotated; empty for all.
        tags: What else it is a sample of, such as ``obfuscated``.
        line: Where it stands in its file, from 1; 0 if in none.
        case: What it is a case of, if it is one. A positive one without spans
            doesn't say where its entity stands.
    """

    text: str
    lang: str
    spans: tuple[Gold, ...]
    annotated: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    line: int = 0
    case: Case | None = None

    def letters(self, start: int, end: int) -> set[int]:
        """Return where a letter or digit stands from `start` up to `end`."""
        return {at for at in range(start, end) if self.text[at].isalnum()}


class _LineError(ValueError):
    """What is wrong with a line, in words of ours."""


def load_examples(path: Path) -> list[Example]:
    """Read labelled texts.

    Args:
        path: JSON lines of ``{"text", "lang", "spans": [{"start", "end", "label"}]}``,
            with ``"tags"`` if wanted and, where a source labelled only some,
            ``"annotated_labels"``; or of cases, ``{"text", "entity", "negative"}``
            with the rest if wanted; gzipped or not.

    Raises:
        ConfigError: The file can't be read, or a line isn't like that: named is
            the line, not what is in it.
    """
    try:
        with path.open("rb") as stream:
            return read_examples(stream, str(path))
    except OSError as error:
        raise ConfigError(str(path), "", error.strerror or "unreadable") from None


def read_examples(stream: BinaryIO, name: str) -> list[Example]:
    """Read labelled texts from an open file, which errors call `name`.

    Raises:
        ConfigError: As in `load_examples`.
    """
    numbered = enumerate(_content(stream, name).split(b"\n"), start=1)
    examples = [_read(line, at, name) for at, line in numbered if line.strip()]
    if not examples:
        raise ConfigError(name, "", "holds no labelled text")
    return examples


def _content(stream: BinaryIO, name: str) -> bytes:
    try:
        content = stream.read()
        return gzip.decompress(content) if content.startswith(_GZIP) else content
    except (OSError, EOFError, zlib.error):
        raise ConfigError(name, "", "can't be read to its end") from None


def _read(line: bytes, number: int, name: str) -> Example:
    try:
        return _example(orjson.loads(line), number)
    except _LineError as error:
        problem = str(error)
    except (ValueError, KeyError, TypeError, AttributeError):
        problem = 'is no {"text", "lang", "spans"} with spans inside the text'
    raise ConfigError(name, f"line {number}", problem)


def _example(line: dict[str, Any], number: int) -> Example:
    text, case = line["text"], _case(line)
    if not isinstance(text, str):
        raise TypeError("a text is a string")
    if case:
        line = {"lang": UNKNOWN, "spans": [], "annotated_labels": [case.entity]} | line
    spans = tuple(_gold(span) for span in line["spans"])
    if not all(0 <= s.start < s.end <= len(text) for s in spans):
        raise ValueError("a span is empty or leaves the text")
    if case and case.negative and case.entity in {s.label for s in spans}:
        raise _LineError("a negative case has a span of its own entity")
    return Example(
        text=text,
        lang=_word(line["lang"]),
        spans=spans,
        annotated=frozenset(_words(line, "annotated_labels")),
        tags=tuple(dict.fromkeys(_words(line, "tags"))),
        line=number,
        case=case,
    )


def _case(line: dict[str, Any]) -> Case | None:
    negative = line.get("negative")
    if negative is None:
        return None
    if not isinstance(negative, bool) or "entity" not in line:
        raise _LineError('"negative" is true or false, with an "entity" beside it')
    return Case(_word(line["entity"]), negative)


def _gold(span: dict[str, Any]) -> Gold:
    start, end = span["start"], span["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("a span counts whole characters")
    return Gold(start, end, _word(span["label"]))


def _words(line: dict[str, Any], key: str) -> list[str]:
    words = line.get(key) or []
    if not isinstance(words, list):
        raise _LineError(f'"{key}" is no list')
    return [_word(word) for word in words]


def _word(value: object) -> str:
    """Return a language, label or tag: it is shown, on terminals too."""
    word = str(value)
    if len(word) > _LONGEST_WORD or not word.isprintable():
        raise _LineError("a language, label or tag is no short printable word")
    if word == EVERY:
        raise _LineError(f'"{EVERY}" can\'t name a language, label or tag')
    return word
