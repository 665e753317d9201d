"""Broker, worker, traffic, readers: one run of the demo."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from rich.console import Console

from pipeline.broker import NOTICE, start_broker
from pipeline.channel_files import load_channels
from pipeline.core.errors import PoolError
from pipeline.core.records import MAIN_TEXT, Record
from pipeline.demo.ledger import Ledger, Place, Sent, records_in
from pipeline.demo.screen import Screen, summary
from pipeline.feed import open_producer
from pipeline.kafka_clients import FETCH_WAIT_MS, client_options
from pipeline.leaks import leaks_in
from pipeline.policy_files import load_policy
from pipeline.settings import Settings, load_settings
from pipeline.topics import create_topics
from pipeline.traffic import RawMessage, generate
from pipeline.worker import PATIENCE

OUTCOMES_S = 120.0
"""How long outcomes may take before the demo calls messages lost."""

_SHARED = ("brokers", "incoming", "outgoing", "quarantine")
"""Settings that other commands need to see the same topics."""

LEAKS_SHOWN = 20
"""Planted values that are named when they leak: nobody real is in the traffic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for.

    Attributes:
        messages: Raw messages sent at `rate`, to be watched.
        burst: Raw messages sent after them, as fast as they can be.
        rate: Raw messages a second.
        seed: Of the traffic.
        keep: Leave broker and worker running until interrupted.
        brokers: An existing Kafka; empty starts the embedded broker.
    """

    messages: int = 400
    burst: int = 2_000
    rate: float = 40.0
    seed: int = 7
    keep: bool = False
    brokers: str = ""


async def run_demo(options: Options, console: Console) -> int:
    """Run the demo.

    Returns:
        Exit status: 0, or 1 if a message was lost or a planted value leaked.
    """
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        brokers = options.brokers or stack.enter_context(_broker(console))
        settings = _settings(brokers, folder)
        views = list(load_policy(settings.policy).views)
        await create_topics(settings, views)
        log = folder / "worker.log"
        worker = stack.enter_context(_worker(settings, log))
        await _stands(log, worker)
        run = _Run(options, settings, console, Ledger(views))
        burst = await run.flow(stack)
        status = run.report(log.read_bytes(), burst)
        if options.keep:
            await run.stay()
        return status


@contextmanager
def _broker(console: Console) -> Iterator[str]:
    with start_broker() as broker:
        console.print(f"{NOTICE} on {broker.bootstrap}")
        yield broker.bootstrap


def _settings(brokers: str, folder: Path) -> Settings:
    """Use topics and a group of our own, so that a real Kafka stays as it was."""
    prefix = f"demo-{os.getpid()}-{int(time.time())}"
    return load_settings(
        brokers=brokers,
        group=prefix,
        incoming=f"{prefix}.incoming",
        outgoing=prefix,
        quarantine=f"{prefix}.quarantine",
        keyset_file=folder / "keyset.json",
    )


@contextmanager
def _worker(settings: Settings, log: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Run `maskstream worker` as a deployment would; it ends with the demo."""
    chosen = (*_SHARED, "group", "keyset_file")
    environment = dict(it.split("=", 1) for it in _environment(settings, chosen))
    command = [sys.executable, "-m", "pipeline.cli", "worker"]
    with log.open("wb") as sink:
        worker = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=sink, stderr=sink, env={**os.environ, **environment}
        )
        try:
            yield worker
        finally:
            _end(worker)


def _environment(settings: Settings, names: Sequence[str]) -> list[str]:
    """Return these settings as environment variables."""
    return [f"MASKSTREAM_{n.upper()}={getattr(settings, n)}" for n in names]


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """Let the worker finish its batch and leave; then wait no longer."""
    worker.terminate()
    try:
        worker.wait(PATIENCE.end_s)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


async def _stands(log: Path, worker: "subprocess.Popen[bytes]") -> None:
    """Wait until the worker takes messages.

    Raises:
        PoolError: It ended instead, or takes too long; its last words say why.
    """
    ready = await _until(
        lambda: b"worker_ready" in log.read_bytes() or worker.poll() is not None
    )
    if not ready or worker.poll() is not None:
        raise PoolError(f"the worker did not start: {_last_line(log)}")


def _last_line(log: Path) -> str:
    return "".join(log.read_text("utf-8", "replace").splitlines()[-1:])


async def _until(happened: Callable[[], bool]) -> bool:
    """Wait until something happened; tell whether it did in time."""
    deadline = time.monotonic() + OUTCOMES_S
    while not happened():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True


class _Run:
    """One flow of traffic through a running worker."""

    def __init__(
        self, options: Options, settings: Settings, console: Console, ledger: Ledger
    ) -> None:
        self._options = options
        self._settings = settings
        self._console = console
        self._ledger = ledger
        self._channels = load_channels(settings.channels)
        self._screen = Screen(console, options.messages, ledger.views)

    async def flow(self, stack: AsyncExitStack) -> float:
        """Send the traffic and read what comes of it.

        Returns:
            Raw messages a second in the burst.
        """
        watched = self._options.messages
        first, *traffic = generate(
            1 + watched + self._options.burst, self._options.seed
        )
        producer = await stack.enter_async_context(open_producer(self._settings))
        consumer = await stack.enter_async_context(self._reader())
        reading = asyncio.create_task(self._read(consumer))
        stack.callback(reading.cancel)
        await self._burst(producer, [first])  # answered, the worker is warm
        await self._settle()
        with self._screen:
            await self._pace(producer, traffic[:watched])
            await self._settle()
        started = time.monotonic()
        await self._burst(producer, traffic[watched:])
        await self._settle()
        return self._options.burst / (time.monotonic() - started)

    async def _pace(
        self, producer: AIOKafkaProducer, traffic: Sequence[RawMessage]
    ) -> None:
        for raw in traffic:
            sent = await producer.send_and_wait(self._settings.incoming, raw.value)
            self._book(raw, (sent.partition, sent.offset), paced=True)
            await asyncio.sleep(1 / self._options.rate)

    async def _burst(
        self, producer: AIOKafkaProducer, traffic: Sequence[RawMessage]
    ) -> None:
        topic = self._settings.incoming
        replies = [await producer.send(topic, raw.value) for raw in traffic]
        for raw, reply in zip(traffic, replies, strict=True):
            sent = await reply
            self._book(raw, (sent.partition, sent.offset), paced=False)

    def _book(self, raw: RawMessage, place: Place, *, paced: bool) -> None:
        records = records_in(raw.value, self._channels)
        self._ledger.sent[place] = Sent(
            raw=raw,
            at=time.time(),
            records=None if records is None else len(records),
            text=_text_of(records or ()),
            paced=paced,
        )

    async def _settle(self) -> None:
        """Wait for every outcome; what is missing then is counted as lost."""
        if not await _until(lambda: self._ledger.lost() == 0):
            self._console.print("[red]not every message has its outcome")

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[AIOKafkaConsumer]:
        """Read every output topic from its start, outside any group."""
        consumer = AIOKafkaConsumer(
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=FETCH_WAIT_MS,
            **client_options(self._settings),
        )
        await consumer.start()
        topics = [self._topic(view) for view in self._ledger.views]
        consumer.assign(
            [
                TopicPartition(topic, partition)
                for topic in (*topics, self._settings.quarantine)
                for partition in range(self._settings.partitions)
            ]
        )
        try:
            yield consumer
        finally:
            await consumer.stop()

    def _topic(self, view: str) -> str:
        return f"{self._settings.outgoing}.{view}"

    async def _read(self, consumer: AIOKafkaConsumer) -> None:
        views = {self._topic(view): view for view in self._ledger.views}
        async for message in consumer:
            for part in (message.key, message.value, *(v for _, v in message.headers)):
                self._ledger.output += (part or b"") + b"\n"
            if message.topic == self._settings.quarantine:
                self._ledger.quarantined(message.value)
            else:
                view = views[message.topic]
                self._shown(self._ledger.masked(view, message.value, time.time()))

    def _shown(self, place: Place) -> None:
        """Show a message of one record when its last copy has come."""
        sent = self._ledger.sent.get(place)
        copies = [self._ledger.copies[view].get(place) for view in self._ledger.views]
        if sent and sent.paced and sent.text and sent.records == 1 and all(copies):
            done = sum(self._ledger.settled(p) for p in self._ledger.sent)
            self._screen.show(sent.text, [c[0] for c in copies if c], done)

    def report(self, log: bytes, burst: float) -> int:
        """Search everything that came out for what was planted, and sum up."""
        leaks = leaks_in(bytes(self._ledger.output) + log, self._ledger.planted())
        self._console.print(summary(self._ledger, burst=burst, leaks=len(leaks)))
        for leak in leaks[:LEAKS_SHOWN]:
            self._console.print(f"leaked: {leak}", markup=False, soft_wrap=True)
        return int(bool(leaks) or self._ledger.lost() > 0)

    async def stay(self) -> None:
        """Leave broker and worker running until the user has seen enough."""
        lines = (
            "left running until Ctrl-C; in another terminal:",
            f"  export {' '.join(_environment(self._settings, _SHARED))}",
            f"  maskstream tail {self._topic(self._ledger.views[-1])}",
            "  maskstream traffic",
        )
        self._console.print("\n".join(lines), markup=False, soft_wrap=True)
        await asyncio.Event().wait()


def _text_of(records: Sequence[Record]) -> str:
    fields = (field for record in records[:1] for field in record.fields)
    return next((str(f.value) for f in fields if f.path == MAIN_TEXT), "")
