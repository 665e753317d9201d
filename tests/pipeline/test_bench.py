"""The benchmark measures what it says, and restores what it changed."""

import os
from collections.abc import Sequence

import orjson
import pytest

from pipeline import bench
from pipeline.bench import Plan, Soak, Speed, measure, measure_memory, one_core, report
from pipeline.core.route import Incoming, Outgoing
from pipeline.stock import main_texts

PLAN = Plan(count=25, rounds=3, batch=10, alone=5)


class Counting:
    """A contender that remembers the sizes of its batches."""

    def __init__(self) -> None:
        """Start with none."""
        self.sizes: list[int] = []

    def __call__(self, batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        """Take a batch and make nothing of it."""
        self.sizes.append(len(batch))
        return [[] for _ in batch]


def test_every_round_hands_over_all_messages_in_batches() -> None:
    """One warm-up, then the rounds, then messages alone for the latency."""
    work = Counting()

    speeds = measure({"ours": work}, PLAN)

    assert work.sizes == [10, 10, 5] * 4 + [1] * 5
    assert len(speeds["ours"].rates) == 3


def test_the_ratio_is_ours_over_stock_in_the_median() -> None:
    """One slow round of either doesn't decide it."""
    ours = Speed(rates=(900.0, 1000.0, 10.0), p50_ms=1.0, p95_ms=2.0)
    stock = Speed(rates=(100.0, 300.0, 310.0), p50_ms=4.0, p95_ms=9.0)

    figures = report({"ours": ours, "stock": stock}, PLAN)

    assert figures["ratio"] == 3.0
    assert figures["stock"] == {
        "messages_per_s": 300.0,
        "slowest": 100.0,
        "fastest": 310.0,
        "latency_ms": {"p50": 4.0, "p95": 9.0},
    }


def test_json_has_no_ratio_without_a_baseline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A missing figure is null, not a guess."""
    status = bench.run_bench(Counting(), PLAN, baseline=False, as_json=True)

    assert status == 0
    assert orjson.loads(capsys.readouterr().out)["ratio"] is None


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json, figures are readable."""
    bench.run_bench(Counting(), PLAN, baseline=False, as_json=False)

    assert "messages/s" in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="not on this system")
def test_one_core_is_given_back() -> None:
    """Only the measurement is confined to one core."""
    before = os.sched_getaffinity(0)

    with one_core():
        inside = os.sched_getaffinity(0)

    assert len(inside) == 1
    assert os.sched_getaffinity(0) == before


def test_memory_is_taken_twice_on_one_stream() -> None:
    """The second figure is after all messages, not after another few."""
    work = Counting()

    soak = measure_memory(work, PLAN, early=20, late=45)

    assert sum(work.sizes) == 45
    assert soak.early > 2**20


@pytest.mark.parametrize(("late", "flat"), [(100, True), (110, True), (112, False)])
def test_memory_is_flat_within_a_tenth(late: int, flat: bool) -> None:  # noqa: FBT001
    """Caches may fill; they may not grow with the traffic."""
    assert Soak(early=100, late=late).flat is flat


def test_a_soak_that_grows_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can rely on the exit status."""
    sizes = iter([100 * 2**20, 200 * 2**20])
    monkeypatch.setattr(bench, "SOAK", (10, 20))
    monkeypatch.setattr(bench, "resident_bytes", lambda: next(sizes))

    assert bench.run_soak(Counting(), PLAN, as_json=False) == 1
    assert "200 MiB" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        pytest.param(b'{"text": "hi"}', ["hi"], id="plain"),
        pytest.param(b'{"text": {"body": "hi"}}', ["hi"], id="whatsapp"),
        pytest.param(
            b'[{"image": {"caption": "hi", "id": "1"}}]', ["hi"], id="caption"
        ),
        pytest.param(b'{"text": ""}', [], id="empty"),
        pytest.param(b"{", [], id="broken"),
        pytest.param(None, [], id="null"),
    ],
)
def test_stock_presidio_gets_the_main_texts(
    value: bytes | None, texts: list[str]
) -> None:
    """It can't read payloads; it is given what a person wrote."""
    assert main_texts(value) == texts


def test_deep_nesting_is_no_problem_for_the_baseline() -> None:
    """Hostile messages are in the traffic of both."""
    assert main_texts(b"[" * 900 + b'{"body": "hi"}' + b"]" * 900) == ["hi"]


@pytest.mark.slow
def test_stock_presidio_runs_beside_us(capsys: pytest.CaptureFixture[str]) -> None:
    """The ratio is of two measurements in one run."""
    plan = Plan(count=20, rounds=1, alone=2)

    bench.run_bench(Counting(), plan, baseline=True, as_json=True)

    assert orjson.loads(capsys.readouterr().out)["ratio"] > 1
