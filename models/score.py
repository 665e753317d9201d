"""Measure the name model on labelled texts.

Run as ``python -m models.score FILE...``: gzipped JSONL in the form that
`models.sources` describes.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from models.evidence import FOUND, LIKELY
from models.messages import PERSON
from models.names import NameDetector
from pipeline.core.detect import Document


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and where its people stand: starts and ends in code points."""

    text: str
    people: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well people are found.

    Attributes:
        people: How many there are.
        hidden: How many have every letter and digit inside a finding.
        findings: How many findings there are.
        right: How many findings overlap a person.
        masked: Harmless letters and digits inside a finding.
        harmless: Letters and digits outside people.
    """

    people: int = 0
    hidden: int = 0
    findings: int = 0
    right: int = 0
    masked: int = 0
    harmless: int = 0

    @property
    def recall(self) -> float:
        """Share of people of whom nothing stays readable."""
        return self.hidden / max(1, self.people)

    @property
    def precision(self) -> float:
        """Share of findings that touch a person."""
        return self.right / max(1, self.findings)

    @property
    def over_masking(self) -> float:
        """Share of harmless letters and digits that are masked."""
        return self.masked / max(1, self.harmless)


def score(detector: NameDetector, texts: Sequence[Labelled], at_least: float) -> Score:
    """Score a detector's PERSON findings of a certainty of `at_least` or more."""
    answers = detector([Document(it.text) for it in texts])
    found = [
        [
            (f.start, f.end)
            for f in answer.findings
            if f.entity == PERSON and f.score >= at_least
        ]
        for answer in answers
    ]
    each = [_score_one(it, spans) for it, spans in zip(texts, found, strict=True)]
    fields = ("people", "hidden", "findings", "right", "masked", "harmless")
    return Score(**{name: sum(getattr(one, name) for one in each) for name in fields})


def _score_one(labelled: Labelled, found: Iterable[tuple[int, int]]) -> Score:
    spans = _merge(found)
    letters = {at for at, c in enumerate(labelled.text) if c.isalnum()}
    claimed = {at for start, end in spans for at in range(start, end)} & letters
    people = {
        at for start, end in labelled.people for at in range(start, end)
    } & letters
    return Score(
        people=len(labelled.people),
        hidden=sum(not (set(range(*it)) & letters) - claimed for it in labelled.people),
        findings=len(spans),
        right=sum(bool(set(range(*it)) & people) for it in spans),
        masked=len(claimed - people),
        harmless=len(letters - people),
    )


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def read_labelled(path: Path) -> Iterator[Labelled]:
    """Read a gzipped JSONL file of labelled texts."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = (s for s in row["spans"] if s["label"] == PERSON)
            yield Labelled(row["text"], tuple((s["start"], s["end"]) for s in spans))


def main() -> None:
    """Print a table: each file, what is found alone and with what is likely."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    detector, console = NameDetector(), Console()
    for path in parser.parse_args().files:
        texts = list(read_labelled(path))
        console.print(f"{path.name}: {len(texts)} texts")
        for name, at_least in (("found", FOUND), ("likely", LIKELY)):
            it = score(detector, texts, at_least)
            console.print(
                f"  {name:10} recall {it.recall:.3f} of {it.people}, "
                f"precision {it.precision:.3f}, over-masking {it.over_masking:.4f}"
            )


if __name__ == "__main__":
    main()
