"""CPU processes that redact: replaced when they die, killed when they hang.

Each child has a pipe of its own and holds one chunk at a time, so that a dead or
hung child takes nothing with it but its chunk, which is then done record by record:
only the record at fault is given up.
"""

import asyncio
import functools
import math
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Self, TypeVar

from pipeline.core.errors import PoolError
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import GiveUp
from pipeline.pool_child import START, Answer, Factory

T = TypeVar("T")

SECRET_VARIABLES = frozenset({"MASKSTREAM_KEYSET", "MASKSTREAM_SASL_PASSWORD"})
"""What a child gets with its redactor, by a pipe, or not at all."""


class Poison(StrEnum):
    """Why a record was given up."""

    TIMEOUT = "timeout"
    CRASHED = "crashed"


class ChunkError(Exception):
    """A chunk came to nothing; `reason` says how."""

    def __init__(self, reason: Poison) -> None:
        """Say whether it took too long or crashed."""
        self.reason = reason
        super().__init__(reason.value)


class ChildLostError(ChunkError):
    """And its child with it, which is to be replaced."""


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
        failures: So many in a row, and it is replaced, too.
    """

    start_s: float = 120.0
    budget_s: float = 2.0
    slack_s: float = 1.0
    share: float = 0.05
    memory_bytes: int = 2 << 30
    resident_bytes: int = 600 << 20
    recycle_after: int = 2_000
    failures: int = 3

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
        processes: int,
        limits: Limits | None = None,
        replaced: Callable[[], None] = lambda: None,
    ) -> None:
        """Plan a pool of `processes` children.

        `replaced` is told of each child that ended before its time.
        """
        self._give_up = give_up
        self._replaced = replaced
        self._limits = limits or Limits()
        self._children = [_Child(factory, self._limits) for _ in range(processes)]
        self._free: asyncio.Queue[_Child] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="pool")

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
        except ChunkError as error:
            self._tell(error)
            return [await self._alone(incoming) for incoming in chunk]

    async def _alone(self, incoming: Incoming) -> Sequence[Outgoing]:
        try:
            return (await self._call([incoming]))[0]
        except ChunkError as error:
            self._tell(error)
            return [self._give_up(incoming, error.reason.value)]

    def _tell(self, error: ChunkError) -> None:
        if isinstance(error, ChildLostError):
            self._replaced()

    async def _call(self, chunk: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        child = await self._free.get()
        working = self._in_thread(child.redact, chunk)
        # A caller who is cancelled leaves; the child is free when it is done.
        working.add_done_callback(functools.partial(self._release, child))
        return await asyncio.shield(working)

    def _release(self, child: "_Child", done: "asyncio.Future[object]") -> None:
        self._free.put_nowait(child)
        if not done.cancelled():
            done.exception()  # seen, should nobody wait for it any more

    def _in_thread(self, call: Callable[..., T], *args: object) -> "asyncio.Future[T]":
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._threads, call, *args)

    def _close(self) -> None:
        for child in self._children:
            child.kill()
        self._threads.shutdown()
        for child in self._children:  # one may have been about to be replaced
            child.kill()


class _Child:
    """One process and the pipe to it. Used by one thread at a time."""

    def __init__(self, factory: Factory, limits: Limits) -> None:
        self._factory = factory
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._done = self._failures = 0
        self._closed = False
        self._ending = threading.Lock()

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
        self._pipe, theirs = multiprocessing.Pipe()
        with theirs:
            self._process = _spawn(theirs.fileno(), self._limits.memory_bytes)
        self._done = self._failures = 0
        try:
            failure = self._exchange(self._factory, self._limits.start_s).failure
        except ChunkError as error:
            failure = error.reason.value
        if failure:
            raise PoolError(f"a CPU process did not start: {failure}")

    def redact(self, chunk: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        """Have a chunk redacted.

        Raises:
            ChunkError: It failed.
            ChildLostError: It took too long, or ended the process.
            PoolError: The process couldn't be replaced.
        """
        try:
            answer = self._exchange(list(chunk), self._limits.seconds(len(chunk)))
        except ChildLostError:
            self._replace()
            raise
        if len(answer.outputs) != len(chunk):
            raise self._failed(answer)
        self._failures = 0
        self._done += len(chunk)
        if self._done >= self._limits.recycle_after:
            self._recycle(answer.resident)
        return answer.outputs

    def kill(self) -> None:
        """End the process for good."""
        self._closed = True
        self._end()

    def _failed(self, answer: Answer) -> ChunkError:
        """Keep the process, unless the failure may be its own and not a record's."""
        self._failures += 1
        starved = answer.failure == MemoryError.__name__
        if starved or self._failures >= self._limits.failures:
            self._replace()
            return ChildLostError(Poison.CRASHED)
        return ChunkError(Poison.CRASHED)

    def _recycle(self, resident: int) -> None:
        self._done = 0
        if resident > self._limits.resident_bytes:
            self._replace()

    def _replace(self) -> None:
        self._end()
        self.start()

    def _end(self) -> None:
        """End the process; whoever closes the pool may do so at the same time."""
        with self._ending:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            if self._pipe is not None:
                self._pipe.close()
                self._pipe = None

    def _exchange(self, question: object, limit_s: float) -> Answer:
        """Ask the child; kill it if it is late."""
        assert self._process is not None
        late = threading.Event()
        watch = threading.Timer(limit_s, _kill_late, (self._process, late))
        watch.start()
        try:
            answer = self._ask(question)
        except (EOFError, OSError):
            reason = Poison.TIMEOUT if late.is_set() else Poison.CRASHED
            raise ChildLostError(reason) from None
        finally:
            watch.cancel()
            watch.join()
        if late.is_set():  # it answered, but it won't any more
            raise ChildLostError(Poison.TIMEOUT)
        return answer

    def _ask(self, question: object) -> Answer:
        pipe = self._pipe
        if pipe is None:
            raise EOFError
        # `send` and `recv` would keep views of their buffers alive in a traceback.
        pipe.send_bytes(pickle.dumps(question))
        answer: Answer = pickle.loads(pipe.recv_bytes())  # noqa: S301  # our child's
        return answer


def _kill_late(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _spawn(handle: int, memory_bytes: int) -> "subprocess.Popen[bytes]":
    """Start a child that has our import path, and no secret of our environment."""
    env = {k: v for k, v in os.environ.items() if k not in SECRET_VARIABLES}
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)  # noqa: PTH100
    arguments = map(str, (handle, os.getpid(), memory_bytes))
    return subprocess.Popen(  # noqa: S603  # our own program and arguments
        [sys.executable, "-P", "-c", START, *arguments],
        pass_fds=[handle],
        env=env | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
