"""Figures as tables that fit a terminal of 80 columns. No text is shown."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.cases import CaseRow
from pipeline.evaluate.compare import ComparedRow, Comparison, Delta
from pipeline.evaluate.examples import EVERY
from pipeline.evaluate.measure import Evaluation, Interval, Row
from pipeline.evaluate.result import Result
from pipeline.evaluate.shown import (
    between,
    cases_shown,
    change_between,
    counted,
    percent,
    without_repeats,
)

_LEFT = {"lang", "label", "tag", "figure", "entity"}
_FIGURES = ("recall", "precision", "f2", "leak_rate", "over_masking")


def tables(result: Result) -> Iterator[RenderableType]:
    """Yield every table of a run, in the order to read them."""
    yield by_label(result.evaluation)
    if result.cases:
        yield by_case(result.cases)
    for comparison in result.comparisons:
        yield sums_compared(comparison)
        yield labels_compared(comparison)
        yield Text(f"newly found: {counted(comparison.newly_found)}", style="green")
        yield Text(f"newly leaked: {counted(comparison.newly_leaked)}\n", style="red")
    if result.evaluation.tag_rows:
        yield by_tag(result.evaluation.tag_rows)


def by_label(evaluation: Evaluation) -> Table:
    """Show the figures by language and label."""
    table = _table(
        f"{evaluation.texts:,} texts, {evaluation.unchecked:,} unchecked; "
        "percent, and 95 % interval",
        *("lang", "label", "gold", "recall", "precision", "f2", "leak", "over"),
    )
    last = ""
    for row in without_repeats(evaluation.rows):
        _separate(table, last, row.lang)
        table.add_row(
            Text(row.lang if row.lang != last else ""),
            Text(row.label),
            str(row.gold),
            *_shares(row),
            style="bold" if row.label == EVERY else "",
        )
        last = row.lang
    return table


def by_tag(rows: Sequence[Row]) -> Table:
    """Show the figures of all labels by tag and language."""
    table = _table(
        "by tag, all labels",
        *("tag", "lang", "texts", "gold", "recall", "precision", "f2", "leak", "over"),
    )
    sums = [row for row in rows if row.label == EVERY]
    for row in without_repeats(sums):
        table.add_row(
            Text(row.tag), Text(row.lang), str(row.texts), str(row.gold), *_shares(row)
        )
    return table


def by_case(cases: Sequence[CaseRow]) -> Table:
    """Show how many positive cases are found and how many negative ones kept."""
    table = _table(
        "cases; percent, and 95 % interval",
        *("entity", "positives", "found", "negatives", "kept"),
    )
    table.padding = (0, 1)
    for row in cases_shown(cases):
        table.add_row(
            Text(row.entity),
            str(row.positives),
            _beside(row.found_share, row.found_interval),
            str(row.negatives),
            _beside(row.kept_share, row.kept_interval),
            style="bold" if row.entity == EVERY else "",
        )
    return table


def _shares(row: Row) -> Iterator[RenderableType]:
    yield _beside(row.recall, row.recall_interval)
    yield _beside(row.precision, row.precision_interval)
    yield percent(row.f2)
    yield percent(row.leak_rate)
    yield _beside(row.over_masking, row.over_masking_interval, decimals=1)


def _beside(value: float | None, ends: Interval | None, decimals: int = 0) -> Text:
    """Show a figure and its interval, figures under each other."""
    shown = Text(percent(value))
    width = len(between((1.0, 1.0), decimals)) - 1
    return shown.append(f" {between(ends, decimals):>{width}}", style="dim")


def sums_compared(comparison: Comparison) -> Table:
    """Show every figure of all labels, before and after, by language."""
    table = _table(
        f"{_names(comparison)}: {comparison.texts:,} texts; percent",
        *("lang", "figure", "before", "after", "difference", "95 %"),
    )
    sums = [row for row in comparison.rows if row.label == EVERY]
    last = ""
    for row in without_repeats(sums):
        _separate(table, last, row.lang)
        for figure in _FIGURES:
            lang = row.lang if row.lang != last else ""
            table.add_row(Text(lang), figure.replace("_", "-"), *_cells(row, figure))
            last = row.lang
    return table


def labels_compared(comparison: Comparison) -> Table:
    """Show recall and precision, before and after, by language and label."""
    figures = ("recall", "to", "diff.", "prec.", "to", "diff.")
    title = f"{_names(comparison)}, by label"
    table = _table(title, "lang", "label", "gold", *figures)
    last = ""
    for row in without_repeats(comparison.rows):
        if row.label != EVERY:
            _separate(table, last, row.lang)
            table.add_row(
                Text(row.lang if row.lang != last else ""),
                Text(row.label),
                str(row.gold),
                *_short_cells(row, "recall"),
                *_short_cells(row, "precision"),
            )
            last = row.lang
    return table


def _names(comparison: Comparison) -> str:
    return f"from {comparison.before} to {comparison.after}"


def _cells(row: ComparedRow, figure: str) -> Iterator[Text]:
    delta = row.delta(figure)
    yield from _short_cells(row, figure)
    yield Text(change_between(delta.interval), style="dim")


def _short_cells(row: ComparedRow, figure: str) -> Iterator[Text]:
    delta = row.delta(figure)
    yield Text(percent(delta.before))
    yield Text(percent(delta.after))
    yield Text(percent(delta.difference, sign=True), style=_style(delta))


def _style(delta: Delta) -> str:
    """Return bold for a difference that isn't chance."""
    return "bold" if delta.is_certain else "dim"


def _separate(table: Table, last: str, lang: str) -> None:
    if last and lang != last:
        table.add_section()


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=Text(title),
        title_justify="left",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=0,
    )
    for name in columns:
        justify = "left" if name in _LEFT else "right"
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    return table
