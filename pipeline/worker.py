"""The worker: a Faust app that takes batches, and CPU processes that redact them.

What is done with a batch is `pipeline.shell`'s.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import faust
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from faust.exceptions import ConsumerNotStarted
from faust.types import TP, EventT, StreamT

from pipeline.core.errors import DeliveryError, MaskstreamError, PoolError
from pipeline.delivery import Delivery, GiveUp, Send
from pipeline.faust_app import AsRead, LeanApp
from pipeline.faust_commits import guard_commits
from pipeline.faust_fetch import fetch_promptly
from pipeline.kafka_batches import BatchSender
from pipeline.kafka_clients import faust_brokers, faust_credentials
from pipeline.kafka_headers import read_any_header
from pipeline.kafka_order import keep_order
from pipeline.pool import Limits, Pool
from pipeline.pool_child import Factory
from pipeline.settings import Settings
from pipeline.shell import NO_HOOKS, Hooks, Shell
from pipeline.telemetry import quiet_libraries
from pipeline.topics import ENVELOPE

BUFFERED = 512
MOST_TAKEN = 1_000
"""Raw values of one batch, whatever the number of cores: each may be large."""

PRODUCER_BATCH_BYTES = 1 << 14
OK, FAILED = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds a worker waits.

    Attributes:
        session_s: After a worker was killed its partitions go to another this much
            later.
        send_s: For a broker to take one request.
        retry_s: For brokers to take all that a batch became; then the process ends.
        batch_s: For the batch at hand, when told to end.
        leave_s: For everything else to close, when told to end.
    """

    session_s: float = 10.0
    send_s: float = 60.0
    retry_s: float = 600.0
    batch_s: float = 20.0
    leave_s: float = 15.0

    @property
    def end_s(self) -> float:
        """Return the longest that a worker takes to end."""
        return self.batch_s + self.leave_s


PATIENCE = Patience()


class Readiness:
    """Knows when a worker is ready: what it reads before would wait."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        """Have `tell` called with the number of partitions, each time it changes."""
        self._tell = tell
        self._stands = False
        self._partitions: int | None = None

    def assigned(self, partitions: int) -> None:
        """Take note of partitions."""
        self._partitions = partitions
        if self._stands:
            self._tell(partitions)

    def stand(self) -> None:
        """Take note that the CPU processes stand."""
        self._stands = True
        if self._partitions is not None:
            self._tell(self._partitions)


def build_app(
    settings: Settings,
    shell: Shell,
    give_up: GiveUp,
    hooks: Hooks = NO_HOOKS,
    patience: Patience = PATIENCE,
) -> LeanApp:
    """Put the work between Kafka topics.

    Args:
        settings: Brokers, group, topics, batch.
        shell: Does the work.
        give_up: Makes of a record what goes to quarantine.
        hooks: Who is told.
        patience: How long it waits for brokers.

    Returns:
        An app that acknowledges a record only after a broker has acknowledged
        every message made from it (at least once).
    """
    app = _app(settings, patience)
    delivery = Delivery(
        send=_sender(app, settings),
        give_up=give_up,
        retrying=hooks.retrying,
        patience_s=patience.retry_s,
    )

    @app.on_partitions_assigned.connect  # type: ignore[arg-type]  # takes any keywords
    async def tell(_: object, assigned: set[object], **__: object) -> None:
        hooks.ready(len(assigned))

    async def redact(stream: StreamT[bytes]) -> None:
        async for events in _batches(stream, settings):
            app.took({event.message.tp for event in events})
            await shell.handle(events, delivery)
            hooks.behind(_behind(app, events))

    raw = app.topic(settings.incoming, schema=AsRead())
    app.agent(raw, name="redact", concurrency=1)(redact)
    return app


def _batches(
    stream: StreamT[bytes], settings: Settings
) -> AsyncIterator[Sequence[EventT[bytes]]]:
    # `StreamT`, the only type that `agent` takes, forgets this method.
    taken: AsyncIterator[Sequence[EventT[bytes]]] = stream.noack_take(  # type: ignore[attr-defined]
        _taken(settings), within=settings.within_s
    )
    return taken


def _taken(settings: Settings) -> int:
    """Return how many records are taken at once, for all CPU processes."""
    return min(settings.batch * settings.cpu_processes, MOST_TAKEN)


def _behind(app: faust.App, events: Sequence[EventT[bytes]]) -> int:
    """Count what the partitions of a batch hold beyond it, as last heard."""
    last = {event.message.tp: event.message.offset for event in events}
    return sum(max(0, _end(app, tp) - offset - 1) for tp, offset in last.items())


def _end(app: faust.App, tp: TP) -> int:
    """Return the offset behind a partition's last record; 0 if it isn't ours now.

    Another worker may have been given it while its batch was in work. aiokafka
    asserts that it is ours, and no exception may leave the agent.
    """
    try:
        return app.consumer.highwater(tp) or 0
    except (AssertionError, ConsumerNotStarted):
        return 0


def run_worker(
    settings: Settings,
    factory: Factory,
    give_up: GiveUp,
    hooks: Hooks = NO_HOOKS,
    patience: Patience = PATIENCE,
) -> int:
    """Work until SIGTERM or SIGINT: finish the batch, commit, leave the group.

    Args:
        settings: See `pipeline.settings`.
        factory: Builds the redactor in each CPU process; picklable.
        give_up: Makes of a record what goes to quarantine.
        hooks: Who is told.
        patience: How long it waits.

    Returns:
        Exit status: 0 when told to end, 1 when a batch couldn't be finished, a
        CPU process couldn't be started or brokers are gone.

    Raises:
        ConfigError: A setting is wrong; nothing was started.
    """
    _mend_libraries()
    faust_credentials(settings)
    try:
        return asyncio.run(_run(settings, factory, give_up, hooks, patience))
    except (KafkaError, MaskstreamError) as error:
        hooks.stopped(type(error).__name__)
        return FAILED


def _mend_libraries() -> None:
    """Patch what loses, reorders or refuses records, and silence what quotes them."""
    guard_commits()
    keep_order()
    read_any_header()
    quiet_libraries()


async def _run(
    settings: Settings,
    factory: Factory,
    give_up: GiveUp,
    hooks: Hooks,
    patience: Patience,
) -> int:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    pool = Pool(
        factory,
        give_up,
        processes=settings.cpu_processes,
        limits=Limits(budget_s=settings.budget_s),
        replaced=hooks.replaced,
    )
    shell = Shell(pool.redact, hooks)
    ready = Readiness(hooks.ready)
    hooks = replace(hooks, ready=ready.assigned)
    app = build_app(settings, shell, give_up, hooks, patience)
    async with _joined_while_starting(pool, app, told, patience):
        ready.stand()
        error = await _until_told(told, shell, app)
        status = await _leave(app, shell, error, patience)
        hooks.stopped(type(error).__name__ if error else "")
        return status


@contextlib.asynccontextmanager
async def _joined_while_starting(
    pool: Pool, app: faust.App, told: asyncio.Event, patience: Patience
) -> AsyncIterator[None]:
    """Start both at once: loading a model and joining a group take seconds each.

    What is read before the processes stand waits for them. Who is told to end while
    a broker lets it wait for its group ends, and waits no longer.

    Raises:
        PoolError: A process didn't start.
    """
    joining = asyncio.ensure_future(app.start())
    try:
        async with pool:
            ending = asyncio.ensure_future(told.wait())
            await asyncio.wait((joining, ending), return_when=asyncio.FIRST_COMPLETED)
            ending.cancel()
            if joining.done():
                joining.result()
            yield
            joining.cancel()
    except PoolError:
        joining.cancel()
        await asyncio.gather(joining, return_exceptions=True)
        await asyncio.wait_for(app.stop(), patience.leave_s)
        raise


async def _until_told(
    told: asyncio.Event, shell: Shell, app: faust.App
) -> BaseException | None:
    """Wait for a signal, or for what ends the process by itself."""
    signalled = asyncio.ensure_future(told.wait())
    ended = asyncio.ensure_future(app.wait_until_stopped())
    waits: list[asyncio.Future[Any]] = [signalled, ended, shell.failed]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    ended.cancel()
    if shell.failed.done():
        return shell.failed.result()
    return None if told.is_set() else app.crash_reason or DeliveryError("gave up")


async def _leave(
    app: faust.App, shell: Shell, error: BaseException | None, patience: Patience
) -> int:
    """Finish the batch, commit what is done, leave the group."""
    finished = error is None and await shell.finish(patience.batch_s)
    status = OK if finished else FAILED
    try:
        await asyncio.wait_for(app.stop(), patience.leave_s)
    except TimeoutError:
        os._exit(FAILED)  # a client hangs; what isn't committed is read again
    return status


def _app(settings: Settings, patience: Patience) -> LeanApp:
    app = LeanApp(
        settings.group,
        broker=faust_brokers(settings),
        broker_credentials=faust_credentials(settings),
        broker_session_timeout=patience.session_s,
        broker_commit_interval=1.0,
        broker_max_poll_records=500,
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=settings.instance or None,
        producer_acks=-1,
        producer_request_timeout=patience.send_s,
        producer_max_request_size=_largest(settings),
        producer_max_batch_size=min(PRODUCER_BATCH_BYTES, _largest(settings)),
        stream_buffer_maxsize=max(BUFFERED, _taken(settings)),
        # It waits for what a rebalance gives to others anyway, and hangs on exit.
        stream_wait_empty=False,
        topic_disable_leader=True,
        topic_allow_declare=False,
        store="memory://",
        # Its web server shows routing to anybody, on every address.
        web_enabled=False,
    )
    fetch_promptly(app)
    return app


def _largest(settings: Settings) -> int:
    """Return how many bytes the largest message may have."""
    return ENVELOPE * settings.max_bytes


def _sender(app: faust.App, settings: Settings) -> Send:
    def producer() -> AIOKafkaProducer:
        # Faust's own `send` knows no batches.
        made: AIOKafkaProducer = app.producer._ensure_producer()  # type: ignore[attr-defined]  # noqa: SLF001
        return made

    return BatchSender(producer, _largest(settings))
