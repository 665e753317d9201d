"""Figures as people read them: in percent, with the interval beside."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from pipeline.evaluate.cases import CaseRow
from pipeline.evaluate.compare import Change
from pipeline.evaluate.examples import EVERY
from pipeline.evaluate.measure import Interval


class _OfLanguage(Protocol):
    @property
    def lang(self) -> str: ...


RowT = TypeVar("RowT", bound=_OfLanguage)

NOTHING = "-"


def percent(value: float | None, *, sign: bool = False) -> str:
    """Show a share in percent: one decimal, but for all of something.

    Example:
        >>> percent(0.9712), percent(1.0), percent(-0.02, sign=True), percent(None)
        ('97.1', '100', '-2.0', '-')
    """
    if value is None:
        return NOTHING
    decimals = 0 if abs(value) == 1 else 1
    return f"{100 * value:{'+' if sign else ''}.{decimals}f}"


def between(ends: Interval | None, decimals: int = 0) -> str:
    """Show an interval of shares in percent, rounded outwards.

    Example:
        >>> between((0.9512, 0.9871)), between((0.0012, 0.0031), 1)
        ('95-99', '0.1-0.4')
    """
    if ends is None:
        return ""
    low, high = _outwards(ends, decimals)
    return f"{low:.{decimals}f}-{high:.{decimals}f}"


def change_between(ends: Interval | None) -> str:
    """Show an interval of differences, rounded outwards.

    Example:
        >>> change_between((-0.021, 0.004))
        '-3 to +1'
    """
    if ends is None:
        return ""
    low, high = _outwards(ends, 0)
    return f"{low:+.0f} to {high:+.0f}"


def _outwards(ends: Interval, decimals: int) -> Interval:
    scale = 10**decimals
    low, high = (round(end * 100 * scale, 6) for end in ends)  # 0.29 * 100 > 29
    return math.floor(low) / scale, math.ceil(high) / scale


def without_repeats(rows: Sequence[RowT]) -> Iterator[RowT]:
    """Leave out the sums over languages if there is one language only."""
    langs = {row.lang for row in rows} - {EVERY}
    return (row for row in rows if row.lang != EVERY or len(langs) > 1)


def cases_shown(cases: Sequence[CaseRow]) -> Sequence[CaseRow]:
    """Leave out the sum over labels if there is one label only."""
    return cases[1:] if len({row.entity for row in cases} - {EVERY}) == 1 else cases


def counted(changes: Iterable[Change]) -> str:
    """Show how many entities changed, by label.

    Example:
        >>> counted([])
        '0'
    """
    labels = Counter(change.gold.label for change in changes)
    parts = ", ".join(f"{label} {count}" for label, count in labels.most_common())
    return f"{labels.total()} ({parts})" if parts else "0"
