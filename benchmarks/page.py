"""The page of figures, made from the file of figures."""

from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.plan import BrokerKind, WorkKind
from benchmarks.results import Figures, steps
from benchmarks.sizing import DAY_S, FILLED, PEAK, SPARE, Cost, need_of

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TEMPLATE = "page.md.jinja"
GOAL = 0.85
TWO = 2
"""Workers at which partitions are compared."""
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
        bare_us=1e6 / figures["bare"]["ours"]["messages_per_s"],
        kept=kept,
        goal=GOAL,
        reference=reference,
        cost=asdict(cost),
        partitioned=[
            step
            for partitions in (1, 2, 4, 8)
            for step in steps(figures, f"{reference}-{WorkKind.MASK}-{partitions}")
            if step["workers"] <= TWO
        ],
        needs=[asdict(need_of(per_day, cost)) for per_day in PER_DAY],
        constants={"peak": PEAK, "filled": FILLED, "spare": SPARE, "day_s": DAY_S},
    )


def kept(step: Figures, bare_us: float) -> float:
    """Return the share of one core's speed that is left with Kafka around it.

    It compares CPU time, that of a worker and its CPU processes together: where a
    message spends it doesn't matter, and neither does what else the machine does.
    """
    used = step["cpu_us_per_message"]
    return float(bare_us / (used["worker"] + used["child"]))


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
