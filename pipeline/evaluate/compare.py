"""Set two detectors side by side on the same texts.

Both are drawn together: a difference's interval is that of pairs, much narrower than
the two figures' own. Only texts that both read completely are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.evaluate.bootstrap import Array, exact_end, interval, resampled_sums
from pipeline.evaluate.counts import (
    FIGURES,
    PRECISION,
    RECALL,
    Count,
    count,
    figures_of,
    labels_of,
)
from pipeline.evaluate.examples import EVERY, Example, Gold
from pipeline.evaluate.judge import Judgement
from pipeline.evaluate.measure import (
    Interval,
    Scope,
    pair,
    rounded,
    scopes_of,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One figure of both; a share of nothing is None.

    Attributes:
        figure: Its name, as in `Row`.
        before: The first's.
        after: The second's.
        difference: After less before.
        interval: Where the difference lies with 95 % confidence.
    """

    figure: str
    before: float | None
    after: float | None
    difference: float | None
    interval: Interval | None

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves no doubt that there is a difference."""
        return self.interval is not None and not (
            self.interval[0] <= 0 <= self.interval[1]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """The figures of one label in one language, of both.

    Attributes:
        lang: Language, or ``all``.
        label: Label, or ``all``: every label but the kept ones.
        gold: Labelled entities.
        deltas: One for each figure of `FIGURES`, in that order.
    """

    lang: str
    label: str
    gold: int
    deltas: tuple[Delta, ...]

    def delta(self, figure: str) -> Delta:
        """Return one figure of both."""
        return self.deltas[FIGURES.index(figure)]

    def as_json(self) -> dict[str, object]:
        """Return the figures by name, shares with four digits."""
        row: dict[str, object] = {
            "lang": self.lang,
            "label": self.label,
            "gold": self.gold,
        }
        for it in self.deltas:
            row[f"{it.figure}_before"] = rounded(it.before)
            row[f"{it.figure}_after"] = rounded(it.after)
            row[f"{it.figure}_difference"] = rounded(it.difference)
            row[f"{it.figure}_difference_interval"] = rounded(it.interval)
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entity that one of the two alone hides, or finds if its label is kept."""

    example: Example
    gold: Gold

    def as_json(self) -> dict[str, object]:
        """Return where it stands; its text stays in the file."""
        return {
            "line": self.example.line,
            "lang": self.example.lang,
            "label": self.gold.label,
            "start": self.gold.start,
            "end": self.gold.end,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What setting two detectors side by side shows.

    Attributes:
        before: Name of the first.
        after: Name of the second.
        texts: How many texts both read completely.
        rows: By language, then label; sums first.
        newly_found: What the second alone hides.
        newly_leaked: What the first alone hides.
    """

    before: str
    after: str
    texts: int
    rows: tuple[ComparedRow, ...]
    newly_found: tuple[Change, ...]
    newly_leaked: tuple[Change, ...]

    def as_json(self) -> dict[str, object]:
        """Return everything under stable names, without a text."""
        return {
            "before": self.before,
            "after": self.after,
            "texts": self.texts,
            "rows": [row.as_json() for row in self.rows],
            "newly_found": [it.as_json() for it in self.newly_found],
            "newly_leaked": [it.as_json() for it in self.newly_leaked],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A detector's judgements of some texts.

    Attributes:
        name: Of the detector.
        judgements: One a text, in their order.
    """

    name: str
    judgements: tuple[Judgement, ...]


def compare(before: Judged, after: Judged) -> Comparison:
    """Compare two detectors' judgements of the same texts."""
    pairs = [
        (first, second)
        for first, second in zip(before.judgements, after.judgements, strict=True)
        if first.complete and second.complete
    ]
    return Comparison(
        before=before.name,
        after=after.name,
        texts=len(pairs),
        rows=tuple(_compared_rows(pairs)),
        newly_found=tuple(_hidden_alone([(second, first) for first, second in pairs])),
        newly_leaked=tuple(_hidden_alone(pairs)),
    )


def _hidden_alone(pairs: Sequence[tuple[Judgement, Judgement]]) -> Iterator[Change]:
    """Yield each entity that is covered in the first of a pair alone."""
    for first, second in pairs:
        for here, there in zip(first.entities, second.entities, strict=True):
            if there.readable and not here.readable:
                yield Change(example=first.example, gold=here.gold)


def _compared_rows(
    pairs: Sequence[tuple[Judgement, Judgement]],
) -> Iterator[ComparedRow]:
    first, second = [it for it, _ in pairs], [it for _, it in pairs]
    labels = labels_of([*first, *second])
    counts = np.stack([count(first, labels), count(second, labels)], axis=1)
    for scope in scopes_of([it.example for it in first]):
        if scope.tag == EVERY:
            yield from _rows(counts[list(scope.places)], labels, scope)


def _rows(counts: Array, labels: Sequence[str], scope: Scope) -> Iterator[ComparedRow]:
    sums = counts.sum(axis=0)
    both = figures_of(sums, labels)
    drawn = figures_of(resampled_sums(counts), labels)
    ends = interval(drawn[:, 1] - drawn[:, 0])
    ends = _with_exact_ends(ends, both[1] - both[0], sums.min(axis=0))
    for at, label in enumerate(labels):
        if label == EVERY or sums[:, at].any():
            yield ComparedRow(
                lang=scope.lang,
                label=label,
                gold=int(sums[0, at, Count.GOLD]),
                deltas=tuple(_deltas(both[:, at], ends[:, at])),
            )


def _with_exact_ends(ends: Array, difference: Array, sums: Array) -> Array:
    """Widen the intervals of changes from all to none and from none to all.

    Resampling calls even one of one certain. With the exact ends of either share, it
    takes six of six.
    """
    low, high = ends
    for figure, of in ((PRECISION, Count.FOUND), (RECALL, Count.GOLD)):
        value, least = difference[:, figure], 2 * exact_end(sums[:, of]) - 1
        low[:, figure] = np.where(value == 1, least, low[:, figure])
        high[:, figure] = np.where(value == -1, -least, high[:, figure])
    return np.stack([low, high])


def _deltas(both: Array, ends: Array) -> Iterator[Delta]:
    for at, figure in enumerate(FIGURES):
        before, after = both[:, at]
        yield Delta(
            figure=figure,
            before=share(before),
            after=share(after),
            difference=share(after - before),
            interval=pair(ends[:, at]),
        )
