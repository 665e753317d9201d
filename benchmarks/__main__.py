"""Measure everything and write the page: ``python -m benchmarks``.

It goes on where it was stopped. With ``--quick`` runs are short, and the page is left
as it is.
"""

import argparse
import asyncio
import contextlib
import faulthandler
import sys
import time
from collections.abc import Callable, Sequence

from rich.console import Console

from benchmarks import page, results
from benchmarks.bare import measure_bare
from benchmarks.plan import BUDGET_S, PLAN, QUICK, SERIES_LIMIT_S, Pace, Series
from benchmarks.results import Figures
from benchmarks.series import measure, running

HANG_S = 1_200.0
"""After so long the process ends, whatever it waits for: its workers and broker end
with it, and the next run goes on with the series that are complete."""

Save = Callable[[Figures], None]

_CONSOLE = Console(stderr=True)


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit status."""
    given = _parser().parse_args(arguments)
    if given.page:
        _write(results.load())
        return 0
    faulthandler.dump_traceback_later(HANG_S, exit=True)
    plan = [series for series in PLAN if series.name.startswith(given.only)]
    if given.quick:
        _measure(results.begin(fresh=True), plan, QUICK, lambda _: None)
        return 0
    figures = results.begin(fresh=given.fresh)
    _measure(figures, plan, Pace(), results.save)
    return 0 if given.only else _finish(figures)


def _measure(figures: Figures, plan: Sequence[Series], pace: Pace, save: Save) -> None:
    """Add what isn't there yet, and save after each part."""
    end = time.monotonic() + BUDGET_S
    if figures["bare"] is None:
        _CONSOLE.print("bare detection, beside stock Presidio")
        figures["bare"] = measure_bare(pace.bare)
        save(figures)
    for series in plan:
        if len(results.steps(figures, series.name)) < len(series.steps):
            limit = min(SERIES_LIMIT_S, end - time.monotonic())
            figures["series"][series.name] = _steps(series, pace, limit)
            save(figures)


def _steps(series: Series, pace: Pace, limit: float) -> list[Figures]:
    """Return the figures of a series, as far as it comes."""
    found: list[Figures] = []
    try:
        asyncio.run(_fill(found, series, pace, limit))
    except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
        _CONSOLE.print(f"{series.name} is not complete: {error!r}")
    return found


async def _fill(found: list[Figures], series: Series, pace: Pace, limit: float) -> None:
    """Add a series' figures, step by step, in so many seconds."""
    if limit <= 0:
        raise TimeoutError("the run has lasted too long")
    _CONSOLE.print(series.name)
    with running(series.broker) as broker:
        async with (
            asyncio.timeout(limit),
            contextlib.aclosing(measure(series, broker, pace)) as measured,
        ):
            async for step in measured:
                found.append(step)
                _CONSOLE.print(step)


def _finish(figures: Figures) -> int:
    """Write what there is, if it's enough for a page; return the exit status."""
    for name in results.missing(figures):
        _CONSOLE.print(f"missing: {name}")
    if not page.enough(figures):
        _CONSOLE.print("too little for a page: it is left as it was")
        return 1
    results.finish(figures)
    _write(figures)
    return 0


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
