"""What a deployment needs, on paper, from what one message costs."""

import math
from dataclasses import dataclass

from pipeline.durations import MASKED_DAYS, RAW_DAYS

DAY_S = 86_400
PEAK = 4.0
"""The busiest minutes of a day have this many times its average traffic."""
FILLED = 0.7
"""Share of a core that is planned with: beyond, latency grows fast."""
SPARE = 3
"""Partitions for each worker: it can be scaled by that factor without new ones."""
CHILDREN = 4
"""CPU processes of one worker in a larger deployment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one message costs.

    Attributes:
        worker_us: Microseconds of a worker's own process.
        child_us: Microseconds of its CPU processes.
        worker_mib: Resident memory of a worker's own process.
        child_mib: Resident memory of one CPU process.
        raw_bytes: Size of a raw message.
        masked_bytes: Size of all its masked copies.
    """

    worker_us: float
    child_us: float
    worker_mib: float
    child_mib: float
    raw_bytes: float
    masked_bytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a deployment needs.

    Attributes:
        per_day: Messages a day.
        peak_per_s: Messages a second in the busiest minutes.
        cores: For workers alone.
        workers: Worker processes, and so members of the consumer group.
        processes: CPU processes of all workers together.
        partitions: Of the incoming topic.
        memory_gib: Of all workers.
        disk_gib: Of the brokers, for each replica.
    """

    per_day: int
    peak_per_s: float
    cores: int
    workers: int
    processes: int
    partitions: int
    memory_gib: float
    disk_gib: float


def need_of(per_day: int, cost: Cost) -> Need:
    """Return what so many messages a day need.

    Example:
        >>> cost = Cost(worker_us=200, child_us=800, worker_mib=150, child_mib=300,
        ...             raw_bytes=400, masked_bytes=2_000)
        >>> need = need_of(100_000_000, cost)
        >>> need.cores, need.workers, need.processes, need.partitions
        (7, 2, 6, 6)
    """
    peak = per_day / DAY_S * PEAK
    own = peak * cost.worker_us / 1e6 / FILLED
    children = peak * cost.child_us / 1e6 / FILLED
    processes = max(1, math.ceil(children))
    workers = max(math.ceil(own), math.ceil(processes / CHILDREN))
    memory = workers * cost.worker_mib + processes * cost.child_mib
    kept = RAW_DAYS * cost.raw_bytes + MASKED_DAYS * cost.masked_bytes
    return Need(
        per_day=per_day,
        peak_per_s=peak,
        cores=math.ceil(own + children),
        workers=workers,
        processes=processes,
        partitions=workers * SPARE,
        memory_gib=memory / 2**10,
        disk_gib=per_day * kept / 2**30,
    )
