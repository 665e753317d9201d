"""A test's own topics and workers on a broker, and what came out."""

import asyncio
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence

import psutil
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from tests.delivery.factories import OUT, SEALED

PARTITIONS = 2
PATIENCE_S = 50.0


class Worker:
    """A worker in a process of its own, and the lines that it says and logs."""

    def __init__(self, factory: str, env: dict[str, str]) -> None:
        """Start it."""
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.work", factory],
            env=os.environ | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    async def has_said(self, beginning: str, times: int = 1) -> None:
        """Wait until it has said something often enough."""
        end = time.monotonic() + PATIENCE_S
        while sum(line.startswith(beginning) for line in self.said) < times:
            assert time.monotonic() < end, f"never said {beginning}: {self.said}"
            assert self.process.poll() is None, f"ended: {self.said}"
            await asyncio.sleep(0.02)

    def children(self) -> list[int]:
        """Return the process ids of its CPU processes."""
        found = psutil.Process(self.process.pid).children()
        return [p.pid for p in found if "pool_child" in " ".join(p.cmdline())]

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send it a signal and wait; give its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = await asyncio.to_thread(self.process.wait, PATIENCE_S)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())


class Bench:
    """Topics and a group that no other test knows."""

    def __init__(self, brokers: str) -> None:
        """Name them."""
        self.brokers = brokers
        self.topic = f"test-{secrets.token_hex(6)}"
        self.copies = f"{self.topic}.{OUT}"
        self.sealed = f"{self.topic}.{SEALED}"
        self._workers: list[Worker] = []

    def start(self, factory: str = "shout", **settings: object) -> Worker:
        """Start a worker."""
        chosen = {
            "brokers": self.brokers,
            "group": self.topic,
            "incoming": self.topic,
            "quarantine": self.sealed,
            "processes": 1,
            "batch": 20,
            "budget_s": 0.5,
        } | settings
        env = {f"MASKSTREAM_{k.upper()}": str(v) for k, v in chosen.items()}
        self._workers.append(Worker(factory, env))
        return self._workers[-1]

    async def produce(self, values: Sequence[bytes | None]) -> None:
        """Publish raw values; what stands before a colon is the key."""
        async with AIOKafkaProducer(bootstrap_servers=self.brokers) as producer:
            sent = [
                await producer.send(
                    self.topic,
                    value,
                    key=(value or b"null").split(b":")[0],
                    headers=[("channel", b"plain")],
                )
                for value in values
            ]
            await asyncio.gather(*sent)

    async def read(self, topic: str, distinct: int) -> list[tuple[bytes, bytes]]:
        """Read keys and values until so many different values were seen."""
        records: list[tuple[bytes, bytes]] = []
        end = time.monotonic() + PATIENCE_S
        async with self._reader(topic) as consumer:
            while len({value for _, value in records}) < distinct:
                assert time.monotonic() < end, f"{len(set(records))} of {distinct}"
                records += await _next(consumer, 200)
            records += await _next(consumer, 300)
        return records

    async def committed(self) -> dict[int, int]:
        """Return the group's offset in each partition; 0 where it has none."""
        async with AIOKafkaConsumer(
            bootstrap_servers=self.brokers,
            group_id=self.topic,
            enable_auto_commit=False,
        ) as consumer:
            partitions = [TopicPartition(self.topic, p) for p in range(PARTITIONS)]
            return {p.partition: await consumer.committed(p) or 0 for p in partitions}

    async def open(self) -> None:
        """Create the topics."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.brokers)
        await admin.start()
        try:
            names = [self.topic, self.copies, self.sealed]
            await admin.create_topics([NewTopic(n, PARTITIONS, 1) for n in names])
        finally:
            await admin.close()

    async def close(self) -> None:
        """Kill what still runs."""
        for worker in self._workers:
            await worker.end(signal.SIGKILL)

    @contextlib.asynccontextmanager
    async def _reader(self, topic: str) -> AsyncIterator[AIOKafkaConsumer]:
        async with AIOKafkaConsumer(
            bootstrap_servers=self.brokers, auto_offset_reset="earliest"
        ) as consumer:
            consumer.assign([TopicPartition(topic, p) for p in range(PARTITIONS)])
            yield consumer


async def _next(
    consumer: AIOKafkaConsumer, timeout_ms: int
) -> list[tuple[bytes, bytes]]:
    found = await consumer.getmany(timeout_ms=timeout_ms)
    return [(r.key, r.value) for records in found.values() for r in records]


def traffic(count: int, keys: int = 5) -> list[bytes]:
    """Return values of several conversations, numbered within each."""
    return [f"k{i % keys}:{i // keys:05}".encode() for i in range(count)]


def first_seen(records: Sequence[tuple[bytes, bytes]]) -> dict[bytes, list[bytes]]:
    """Return each key's texts in order, without repetitions, as a consumer would."""
    seen: dict[bytes, list[bytes]] = defaultdict(list)
    for key, value in records:
        text = value.split(b" ", 1)[1]
        if text not in seen[key]:
            seen[key].append(text)
    return seen


def in_order(values: Sequence[bytes]) -> dict[bytes, list[bytes]]:
    """Return what `first_seen` gives when nothing is lost or out of order."""
    expected: dict[bytes, list[bytes]] = defaultdict(list)
    for value in values:
        expected[value.split(b":")[0]].append(value.upper())
    return expected


@contextlib.contextmanager
def paused(pid: int) -> Iterator[None]:
    """Freeze a process."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
