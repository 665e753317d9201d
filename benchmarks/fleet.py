"""Workers as a deployment runs them, and what they use of the machine."""

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.plan import WorkKind
from pipeline import lifeline
from pipeline.settings import Settings

PATIENCE_S = 45.0
FAREWELL_S = 10.0
_MODULES = {WorkKind.MASK: "pipeline.cli", WorkKind.PASSTHROUGH: "benchmarks.work"}
_TIED = (sys.executable, "-I", lifeline.__file__, str(os.getpid()))
"""A worker ends with this process, whatever ends it."""
_READY = re.compile(rb'"worker_ready".*?"partitions": ?(\d+)|partitions=(\d+)')
_PASSED_ON = ("brokers", "group", "incoming", "outgoing", "quarantine", "keyset_file")


class FleetError(Exception):
    """Workers didn't come up; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Seconds of CPU since a process began, by whose they are.

    Attributes:
        worker: The workers' own processes: consume, publish, acknowledge.
        child: Their CPU processes: detect and mask.
        broker: The broker.
        load: This process, which sends and reads.
    """

    worker: float
    child: float
    broker: float
    load: float

    def since(self, before: "Usage") -> "Usage":
        """Return what was used after `before`."""
        return Usage(
            worker=self.worker - before.worker,
            child=self.child - before.child,
            broker=self.broker - before.broker,
            load=self.load - before.load,
        )

    def micros(self, messages: int) -> dict[str, float]:
        """Return microseconds a message, under stable names."""
        parts = {
            "worker": self.worker,
            "child": self.child,
            "broker": self.broker,
            "load": self.load,
        }
        return {
            name: round(seconds / messages * 1e6, 1) for name, seconds in parts.items()
        }


class Fleet:
    """A growing number of workers, each with one CPU process."""

    def __init__(
        self, settings: Settings, work: WorkKind, folder: Path, broker_pid: int | None
    ) -> None:
        """Start none yet.

        Args:
            settings: What the workers get by their environment.
            work: What they do.
            folder: Where their logs go.
            broker_pid: Whose CPU time counts as the broker's.
        """
        self._settings = settings
        self._work = work
        self._folder = folder
        self._broker = psutil.Process(broker_pid) if broker_pid else None
        self._workers: list[tuple[subprocess.Popen[bytes], Path]] = []

    async def grow(self, size: int) -> None:
        """Start workers until there are `size`, and wait until they share the work.

        Raises:
            FleetError: One ended, or they take too long.
        """
        while len(self._workers) < size:
            self._workers.append(self._start(len(self._workers)))
        end = time.monotonic() + PATIENCE_S
        while self._assigned() != self._expected():
            if time.monotonic() > end:
                raise FleetError(f"{size} workers don't share {self._expected()}")
            for worker, log in self._workers:
                if worker.poll() is not None:
                    said = log.read_text("utf-8", "replace").splitlines()
                    raise FleetError(f"a worker ended: {said[-1:]}")
            await asyncio.sleep(0.1)

    def usage(self) -> Usage:
        """Return what was used so far."""
        workers = [psutil.Process(worker.pid) for worker, _ in self._workers]
        children = [child for worker in workers for child in worker.children()]
        return Usage(
            worker=sum(map(_seconds, workers)),
            child=sum(map(_seconds, children)),
            broker=_seconds(self._broker) if self._broker else 0.0,
            load=_seconds(psutil.Process()),
        )

    def resident_mib(self) -> dict[str, float]:
        """Return the memory of the first worker, and of its CPU process."""
        worker = psutil.Process(self._workers[0][0].pid)
        children = sum(child.memory_info().rss for child in worker.children())
        return {
            "worker": round(worker.memory_info().rss / 2**20, 1),
            "child": round(children / 2**20, 1),
        }

    def end(self) -> None:
        """Have every worker leave; wait no longer than `FAREWELL_S` for them all."""
        end = time.monotonic() + FAREWELL_S
        for worker, _ in self._workers:
            worker.terminate()
        for worker, _ in self._workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.wait(max(0.0, end - time.monotonic()))
            worker.kill()
            worker.wait()

    def _start(self, number: int) -> "tuple[subprocess.Popen[bytes], Path]":
        log = self._folder / f"worker-{number}.log"
        given = {name: str(getattr(self._settings, name)) for name in _PASSED_ON}
        given |= {"processes": "1", "partitions": str(self._settings.partitions)}
        environment = {f"MASKSTREAM_{name.upper()}": v for name, v in given.items()}
        with log.open("wb") as sink:
            worker = subprocess.Popen(
                [*_TIED, sys.executable, "-m", _MODULES[self._work], "worker"],
                stdout=sink,
                stderr=sink,
                env=os.environ | environment,
            )
        return worker, log

    def _assigned(self) -> list[int]:
        """Return the partitions that each worker last said it has, sorted."""
        said = (_READY.findall(log.read_bytes()) for _, log in self._workers)
        return sorted(int(max(last[-1])) if last else -1 for last in said)

    def _expected(self) -> list[int]:
        share, more = divmod(self._settings.partitions, len(self._workers))
        fewer = len(self._workers) - more
        return [share] * fewer + [share + 1] * more


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextlib.contextmanager
def ended(fleet: Fleet) -> Iterator[Fleet]:
    """End a fleet with a ``with`` block."""
    try:
        yield fleet
    finally:
        fleet.end()
