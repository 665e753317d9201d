"""The broker dies, stands still, is full or says no: workers wait, and lose nothing."""

import asyncio
import resource

import pytest

from tests.delivery.bench import paused
from tests.faults.conftest import Open
from tests.faults.flow import Flow
from tests.faults.proxy import ERRORS, Proxy, refused, swallowed
from tests.faults.work import SHORTEST_SESSION_S
from tests.kafka.apache import Node

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

SOON_FULL = 100_000
"""Bytes: a few dozen messages in one partition."""


async def test_a_broker_is_killed_and_starts_again(kafka: Flow, node: Node) -> None:
    """Its files are as the process left them; connections and group are gone."""
    await kafka.crew.hire(2)

    async with kafka.traffic(400, rate=20):
        for _ in range(2):
            await kafka.rest(1.0, 4.0)
            kafka.inject("SIGKILL of the broker")
            node.kill()
            await asyncio.sleep(2)
            await start_again(node)


async def test_a_broker_stands_still(kafka: Flow, node: Node) -> None:
    """For longer than producers wait and sessions last, so both are lost."""
    await kafka.crew.hire(2, FAULTS_SEND_LIMIT_S=3)

    async with kafka.traffic(400, rate=20):
        for _ in range(2):
            await kafka.rest(1.0, 4.0)
            kafka.inject("SIGSTOP of the broker beyond every time-out")
            with paused(node.pid):
                await asyncio.sleep(SHORTEST_SESSION_S + 4)


async def test_a_disk_is_full(kafka: Flow, node: Node) -> None:
    """A write that the system refuses takes the broker down; then there is room."""
    await kafka.crew.hire(2)

    async with kafka.traffic(600, rate=30):
        await kafka.rest(1.0, 3.0)
        kafka.inject("disk full")
        unlimited = resource.prlimit(node.pid, resource.RLIMIT_FSIZE)[1]
        full = (SOON_FULL, unlimited)
        resource.prlimit(node.pid, resource.RLIMIT_FSIZE, full)
        await asyncio.to_thread(node.wait_for_end)
        await start_again(node)


async def test_a_broker_says_no(open_flow: Open, node: Node) -> None:
    """Every error that an overloaded, ill or leaderless broker answers with."""
    through = {"brokers": f"127.0.0.1:{node.front}"}
    flow = await open_flow(node.address, node.data, crew=through)
    async with Proxy(node.front, node.behind).open() as proxy:
        await flow.crew.hire(1, FAULTS_SEND_LIMIT_S=2)
        await flow.warm_up()

        async with flow.traffic(500, rate=20):
            for name, code in ERRORS.items():
                flow.inject(f"answer: {name}")
                proxy.spoil = refused(flow.random, code)
                await asyncio.sleep(2)
                proxy.spoil = None
                await flow.rest(0.2, 1.0)

        assert proxy.spoilt > len(ERRORS)
        await flow.crew.close()


async def test_answers_come_late_or_never(open_flow: Open, node: Node) -> None:
    """What the broker wrote is written, whether or not it could say so."""
    through = {"brokers": f"127.0.0.1:{node.front}"}
    flow = await open_flow(node.address, node.data, crew=through)
    async with Proxy(node.front, node.behind).open() as proxy:
        await flow.crew.hire(1, FAULTS_SEND_LIMIT_S=2)
        await flow.warm_up()

        async with flow.traffic(400, rate=20):
            for _ in range(3):
                flow.inject("answers swallowed")
                proxy.spoil = swallowed
                await asyncio.sleep(3)
                proxy.spoil = None
                flow.inject("answers half a second late")
                proxy.delay_s = 0.5
                await asyncio.sleep(2)
                proxy.delay_s = 0.0
                flow.inject("connections cut")
                proxy.cut()
                await flow.rest(0.5, 1.5)

        assert proxy.spoilt
        await flow.crew.close()


async def start_again(node: Node) -> None:
    """Start a broker on what it has on disk; tests go on meanwhile."""
    node.launch()
    await asyncio.to_thread(node.wait)
