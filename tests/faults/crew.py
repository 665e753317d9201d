"""Workers under a supervisor that starts again what has ended, as a deployment's."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import psutil

from pipeline.settings import Settings

READY = b'"event":"worker_ready"'
READY_LIMIT_S = 240.0
END_LIMIT_S = 120.0
ENDS = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGABRT, signal.SIGSEGV})
LOOK_S = 0.2
WARM_LOOKS = 25
MEGABYTE = 1 << 20


class Worker:
    """One worker's process, in a folder of its own.

    Attributes:
        folder: Its working and temporary folder.
        log: All that it says.
        told: The signal by which the test ended it, if it did.
        held_mb: Resident memory whenever it was looked at since it was ready.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Start it."""
        folder.mkdir()
        self.folder = folder
        self.log = folder / "log"
        self.told: signal.Signals | None = None
        self.held_mb: list[int] = []
        self._port = _free_port()
        own = {"TMPDIR": str(folder), "MASKSTREAM_METRICS_PORT": str(self._port)}
        path = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.work"],
                cwd=folder,
                env={**os.environ, **environment, **own, "PYTHONPATH": path},
                stdout=log,
                stderr=log,
            )

    @property
    def lives(self) -> bool:
        """Tell whether its process still runs."""
        return self.process.poll() is None

    @property
    def ready(self) -> bool:
        """Tell whether partitions were assigned to it, if only once."""
        return READY in self.log.read_bytes()

    def count(self, event: str) -> int:
        """Count an event in its log."""
        return self.log.read_bytes().count(f'"event":"{event}"'.encode())

    def children(self) -> list[int]:
        """Return the process ids of its CPU processes."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [p.pid for p in psutil.Process(self.process.pid).children()]
        return []

    async def has_told(self, event: str, times: int) -> None:
        """Wait until it has told of an event often enough."""
        end = time.monotonic() + READY_LIMIT_S
        while self.count(event) < times:
            assert time.monotonic() < end, f"a worker never told {event}"
            await asyncio.sleep(0.1)

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal; remember one that ends it."""
        if number in ENDS:
            self.told = number
        self.process.send_signal(number)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send it a signal that ends it, and wait; give its exit status."""
        self.tell(number)
        return await asyncio.to_thread(self.process.wait, END_LIMIT_S)

    def metrics(self) -> bytes:
        """Return what its Prometheus port says; nothing while there is none."""
        with contextlib.suppress(OSError, urllib.error.URLError):
            address = f"http://127.0.0.1:{self._port}/metrics"
            with urllib.request.urlopen(address, timeout=2) as answer:
                said: bytes = answer.read()
                return said
        return b""

    def look(self) -> None:
        """Note how much memory it holds."""
        if self.held_mb or self.ready:
            with contextlib.suppress(psutil.NoSuchProcess):
                held = psutil.Process(self.process.pid).memory_info().rss
                self.held_mb += [held // MEGABYTE] if held else []  # else it ends

    @property
    def growth_mb(self) -> int:
        """Return how much it grew since it had worked for a while."""
        return max(self.held_mb[WARM_LOOKS:], default=0) - min(
            self.held_mb[WARM_LOOKS:], default=0
        )


class Crew:
    """Workers of one group.

    Attributes:
        folder: Where each has a folder.
        workers: All that were ever started.
        exits: Exit statuses of those that no test had ended.
    """

    def __init__(self, settings: Settings, folder: Path, random: Random) -> None:
        """Employ nobody yet."""
        self.workers: list[Worker] = []
        self.exits: Counter[int] = Counter()
        self._settings = settings
        self.folder = folder
        self._random = random
        self._extra: dict[str, str] = {}
        self._places: list[Worker] = []
        self._watch: asyncio.Task[None] | None = None

    async def hire(self, count: int, **extra: object) -> None:
        """Start workers, and start each again whenever it ends.

        Args:
            count: How many more.
            extra: Further variables of their environment, for all from now on.
        """
        self._extra |= {name: str(value) for name, value in extra.items()}
        self._places += [self.start() for _ in range(count)]
        self._watch = self._watch or asyncio.create_task(self._supervise())
        await self.stands()

    def start(self) -> Worker:
        """Start a worker that nobody starts again."""
        folder = self.folder / f"worker-{len(self.workers)}"
        self.workers.append(Worker(folder, _environment(self._settings) | self._extra))
        return self.workers[-1]

    async def try_out(self, **extra: object) -> None:
        """Start a worker with variables of its own, and wait until it gives up."""
        before = self._extra
        self._extra = before | {name: str(value) for name, value in extra.items()}
        worker, self._extra = self.start(), before
        await asyncio.to_thread(worker.process.wait, READY_LIMIT_S)
        self._note(worker)

    async def stands(self, *more: Worker) -> None:
        """Wait until every worker in place, and these, take messages."""
        end = time.monotonic() + READY_LIMIT_S
        while not all(worker.ready for worker in (*self._places, *more)):
            assert time.monotonic() < end, "a worker doesn't start"
            await asyncio.sleep(0.1)

    def anyone(self) -> Worker:
        """Return one of those in place that live."""
        return self._random.choice([w for w in self._places if w.lives])

    def alive(self) -> list[Worker]:
        """Return all that live."""
        return [worker for worker in self.workers if worker.lives]

    @property
    def peak_mb(self) -> int:
        """Return the most resident memory that one of them held."""
        return max((max(w.held_mb, default=0) for w in self.workers), default=0)

    @property
    def growth_mb(self) -> int:
        """Return the most that one of them grew while it worked."""
        return max((worker.growth_mb for worker in self.workers), default=0)

    async def close(self) -> None:
        """End all, gently if they can."""
        if self._watch is not None:
            self._watch.cancel()
        for worker in self.alive():
            worker.tell(signal.SIGCONT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            await asyncio.gather(*(worker.end() for worker in self.alive()))
        for worker in self.alive():
            await worker.end(signal.SIGKILL)

    def left_behind(self) -> Iterator[bytes]:
        """Yield every file that workers wrote, and what their metrics say."""
        for worker in self.workers:
            yield worker.metrics() if worker.lives else b""
            for file in sorted(worker.folder.rglob("*")):
                if file.is_file():
                    yield file.name.encode() + b"\n" + file.read_bytes()

    async def _supervise(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            for place, worker in enumerate(self._places):
                worker.look()
                if not worker.lives:
                    self._note(worker)
                    self._places[place] = self.start()

    def _note(self, worker: Worker) -> None:
        if worker.told is None or worker.process.returncode not in {0, -worker.told}:
            self.exits[worker.process.returncode] += 1


def _environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(exclude_defaults=True)
    secret = settings.sasl_password.get_secret_value()
    named = given | ({"sasl_password": secret} if secret else {})
    return {f"MASKSTREAM_{name.upper()}": str(value) for name, value in named.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
