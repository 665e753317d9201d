"""A proxy before a broker that spoils its answers to producers.

It knows just enough of Kafka's protocol to find the error codes in the answer to a
produce request, up to version 8: what aiokafka speaks.
"""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator, Callable
from random import Random

PRODUCE = 0
LAST_VERSION = 8
SIZE = struct.Struct(">i")
ERRORS = {
    "corrupt message": 2,
    "leader not available": 5,
    "not the leader": 6,
    "request timed out": 7,
    "not enough replicas": 19,
    "not enough replicas after append": 20,
    "disk full": 56,
    "unknown server error": -1,
}
"""What a broker may say, by Kafka's number for it."""

Answer = bytes | None
Spoil = Callable[[bytes, int], Answer]
"""Makes of an answer, and its version, what the client gets; None is no answer."""


class Proxy:
    """Passes everything on, and lets `spoil` have each answer to a produce request.

    Attributes:
        spoil: What is done now; None leaves answers as they are.
        spoilt: How many answers it was done to.
        delay_s: Seconds that every answer is held back.
    """

    def __init__(self, front: int, behind: int) -> None:
        """Stand at port `front` for the broker at port `behind`."""
        self.spoil: Spoil | None = None
        self.spoilt = 0
        self.delay_s = 0.0
        self._front = front
        self._behind = behind
        self._pumps: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Proxy"]:
        """Serve for the length of a ``with`` block."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", self._front)
        try:
            yield self
        finally:
            server.close()
            self.cut()

    def cut(self) -> None:
        """Cut every connection, in the middle of whatever passes."""
        for pump in self._pumps:
            pump.cancel()

    async def _serve(
        self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter
    ) -> None:
        pump = asyncio.current_task()
        assert pump is not None
        self._pumps.add(pump)
        pump.add_done_callback(self._pumps.discard)
        with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
            await self._connect(client, to_client)
        to_client.close()

    async def _connect(
        self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter
    ) -> None:
        broker, to_broker = await asyncio.open_connection("127.0.0.1", self._behind)
        asked: dict[bytes, int] = {}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_questions(client, to_broker, asked))
                both.create_task(self._answers(broker, to_client, asked))
        except* (OSError, EOFError):
            pass  # one of the two has hung up
        finally:
            to_broker.close()

    async def _answers(
        self,
        broker: asyncio.StreamReader,
        to_client: asyncio.StreamWriter,
        asked: dict[bytes, int],
    ) -> None:
        while True:
            whole = await _frame(broker)
            await asyncio.sleep(self.delay_s)
            answer = self._spoilt(whole, asked.pop(whole[:4], None))
            if answer is not None:
                to_client.write(SIZE.pack(len(answer)) + answer)
                await to_client.drain()

    def _spoilt(self, answer: bytes, version: int | None) -> Answer:
        if self.spoil is None or version is None:
            return answer
        self.spoilt += 1
        return self.spoil(answer, version)


async def _questions(
    client: asyncio.StreamReader,
    to_broker: asyncio.StreamWriter,
    asked: dict[bytes, int],
) -> None:
    """Pass on what a client asks; note the versions of its produce requests."""
    while True:
        question = await _frame(client)
        kind, version = struct.unpack_from(">hh", question)
        if kind == PRODUCE:
            assert version <= LAST_VERSION, "this version isn't known here"
            asked[question[4:8]] = version
        to_broker.write(SIZE.pack(len(question)) + question)
        await to_broker.drain()


async def _frame(reader: asyncio.StreamReader) -> bytes:
    (size,) = SIZE.unpack(await reader.readexactly(SIZE.size))
    return await reader.readexactly(size)


def swallowed(_answer: bytes, _version: int) -> Answer:
    """Give no answer: the client waits for its time-out."""
    return None


def refused(random: Random, code: int, share: float = 0.7) -> Spoil:
    """Return what puts an error into a share of the answers, after the write."""

    def spoil(answer: bytes, version: int) -> Answer:
        return _with_error(answer, version, code) if random.random() < share else answer

    return spoil


def _with_error(answer: bytes, version: int, code: int) -> bytes:
    """Put an error code into every partition of an answer."""
    spoilt, at = bytearray(answer), 4
    topics, at = _count(answer, at)
    for _ in range(topics):
        partitions, at = _count(answer, _past_text(answer, at))
        for _ in range(partitions):
            struct.pack_into(">h", spoilt, at + 4, code)
            at = _past_partition(answer, at, version)
    return bytes(spoilt)


def _past_partition(answer: bytes, at: int, version: int) -> int:
    at += 4 + 2 + 8 + 8 * (version >= 2) + 8 * (version >= 5)
    if version < LAST_VERSION:
        return at
    errors, at = _count(answer, at)
    for _ in range(errors):
        at = _past_text(answer, at + 4)
    return _past_text(answer, at)


def _count(answer: bytes, at: int) -> tuple[int, int]:
    count: int = SIZE.unpack_from(answer, at)[0]
    return max(0, count), at + SIZE.size


def _past_text(answer: bytes, at: int) -> int:
    length: int = struct.unpack_from(">h", answer, at)[0]
    return at + 2 + max(0, length)
