"""The benchmark measures what it says, and restores what it changed."""

from collections.abc import Sequence

import orjson
import pytest

from pipeline.bench.plan import Plan
from pipeline.bench.run import BenchError, check_outcomes, report, run_bench
from pipeline.bench.speed import Speed, measure
from pipeline.core.route import Incoming, Outgoing, Tally
from tests.pipeline.bench.contenders import Counting

PLAN = Plan(count=25, rounds=3, batch=10, alone=5)


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


def test_messages_that_are_sealed_away_are_not_measured() -> None:
    """A detector that fails on everything is fast, and worth nothing."""

    def seal(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        sealed = Outgoing(topic="q", key=b"", value=b"", tally=Tally(reason="timeout"))
        return [[sealed] for _ in batch]

    with pytest.raises(BenchError, match="'timeout': 25"):
        check_outcomes(seal, PLAN)


def test_json_has_no_ratio_without_a_baseline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A missing figure is null, not a guess."""
    status = run_bench(Counting, PLAN, as_json=True)

    assert status == 0
    assert orjson.loads(capsys.readouterr().out)["ratio"] is None


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json, figures are readable."""
    run_bench(Counting, PLAN)

    assert "messages/s" in capsys.readouterr().out


@pytest.mark.slow
def test_stock_presidio_runs_beside_us(capsys: pytest.CaptureFixture[str]) -> None:
    """The ratio is of two measurements in one run."""
    plan = Plan(count=20, rounds=1, alone=2)

    run_bench(Counting, plan, baseline=True, as_json=True)

    assert orjson.loads(capsys.readouterr().out)["ratio"] > 1
