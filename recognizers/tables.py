"""Tables that people paste: a line that names the columns, rows under it.

"Name;Telefon;PIN" and "Anna Muster;171 2345678;4711" under it; or two columns, of
which the first names what stands in the second: "Passwort | geheim99". Only tables of
people count: a name among articles and prices is an article's. Several may stand below
each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recognizers.retold import Edit
from recognizers.words import plain
from recognizers.words.phrases import load_table

_SIGNS = "|\t;,"
_TABLE = load_table("labels")
_COMMON = frozenset(_TABLE["common"].split())


_STEMS = tuple(word.replace("_", " ") for word in _TABLE["stems"].split())
_WORDS = frozenset(_TABLE["words"].split())
_HINTS = _WORDS.union(stem.split()[0] for stem in _STEMS)
"""One of these stands somewhere in a table of people."""
_words_in = re.compile(r"[^\W\d_]+").findall
_HEADING = re.compile(
    r"(?P<name>[^\W\d_]{1,20}[.°]?(?:[ _./\-]{1,2}[^\W\d_]{1,20}\.?){0,3})"
    r"[ _\-]?\d{0,2} ?(?:\([^()]{1,20}\)|\[[^\[\]]{1,20}\])?:?|[^\w\s]{0,3}"
).fullmatch
"""What a column is called, with its number and form; or a sign ("#"), or nothing."""
_lines_of_cells = re.compile(r",[^\n,]{0,40}\n\s{0,4}[^\n,]{1,40},").search
_RULE = re.compile(r"[\s|:;,+=\-]{0,400}").fullmatch
_PAIR = 2


class _Line(NamedTuple):
    """A line of the text, by where it begins."""

    start: int
    text: str


class _Cell(NamedTuple):
    """What stands between two separators, without the space around it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def labels_of_cells(text: str) -> Sequence[Edit]:
    """Tell the cells of a table behind what their columns are called.

    Returns:
        Edits by start, disjoint; none where there is no table of people.
    """
    if not _may_be_table(text):
        return ()
    lines = [line for line in _lines(text) if not _RULE(line.text)]
    for sign in filter(text.__contains__, _SIGNS):
        if edits := list(_told_cells(lines, sign)):
            return edits
    return ()


def _may_be_table(text: str) -> bool:
    drawn = "|" in text or ";" in text or "\t" in text
    if drawn or ("\n" in text and _lines_of_cells(text)):
        lowered = plain(text)
        return any(hint in lowered for hint in _HINTS)
    return False


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


def _told_cells(lines: Iterable[_Line], sign: str) -> Iterator[Edit]:
    """Read tables below each other; a line without separators ends one."""
    heads: list[str] = []
    for line in lines:
        cells = _cells(line, sign) if sign in line.text else []
        named = _heads(cells)
        if named or not cells:
            heads = named
        elif heads:
            yield from _row(cells, heads)
        elif sign != ",":  # It parts a sentence rather than a label and its value.
            yield from _pair(cells)


def _cells(line: _Line, sign: str) -> list[_Cell]:
    """Split a line; the strokes that some draw at its ends part nothing."""
    cells, at = [], line.start
    for piece in line.text.split(sign):
        bare = piece.strip(" \r\t\"'*`")
        cells.append(_Cell(at + piece.find(bare), bare))
        at += len(piece) + 1
    if sign == "|":
        return cells[not cells[0].text : len(cells) - (not cells[-1].text)]
    return cells


def _without_empty_end(cells: Sequence[_Cell]) -> list[_Cell]:
    filled = [at for at, cell in enumerate(cells, start=1) if cell.text]
    return list(cells[: max(filled, default=0)])


def _heads(cells: Sequence[_Cell]) -> list[str]:
    """Return the names of the columns, if a line is made of them."""
    cells = _without_empty_end(cells)
    if len(cells) < _PAIR or not all(_HEADING(cell.text) for cell in cells):
        return []
    named = (_HEADING(cell.text) for cell in cells)
    heads = [it["name"] or "" for it in named if it]
    others = [head for head in heads if not _is_personal(head)]
    known = len(heads) - len(others) + sum(map(_is_common, others))
    return heads if len(others) < len(heads) and known >= _PAIR else []


def _row(cells: Sequence[_Cell], heads: Sequence[str]) -> Iterator[Edit]:
    """Put the name of its column in place of what stands before each cell."""
    filled = _without_empty_end(cells)
    if not len(filled) <= len(heads) <= len(cells):
        return
    behind = cells[0].start
    for cell, head in zip(filled, heads, strict=False):
        if cell.text:
            yield Edit(behind, cell.start, f"\n{head}: " if head else "\n")
            behind = cell.end


def _pair(cells: Sequence[_Cell]) -> Iterator[Edit]:
    """Take "Passwort | geheim99" for what it says."""
    filled = _without_empty_end(cells)
    if len(filled) == _PAIR and _is_pair(*(cell.text for cell in filled)):
        label, value = filled
        yield Edit(label.end, value.start, ": ")


def _is_pair(label: str, value: str) -> bool:
    named = _HEADING(label) is not None and _is_personal(label)
    return named and not (_is_personal(value) or _is_common(value))


def _is_personal(head: str) -> bool:
    words = _words_in(plain(head))
    if not _WORDS.isdisjoint(words):
        return True
    return any(" ".join(words[at:]).startswith(_STEMS) for at in range(len(words)))


def _is_common(head: str) -> bool:
    return not _COMMON.isdisjoint(_words_in(plain(head)))
