"""CPU processes die, hang and starve; poison stands first: the rest goes on."""

import contextlib
import os
import resource
import signal

import psutil
import pytest

from pipeline.traffic import RawMessage
from tests.faults.conftest import Open
from tests.faults.flow import Flow
from tests.faults.poison import order, send_badly_named
from tests.kafka.apache import Node

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

CANARY = "DE89370400440532013000"
STARVED = 64 << 20
"""Bytes of memory: less than a CPU process holds, so that it gets no more."""

LETHAL = [order(how, CANARY.encode()) for how in ("hang", "exit", "segfault", "hang")]
"""One for each partition: the process that reads it has to be replaced."""

POISON = [
    order("raise", CANARY.encode()),
    order("eat", CANARY.encode()),
    b"",
    b'{"text":"' + CANARY.encode(),
    b'{"text":' * 10_000 + b'"' + CANARY.encode() + b'"' + b"}" * 10_000,
    b'{"text":"a","text":"' + CANARY.encode() + b'"}',
    b"\xff" + CANARY.encode(),
]


async def test_cpu_processes_die_hang_and_starve(embedded_flow: Flow) -> None:
    """Their records are done by the next; the worker itself goes on."""
    await embedded_flow.crew.hire(1)
    await embedded_flow.warm_up()
    (worker,) = embedded_flow.crew.alive()

    async with embedded_flow.traffic(400, rate=10):
        for hurt in [starve, kill, starve, freeze]:
            await embedded_flow.rest(0.5, 1.5)
            embedded_flow.inject(f"CPU process: {hurt.__name__}")
            before = worker.count("child_replaced")
            hurt(worker.children()[0])
            if hurt is not starve:  # who needs no more memory lives
                await worker.has_told("child_replaced", before + 1)

    assert worker.lives


async def test_poison_stands_first_in_every_partition(
    open_flow: Open, node: Node
) -> None:
    """Each is sealed for its own reason; what stands behind it is masked."""
    impatient = {"budget_s": 1.0}
    flow = await open_flow(node.address, node.data, crew=impatient)
    for partition in range(flow.settings.partitions):
        batch = [poison(value, partition) for value in [LETHAL[partition], *POISON]]
        flow.report.faults["poison"] += len(batch)
        await flow.send(batch, partition=partition)
        await send_with_a_bad_name(flow, partition)
    await flow.crew.hire(1)

    async with flow.traffic(200, rate=100):
        pass

    reasons = flow.books.ledger.reasons
    assert reasons["timeout"] >= LETHAL.count(order("hang", CANARY.encode()))
    assert reasons["crashed"] >= 2 * flow.settings.partitions


async def send_with_a_bad_name(flow: Flow, partition: int) -> None:
    """Send a batch of ordinary messages; the name of one's header is no UTF-8."""
    drawn = flow.draw(10)
    flow.books.expect(drawn)
    flow.report.faults["poison"] += 1
    brokers, topic = flow.settings.brokers, flow.settings.incoming
    await send_badly_named(brokers, topic, [raw.value for raw in drawn], partition)


def poison(value: bytes, partition: int) -> RawMessage:
    """Return a raw message for quarantine, another for every partition."""
    different = value + b" " * partition if value else value
    return RawMessage(
        value=different, planted=(CANARY,), harmless=(), hostile=True, lang="en"
    )


def kill(pid: int) -> None:
    """End a process."""
    os.kill(pid, signal.SIGKILL)


def freeze(pid: int) -> None:
    """Have a process stand still until somebody ends it."""
    os.kill(pid, signal.SIGSTOP)


def starve(pid: int) -> None:
    """Give a process no more memory than it has."""
    with contextlib.suppress(psutil.NoSuchProcess):
        most = psutil.Process(pid).rlimit(resource.RLIMIT_DATA)[1]
        resource.prlimit(pid, resource.RLIMIT_DATA, (STARVED, most))
