"""Measure everything and write the page: ``python -m benchmarks``.

It goes on where it was stopped. With ``--quick`` runs are short, and the page is left
as it is.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from rich.console import Console

from benchmarks import page, results
from benchmarks.bare import measure_bare
from benchmarks.plan import PLAN, QUICK, Pace, Series
from benchmarks.results import Figures
from benchmarks.series import measure, running


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit status."""
    given = _parser().parse_args(arguments)
    if given.page:
        _write(results.load())
        return 0
    pace = QUICK if given.quick else Pace()
    partial = results.PARTIAL.with_stem("quick") if given.quick else results.PARTIAL
    figures = results.begin(fresh=given.fresh or given.quick, partial=partial)
    plan = [series for series in PLAN if series.name.startswith(given.only)]
    _measure(figures, plan, pace, quick=given.quick)
    if given.quick or given.only:
        return 0
    results.finish(figures)
    _write(figures)
    return 0


def _measure(
    figures: Figures, plan: Sequence[Series], pace: Pace, *, quick: bool
) -> None:
    """Add what isn't there yet, and save after each part."""
    console = Console(stderr=True)
    if figures["bare"] is None:
        console.print("bare detection, beside stock Presidio")
        figures["bare"] = measure_bare(*(("--count", "200") if quick else ()))
        _keep(figures, quick=quick)
    for series in plan:
        if series.name not in figures["series"]:
            console.print(series.name)
            figures["series"][series.name] = _run(series, pace)
            _keep(figures, quick=quick)
            for step in figures["series"][series.name]:
                console.print(step)


def _keep(figures: Figures, *, quick: bool) -> None:
    if not quick:
        results.save(figures)


def _run(series: Series, pace: Pace) -> list[Figures]:
    with running(series.broker) as broker:
        return asyncio.run(measure(series, broker, pace))


def _write(figures: Figures) -> None:
    """Draw the pictures and write the page."""
    # Of a dependency group of its own: figures can be had without it.
    from benchmarks.plots import draw  # noqa: PLC0415

    draw(figures, results.FOLDER)
    page.PAGE.write_text(page.render(figures), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="forget a broken-off run")
    parser.add_argument("--quick", action="store_true", help="short runs, no page")
    parser.add_argument("--only", default="", help="series that begin like this")
    parser.add_argument("--page", action="store_true", help="write the page only")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
