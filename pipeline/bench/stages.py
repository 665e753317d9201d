"""Where the time goes: each stage of the way, without the stages within it.

A clock stands at the seams, the functions through which the parts call each other:
while it runs, each of `SEAMS` is replaced by itself with the clock around it. The
product knows nothing of it, and outside of `watched` nothing is slower for it.
"""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from rich.console import Console
from rich.progress import track
from rich.table import Table

from models import names
from models.names import NameDetector
from pipeline import assembly
from pipeline.bench.plan import Plan
from pipeline.core import mask, redact
from pipeline.core.quarantine import Quarantine
from pipeline.core.route import Redact
from pipeline.keys import Keys
from pipeline.operators import Renderer
from recognizers import engine
from recognizers.engine import PatternDetector

REST: Final = "rest"
"""What is in no stage: the loops around them."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a stage is called.

    Attributes:
        stage: The stage's name.
        owner: The module or class that calls it by this name.
        name: The function's name there.
        builder: Whether the function only builds what is to be timed.
    """

    stage: str
    owner: Any
    name: str
    builder: bool = False


SEAMS: Final = (
    Seam("decode", redact, "parse"),
    Seam("decode", redact, "choose"),
    Seam("decode", redact, "decode_payload"),
    Seam("normalise", engine, "readings_of"),
    Seam("normalise", names, "prose_of"),
    Seam("patterns", PatternDetector, "__call__"),
    Seam("model", NameDetector, "__call__"),
    Seam("vetoes", assembly, "without_non_names", builder=True),
    Seam("echoes", assembly, "with_echoes", builder=True),
    Seam("resolve", mask, "resolve"),
    Seam("mask", assembly, "mask"),
    Seam("operators", Renderer, "__call__"),
    Seam("tokens", Keys, "token"),
    Seam("encode", redact, "encode"),
    Seam("quarantine", Quarantine, "put"),
)
"""In the order of a message's way."""


class Clock:
    """Adds up each stage's own seconds; for one thread."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        """Read the time from `now`: the wall clock, which is read most cheaply."""
        self._now = now
        self._running = [REST]
        self.restart()

    def restart(self) -> None:
        """Forget what was added up."""
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._since = self._now()

    def shares(self) -> dict[str, float]:
        """Return each stage's part of the time since the start, in [0, 1]."""
        self._account()
        total = sum(self._seconds.values()) or 1.0
        return {stage: seconds / total for stage, seconds in self._seconds.items()}

    def around(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return `work`, whose time is the stage's."""

        @wraps(work)
        def timed(*args: object, **kwargs: object) -> object:
            self._account()
            self._running.append(stage)
            try:
                return work(*args, **kwargs)
            finally:
                self._account()
                self._running.pop()

        return timed

    def _account(self) -> None:
        now = self._now()
        self._seconds[self._running[-1]] += now - self._since
        self._since = now


@contextmanager
def watched(clock: Clock, seams: Sequence[Seam] = SEAMS) -> Iterator[None]:
    """Put the clock around every seam; what is to be timed is built inside."""
    before = [(seam, getattr(seam.owner, seam.name)) for seam in seams]
    try:
        for seam, work in before:
            setattr(seam.owner, seam.name, _with_clock(clock, seam, work))
        yield
    finally:
        for seam, work in before:
            setattr(seam.owner, seam.name, work)


def _with_clock(
    clock: Clock, seam: Seam, work: Callable[..., Any]
) -> Callable[..., Any]:
    if not seam.builder:
        return clock.around(seam.stage, work)

    @wraps(work)
    def build(*args: object, **kwargs: object) -> Callable[..., Any]:
        return clock.around(seam.stage, work(*args, **kwargs))

    return build


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Where the time of the median message goes.

    Attributes:
        micros: Microseconds of the core's time a message, by stage, in the order of
            a message's way; the median round's.
    """

    micros: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Messages a second with the clock: without it, they are a bit more."""
        return 1e6 / sum(self.micros.values())

    def as_json(self) -> dict[str, object]:
        """Return the figures under stable names."""
        return {
            "messages_per_s": round(self.rate, 1),
            "us_per_message": {k: round(v, 2) for k, v in self.micros.items()},
            "share": {k: round(v, 4) for k, v in self._shares().items()},
        }

    def as_table(self) -> Table:
        """Return the figures for people."""
        shown = Table(title="where the time goes", title_justify="left")
        for column in ("stage", "µs a message", "share"):
            shown.add_column(column, justify="left" if column == "stage" else "right")
        for stage, share in self._shares().items():
            shown.add_row(stage, f"{self.micros[stage]:,.1f}", f"{share:.1%}")
        shown.add_row("all", f"{1e6 / self.rate:,.1f}", "")
        return shown

    def _shares(self) -> dict[str, float]:
        return {
            stage: micros * self.rate / 1e6 for stage, micros in self.micros.items()
        }


def measure_stages(
    build: Callable[[], Redact], plan: Plan, seams: Sequence[Seam] = SEAMS
) -> Stages:
    """Time every stage.

    Args:
        build: Builds the whole way.
        plan: What to measure.
        seams: Where to put the clock.
    """
    clock = Clock()
    with watched(clock, seams):
        work = build()
        for batch in plan.warm_up():
            work(batch)
        numbers = track(range(plan.rounds), "stages", console=Console(stderr=True))
        rounds = [_round(work, clock, plan, number) for number in numbers]
    median = sorted(rounds, key=lambda one: sum(one.values()))[len(rounds) // 2]
    stages = dict.fromkeys([*(seam.stage for seam in seams), REST])
    return Stages(micros={stage: median.get(stage, 0.0) for stage in stages})


def _round(work: Redact, clock: Clock, plan: Plan, number: int) -> dict[str, float]:
    """Return microseconds of the core's time a message, by stage."""
    batches = plan.batches(number)
    gc.collect()
    clock.restart()
    started = time.process_time()
    for batch in batches:
        work(batch)
    shares, seconds = clock.shares(), time.process_time() - started
    return {
        stage: share * seconds / plan.count * 1e6 for stage, share in shares.items()
    }
