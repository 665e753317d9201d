"""Workers die, come, go and stand still: no record is lost, shown or out of order."""

import signal

import pytest

from tests.faults.flow import Flow

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]


async def test_workers_end_at_random(flow: Flow) -> None:
    """Killed or told to end, in the middle of anything; others take over."""
    await flow.crew.hire(2)

    async with flow.traffic(600, rate=20):
        for _ in range(8):
            await flow.rest(0.5, 4.0)
            await flow.end(flow.random.choice([signal.SIGKILL, signal.SIGTERM]))
