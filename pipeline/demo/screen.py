"""How the demo looks: a live table on a terminal, plain lines elsewhere."""

import statistics
from collections import deque
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import orjson
from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from pipeline.demo.ledger import Ledger
from pipeline.shown import printable

ROWS = 9
PLAIN_EVERY = 60
"""Without a terminal, one message in so many is printed."""


class Screen:
    """Shows messages as they flow.

    On a terminal, a live table of the last messages and a progress bar; else a
    line for a message now and then.
    """

    def __init__(self, console: Console, total: int, views: Sequence[str]) -> None:
        """Prepare to show `total` raw messages in `views`."""
        self._console = console
        self._views = views
        self._rows: deque[tuple[str, ...]] = deque(maxlen=ROWS)
        self._shown = 0
        self._bar = Progress(
            TextColumn("masked"), BarColumn(None), MofNCompleteColumn(), expand=True
        )
        self._task = self._bar.add_task("masked", total=total)
        self._live = Live(console=console, refresh_per_second=8, transient=True)

    def __enter__(self) -> Self:
        """Start the live table, if there is a terminal."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        if self._console.is_terminal:
            self._live.stop()

    def show(self, raw: str, copies: Sequence[bytes], done: int) -> None:
        """Show one message before and after.

        Args:
            raw: Its text. The demo's own traffic: no real person is in it.
            copies: Its masked record in each view.
            done: Raw messages that are settled.
        """
        texts = [printable(orjson.loads(copy)["text"] or "") for copy in copies]
        self._shown += 1
        self._rows.append((printable(raw), *texts))
        self._bar.update(self._task, completed=done)
        if self._console.is_terminal:
            self._live.update(Group(self._table(), self._bar))
        elif self._shown % PLAIN_EVERY == 1:
            self._plain(self._rows[-1])

    def _table(self) -> Table:
        table = Table(expand=True, show_lines=True)
        for title, colour in zip(
            ("raw", *self._views), ("red", "green", "cyan"), strict=True
        ):
            table.add_column(title, style=colour, ratio=1, overflow="fold")
        for row in self._rows:
            table.add_row(*row)
        return table

    def _plain(self, row: Sequence[str]) -> None:
        for title, text in zip(("raw", *self._views), row, strict=True):
            self._console.print(f"{title:>10}  {text}", soft_wrap=True, markup=False)
        self._console.print()


def summary(ledger: Ledger, *, burst: float, leaks: int) -> Table:
    """Return the run's figures as a table.

    Args:
        ledger: The books.
        burst: Raw messages a second, when sent as fast as they can be.
        leaks: Planted values found anywhere in the output.
    """
    table = Table(title="maskstream demo", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column()
    for name, value in _figures(ledger, burst):
        table.add_row(name, value)
    bad = "red" if leaks or ledger.lost() else "green"
    table.add_row("lost", str(ledger.lost()), style=bad)
    table.add_row(
        "leaked", f"{leaks} of {len(ledger.planted()):,} planted values", style=bad
    )
    return table


def _figures(ledger: Ledger, burst: float) -> list[tuple[str, str]]:
    records = {v: sum(map(len, c.values())) for v, c in ledger.copies.items()}
    quantiles = statistics.quantiles(ledger.latencies() or [0.0, 0.0], n=100)
    return [
        ("messages in", f"{len(ledger.sent):,}"),
        *((f"records out, {view}", f"{n:,}") for view, n in records.items()),
        ("entities", _counts(ledger.labels)),
        ("quarantined", _counts(ledger.reasons) or "0"),
        ("messages/s in the burst", f"{burst:,.0f}"),
        ("latency p50 / p95", f"{quantiles[49]:.3f} s / {quantiles[94]:.3f} s"),
        ("bytes searched", f"{len(ledger.output):,}"),
    ]


def _counts(counts: "dict[str, int]") -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
