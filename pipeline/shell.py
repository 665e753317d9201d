"""The shell between Faust and the work: redact a batch, publish it, acknowledge it.

It decides nothing. Faust loses records when an exception leaves an agent, so none
does: what can be retried is retried in place (`pipeline.delivery`), anything else
ends the process with its batches unacknowledged, to be read again.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from faust.types import EventT

from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import Delivery, Letter, letters

Work = Callable[[Sequence[Incoming]], Awaitable[Sequence[Sequence[Outgoing]]]]
"""Redacts a batch; see `pipeline.core.route.Redact`."""


def _ignore(*_: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Who is told what happens; no hook ever sees a raw record.

    Attributes:
        ready: The CPU processes stand and partitions were assigned; their number.
        batch: A batch is done: how many records, in how many seconds.
        published: Messages that a broker acknowledged.
        retrying: A broker didn't take something: class of the error.
        stopped: The process ends: class of the error, empty when it was told to.
        delivered: Seconds from each record's time stamp to its acknowledged
            copies, a batch at once.
        behind: Records still to be read on the partitions of a batch.
        replaced: A CPU process ended before its time.
        taking: A batch is about to be worked on. An error that this raises ends the
            process; the batch isn't acknowledged.
    """

    ready: Callable[[int], None] = _ignore
    batch: Callable[[int, float], None] = _ignore
    published: Callable[[Sequence[Outgoing]], None] = _ignore
    retrying: Callable[[str], None] = _ignore
    stopped: Callable[[str], None] = _ignore
    delivered: Callable[[Sequence[float]], None] = _ignore
    behind: Callable[[int], None] = _ignore
    replaced: Callable[[], None] = _ignore
    taking: Callable[[], None] = _ignore


NO_HOOKS = Hooks()


class Shell:
    """What stands between Faust and the work: one batch is redacted at a time.

    Meanwhile the one before it is published: CPU processes needn't wait for brokers.

    Attributes:
        failed: Set when a batch can't be finished; the process has to end.
    """

    def __init__(self, work: Work, hooks: Hooks) -> None:
        """Have batches redacted by `work`."""
        self._work = work
        self._hooks = hooks
        self._busy = asyncio.Lock()
        self._publishing: asyncio.Future[None] = asyncio.Future()
        self._publishing.set_result(None)
        self.failed: asyncio.Future[BaseException] = asyncio.Future()

    async def handle(self, events: Sequence[EventT[bytes]], delivery: Delivery) -> None:
        """Redact a batch, and have it published when the one before it is.

        Never returns from a batch that failed, or behind one.
        """
        async with self._busy, self._failing():
            began = time.monotonic()
            self._hooks.taking()
            batch = [_incoming(event) for event in events]
            outputs = await self._work(batch)
            took_s = time.monotonic() - began
            await asyncio.wait([self._publishing])
            messages = list(letters(batch, outputs))
            publishing = self._publish(events, delivery, messages, took_s)
            self._publishing = asyncio.ensure_future(publishing)

    async def finish(self, limit_s: float) -> bool:
        """Wait for the batches at hand; then take no other.

        Returns:
            Whether they were finished within `limit_s` seconds.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._busy.acquire()
                await asyncio.wait([self._publishing])
                return True
        return False

    async def _publish(
        self,
        events: Sequence[EventT[bytes]],
        delivery: Delivery,
        messages: Sequence[Letter],
        took_s: float,
    ) -> None:
        """Publish what a batch became, and acknowledge it."""
        async with self._failing():
            began = time.monotonic() - took_s
            published = await delivery.deliver(messages)
            for event in events:
                event.ack()
            self._hooks.published(published)
            self._hooks.batch(len(events), time.monotonic() - began)
            self._hooks.delivered(_ages(events))

    @contextlib.asynccontextmanager
    async def _failing(self) -> AsyncIterator[None]:
        """Never end after an exception: Faust, or the next batch, would go on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # none may reach Faust
            if not self.failed.done():
                self.failed.set_result(error)
            await asyncio.Event().wait()


def _incoming(event: EventT[bytes]) -> Incoming:
    message = event.message
    headers = dict(message.headers or ())
    return Incoming(
        value=event.value,
        source=Source(
            topic=message.topic, partition=message.partition, offset=message.offset
        ),
        channel=(headers.get("channel") or b"").decode("ascii", "replace"),
        time_ms=round(message.timestamp * 1000) if message.timestamp else None,
    )


def _ages(events: Sequence[EventT[bytes]]) -> list[float]:
    """Return the seconds since each record's time stamp; not all have one."""
    now, stamps = time.time(), (event.message.timestamp for event in events)
    return [now - stamp for stamp in stamps if stamp]
