"""A record that needn't wait is handed over without a task; any other as before."""

import asyncio
import inspect
from collections.abc import Coroutine
from typing import Any

import pytest
from mode.services import Service, WaitResults

from pipeline.faust_handover import PromptHandOver, finish


async def answer(value: object) -> object:
    """Be done in the first step."""
    return value


async def patiently(event: asyncio.Event) -> str:
    """Wait, and tell what came of it."""
    try:
        await event.wait()
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        return "cancelled"
    return "done"


def begin(work: Coroutine[Any, Any, object]) -> object:
    """Make a coroutine's first step."""
    return work.send(None)


@pytest.fixture
def consumer() -> PromptHandOver:
    """Return a consumer that nothing was done to."""
    made: PromptHandOver = object.__new__(PromptHandOver)
    return made


async def test_what_is_done_at_once_needs_no_task(consumer: PromptHandOver) -> None:
    """And what would have ended the wait is closed, not forgotten."""
    before, never = len(asyncio.all_tasks()), asyncio.Event()
    ending = never.wait()

    results = await consumer.wait_first(answer(7), ending)

    assert results.results == [7]
    assert not results.stopped
    assert inspect.getcoroutinestate(ending) == inspect.CORO_CLOSED
    assert len(asyncio.all_tasks()) == before


async def test_what_has_to_wait_is_left_to_faust(
    consumer: PromptHandOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all that would end the wait; nothing is begun twice."""
    event = asyncio.Event()

    async def faust(
        _: Service, rest: Coroutine[Any, Any, object], *others: object, **__: object
    ) -> WaitResults:
        assert others == (suspended,)
        event.set()
        return WaitResults([], [await rest], stopped=False)

    monkeypatch.setattr(Service, "wait_first", faust)
    suspended = answer("never")

    results = await consumer.wait_first(patiently(event), suspended)
    suspended.close()

    assert results.results == ["done"]


async def test_other_waits_are_left_to_faust_as_they_are(
    consumer: PromptHandOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for events and futures, too, as when partitions are taken away."""
    event = asyncio.Event()

    async def faust(_: Service, *waits: object, **__: object) -> WaitResults:
        return WaitResults([], list(waits), stopped=False)

    monkeypatch.setattr(Service, "wait_first", faust)

    assert (await consumer.wait_first(event)).results == [event]


async def test_a_handing_over_that_fails_fails(consumer: PromptHandOver) -> None:
    """Faust stops its consumer then; what would have ended the wait is closed."""

    async def fail() -> None:
        raise ZeroDivisionError

    rebalance = answer("never")

    with pytest.raises(ZeroDivisionError):
        await consumer.wait_first(fail(), rebalance)

    assert inspect.getcoroutinestate(rebalance) == inspect.CORO_CLOSED


async def test_a_begun_coroutine_is_finished_in_a_task() -> None:
    """It goes on with what it waited for."""
    event = asyncio.Event()
    work = patiently(event)

    task = asyncio.ensure_future(finish(work, begin(work)))
    await asyncio.sleep(0)
    event.set()

    assert await task == "done"


async def test_a_begun_coroutine_learns_that_it_is_cancelled() -> None:
    """As at a rebalance, in the middle of a full queue."""
    work = patiently(asyncio.Event())

    task = asyncio.ensure_future(finish(work, begin(work)))
    await asyncio.sleep(0)
    task.cancel()

    assert await task == "cancelled"


async def test_a_begun_coroutine_that_fails_fails_its_task() -> None:
    """Nothing is swallowed between the two."""

    async def fail() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    work = fail()

    with pytest.raises(ZeroDivisionError):
        await finish(work, begin(work))
