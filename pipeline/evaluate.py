"""Measure detection on labelled texts: what leaks, and what is masked for nothing."""

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD, Finding
from pipeline.core.resolve import resolve

KEPT = frozenset({"LOCATION", "ORGANIZATION", "DATE_TIME", "NRP"})
"""Labels that the default policy shows: finding them masks nothing."""

ALIKE = {
    "ADDRESS": "LOCATION",
    "STREET_ADDRESS": "LOCATION",
    "ZIP_CODE": "LOCATION",
    "GPE": "LOCATION",
    "DATE_OF_BIRTH": "DATE_TIME",
    "AGE": "DATE_TIME",
}
"""Labels that corpora draw the line between differently, for precision."""

EVERY = "all"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled stretch of a text, in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and everything in it that is of the annotated labels.

    Attributes:
        text: Any text.
        lang: Its language, for the rows; not told to the detector.
        spans: Sorted or not, disjoint or not.
        annotated: The labels its source annotated; empty for all.
    """

    text: str
    lang: str
    spans: tuple[Gold, ...]
    annotated: frozenset[str] = frozenset()

    def judges(self, label: str) -> bool:
        """Tell whether a finding of `label` can be called right or wrong here."""
        return not self.annotated or _group(label) in map(_group, self.annotated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one label in one language; a share of nothing is None.

    Attributes:
        lang: Language, or ``all``.
        label: Label, or ``all``: every label but the kept ones.
        gold: Labelled entities.
        found: Findings that can be called right or wrong.
        precision: Share of findings that meet an entity of a like label.
        recall: Share of entities of which no letter or digit stays readable. An
            entity of a kept label counts when it is found.
        f2: Of the two, recall counting four times.
        leak_rate: Share of the entities' letters and digits that stay readable.
        over_masking: Share of harmless letters and digits that are masked.
    """

    lang: str
    label: str
    gold: int
    found: int
    precision: float | None
    recall: float | None
    f2: float | None
    leak_rate: float | None
    over_masking: float | None

    def as_json(self) -> dict[str, object]:
        """Return the figures by name, shares with four digits."""
        figures = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in figures.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of a run.

    Attributes:
        rows: By language, then label; sums first.
        texts: Examples read.
        unchecked: Texts that were not completely read. They would be sealed, so
            they neither leak nor count.
    """

    rows: tuple[Row, ...]
    texts: int
    unchecked: int


@dataclass(slots=True)
class _Sums:
    """Running sums of one row."""

    gold: int = 0
    covered: int = 0
    found: int = 0
    right: int = 0
    letters: int = 0
    leaked: int = 0
    over: int = 0
    harmless: int = 0

    def add(self, other: "_Sums") -> None:
        for field in fields(self):
            name = field.name
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, lang: str, label: str, harmless: int) -> Row:
        precision = _share(self.right, self.found)
        recall = _share(self.covered, self.gold)
        return Row(
            lang=lang,
            label=label,
            gold=self.gold,
            found=self.found,
            precision=precision,
            recall=recall,
            f2=_f2(precision, recall),
            leak_rate=None if label in KEPT else _share(self.leaked, self.letters),
            over_masking=None if label in KEPT else _share(self.over, harmless),
        )


def run_evaluate(path: Path, detect: Detect, *, as_json: bool) -> int:
    """Evaluate on a file, and print a table or JSON on stdout.

    Args:
        path: JSON lines, gzipped if the name ends in ``.gz``.
        detect: What is measured.
        as_json: Print one JSON object instead of the table.

    Returns:
        Exit status 0.

    Raises:
        ConfigError: A line of the file is wrong.
    """
    evaluation = evaluate(load_examples(path), detect)
    if as_json:
        sys.stdout.write(orjson.dumps(as_dict(evaluation)).decode() + "\n")
    else:
        Console().print(table(evaluation))
    return 0


def evaluate(examples: Sequence[Example], detect: Detect) -> Evaluation:
    """Compare what is found with what is labelled."""
    sums: dict[tuple[str, str], _Sums] = {}
    unchecked = 0
    for example, detection in _detected(examples, detect):
        if detection.verdict is not Verdict.OK:
            unchecked += 1
            continue
        sure = [f for f in detection.findings if f.score >= THRESHOLD]
        for label, part in _compare(example, resolve(sure)).items():
            for lang in (EVERY, example.lang):
                sums.setdefault((lang, label), _Sums()).add(part)
    return Evaluation(rows=tuple(_rows(sums)), texts=len(examples), unchecked=unchecked)


def _detected(
    examples: Sequence[Example], detect: Detect
) -> Iterator[tuple[Example, Detection]]:
    starts = range(0, len(examples), _BATCH)
    for start in track(starts, "evaluating", console=Console(stderr=True)):
        batch = examples[start : start + _BATCH]
        found = detect([Document(example.text) for example in batch])
        yield from zip(batch, found, strict=True)


def _compare(example: Example, findings: Sequence[Finding]) -> dict[str, _Sums]:
    """Return the sums of one text by label, and of all labels that are masked."""
    judged = [f for f in findings if example.judges(f.entity)]
    labels = {g.label for g in example.spans} | {str(f.entity) for f in judged}
    sums = {label: _Sums() for label in labels}
    masked = _places(example, (f for f in findings if f.entity not in KEPT))
    found = _places(example, findings)
    for gold in example.spans:
        covered = found if gold.label in KEPT else masked
        _judge_gold(sums[gold.label], _places(example, [gold]), covered)
    for finding in judged:
        _judge_finding(sums[finding.entity], finding, example)
    total = _Sums()
    for label in labels - KEPT:
        total.add(sums[label])
    letters = _places(example, [Gold(0, len(example.text), EVERY)])
    total.harmless = len(letters - _places(example, example.spans))
    return sums | {EVERY: total}


def _judge_gold(sums: _Sums, places: set[int], covered: set[int]) -> None:
    readable = places - covered
    sums.gold += 1
    sums.covered += not readable
    sums.letters += len(places)
    sums.leaked += len(readable)


def _judge_finding(sums: _Sums, finding: Finding, example: Example) -> None:
    sums.found += 1
    sums.right += any(
        _group(gold.label) == _group(finding.entity)
        for gold in example.spans
        if gold.start < finding.end and finding.start < gold.end
    )
    if finding.entity not in KEPT:
        places = _places(example, [finding])
        sums.over += len(places - _places(example, example.spans))


def _places(example: Example, spans: Iterable[Gold | Finding]) -> set[int]:
    """Return where in the spans a letter or digit stands."""
    return {
        place
        for span in spans
        for place in range(span.start, span.end)
        if example.text[place].isalnum()
    }


def _rows(sums: dict[tuple[str, str], _Sums]) -> Iterator[Row]:
    def order(key: tuple[str, str]) -> tuple[bool, str, bool, str]:
        lang, label = key
        return lang != EVERY, lang, label != EVERY, label

    for lang, label in sorted(sums, key=order):
        harmless = sums[lang, EVERY].harmless
        yield sums[lang, label].row(lang, label, harmless)


def _group(label: str) -> str:
    return ALIKE.get(label, label)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f2(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return _ratio(5 * precision * recall, 4 * precision + recall)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def load_examples(path: Path) -> list[Example]:
    """Read labelled texts.

    Args:
        path: JSON lines of ``{"text", "lang", "spans": [{"start", "end", "label"}]}``
            and, where a source labelled only some, ``"annotated_labels"``; gzipped if
            the name ends in ``.gz``.

    Raises:
        ConfigError: The file can't be read, or a line isn't like that: named is
            the line, not what is in it.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as lines:
            return [_read(path, *numbered) for numbered in enumerate(lines, start=1)]
    except (OSError, EOFError, zlib.error):
        raise ConfigError(str(path), "", "can't be read to its end") from None


def _read(path: Path, number: int, line: bytes) -> Example:
    try:
        return _example(orjson.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError):
        problem = 'is no {"text", "lang", "spans"} with spans inside the text'
        raise ConfigError(str(path), f"line {number}", problem) from None


def _example(line: dict[str, Any]) -> Example:
    text = line["text"]
    if not isinstance(text, str):
        raise TypeError("a text is a string")
    spans = tuple(Gold(s["start"], s["end"], str(s["label"])) for s in line["spans"])
    if not all(0 <= s.start < s.end <= len(text) for s in spans):
        raise ValueError("a span is empty or leaves the text")
    return Example(
        text=text,
        lang=str(line["lang"]),
        spans=spans,
        annotated=frozenset(map(str, line.get("annotated_labels") or ())),
    )


def as_dict(evaluation: Evaluation) -> dict[str, object]:
    """Return all figures under stable names."""
    return {
        "texts": evaluation.texts,
        "unchecked": evaluation.unchecked,
        "rows": [row.as_json() for row in evaluation.rows],
    }


_HEADINGS = {"precision": "prec.", "leak_rate": "leak", "over_masking": "over"}
"""Short enough for a terminal of 80 columns."""


def table(evaluation: Evaluation) -> Table:
    """Return all figures for people; shares in percent."""
    shown = Table(
        title=f"{evaluation.texts:,} texts, {evaluation.unchecked:,} unchecked",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1),
        collapse_padding=True,
    )
    for field in fields(Row):
        right = field.name not in {"lang", "label"}
        shown.add_column(
            _HEADINGS.get(field.name, field.name),
            justify="right" if right else "left",
            no_wrap=True,
        )
    langs = {row.lang for row in evaluation.rows}
    for row in evaluation.rows:
        if len(langs) == 2 and row.lang == EVERY:  # noqa: PLR2004 - all, and the only one
            continue
        shown.add_row(*(_cell(getattr(row, field.name)) for field in fields(Row)))
    return shown


def _cell(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.1%}"
    return "-" if value is None else str(value)
