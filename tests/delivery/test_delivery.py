"""What a worker promises, on the embedded broker and on Apache Kafka.

At least once, in order per key, one outcome a record, and no record holds up the
ones behind it: whatever dies meanwhile.
"""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator

import psutil
import pytest

from tests.conftest import Broker
from tests.delivery.bench import Bench, first_seen, in_order, paused, traffic
from tests.faults.poison import send_badly_named

CHOICE = random.Random(20)  # noqa: S311  # the same choice every time


@pytest.fixture
async def bench(broker: Broker) -> AsyncIterator[Bench]:
    """Give the test its own topics; kill its workers afterwards."""
    opened = Bench(broker.address)
    await opened.open()
    yield opened
    await opened.close()


async def test_each_record_has_one_outcome_in_order(bench: Bench) -> None:
    """Copies keep the order of their key, and a null value is a record, too."""
    values = [*traffic(200), None]
    await bench.produce(values)

    bench.start()
    records = await bench.read(bench.copies, len(values))

    assert len(records) == len(values)
    assert first_seen(records) == in_order(traffic(200)) | {b"null": [b"null"]}


async def test_poison_at_the_head_of_a_partition_goes_alone(bench: Bench) -> None:
    """What hangs, crashes or raises is sealed with its reason; the rest go on."""
    poison = [b"hang", b"exit", b"raise", b"segfault"]
    await bench.produce([*poison, *traffic(100)])

    worker = bench.start(budget_s=0.2)
    sealed = await bench.read(bench.sealed, len(poison))
    records = await bench.read(bench.copies, 100)

    assert first_seen(records) == in_order(traffic(100))
    reasons = sorted(value.split()[1] for _, value in sealed)
    assert reasons == [b"crashed"] * 3 + [b"timeout"]
    assert await worker.end() == 0


async def test_a_header_whose_name_is_no_utf_8_stops_nothing(bench: Bench) -> None:
    """Nor does it repeat or skip what is in its batch."""
    await send_badly_named(bench.brokers, bench.topic, traffic(30))

    worker = bench.start()
    records = await bench.read(bench.copies, 30)

    assert first_seen(records) == in_order(traffic(30))
    assert len(records) == 30
    assert await worker.end() == 0


async def test_told_to_end_it_finishes_commits_and_leaves(bench: Bench) -> None:
    """After SIGTERM the next worker starts where this one ended: no repetition."""
    await bench.produce(traffic(600))
    worker = bench.start("slowly_shout")
    await worker.has_said("batch", times=3)

    assert await worker.end(signal.SIGTERM) == 0
    bench.start()
    records = await bench.read(bench.copies, 600)

    assert len(records) == 600
    assert first_seen(records) == in_order(traffic(600))


async def test_a_killed_worker_loses_nothing(bench: Bench) -> None:
    """Its commits never ran ahead of its copies; another does the rest."""
    await bench.produce(traffic(600))
    worker = bench.start("slowly_shout", batch=5)
    await worker.has_said("batch", times=CHOICE.randint(40, 80))
    children = worker.children()

    await worker.end(signal.SIGKILL)
    await gone(children)
    committed = await bench.committed()
    before = await bench.read(bench.copies, sum(committed.values()))
    bench.start()
    after = await bench.read(bench.copies, 600)

    published = {value.split()[0].decode() for _, value in before}
    assert {f"{p}:{o}" for p in committed for o in range(committed[p])} <= published
    assert first_seen(after) == in_order(traffic(600))


async def test_no_library_quotes_a_record(bench: Bench) -> None:
    """Even with every logger at DEBUG, and a record that fails."""
    await bench.produce([b"k0:DE89370400440532013000", b"raise", None])

    worker = bench.start(log_level="DEBUG")
    await bench.read(bench.copies, 2)
    await bench.read(bench.sealed, 1)
    await worker.end()

    said = "\n".join(worker.said)
    assert "aiokafka" in said  # so its loggers are at DEBUG
    assert "DE8937" not in said
    assert "nobody may see" not in said


async def test_killed_cpu_processes_cost_no_record(bench: Bench) -> None:
    """A child that dies is replaced, and its records are done by the next."""
    worker = bench.start("slowly_shout", processes=2)
    await worker.has_said("ready")
    await bench.produce(traffic(600))

    for _ in range(4):
        await worker.has_said("batch", times=len(worker.said))
        for pid in worker.children()[:1]:
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.3)
    records = await bench.read(bench.copies, 600)

    assert first_seen(records) == in_order(traffic(600))
    assert await worker.end() == 0


async def test_workers_may_come_and_go(bench: Bench) -> None:
    """Partitions move to a second worker and back; each key stays in order."""
    first = bench.start("slowly_shout")
    await first.has_said("ready")
    await bench.produce(traffic(400))

    second = bench.start("slowly_shout")
    await second.has_said("ready")
    await bench.produce([v.replace(b"k", b"l") for v in traffic(400)])
    await asyncio.sleep(1)
    assert await second.end() == 0
    records = await bench.read(bench.copies, 800)

    later = in_order([v.replace(b"k", b"l") for v in traffic(400)])
    assert first_seen(records) == in_order(traffic(400)) | later


async def test_a_broker_that_stands_still_loses_nothing(
    bench: Bench, broker: Broker
) -> None:
    """While a broker doesn't answer the worker waits; then it goes on."""
    if broker.pid is None:
        pytest.skip("the broker of MASKSTREAM_TEST_BROKERS isn't ours to stop")
    worker = bench.start("slowly_shout")
    await bench.produce(traffic(400))
    await worker.has_said("batch", times=3)

    with paused(broker.pid):
        await asyncio.sleep(4)
    records = await bench.read(bench.copies, 400)

    assert first_seen(records) == in_order(traffic(400))
    assert await worker.end() == 0


async def test_a_copy_that_is_too_large_is_sealed_instead(bench: Bench) -> None:
    """What a broker refuses for its size is given up; it isn't tried for ever."""
    await bench.produce([b"k0:before", b"k0:" + b"x" * 3000, b"k0:after"])

    bench.start(max_bytes=1000)
    sealed = await bench.read(bench.sealed, 1)
    records = await bench.read(bench.copies, 2)

    assert sealed[0][1].split()[1] == b"too_large"
    assert first_seen(records) == {b"k0": [b"K0:BEFORE", b"K0:AFTER"]}


async def gone(pids: list[int]) -> None:
    """Wait until none of these processes is left."""
    assert pids
    _, alive = await asyncio.to_thread(
        psutil.wait_procs, [psutil.Process(p) for p in pids if psutil.pid_exists(p)], 5
    )
    assert not alive
