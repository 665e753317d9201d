"""Tables that people paste: a line that names the columns, rows under it.

"Name;Telefon;PIN" and "Anna Muster;171 2345678;4711" under it; or two columns, of
which the first names what stands in the second: "Passwort | geheim99". Only tables of
people count: a name among articles and prices is an article's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from recognizers.retold import Edit
from recognizers.words import plain
from recognizers.words.phrases import load_table

_SIGNS = "|\t;,"
_TABLE = load_table("labels")
_PERSONAL = tuple(word.replace("_", " ") for word in _TABLE["personal"].split())
_COMMON = frozenset(_TABLE["common"].split())
_HEADING = re.compile(
    r"[^\W\d_]{2,20}\.?(?:[ _./\-]{1,2}[^\W\d_]{1,20}\.?){0,3}"
).fullmatch
_lines_of_cells = re.compile(r",[^\n,]{1,40}\n[^\n,]{1,40},").search
_RULE = re.compile(r"[\s|:;,+=\-]{3,400}").fullmatch
_PAIR = 2


class _Line(NamedTuple):
    """A line of the text, by where it begins."""

    start: int
    text: str


class _Cell(NamedTuple):
    """What stands between two separators, without the space around it."""

    start: int
    text: str


def labels_of_cells(text: str) -> Sequence[Edit]:
    """Tell the cells of a table behind what their columns are called.

    Returns:
        Edits by start, disjoint; none where there is no table of people.
    """
    if not _may_be_table(text):
        return ()
    lines = list(_lines(text))
    for sign in filter(text.__contains__, _SIGNS):
        edits = list(_under_heads(lines, sign)) or list(_of_pairs(lines, sign))
        if edits:
            return edits
    return ()


def _may_be_table(text: str) -> bool:
    drawn = "|" in text or ";" in text or "\t" in text
    return drawn or ("\n" in text and _lines_of_cells(text) is not None)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1


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


def _under_heads(lines: Sequence[_Line], sign: str) -> Iterator[Edit]:
    for at, line in enumerate(lines):
        heads = _heads(line, sign)
        if heads:
            rows = (it for it in lines[at + 1 :] if not _RULE(it.text))
            for row in takewhile(lambda it: sign in it.text, rows):
                yield from _told(_cells(row, sign), heads)
            return


def _told(cells: Sequence[_Cell], heads: Sequence[str]) -> Iterator[Edit]:
    """Put the name of its column in place of what stands before each cell."""
    if len(cells) != len(heads):
        return
    behind = cells[0].start
    for cell, head in zip(cells, heads, strict=True):
        yield Edit(behind, cell.start, f"\n{head}: ")
        behind = cell.start + len(cell.text)


def _heads(line: _Line, sign: str) -> list[str]:
    """Return the names of the columns, if a line is made of them."""
    if sign not in line.text:
        return []
    heads = [cell.text for cell in _cells(line, sign)]
    if not all(map(_HEADING, heads)):
        return []
    known = [head for head in heads if _is_personal(head) or _is_common(head)]
    of_people = any(map(_is_personal, heads))
    return heads if of_people and len(known) >= _PAIR else []


def _of_pairs(lines: Sequence[_Line], sign: str) -> Iterator[Edit]:
    """Take "Passwort | geheim99" for what it says; a comma parts a sentence."""
    if sign == ",":
        return
    for line in lines:
        cells = _cells(line, sign) if sign in line.text else []
        if len(cells) == _PAIR and _is_pair(*(cell.text for cell in cells)):
            label, value = cells
            yield Edit(label.start + len(label.text), value.start, ": ")


def _is_pair(label: str, value: str) -> bool:
    named = _HEADING(label) is not None and _is_personal(label)
    return named and bool(value) and not (_is_personal(value) or _is_common(value))


def _is_personal(head: str) -> bool:
    words = plain(head).replace("_", " ")
    return words.startswith(_PERSONAL) or any(f" {it}" in words for it in _PERSONAL)


def _is_common(head: str) -> bool:
    return not _COMMON.isdisjoint(re.findall(r"[^\W\d_]+", plain(head)))
