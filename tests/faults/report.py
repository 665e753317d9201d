"""What faults cost, over a whole run, in figures that can be quoted."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What settling the books of some traffic came to.

    Attributes:
        records: Raw messages on the incoming topic.
        copies: Masked records that were published, repetitions included.
        sealed: Sealed messages that were published, repetitions included.
        duplicates: Of both, those that repeat an earlier one.
        lost: Raw messages that lack an outcome, or a part of it.
        differing: Ids under which two different masked records were published.
        doubled: Records that were masked and, as a whole, sealed as well.
        disordered: Copies that stand, for a reader who drops repetitions, before
            one of an earlier message of their conversation.
        leaked: Planted values found where none may be.
        lag: Raw messages that aren't committed.
    """

    records: int
    copies: int
    sealed: int
    duplicates: int
    lost: int
    differing: int
    doubled: int
    disordered: int
    leaked: int
    lag: int

    @property
    def kept(self) -> bool:
        """Tell whether every promise was kept."""
        return not (
            self.lost
            or self.differing
            or self.doubled
            or self.disordered
            or self.leaked
            or self.lag
        )


@dataclass(slots=True)
class Report:
    """Everything that was done to the pipeline, and what came of it.

    Attributes:
        faults: How often each was injected, by name.
        tests: How many tests settled their books.
        totals: Sums of every figure of their balances.
        exits: Exit statuses of workers that no test had ended, by status.
        peak_mb: Most resident memory that a worker held, without its children.
        growth_mb: Most that a worker grew while faults were injected.
        slowest_s: Longest time from the end of a test's faults to settled books.
    """

    faults: Counter[str] = field(default_factory=Counter)
    tests: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    exits: Counter[str] = field(default_factory=Counter)
    peak_mb: int = 0
    growth_mb: int = 0
    slowest_s: float = 0.0

    def add(self, balance: Balance) -> None:
        """Add one test's balance."""
        self.tests += 1
        for name in Balance.__slots__:
            self.totals[name] += getattr(balance, name)

    def as_json(self) -> dict[str, object]:
        """Return everything, ready for a file."""
        return {
            "tests": self.tests,
            "faults": sum(self.faults.values()),
            **{name: self.totals[name] for name in Balance.__slots__},
            "peak_mb": self.peak_mb,
            "growth_mb": self.growth_mb,
            "slowest_s": round(self.slowest_s, 1),
            "by_fault": dict(sorted(self.faults.items())),
            "workers_ended_by_themselves": dict(sorted(self.exits.items())),
        }

    def write(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_text(json.dumps(self.as_json(), indent=2) + "\n", "utf-8")

    def lines(self) -> list[str]:
        """Return it as people read it."""
        return [f"{name:28} {value}" for name, value in self.as_json().items()]
