"""A run leaves out what fails, and keeps the rest."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest

from benchmarks import __main__ as program
from benchmarks.plan import QUICK, BrokerKind, Pace, Series
from benchmarks.results import Figures

GOOD = Series(broker=BrokerKind.EMBEDDED, steps=(1, 2))
BAD = Series(broker=BrokerKind.APACHE, steps=(1, 2))


@pytest.fixture(autouse=True)
def _no_kafka(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running(kind: BrokerKind) -> Iterator[BrokerKind]:
        yield kind

    async def measure(
        series: Series, _broker: object, _pace: Pace
    ) -> AsyncGenerator[Figures, None]:
        yield {"workers": 1}
        if series is BAD:
            raise ValueError
        yield {"workers": 2}

    monkeypatch.setattr(program, "running", running)
    monkeypatch.setattr(program, "measure", measure)


def _measured(*plan: Series) -> tuple[Figures, list[Figures]]:
    figures: Figures = {"bare": {}, "series": {}}
    saved: list[Figures] = []
    program._measure(figures, plan, QUICK, lambda it: saved.append(deepcopy(it)))
    return figures["series"], saved


def test_a_series_that_fails_leaves_the_others() -> None:
    """What it had measured before counts, too."""
    found, _ = _measured(BAD, GOOD)

    assert found[BAD.name] == [{"workers": 1}]
    assert found[GOOD.name] == [{"workers": 1}, {"workers": 2}]


def test_figures_are_saved_after_each_series() -> None:
    """Whatever happens later, they are there."""
    _, saved = _measured(GOOD, BAD)

    assert [list(it["series"]) for it in saved] == [[GOOD.name], [GOOD.name, BAD.name]]


def test_a_run_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would begin too late isn't begun."""
    monkeypatch.setattr(program, "BUDGET_S", 0.0)

    assert _measured(GOOD)[0] == {GOOD.name: []}
