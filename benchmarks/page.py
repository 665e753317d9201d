"""The page of figures, made from the file of figures."""

from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.plan import BrokerKind, WorkKind
from benchmarks.results import Figures, missing, steps
from benchmarks.sizing import DAY_S, FILLED, PEAK, SPARE, Cost, need_of

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TEMPLATE = "page.md.jinja"
GOAL = 0.85
ENOUGH = 300
"""Messages that a p99 must rest on to be shown."""
COUNTS = (1, 2, 4, 8)
"""Partitions that are compared."""
TWO = 2
"""Workers at which partitions are compared, and how many it takes to compare."""
PER_DAY = (1_000_000, 10_000_000, 100_000_000, 1_000_000_000)


def render(figures: Figures) -> str:
    """Return the page in Markdown."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # Markdown, from figures of our own
    )
    environment.filters["n"] = _number
    reference = reference_of(figures)
    cost = cost_of(figures, reference)
    return environment.get_template(TEMPLATE).render(
        **figures,
        brokers=[str(kind) for kind in BrokerKind],
        works=[str(kind) for kind in WorkKind],
        steps=lambda name: steps(figures, name),
        missing=missing(figures),
        detecting=detecting,
        goal=GOAL,
        enough=ENOUGH,
        reference=reference,
        cost=asdict(cost),
        partitioned=partitioned(figures),
        needs=[asdict(need_of(per_day, cost)) for per_day in PER_DAY],
        constants={"peak": PEAK, "filled": FILLED, "spare": SPARE, "day_s": DAY_S},
    )


def enough(figures: Figures) -> bool:
    """Tell whether there is what the page can't do without."""
    return bool(steps(figures, f"{reference_of(figures)}-{WorkKind.MASK}-4"))


def detecting(step: Figures) -> float:
    """Return the share of a worker's CPU time that goes into detection.

    Both sides are of one run, and CPU time: what else the machine does, and did when
    something else was measured, doesn't matter.
    """
    used = step["cpu_us_per_message"]
    return float(used["child"] / (used["worker"] + used["child"]))


def partitioned(figures: Figures) -> list[Figures]:
    """Return the steps that compare partitions; none if there is nothing to compare."""
    found = [
        step
        for count in COUNTS
        for step in steps(figures, f"{reference_of(figures)}-{WorkKind.MASK}-{count}")
        if step["workers"] <= TWO
    ]
    return found if len({step["partitions"] for step in found}) >= TWO else []


def reference_of(figures: Figures) -> str:
    """Return the broker that conclusions are drawn from: Apache Kafka if it ran."""
    measured = steps(figures, f"{BrokerKind.APACHE}-{WorkKind.MASK}-4")
    return str(BrokerKind.APACHE if measured else BrokerKind.EMBEDDED)


def cost_of(figures: Figures, broker: str) -> Cost:
    """Return what a message costs one worker."""
    step = steps(figures, f"{broker}-{WorkKind.MASK}-4")[0]
    used, held, size = (
        step["cpu_us_per_message"],
        step["resident_mib"],
        figures["bare"]["bytes"],
    )
    return Cost(
        worker_us=used["worker"],
        child_us=used["child"],
        worker_mib=held["worker"],
        child_mib=held["child"],
        raw_bytes=size["raw"],
        masked_bytes=size["masked"],
    )


def _number(value: float, digits: int = 0) -> str:
    return f"{value:,.{digits}f}"
