"""What a deployment needs grows with what it is given to do."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sizing import Cost, need_of

COST = Cost(
    worker_us=200,
    child_us=800,
    worker_mib=150,
    child_mib=300,
    raw_bytes=400,
    masked_bytes=2_000,
)


def test_a_day_is_planned_for_its_busiest_minutes() -> None:
    """86.4 million a day are 1,000 a second on average, 4,000 at peak."""
    need = need_of(86_400_000, COST)

    assert need.peak_per_s == 4_000
    assert need.cores == 6  # 4,000 times a millisecond, 70 % filled: 5.7


def test_a_worker_whose_own_process_is_busy_needs_another() -> None:
    """With a fast detector the own decide, not the CPU processes."""
    fast = replace(COST, child_us=100)

    need = need_of(864_000_000, fast)

    assert (need.workers, need.processes) == (12, 6)


def test_disk_is_what_the_topics_keep() -> None:
    """A day of raw messages, thirty of masked ones."""
    need = need_of(1_000_000, COST)

    assert need.disk_gib == 1_000_000 * (400 + 30 * 2_000) / 2**30


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_more_messages_never_need_less(first: int, second: int) -> None:
    """Of anything."""
    few, many = need_of(min(first, second), COST), need_of(max(first, second), COST)

    assert few.cores <= many.cores
    assert few.workers <= few.partitions <= many.partitions
    assert few.memory_gib <= many.memory_gib
