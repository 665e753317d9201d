"""Texts that are read once more, as somebody would have told them in words.

What is found in the retelling is reported where it stands in the text.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import NamedTuple

from pipeline.core.detect import LENGTH, Detect, Detection, Document, Verdict
from pipeline.core.findings import Finding

_TIMES = 2
_SPARE = 1_000
"""How long a retelling may be: so many times its text, and so much more."""
_REFUSED = Detection((), Verdict.TRUNCATED, LENGTH)


class Edit(NamedTuple):
    """What is told in place of a stretch."""

    start: int
    end: int
    new: str


class _Piece(NamedTuple):
    """A stretch of the text that is told as it stands.

    Attributes:
        at: Where it begins in the retelling.
        start: Where it begins in the text.
        end: Where it ends there.
    """

    at: int
    start: int
    end: int


class Retelling(NamedTuple):
    """A text told otherwise, and where its own characters are."""

    text: str
    pieces: tuple[_Piece, ...]

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch stands in the text, without what was added.

        Returns:
            From its first own character to its last; None where it has none.
        """
        first = max(bisect_right(self.pieces, start, key=lambda it: it.at) - 1, 0)
        last = bisect_right(self.pieces, end - 1, key=lambda it: it.at) - 1
        if first < len(self.pieces) and start >= _end_of(self.pieces[first]):
            first += 1
        if first > last:
            return None
        left, right = self.pieces[first], self.pieces[last]
        from_ = left.start + max(start - left.at, 0)
        return from_, right.start + min(end - right.at, right.end - right.start)


def _end_of(piece: _Piece) -> int:
    return piece.at + piece.end - piece.start


EditsIn = Callable[[Document], Sequence[Edit]]
"""What to tell otherwise in a document, by start, disjoint; nothing: read it once."""


def retell(text: str, edits: Iterable[Edit]) -> Retelling:
    """Return a text with other words in place of some stretches.

    Args:
        text: Any text.
        edits: By start, disjoint.

    Example:
        >>> retelling = retell("* 4711", [Edit(0, 1, "pin:")])
        >>> retelling.text, retelling.original(0, 9), retelling.original(0, 3)
        ('pin: 4711', (1, 6), None)
    """
    told: list[str] = []
    pieces: list[_Piece] = []
    at = behind = 0
    for start, end, new in (*edits, Edit(len(text), len(text), "")):
        if start > behind:
            pieces.append(_Piece(at, behind, start))
        told += text[behind:start], new
        at, behind = at + start - behind + len(new), end
    return Retelling("".join(told), tuple(pieces))


def with_retelling(detect: Detect, edits_in: EditsIn) -> Detect:
    """Return a detector that reads some documents once more, told otherwise.

    Its answers hold what was found in either; who wasn't read whole in one of them
    wasn't read. What would be far longer when retold isn't read at all: the answer is
    `Verdict.TRUNCATED`.
    """

    def read(documents: Sequence[Document]) -> list[Detection]:
        edits = [edits_in(it) for it in documents]
        if not any(edits):
            return list(detect(documents))
        pairs = list(zip(documents, edits, strict=True))
        fits = [not _outgrows(it.text, some) for it, some in pairs]
        answers = iter(_read_twice(detect, list(compress(pairs, fits))))
        return [next(answers) if it else _REFUSED for it in fits]

    return read


def _outgrows(text: str, edits: Sequence[Edit]) -> bool:
    added = sum(len(new) - (end - start) for start, end, new in edits)
    return len(text) + added > _TIMES * len(text) + _SPARE


def _read_twice(
    detect: Detect, pairs: Sequence[tuple[Document, Sequence[Edit]]]
) -> list[Detection]:
    documents = [document for document, _ in pairs]
    told = {at: retell(it.text, some) for at, (it, some) in enumerate(pairs) if some}
    again = [documents[at]._replace(text=it.text) for at, it in told.items()]
    every = list(detect([*documents, *again]))
    answers, others = every[: len(documents)], every[len(documents) :]
    for (at, retelling), other in zip(told.items(), others, strict=True):
        answers[at] = _joined(answers[at], other, retelling)
    return answers


def _joined(plain: Detection, other: Detection, retelling: Retelling) -> Detection:
    added = tuple(_brought_back(other.findings, retelling))
    failed = other if plain.verdict is Verdict.OK else plain
    return Detection(plain.findings + added, failed.verdict, failed.detector)


def _brought_back(
    findings: Iterable[Finding], retelling: Retelling
) -> Iterator[Finding]:
    for it in findings:
        if span := retelling.original(it.start, it.end):
            yield replace(it, start=span[0], end=span[1])
