"""Traffic flows, a fault is injected, the books are settled."""

import asyncio
import contextlib
import itertools
import signal
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from pipeline.leaks import leaks_in
from pipeline.settings import Settings
from pipeline.traffic import RawMessage, generate
from tests.faults.books import Books
from tests.faults.crew import Crew, Worker
from tests.faults.report import Balance, Report

SEED = 20_26
"""Of the traffic in which `tests/test_whole_way.py` finds everything planted."""
SETTLE_LIMIT_S = 200.0
GROWTH_LIMIT_MB = 60


class Flow:
    """One test's topics, workers and traffic.

    Attributes:
        settings: Of the test and its workers.
        crew: Its workers.
        random: Makes every choice, from a seed.
        report: Where faults are counted.
        books: What went in and came out.
    """

    def __init__(
        self,
        settings: Settings,
        views: Sequence[str],
        *,
        report: Report,
        seed: str,
        disk: Path | None,
        route: Mapping[str, object],
    ) -> None:
        """Open the books.

        Args:
            settings: How the test reaches the broker.
            views: The views that each record must have a copy in.
            report: Where faults are counted.
            seed: Of every choice.
            disk: Where the broker keeps its files, if it has any.
            route: Settings that workers have otherwise than the test.
        """
        self.settings = settings
        self.report = report
        self.random = Random(seed)  # noqa: S311  # nothing secret
        self.books = Books(settings, views)
        theirs = settings.model_copy(update=dict(route))
        self.crew = Crew(theirs, settings.keyset_file.parent, self.random)
        self._disk = disk
        self._traffic = generate(1_500, SEED)

    def inject(self, fault: str) -> None:
        """Count a fault that is about to be injected."""
        self.report.faults[fault] += 1

    @contextlib.asynccontextmanager
    async def traffic(self, count: int, rate: float = 40.0) -> AsyncIterator[None]:
        """Send raw messages while the body runs; then settle the books.

        Args:
            count: How many.
            rate: How many a second.
        """
        sending = asyncio.create_task(self.send(self.draw(count), rate))
        try:
            yield
            await sending
        finally:
            sending.cancel()
        await self.settle()

    def draw(self, count: int) -> list[RawMessage]:
        """Return the next raw messages of the test's traffic."""
        return list(itertools.islice(self._traffic, count))

    async def send(
        self,
        traffic: Sequence[RawMessage],
        rate: float = 1_000.0,
        **where: object,
    ) -> None:
        """Send raw messages, each until a broker has acknowledged it.

        Args:
            traffic: The messages.
            rate: How many a second.
            where: Further arguments of the producer: partition, time stamp.
        """
        self.books.expect(traffic)
        async with AIOKafkaProducer(
            bootstrap_servers=self.settings.brokers, acks="all"
        ) as producer:
            for raw in traffic:
                await self._send(producer, raw, where)
                await asyncio.sleep(1 / rate)

    async def _send(
        self, producer: AIOKafkaProducer, raw: RawMessage, where: dict[str, object]
    ) -> None:
        key = raw.planted[0].encode() if raw.planted else None
        while True:
            with contextlib.suppress(KafkaError):
                await producer.send_and_wait(
                    self.settings.incoming, raw.value or None, key=key, **where
                )
                return
            await asyncio.sleep(0.5)

    async def warm_up(self) -> None:
        """Wait until messages have outcomes: CPU processes stand after their worker."""
        await self.send(self.draw(20))
        await self.catch_up()

    async def settle(self) -> None:
        """Wait until every record has its outcome, then check every promise."""
        settled_s = await self.catch_up()
        balance = await self.balance()
        self.report.add(balance)
        self.report.slowest_s = max(self.report.slowest_s, settled_s)
        self.report.growth_mb = max(self.report.growth_mb, self.crew.growth_mb)
        self.report.peak_mb = max(self.report.peak_mb, self.crew.peak_mb)
        self.report.exits.update(map(str, self.crew.exits.elements()))
        assert balance.kept, balance
        assert self.crew.growth_mb < GROWTH_LIMIT_MB

    async def catch_up(self) -> float:
        """Wait until every record has its outcome, or give up; return the seconds."""
        began = time.monotonic()
        while not await self._settled():
            if time.monotonic() - began > SETTLE_LIMIT_S:
                break
            await asyncio.sleep(0.3)
        return time.monotonic() - began

    async def _settled(self) -> bool:
        await self.books.update()
        return not self.books.ledger.lost() and not await self.books.lag()

    async def balance(self) -> Balance:
        """Add up what the books hold now."""
        ledger = self.books.ledger
        return Balance(
            records=len(ledger.sent),
            copies=self.books.copies,
            sealed=self.books.seals,
            duplicates=self.books.duplicates(),
            lost=ledger.lost(),
            differing=self.books.differing(),
            doubled=self.books.doubled(),
            disordered=self.books.disordered(),
            leaked=await asyncio.to_thread(self._leaked),
            lag=await self.books.lag(),
        )

    def _leaked(self) -> int:
        everything = b"\n".join([bytes(self.books.ledger.output), *self._held()])
        return len(leaks_in(everything, self.books.ledger.planted()))

    def _held(self) -> Iterator[bytes]:
        """Yield what workers and the broker keep, but for the raw topic itself."""
        yield from self.crew.left_behind()
        if self._disk is None:
            return
        raw = f"{self.settings.incoming}-"
        for file in sorted(self._disk.rglob("*")):
            ours = file.parent.name.startswith((self.settings.outgoing, "__"))
            if file.is_file() and ours and not file.parent.name.startswith(raw):
                yield file.read_bytes()

    async def end(self, number: signal.Signals, worker: Worker | None = None) -> None:
        """End a worker in place, or this one, and wait; count it."""
        chosen = worker or self.crew.anyone()
        self.inject(f"{number.name} of a worker")
        await chosen.end(number)

    async def rest(self, least: float, most: float) -> None:
        """Wait for a while that the seed decides."""
        await asyncio.sleep(self.random.uniform(least, most))
