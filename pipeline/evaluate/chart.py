"""Where the marks of a chart stand: recall and precision, a row each label."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluate.measure import Interval, Row

LEFT, RIGHT, TOP = 230, 700, 44
_ROW = 36
_APART = 7
_LONGEST_NAME = 22
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure and its interval, in the chart's units.

    Attributes:
        kind: ``recall`` or ``precision``.
        x: Of the figure.
        y: Of the figure and its interval.
        low: Where the interval begins.
        high: Where it ends.
        value: The share itself.
        ends: The interval itself.
    """

    kind: str
    x: float
    y: float
    low: float
    high: float
    value: float
    ends: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the chart.

    Attributes:
        name: What it is about, and how many entities there are.
        y: Its middle.
        marks: Recall above precision, each unless it is a share of nothing.
    """

    name: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with a scale from 0 to 100 percent.

    Attributes:
        title: What it shows.
        height: Of the drawing; it is 720 wide.
        bottom: Where its rows end.
        ticks: Percent and place of each mark on the scale.
        lines: From the top.
    """

    title: str
    height: float
    bottom: float
    ticks: tuple[tuple[int, float], ...]
    lines: tuple[Line, ...]


def chart(title: str, named: Sequence[tuple[str, Row]]) -> Chart:
    """Draw recall and precision of rows, from the top."""
    bottom = TOP + _ROW * len(named)
    return Chart(
        title=title,
        height=bottom + 12,
        bottom=bottom,
        ticks=tuple((tick, _x(tick / 100)) for tick in TICKS),
        lines=tuple(
            _line(name, row, TOP + _ROW * at + _ROW / 2)
            for at, (name, row) in enumerate(named)
        ),
    )


def _line(name: str, row: Row, y: float) -> Line:
    figures = (
        ("recall", row.recall, row.recall_interval, y - _APART),
        ("precision", row.precision, row.precision_interval, y + _APART),
    )
    marks = tuple(
        Mark(
            kind=kind,
            x=_x(value),
            y=place,
            low=_x(ends[0]),
            high=_x(ends[1]),
            value=value,
            ends=ends,
        )
        for kind, value, ends, place in figures
        if value is not None and ends is not None
    )
    return Line(name=f"{_short(name)} ({row.gold})", y=y, marks=marks)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _x(share: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share, 1)
