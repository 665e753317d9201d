"""Workers die, come, go and stand still: no record is lost, shown or out of order."""

import asyncio
import signal

import pytest

from tests.faults.flow import Flow
from tests.faults.work import SHORTEST_SESSION_S

ENDS = [signal.SIGKILL] * 4 + [signal.SIGTERM] * 3 + [signal.SIGABRT, signal.SIGSEGV]
"""The last two would leave a core file, with texts and keys, if they could."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]


async def test_workers_end_at_random(flow: Flow) -> None:
    """Killed, crashed or told to end, in the middle of anything; others take over."""
    await flow.crew.hire(2)

    async with flow.traffic(600, rate=20):
        for number in flow.random.sample(ENDS, len(ENDS)):
            await flow.rest(0.5, 4.0)
            await flow.end(number)

    assert not list(flow.crew.folder.rglob("core*"))


async def test_workers_come_and_go(kafka: Flow) -> None:
    """Partitions move back and forth in the middle of batches; one worker stays."""
    await kafka.crew.hire(1)
    (steady,) = kafka.crew.alive()

    async with kafka.traffic(600, rate=20):
        for _ in range(3):
            kafka.inject("a worker joined")
            visitor = kafka.crew.start()
            await kafka.crew.stands(visitor)
            await kafka.rest(0.5, 3.0)
            await kafka.end(signal.SIGTERM, visitor)

    assert steady.lives


async def test_a_worker_comes_back_from_the_dead(flow: Flow) -> None:
    """Frozen until its partitions went to another, it finishes a batch not its own."""
    await flow.crew.hire(2)

    async with flow.traffic(600, rate=20):
        for _ in range(2):
            zombie = flow.crew.anyone()
            await flow.rest(0.5, 2.0)
            flow.inject("SIGSTOP of a worker beyond its session")
            zombie.tell(signal.SIGSTOP)
            await asyncio.sleep(SHORTEST_SESSION_S + 3)
            zombie.tell(signal.SIGCONT)
            await flow.rest(2.0, 4.0)
