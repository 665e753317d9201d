"""Add judgements up to figures by language, label and tag, with intervals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from pipeline.core.detect import Detect
from pipeline.core.findings import THRESHOLD
from pipeline.evaluate.bootstrap import Array, exact_end, interval, resampled_sums
from pipeline.evaluate.counts import (
    F2,
    FIGURES,
    PRECISION,
    RECALL,
    Count,
    count,
    f2,
    figures_of,
    labels_of,
)
from pipeline.evaluate.examples import EVERY, Example
from pipeline.evaluate.judge import Judgement, judge_all

Interval = tuple[float, float]


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
        tag: Tag of the texts counted, or ``all``.
        texts: How many texts were counted.
        precision_interval: Where it lies with 95 % confidence; so the others.
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
    tag: str = EVERY
    texts: int = 0
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f2_interval: Interval | None = None
    leak_rate_interval: Interval | None = None
    over_masking_interval: Interval | None = None

    def as_json(self) -> dict[str, object]:
        """Return the figures by name, shares with four digits."""
        figures = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: rounded(value) for name, value in figures.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of a run.

    Attributes:
        rows: By language, then label; sums first.
        texts: Examples read.
        unchecked: Texts that were not completely read. They would be sealed, so
            they neither leak nor count.
        tag_rows: By tag: its labels over all languages, then each language's sum.
    """

    rows: tuple[Row, ...]
    texts: int
    unchecked: int
    tag_rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Texts that are counted together.

    Attributes:
        lang: Their language, or ``all``.
        tag: A tag they share, or ``all``.
        places: Where they stand among those that were judged.
    """

    lang: str
    tag: str
    places: tuple[int, ...]


def evaluate(
    examples: Sequence[Example], detect: Detect, *, threshold: float = THRESHOLD
) -> Evaluation:
    """Compare what is found with what is labelled."""
    return measure(judge_all(examples, detect, threshold=threshold))


def measure(judgements: Sequence[Judgement]) -> Evaluation:
    """Add judgements up."""
    complete = [it for it in judgements if it.complete]
    labels = labels_of(complete)
    counts = count(complete, labels)
    scopes = scopes_of([it.example for it in complete])
    rows = [row for scope in scopes for row in _rows(counts, labels, scope)]
    return Evaluation(
        rows=tuple(row for row in rows if row.tag == EVERY),
        texts=len(judgements),
        unchecked=len(judgements) - len(complete),
        tag_rows=tuple(row for row in rows if row.tag != EVERY and _is_sum(row)),
    )


def _is_sum(row: Row) -> bool:
    return EVERY in {row.lang, row.label}


def scopes_of(examples: Sequence[Example]) -> Iterator[Scope]:
    """Yield what is counted together: sums first, languages and tags sorted."""
    places: dict[tuple[str, str], list[int]] = {}
    for at, example in enumerate(examples):
        for tag in (EVERY, *example.tags):
            for lang in (EVERY, example.lang):
                places.setdefault((tag, lang), []).append(at)

    def order(key: tuple[str, str]) -> tuple[bool, str, bool, str]:
        tag, lang = key
        return tag != EVERY, tag, lang != EVERY, lang

    for tag, lang in sorted(places, key=order):
        yield Scope(lang=lang, tag=tag, places=tuple(places[tag, lang]))


def _rows(counts: Array, labels: Sequence[str], scope: Scope) -> Iterator[Row]:
    """Yield a row for each label that occurs in the scope, the sum first."""
    scoped = counts[list(scope.places)]
    sums = scoped.sum(axis=0)
    figures = figures_of(sums, labels)
    ends = interval(figures_of(resampled_sums(scoped), labels))
    ends = _with_exact_ends(ends, figures, sums)
    for at, label in enumerate(labels):
        if label == EVERY or sums[at].any():
            yield Row(
                lang=scope.lang,
                label=label,
                tag=scope.tag,
                texts=len(scoped),
                gold=int(sums[at, Count.GOLD]),
                found=int(sums[at, Count.FOUND]),
                **_named(figures[at], ends[:, at]),
            )


def _named(figures: Array, ends: Array) -> dict[str, Any]:
    """Return a label's figures and intervals by the names of a row's fields."""
    shares = {name: share(figures[at]) for at, name in enumerate(FIGURES)}
    return shares | {
        f"{name}_interval": pair(ends[:, at]) for at, name in enumerate(FIGURES)
    }


def _with_exact_ends(ends: Array, figures: Array, sums: Array) -> Array:
    """Widen the intervals of shares of 0 and 1, about which resampling says nothing."""
    low, high = ends
    for figure, of in ((PRECISION, Count.FOUND), (RECALL, Count.GOLD)):
        value, end = figures[:, figure], exact_end(sums[:, of])
        low[:, figure] = np.where(value == 1, end, low[:, figure])
        high[:, figure] = np.where(value == 0, 1 - end, high[:, figure])
    certain = figures[:, F2] == 1
    both = f2(low[:, PRECISION], low[:, RECALL])
    low[:, F2] = np.where(certain, both, low[:, F2])
    return np.stack([low, high])


def share(value: float) -> float | None:
    """Return a figure, None for a share of nothing."""
    return None if np.isnan(value) else float(value)


def pair(ends: Array) -> Interval | None:
    """Return an interval's ends, None if it has none."""
    low, high = map(float, ends)
    return None if np.isnan(low) else (low, high)


def rounded(value: object) -> object:
    """Return a figure as JSON has it: shares and ends with four digits."""
    if isinstance(value, tuple):
        return [rounded(end) for end in value]
    return round(value, 4) if isinstance(value, float) else value
