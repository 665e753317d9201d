"""Messages a second on one core, of several contenders on the same traffic.

Rounds of the contenders alternate in one process. A round's seconds are those that
the core worked for us, so that what else the machine does isn't counted; the latency
of one message is by the clock on the wall.
"""

import gc
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.bench.plan import Plan, Work
from pipeline.core.route import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured of one contender.

    Attributes:
        rates: Messages a second of the core's time, a round each.
        p50_ms: Median milliseconds of one message alone.
        p95_ms: What one message in twenty exceeds.
    """

    rates: tuple[float, ...]
    p50_ms: float
    p95_ms: float

    @property
    def median(self) -> float:
        """Messages a second in the median round."""
        return statistics.median(self.rates)

    def as_json(self) -> dict[str, object]:
        """Return the figures under stable names."""
        return {
            "messages_per_s": round(self.median, 1),
            "slowest": round(min(self.rates), 1),
            "fastest": round(max(self.rates), 1),
            "latency_ms": {"p50": round(self.p50_ms, 3), "p95": round(self.p95_ms, 3)},
        }


def measure(contenders: Mapping[str, Work], plan: Plan) -> dict[str, Speed]:
    """Time every contender on the same traffic, in alternating rounds."""
    for work in contenders.values():
        _seconds(work, plan.warm_up())
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    rounds = range(plan.rounds)
    for number in track(rounds, "measuring", console=Console(stderr=True)):
        batches = plan.batches(number)
        for name, work in contenders.items():
            rates[name].append(plan.count / _seconds(work, batches))
    alone = plan.single()
    return {
        name: _speed(rates[name], _latencies(work, alone))
        for name, work in contenders.items()
    }


def ratio(speeds: Mapping[str, Speed]) -> float | None:
    """Return ours / stock in the median; None without a baseline."""
    if "stock" not in speeds:
        return None
    return speeds["ours"].median / speeds["stock"].median


def table(speeds: Mapping[str, Speed]) -> Table:
    """Return all figures for people."""
    shown = Table(title="whole way, one core", title_justify="left")
    for title in ("", "messages/s", "slowest to fastest", "alone p50", "alone p95"):
        shown.add_column(title, justify="right" if title else "left")
    for name, speed in speeds.items():
        shown.add_row(
            name,
            f"{speed.median:,.0f}",
            f"{min(speed.rates):,.0f} to {max(speed.rates):,.0f}",
            f"{speed.p50_ms:.2f} ms",
            f"{speed.p95_ms:.2f} ms",
        )
    times = ratio(speeds)
    if times is not None:
        shown.caption = f"ours / stock: {times:.2f}"
    return shown


def _seconds(work: Work, batches: Iterable[Sequence[Incoming]]) -> float:
    gc.collect()
    started = time.process_time()
    for batch in batches:
        work(batch)
    return time.process_time() - started


def _latencies(work: Work, messages: Iterable[Incoming]) -> list[float]:
    return [_seconds_of_one(work, message) for message in messages]


def _seconds_of_one(work: Work, message: Incoming) -> float:
    started = time.perf_counter()
    work([message])
    return time.perf_counter() - started


def _speed(rates: Sequence[float], latencies: Sequence[float]) -> Speed:
    ordered = sorted(latencies)
    return Speed(
        rates=tuple(rates),
        p50_ms=ordered[len(ordered) // 2] * 1e3,
        p95_ms=ordered[len(ordered) * 95 // 100] * 1e3,
    )
