"""Workers count as ready when they share all partitions."""

from pathlib import Path

import pytest

from benchmarks.fleet import Fleet, Usage
from benchmarks.plan import WorkKind
from pipeline.settings import load_settings


class Running:
    """A process that doesn't end."""

    def poll(self) -> None:
        """Say that it runs."""


@pytest.mark.parametrize(
    ("partitions", "workers", "shares"),
    [(4, 1, [4]), (4, 2, [2, 2]), (8, 3, [2, 3, 3]), (1, 2, [0, 1])],
)
def test_partitions_are_shared_as_evenly_as_they_can_be(
    partitions: int, workers: int, shares: list[int], tmp_path: Path
) -> None:
    """As Kafka's assignors do."""
    settings = load_settings(partitions=partitions)
    fleet = Fleet(settings, WorkKind.MASK, tmp_path, None)
    fleet._workers = [(Running(), tmp_path)] * workers  # type: ignore[list-item]

    assert fleet._expected() == shares


def test_what_a_worker_said_last_counts(tmp_path: Path) -> None:
    """A rebalance takes partitions away."""
    log = tmp_path / "worker.log"
    log.write_text("worker_ready partitions=4\nworker_ready partitions=2\n")
    fleet = Fleet(load_settings(), WorkKind.MASK, tmp_path, None)
    fleet._workers = [(Running(), log)]  # type: ignore[list-item]

    assert fleet._assigned() == [2]


def test_usage_is_between_two_looks() -> None:
    """CPU time that was used before isn't the messages'."""
    before = Usage(worker=1.0, child=2.0, broker=0.5, load=0.0)
    after = Usage(worker=2.0, child=6.0, broker=0.5, load=0.1)

    assert after.since(before).micros(1_000) == {
        "worker": 1_000.0,
        "child": 4_000.0,
        "broker": 0.0,
        "load": 100.0,
    }
