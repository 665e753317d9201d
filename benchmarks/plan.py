"""What is measured on which broker."""

from dataclasses import dataclass, field
from enum import StrEnum


class BrokerKind(StrEnum):
    """Brokers."""

    EMBEDDED = "embedded"
    APACHE = "apache"


class WorkKind(StrEnum):
    """What workers do."""

    MASK = "mask"
    PASSTHROUGH = "passthrough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One deployment that grows worker by worker.

    Attributes:
        broker: Where the messages are.
        work: What is done to them.
        partitions: Of every topic.
        steps: Numbers of workers, growing.
        loads: For a number of workers, the rates at which latency is measured, as
            shares of the messages a second that it just did.
    """

    broker: BrokerKind
    work: WorkKind = WorkKind.MASK
    partitions: int = 4
    steps: tuple[int, ...] = (1, 2, 4)
    loads: dict[int, tuple[float, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what names it in the results."""
        return f"{self.broker}-{self.work}-{self.partitions}"


_EVERY_STEP = {1: (0.5, 0.8, 1.0, 1.5), 2: (0.5,), 4: (0.5,)}

PLAN = (
    Series(broker=BrokerKind.APACHE, loads=_EVERY_STEP),
    Series(broker=BrokerKind.APACHE, work=WorkKind.PASSTHROUGH),
    Series(broker=BrokerKind.EMBEDDED, loads=_EVERY_STEP),
    Series(broker=BrokerKind.APACHE, partitions=1, steps=(1, 2)),
    Series(broker=BrokerKind.APACHE, partitions=8, steps=(1, 2)),
    Series(broker=BrokerKind.EMBEDDED, work=WorkKind.PASSTHROUGH),
    Series(broker=BrokerKind.APACHE, partitions=2, steps=(1, 2)),
)
"""What matters most comes first: a run that takes too long leaves out the last."""

BUDGET_S = 720.0
"""Nothing is measured any more when a run has lasted so long."""
SERIES_LIMIT_S = 120.0
"""What takes longer than that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things are watched.

    Attributes:
        bare: Messages in a round without Kafka.
        warm_up: Messages for each worker before anything is timed.
        drain_s: Seconds that a backlog should last.
        load_s: Seconds of traffic at a given rate.
    """

    bare: int = 1_000
    warm_up: int = 400
    drain_s: float = 4.0
    load_s: float = 5.0


QUICK = Pace(bare=200, warm_up=200, drain_s=2.0, load_s=2.0)
