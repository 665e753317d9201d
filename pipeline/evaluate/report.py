"""A report as one HTML file: no script, nothing fetched, readable in the dark.

It says where something was missed by line and place, and shows its shape. Labelled
texts may be of real people: they are quoted only if that is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from pipeline.evaluate.bootstrap import RESAMPLES
from pipeline.evaluate.chart import LEFT, RIGHT, TOP, Chart, chart
from pipeline.evaluate.compare import Change, Comparison
from pipeline.evaluate.examples import EVERY
from pipeline.evaluate.excerpt import Excerpt, outline, quote
from pipeline.evaluate.judge import KEPT, Judgement
from pipeline.evaluate.measure import Row
from pipeline.evaluate.result import Result
from pipeline.evaluate.shown import (
    between,
    cases_shown,
    change_between,
    counted,
    percent,
    without_repeats,
)

TEMPLATE = Path(__file__).with_name("report.html.jinja")
WORST = 50
"""Misses of a kind that are listed."""

Shown = Callable[[str, int, int], Excerpt]
"""Shows a stretch of a text: quoted, or as a shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A leak, a false alarm, or what changed, as a report lists it.

    Attributes:
        line: Of the text in its file.
        lang: Of the text.
        label: What is labelled there, or was claimed.
        place: Its first code point, and one past its last.
        excerpt: What is shown of it.
        letters: Letters and digits that leak, or are masked for nothing.
        seen: Labels that were found there, or are labelled there.
        by: Who claimed it, and how surely.
    """

    line: int
    lang: str
    label: str
    place: tuple[int, int]
    excerpt: Excerpt
    letters: int = 0
    seen: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The worst of many."""

    total: int
    worst: tuple[Miss, ...]


def render_report(result: Result, *, texts: bool) -> str:
    """Write a report.

    Args:
        result: What was measured.
        texts: Quote the texts in which something was missed.
    """
    shown = quote if texts else outline
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters |= {
        "percent": percent,
        "between": between,
        "change_between": change_between,
        "counted": counted,
    }
    template = environment.from_string(TEMPLATE.read_text("utf-8"))
    return template.render(
        result=result,
        texts=texts,
        rows=list(without_repeats(result.evaluation.rows)),
        tag_rows=_sums(result.evaluation.tag_rows),
        cases=cases_shown(result.cases),
        charts=_charts(result.evaluation.rows),
        left=LEFT,
        right=RIGHT,
        top=TOP,
        leaks=_worst(_leaks(result.judgements, shown)),
        alarms=_worst(_alarms(result.judgements, shown)),
        compared=[_compared(it, shown) for it in result.comparisons],
        every=EVERY,
        kept=sorted(KEPT),
        resamples=RESAMPLES,
        most=WORST,
    )


def _sums(rows: Sequence[Row]) -> list[Row]:
    return list(without_repeats([row for row in rows if row.label == EVERY]))


def _charts(rows: Sequence[Row]) -> list[Chart]:
    largest = sorted(rows, key=lambda row: (row.label != EVERY, -row.gold))
    labels = [(row.label, row) for row in largest if row.lang == EVERY]
    langs = [(row.lang, row) for row in rows if row.label == EVERY]
    charts = [chart("Recall and precision by label", labels)] if labels else []
    if len({lang for lang, _ in langs} - {EVERY}) > 1:
        charts.append(chart("Recall and precision by language", langs))
    return charts


def _leaks(judgements: Sequence[Judgement], shown: Shown) -> Iterator[Miss]:
    for it in judgements:
        for entity in it.entities:
            if entity.leaks:
                gold, example = entity.gold, it.example
                yield Miss(
                    line=example.line,
                    lang=example.lang,
                    label=gold.label,
                    place=(gold.start, gold.end),
                    excerpt=shown(example.text, gold.start, gold.end),
                    letters=entity.readable,
                    seen=entity.found_as,
                )


def _alarms(judgements: Sequence[Judgement], shown: Shown) -> Iterator[Miss]:
    for it in judgements:
        for claim in it.claims:
            if claim.over or not claim.right:
                finding, example = claim.finding, it.example
                yield Miss(
                    line=example.line,
                    lang=example.lang,
                    label=finding.entity,
                    place=(finding.start, finding.end),
                    excerpt=shown(example.text, finding.start, finding.end),
                    letters=claim.over,
                    seen=claim.meets,
                    by=f"{finding.recognizer} {finding.score:.2f}".strip(),
                )


def _worst(misses: Iterator[Miss]) -> Listing:
    ordered = sorted(misses, key=lambda miss: (-miss.letters, miss.line, miss.place))
    return Listing(total=len(ordered), worst=tuple(ordered[:WORST]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """A comparison, and what its lists show."""

    comparison: Comparison
    newly_leaked: tuple[Miss, ...]
    newly_found: tuple[Miss, ...]


def _compared(comparison: Comparison, shown: Shown) -> _Compared:
    return _Compared(
        comparison=comparison,
        newly_leaked=tuple(
            _changed(it, shown) for it in comparison.newly_leaked[:WORST]
        ),
        newly_found=tuple(_changed(it, shown) for it in comparison.newly_found[:WORST]),
    )


def _changed(change: Change, shown: Shown) -> Miss:
    gold, example = change.gold, change.example
    return Miss(
        line=example.line,
        lang=example.lang,
        label=gold.label,
        place=(gold.start, gold.end),
        excerpt=shown(example.text, gold.start, gold.end),
    )
