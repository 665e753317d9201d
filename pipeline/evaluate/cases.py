"""Count how many recognizer cases came out as they say.

A case is a text that is, or is not, of one label: documented test cards, numbers with
a wrong check digit. Lists of them measure a recognizer, not a mask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

from pipeline.evaluate.bootstrap import exact_end, interval, resampled_sums
from pipeline.evaluate.examples import EVERY, Case
from pipeline.evaluate.judge import Judgement
from pipeline.evaluate.measure import Interval, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """How the cases of one label came out; a share of nothing is None.

    Attributes:
        entity: The label, or ``all``.
        positives: Cases that are of it.
        found: How many of them are found: no letter or digit of their spans stays
            readable, or, without spans, anything of a like label is claimed.
        found_share: Share of the positives.
        found_interval: Where it lies with 95 % confidence.
        missed: Lines of the other positives.
        negatives: Cases that are not of it.
        kept: How many of them are kept: nothing of a like label is claimed.
        kept_share: Share of the negatives.
        kept_interval: Where it lies with 95 % confidence.
        claimed: Lines of the other negatives.
    """

    entity: str
    positives: int
    found: int
    found_share: float | None
    found_interval: Interval | None
    missed: tuple[int, ...]
    negatives: int
    kept: int
    kept_share: float | None
    kept_interval: Interval | None
    claimed: tuple[int, ...]

    def as_json(self) -> dict[str, object]:
        """Return the figures by name, shares with four digits."""
        figures = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: rounded(value) for name, value in figures.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """How one case came out."""

    case: Case
    holds: bool
    line: int


def count_cases(judgements: Sequence[Judgement]) -> tuple[CaseRow, ...]:
    """Count by label, the sum first; nothing if there is no case.

    A case that wasn't completely read counts in neither.
    """
    outcomes = list(_outcomes(judgements))
    labels = sorted({it.case.entity for it in outcomes})
    return tuple(
        _row(label, [it for it in outcomes if label in {EVERY, it.case.entity}])
        for label in ([EVERY, *labels] if labels else [])
    )


def _outcomes(judgements: Sequence[Judgement]) -> Iterator[_Outcome]:
    for it in judgements:
        if (case := it.example.case) and it.holds is not None:
            yield _Outcome(case=case, holds=it.holds, line=it.example.line)


def _row(label: str, outcomes: Sequence[_Outcome]) -> CaseRow:
    positives = [it for it in outcomes if not it.case.negative]
    negatives = [it for it in outcomes if it.case.negative]
    return CaseRow(
        entity=label,
        positives=len(positives),
        found=_held(positives),
        found_share=_share(positives),
        found_interval=_interval(positives),
        missed=_failed(positives),
        negatives=len(negatives),
        kept=_held(negatives),
        kept_share=_share(negatives),
        kept_interval=_interval(negatives),
        claimed=_failed(negatives),
    )


def _held(outcomes: Sequence[_Outcome]) -> int:
    return sum(it.holds for it in outcomes)


def _share(outcomes: Sequence[_Outcome]) -> float | None:
    return _held(outcomes) / len(outcomes) if outcomes else None


def _failed(outcomes: Sequence[_Outcome]) -> tuple[int, ...]:
    return tuple(it.line for it in outcomes if not it.holds)


def _interval(outcomes: Sequence[_Outcome]) -> Interval | None:
    """Return the interval of a share: drawn, or exact for all and none."""
    trials, hits = len(outcomes), _held(outcomes)
    if not trials:
        return None
    end = float(exact_end(np.array(trials)))
    if hits in {0, trials}:
        return (end, 1.0) if hits else (0.0, 1 - end)
    drawn = resampled_sums(np.array([it.holds for it in outcomes], dtype=np.float64))
    low, high = interval(drawn / trials)
    return float(low), float(high)
