"""Messages a second on one core, beside stock Presidio if wanted.

Measured is the whole way: raw bytes in, all masked copies out. Stock Presidio is
given less to do: only the main texts, already decoded, analysed and anonymised
once, in batches. Rounds of the two alternate in one process, pinned to one core. A
round's seconds are those that the core worked for us, so that what else the machine
does isn't counted; the latency of one message is by the clock on the wall.
"""

import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import orjson
from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.core.errors import ConfigError
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Redact
from pipeline.pool_child import STATM, resident_bytes
from pipeline.stock import stock_presidio
from pipeline.traffic import generate

Work = Callable[[Sequence[Incoming]], object]
"""What is timed: it takes a batch and does everything to it."""

SOAK = (10_000, 100_000)
"""Messages after which resident memory is compared."""

FLAT = 1.1
"""Resident memory may grow by this factor between the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured.

    Attributes:
        count: Messages in a round.
        rounds: Rounds after the warm-up; the median counts.
        batch: Messages handed over at once.
        seed: Of the first round's traffic; the next number for each further one.
        alone: Messages of which each is timed alone, for the latency.
    """

    count: int = 2_000
    rounds: int = 5
    batch: int = 100
    seed: int = 7
    alone: int = 300


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


def run_bench(redact: Redact, plan: Plan, *, baseline: bool, as_json: bool) -> int:
    """Measure, and print a table or JSON on stdout.

    Args:
        redact: The whole way.
        plan: What to measure.
        baseline: Measure stock Presidio too, and the ratio.
        as_json: Print one JSON object instead of the table.

    Returns:
        Exit status 0.
    """
    contenders: dict[str, Work] = {"ours": redact}
    if baseline:
        contenders["stock"] = stock_presidio()
    with one_core():
        speeds = measure(contenders, plan)
    if as_json:
        sys.stdout.write(orjson.dumps(report(speeds, plan)).decode() + "\n")
    else:
        Console().print(table(speeds))
    return 0


def measure(contenders: dict[str, Work], plan: Plan) -> dict[str, Speed]:
    """Time every contender on the same traffic, in alternating rounds.

    Each round has traffic of its own: what is remembered of one must not serve the
    next, but as far as customers come back with the same name and number.
    """
    warm_up = _batches(plan, plan.seed - 1)
    for work in contenders.values():
        _seconds(work, warm_up)
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    rounds = range(plan.rounds)
    for number in track(rounds, "measuring", console=Console(stderr=True)):
        batches = _batches(plan, plan.seed + number)
        for name, work in contenders.items():
            rates[name].append(plan.count / _seconds(work, batches))
    alone = list(traffic(plan.alone, plan.seed + plan.rounds))
    return {
        name: _speed(rates[name], _latencies(work, alone))
        for name, work in contenders.items()
    }


def _batches(plan: Plan, seed: int) -> list[list[Incoming]]:
    messages = list(traffic(plan.count, seed))
    return [messages[i : i + plan.batch] for i in range(0, plan.count, plan.batch)]


def traffic(count: int, seed: int) -> Iterator[Incoming]:
    """Generate raw messages as a worker would read them."""
    for line, raw in enumerate(generate(count, seed), start=1):
        yield Incoming(value=raw.value, source=Source(line=line))


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


def report(speeds: dict[str, Speed], plan: Plan) -> dict[str, object]:
    """Return all figures; ``ratio`` is ours / stock, None without a baseline."""
    ratio = (
        speeds["ours"].median / speeds["stock"].median if "stock" in speeds else None
    )
    return {
        "messages": plan.count,
        "rounds": plan.rounds,
        "batch": plan.batch,
        "python": platform.python_version(),
        **{name: speed.as_json() for name, speed in speeds.items()},
        "ratio": ratio and round(ratio, 2),
    }


def table(speeds: dict[str, Speed]) -> Table:
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
    if "stock" in speeds:
        ratio = speeds["ours"].median / speeds["stock"].median
        shown.caption = f"ours / stock: {ratio:.2f}"
    return shown


@contextmanager
def one_core() -> Iterator[None]:
    """Pin this process to one of its cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Soak:
    """Resident memory, in bytes, after few and after many messages."""

    early: int
    late: int

    @property
    def flat(self) -> bool:
        """Whether memory stayed within the allowance."""
        return self.late <= self.early * FLAT


def run_soak(redact: Redact, plan: Plan, *, as_json: bool) -> int:
    """Measure memory over many messages, and print it on stdout.

    Returns:
        Exit status 1 if memory grew by more than a tenth.

    Raises:
        ConfigError: The system doesn't tell how much memory a process holds.
    """
    if not STATM.exists():
        raise ConfigError(str(STATM), "", "isn't there: memory can't be measured")
    soak = measure_memory(redact, plan, *SOAK)
    figures = {"early": soak.early, "late": soak.late, "flat": soak.flat}
    if as_json:
        sys.stdout.write(orjson.dumps(figures).decode() + "\n")
    else:
        early, late = (f"{size / 2**20:,.0f} MiB" for size in (soak.early, soak.late))
        Console().print(f"resident after {SOAK[0]:,}: {early}; {SOAK[1]:,}: {late}")
    return 0 if soak.flat else 1


def measure_memory(redact: Redact, plan: Plan, early: int, late: int) -> Soak:
    """Take resident memory after `early` and after `late` messages of one stream."""
    messages = traffic(late, plan.seed)
    sizes = []
    for count in (early, late - early):
        rounds = range(-(-count // plan.batch))
        part = islice(messages, count)
        for _ in track(rounds, "soaking", console=Console(stderr=True)):
            redact(list(islice(part, plan.batch)))
        gc.collect()
        sizes.append(resident_bytes())
    return Soak(early=sizes[0], late=sizes[1])
