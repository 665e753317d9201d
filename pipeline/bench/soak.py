"""Whether memory stays flat, however many messages pass."""

import gc
import sys
from dataclasses import dataclass
from itertools import islice

import orjson
from rich.console import Console
from rich.progress import track

from pipeline.bench.plan import Plan
from pipeline.core.errors import ConfigError
from pipeline.core.route import Redact
from pipeline.pool_child import STATM, resident_bytes

SOAK = (10_000, 100_000)
"""Messages after which resident memory is compared."""

FLAT = 1.1
"""Resident memory may grow by this factor between the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soak:
    """Resident memory, in bytes, after few and after many messages."""

    early: int
    late: int

    @property
    def flat(self) -> bool:
        """Whether memory stayed within the allowance."""
        return self.late <= self.early * FLAT


def run_soak(redact: Redact, plan: Plan, *, as_json: bool) -> int:
    """Measure memory over many messages, and print it on stdout.

    Returns:
        Exit status 1 if memory grew by more than a tenth.

    Raises:
        ConfigError: The system doesn't tell how much memory a process holds.
    """
    if not STATM.exists():
        raise ConfigError(str(STATM), "", "isn't there: memory can't be measured")
    soak = measure_memory(redact, plan, *SOAK)
    figures = {"early": soak.early, "late": soak.late, "flat": soak.flat}
    if as_json:
        sys.stdout.write(orjson.dumps(figures).decode() + "\n")
    else:
        early, late = (f"{size / 2**20:,.0f} MiB" for size in (soak.early, soak.late))
        Console().print(f"resident after {SOAK[0]:,}: {early}; {SOAK[1]:,}: {late}")
    return 0 if soak.flat else 1


def measure_memory(redact: Redact, plan: Plan, early: int, late: int) -> Soak:
    """Take resident memory after `early` and after `late` messages of one stream."""
    messages = plan.traffic(late, plan.seed)
    sizes = []
    for count in (early, late - early):
        rounds = range(-(-count // plan.batch))
        part = islice(messages, count)
        for _ in track(rounds, "soaking", console=Console(stderr=True)):
            redact(list(islice(part, plan.batch)))
        gc.collect()
        sizes.append(resident_bytes())
    return Soak(early=sizes[0], late=sizes[1])
