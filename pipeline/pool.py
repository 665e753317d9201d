"""CPU processes that redact: replaced when they die, killed when they hang.

Each child has a pipe of its own and holds one chunk at a time, so that a dead or
hung child takes nothing with it but its chunk, which is then done record by record:
only the record at fault is given up. A child says nothing to the outside but its
answers, and of an exception nothing but its class.
"""

import asyncio
import logging
import math
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Self, TypeVar

from pipeline.core.errors import PoolError
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.delivery import GiveUp
from pipeline.lifeline import die_with

T = TypeVar("T")

Factory = Callable[[], Redact]
"""Builds the redactor inside a child; picklable: a module's function or class."""

Answer = tuple[Sequence[Sequence[Outgoing]], int]
"""What a child made of a chunk, and its resident memory in bytes."""


class Poison(StrEnum):
    """Why a record was given up."""

    TIMEOUT = "timeout"
    CRASHED = "crashed"


class ChunkError(Exception):
    """A chunk came to nothing; `reason` says how."""

    def __init__(self, reason: Poison) -> None:
        """Say whether it took too long or ended its child."""
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use.

    Attributes:
        start_s: Seconds to build its redactor.
        budget_s: Seconds that detection may take for one record.
        slack_s: Seconds on top of a chunk's budget.
        share: Part of its budget that each further record of a chunk adds. A
            chunk that runs out of time is done again one by one, each with its
            whole budget: a tight limit costs time, never a record.
        memory_bytes: Private memory; a child that wants more fails.
        resident_bytes: A child that holds more after its chunk is replaced ...
        recycle_after: ... if it has done this many records.
    """

    start_s: float = 120.0
    budget_s: float = 2.0
    slack_s: float = 1.0
    share: float = 0.05
    memory_bytes: int = 2 << 30
    resident_bytes: int = 600 << 20
    recycle_after: int = 2_000

    def seconds(self, records: int) -> float:
        """Return how long a chunk may take."""
        return self.slack_s + self.budget_s * (1 + self.share * (records - 1))


class Pool:
    """Redacts batches in child processes; see the module.

    Use as an async context manager, from a thread that lives as long as the pool.
    """

    def __init__(
        self,
        factory: Factory,
        give_up: GiveUp,
        *,
        processes: int = 0,
        limits: Limits | None = None,
    ) -> None:
        """Plan a pool of `processes` children; 0 means one per core."""
        self._give_up = give_up
        self._limits = limits or Limits()
        count = processes or os.cpu_count() or 1
        self._children = [_Child(factory, self._limits) for _ in range(count)]
        self._free: asyncio.Queue[_Child] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="pool")

    async def __aenter__(self) -> Self:
        """Start the children.

        Raises:
            PoolError: One didn't start.
        """
        try:
            await asyncio.gather(*map(self._start, self._children))
        except BaseException:
            self._close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Kill the children."""
        self._close()

    @property
    def pids(self) -> list[int]:
        """Return the process ids of the children that run."""
        return [pid for child in self._children if (pid := child.pid) is not None]

    async def redact(self, batch: Sequence[Incoming]) -> list[Sequence[Outgoing]]:
        """Redact a batch.

        Returns:
            What to publish for each record, in order. A record that outlasts its
            budget or ends its child, alone, is what `give_up` makes of it.

        Raises:
            PoolError: A child couldn't be started again.
        """
        size = max(1, math.ceil(len(batch) / len(self._children)))
        chunks = [batch[i : i + size] for i in range(0, len(batch), size)]
        answers = await asyncio.gather(*map(self._chunk, chunks))
        return [outgoing for answer in answers for outgoing in answer]

    async def _start(self, child: "_Child") -> None:
        await self._in_thread(child.start)
        self._free.put_nowait(child)

    async def _chunk(self, chunk: Sequence[Incoming]) -> list[Sequence[Outgoing]]:
        try:
            return list(await self._call(chunk))
        except ChunkError:
            return [await self._alone(incoming) for incoming in chunk]

    async def _alone(self, incoming: Incoming) -> Sequence[Outgoing]:
        try:
            return (await self._call([incoming]))[0]
        except ChunkError as error:
            return [self._give_up(incoming, error.reason.value)]

    async def _call(self, chunk: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        child = await self._free.get()
        working = self._in_thread(child.redact, chunk)
        # A caller who is cancelled leaves; the child is free when it is done.
        working.add_done_callback(lambda _: self._free.put_nowait(child))
        return await asyncio.shield(working)

    def _in_thread(self, call: Callable[..., T], *args: object) -> "asyncio.Future[T]":
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._threads, call, *args)

    def _close(self) -> None:
        for child in self._children:
            child.kill()
        self._threads.shutdown()


class _Child:
    """One process and the pipe to it. Used by one thread at a time."""

    def __init__(self, factory: Factory, limits: Limits) -> None:
        self._factory = factory
        self._limits = limits
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._done = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Return its process id while it has one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process and wait until its redactor stands.

        Raises:
            PoolError: It didn't come up.
        """
        if self._closed:
            raise PoolError("the pool is closed")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve,
            args=(self._factory, theirs, os.getpid(), self._limits.memory_bytes),
            name="redact",
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self._done = 0
        try:
            problem = self._exchange(None, self._limits.start_s)
        except ChunkError as error:
            raise PoolError(f"a CPU process did not start: {error}") from None
        if problem is not None:
            raise PoolError(f"a CPU process did not start: {problem}")

    def redact(self, chunk: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        """Have a chunk redacted.

        Raises:
            ChunkError: It took too long, ended the process or failed in it. The
                process has been replaced.
            PoolError: The process couldn't be replaced.
        """
        try:
            outgoing, resident = self._answer(chunk)
        except ChunkError:
            self._replace()
            raise
        self._done += len(chunk)
        if self._done >= self._limits.recycle_after:
            self._recycle(resident)
        return outgoing

    def kill(self) -> None:
        """End the process for good."""
        self._closed = True
        self._end()

    def _answer(self, chunk: Sequence[Incoming]) -> Answer:
        answer = self._exchange(list(chunk), self._limits.seconds(len(chunk)))
        if isinstance(answer, tuple) and len(answer[0]) == len(chunk):
            return answer
        raise ChunkError(Poison.CRASHED)

    def _recycle(self, resident: int) -> None:
        self._done = 0
        if resident > self._limits.resident_bytes:
            self._replace()

    def _replace(self) -> None:
        self._end()
        self.start()

    def _end(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.kill()
        if self._process is not None:
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()

    def _exchange(
        self, chunk: list[Incoming] | None, limit_s: float
    ) -> Answer | str | None:
        """Send a chunk, if any, and take the answer; kill the child if it is late."""
        assert self._process is not None
        late = threading.Event()
        watch = threading.Timer(limit_s, _kill_late, (self._process, late))
        watch.start()
        try:
            answer = self._converse(chunk)
        except (EOFError, OSError):
            raise ChunkError(_reason(late)) from None
        finally:
            watch.cancel()
            watch.join()
        if late.is_set():  # it answered, but it won't any more
            raise ChunkError(Poison.TIMEOUT)
        return answer

    def _converse(self, chunk: list[Incoming] | None) -> Answer | str | None:
        assert self._pipe is not None
        if chunk is not None:
            self._pipe.send(chunk)
        answer: Answer | str | None = self._pipe.recv()
        return answer


def _reason(late: threading.Event) -> Poison:
    return Poison.TIMEOUT if late.is_set() else Poison.CRASHED


def _kill_late(process: SpawnProcess, late: threading.Event) -> None:
    late.set()
    process.kill()


def _serve(factory: Factory, pipe: Connection, parent: int, memory: int) -> None:
    """Be a child: build the redactor, answer chunks, until the pipe closes."""
    die_with(parent)
    _keep_quiet()
    # A worker that is told to end finishes its batch: it ends us when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    try:
        redact = factory()
    except BaseException as error:  # noqa: BLE001  # told by class, then we end
        pipe.send(type(error).__name__)
        return
    pipe.send(None)
    _answer(redact, pipe)


def _answer(redact: Redact, pipe: Connection) -> None:
    while True:
        try:
            chunk = pipe.recv()
        except EOFError:
            return
        try:
            answer: Answer | str = ([list(out) for out in redact(chunk)], _resident())
        except BaseException as error:  # noqa: BLE001  # its text may be a record's
            answer = type(error).__name__
        pipe.send(answer)


def _keep_quiet() -> None:
    """Close the side doors: what a library logs or prints may quote a record."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _resident() -> int:
    """Return the resident memory of this process in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # hot
        return int(file.read().split()[1]) * resource.getpagesize()
