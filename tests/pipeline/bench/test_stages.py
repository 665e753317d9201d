"""Each stage's time is its own, and the product is left as it was."""

import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.assembly import Parts
from pipeline.bench.plan import Mix, Plan
from pipeline.bench.run import report
from pipeline.bench.stages import (
    REST,
    SEAMS,
    Clock,
    Seam,
    Stages,
    measure_stages,
    watched,
)
from pipeline.core.route import Incoming, Outgoing
from pipeline.settings import load_settings


def ticking() -> Callable[[], float]:
    """Return a clock that goes on by a second each time it is read."""
    seconds = count()
    return lambda: float(next(seconds))


def test_a_stage_within_another_is_not_counted_twice() -> None:
    """What the inner one takes is taken off the outer one."""
    clock = Clock(ticking())
    inner = clock.around("inner", lambda: None)
    outer = clock.around("outer", inner)

    outer()

    assert clock.shares() == {REST: 0.4, "outer": 0.4, "inner": 0.2}


def test_a_stage_that_raises_ends() -> None:
    """A bad message must not make one stage look slow for ever."""
    clock = Clock(ticking())

    with pytest.raises(ZeroDivisionError):
        clock.around("broken", lambda: 1 // 0)()

    clock.restart()
    assert clock.shares() == {REST: 1.0}


def test_seams_are_as_before_when_it_is_over() -> None:
    """Even if the measurement fails, nothing keeps the clock."""
    parts = SimpleNamespace(cut=len)

    with pytest.raises(TypeError), watched(Clock(), [Seam("cut", parts, "cut")]):
        parts.cut()

    assert parts.cut is len


def test_what_a_builder_builds_is_timed() -> None:
    """Building happens once; the work is what was built."""
    clock = Clock(ticking())
    parts = SimpleNamespace(build=lambda: lambda: None)

    with watched(clock, [Seam("work", parts, "build", builder=True)]):
        work = parts.build()
        clock.restart()
        work()

    assert clock.shares()["work"] == pytest.approx(1 / 3)


def test_stages_add_up_to_the_whole() -> None:
    """Nothing is lost between them: what is in no stage is the rest."""
    slow = SimpleNamespace(work=lambda: sum(range(2_000)))
    seconds: list[float] = []

    def work(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        began = time.process_time()
        made: list[list[Outgoing]] = [[] for _ in batch if slow.work()]
        seconds.append(time.process_time() - began)
        return made

    plan = Plan(count=200, rounds=1, batch=100)
    stages = measure_stages(lambda: work, plan, [Seam("slow", slow, "work")])

    assert set(stages.micros) == {"slow", REST}
    whole = sum(stages.micros.values()) * plan.count / 1e6
    assert whole == pytest.approx(sum(seconds[-2:]), rel=0.1)
    assert stages.micros["slow"] > stages.micros[REST]


def test_stages_are_in_the_json_when_asked_for() -> None:
    """Shares are of the whole; a table says the same for people."""
    stages = Stages(micros={"decode": 500.0, "model": 1_500.0})

    assert report({}, Plan(), stages)["stages"] == {
        "messages_per_s": 500.0,
        "us_per_message": {"decode": 500.0, "model": 1500.0},
        "share": {"decode": 0.25, "model": 0.75},
    }
    assert stages.as_table().row_count == 3
    assert "stages" not in report({}, Plan())


@pytest.mark.slow
def test_every_stage_of_the_real_way_is_seen(tmp_path: Path) -> None:
    """A seam that was moved must not silently become part of the rest."""
    settings = load_settings(keyset_file=tmp_path / "keyset.json")
    plan = Plan(count=300, rounds=1, mix=Mix.DENSE)

    stages = measure_stages(lambda: Parts(settings).redactor(), plan)

    assert {seam.stage for seam in SEAMS} == set(stages.micros) - {REST}
    assert [stage for stage, micros in stages.micros.items() if micros <= 0] == []
