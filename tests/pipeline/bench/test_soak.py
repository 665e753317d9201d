"""A soak says whether memory grows with the traffic."""

import pytest

from pipeline.bench import soak
from pipeline.bench.plan import Plan
from tests.pipeline.bench.contenders import Counting

PLAN = Plan(batch=10)


def test_memory_is_taken_twice_on_one_stream() -> None:
    """The second figure is after all messages, not after another few."""
    work = Counting()

    measured = soak.measure_memory(work, PLAN, early=20, late=45)

    assert sum(work.sizes) == 45
    assert measured.early > 2**20


@pytest.mark.parametrize(("late", "flat"), [(100, True), (110, True), (112, False)])
def test_memory_is_flat_within_a_tenth(late: int, flat: bool) -> None:  # noqa: FBT001
    """Caches may fill; they may not grow with the traffic."""
    assert soak.Soak(early=100, late=late).flat is flat


def test_a_soak_that_grows_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can rely on the exit status."""
    sizes = iter([100 * 2**20, 200 * 2**20])
    monkeypatch.setattr(soak, "SOAK", (10, 20))
    monkeypatch.setattr(soak, "resident_bytes", lambda: next(sizes))

    assert soak.run_soak(Counting(), PLAN, as_json=False) == 1
    assert "200 MiB" in capsys.readouterr().out
