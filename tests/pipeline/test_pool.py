"""The pool gives up one record at most for what that record does to a child."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import psutil
import pytest

from pipeline.core.errors import PoolError
from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.pool import Limits, Pool
from pipeline.pool_child import Answer, _answer
from tests.delivery import factories

QUICK = Limits(budget_s=0.3, slack_s=0.3, start_s=20)
CANARY = "DE89370400440532013000"


def batch(*values: bytes | None) -> list[Incoming]:
    """Return values as they would be read from a topic."""
    return [
        Incoming(value=value, source=Source(topic="raw", offset=offset))
        for offset, value in enumerate(values)
    ]


async def outcomes(pool: Pool, *values: bytes | None) -> list[str]:
    """Redact values; return what is published, without its source."""
    answers = await pool.redact(batch(*values))
    return [out.value.decode().split(" ", 1)[1] for made in answers for out in made]


async def test_answers_stand_in_the_batchs_order() -> None:
    """However a batch is split over children, record n's outputs are answer n."""
    values = [f"k:{i}".encode() for i in range(101)]

    async with Pool(factories.shout, factories.give_up, processes=3) as pool:
        answers = await outcomes(pool, *values)

    assert answers == [f"K:{i}" for i in range(101)]


async def test_an_empty_batch_has_no_outcome() -> None:
    """Nothing in, nothing out."""
    async with Pool(factories.shout, factories.give_up, processes=1) as pool:
        assert await pool.redact([]) == []


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        pytest.param(b"hang", "timeout", id="hangs"),
        pytest.param(b"raise", "crashed", id="raises"),
        pytest.param(b"exit", "crashed", id="ends the process"),
        pytest.param(b"leave", "crashed", id="raises SystemExit"),
        pytest.param(b"segfault", "crashed", id="segfaults"),
        pytest.param(b"eat", "crashed", id="eats memory"),
    ],
)
async def test_only_the_culprit_is_given_up(order: bytes, reason: str) -> None:
    """Its neighbours in the chunk are done, and the pool goes on."""
    async with Pool(
        factories.shout, factories.give_up, processes=1, limits=QUICK
    ) as pool:
        assert await outcomes(pool, b"k:a", order, b"k:b") == ["K:A", reason, "K:B"]
        assert await outcomes(pool, b"k:c") == ["K:C"]


@pytest.mark.parametrize("order", [b"raise", b"leave"])
async def test_a_failure_that_is_told_costs_no_process(order: bytes) -> None:
    """A new one takes seconds to build: a few such records would stop the stream."""
    told: list[None] = []
    async with Pool(
        factories.shout,
        factories.give_up,
        processes=1,
        limits=QUICK,
        replaced=lambda: told.append(None),
    ) as pool:
        before = pool.pids

        assert await outcomes(pool, b"k:a", order, b"k:b") == ["K:A", "crashed", "K:B"]
        assert pool.pids == before
        assert not told


@pytest.mark.parametrize(
    ("orders", "limits"),
    [
        pytest.param([b"eat"], QUICK, id="out of memory"),
        pytest.param([b"raise"] * 2, replace(QUICK, failures=2), id="again and again"),
    ],
)
async def test_a_child_that_may_be_ill_is_replaced(
    orders: list[bytes], limits: Limits
) -> None:
    """What fails in it need not be the records' fault; the next can tell."""
    async with Pool(
        factories.shout, factories.give_up, processes=1, limits=limits
    ) as pool:
        before = pool.pids

        assert await outcomes(pool, *orders, b"k:b") == ["crashed"] * len(orders) + [
            "K:B"
        ]
        assert pool.pids != before


async def test_a_child_killed_from_outside_costs_no_record() -> None:
    """A record is given up only when it fails alone, after its chunk did."""
    async with Pool(factories.shout, factories.give_up, processes=1) as pool:
        os.kill(pool.pids[0], signal.SIGKILL)

        assert await outcomes(pool, b"k:a", b"k:b") == ["K:A", "K:B"]


async def test_a_child_that_stands_still_is_killed() -> None:
    """Even one that doesn't read what it is sent, more than its pipe holds."""
    async with Pool(
        factories.shout, factories.give_up, processes=1, limits=QUICK
    ) as pool:
        frozen = pool.pids[0]
        os.kill(frozen, signal.SIGSTOP)

        answers = await outcomes(pool, b"k:" + b"x" * 1_000_000, b"k:b")

        assert answers == ["K:" + "X" * 1_000_000, "K:B"]
        assert pool.pids != [frozen]


async def test_children_end_with_the_pool() -> None:
    """Nothing is left behind, not even a child that hangs."""
    async with Pool(factories.shout, factories.give_up, processes=2) as pool:
        pids = pool.pids
        hanging = asyncio.ensure_future(pool.redact(batch(b"hang")))
        await asyncio.sleep(0.2)
        hanging.cancel()

    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_children_die_with_a_worker_that_is_killed() -> None:
    """The kernel ends them: a killed process can't."""
    code = (
        "import asyncio\n"
        "from pipeline.pool import Pool\n"
        "from tests.delivery.factories import give_up, shout\n"
        "async def main():\n"
        "    async with Pool(shout, give_up, processes=2) as pool:\n"
        "        print(*pool.pids, flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        children = [psutil.Process(int(p)) for p in parent.stdout.readline().split()]
        parent.kill()

    assert len(children) == 2
    assert psutil.wait_procs(children, timeout=5)[1] == []


async def test_a_terminals_interrupt_does_not_reach_the_children() -> None:
    """A worker that is told to end still needs them for its batch."""
    async with Pool(factories.shout, factories.give_up, processes=1) as pool:
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(pool.pids[0], number)
        before = pool.pids

        assert await outcomes(pool, b"k:a") == ["K:A"]
        assert pool.pids == before


async def test_a_child_that_grew_is_replaced() -> None:
    """After enough records, one that holds too much memory makes way."""
    greedy = Limits(resident_bytes=1, recycle_after=3)
    async with Pool(
        factories.shout, factories.give_up, processes=1, limits=greedy
    ) as pool:
        before = pool.pids
        await outcomes(pool, b"k:a", b"k:b")
        assert pool.pids == before

        await outcomes(pool, b"k:c")

        assert pool.pids != before
        assert await outcomes(pool, b"k:d") == ["K:D"]


async def test_a_redactor_that_cannot_be_built_stops_the_pool() -> None:
    """The error names the class; the text may be anybody's."""
    with pytest.raises(PoolError, match="ValueError"):
        async with Pool(factories.fail_to_build, factories.give_up, processes=1):
            pass


def test_of_an_exception_only_its_class_travels() -> None:
    """Its arguments, cause and traceback may quote the record."""

    def redact(chunk: Sequence[Incoming]) -> list[list[object]]:
        raise ValueError(chunk[0].value)

    answer = _answer(redact, batch(CANARY.encode()))  # type: ignore[arg-type]

    assert answer == Answer(failure="ValueError")
    assert CANARY.encode() not in pickle.dumps(answer)


def test_a_chunks_limit_grows_slower_than_its_records() -> None:
    """One hanging record doesn't hold its neighbours for all their budgets."""
    limits = Limits(budget_s=2, slack_s=1, share=0.05)

    assert limits.seconds(1) == 3
    assert limits.seconds(41) == 7
