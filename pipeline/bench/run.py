"""Run the measurements that were asked for, and print them.

Measured is the whole way: raw bytes in, all masked copies out. Stock Presidio is
given less to do: only the main texts, already decoded, analysed and anonymised
once, in batches.
"""

import platform
import sys
from collections import Counter
from collections.abc import Callable, Mapping

import orjson

from pipeline.bench.plan import Plan, Work, one_core
from pipeline.bench.speed import Speed, measure, ratio, table
from pipeline.bench.stages import Stages, measure_stages
from pipeline.consoles import stdout_console
from pipeline.core.errors import MaskstreamError
from pipeline.core.route import Redact
from pipeline.stock import stock_presidio

TOLERATED = 0.01
"""Share of sound messages that may go to quarantine: on a busy machine one may run
out of time."""


class BenchError(MaskstreamError):
    """What would be measured isn't what the figures are about."""


def run_bench(
    build: Callable[[], Redact],
    plan: Plan,
    *,
    baseline: bool = False,
    stages: bool = False,
    as_json: bool = False,
) -> int:
    """Measure, and print tables or JSON on stdout.

    Args:
        build: Builds the whole way.
        plan: What to measure.
        baseline: Measure stock Presidio too, and the ratio.
        stages: Say where the time goes, too.
        as_json: Print one JSON object instead of tables.

    Returns:
        Exit status 0.

    Raises:
        BenchError: Messages go to quarantine that belong in no quarantine.
    """
    ours = build()
    check_outcomes(ours, plan)
    contenders: dict[str, Work] = {"ours": ours}
    if baseline:
        contenders["stock"] = stock_presidio()
    with one_core():
        speeds = measure(contenders, plan)
        parts = measure_stages(build, plan) if stages else None
    if as_json:
        figures = report(speeds, plan, parts)
        sys.stdout.write(orjson.dumps(figures).decode() + "\n")
        return 0
    console = stdout_console()
    console.print(table(speeds))
    if parts:
        console.print(parts.as_table())
    return 0


def check_outcomes(redact: Redact, plan: Plan) -> None:
    """Make sure that messages are masked: sealing one away costs next to nothing.

    Raises:
        BenchError: More go to quarantine than are broken in this mix.
    """
    made = [sent for batch in plan.warm_up() for them in redact(batch) for sent in them]
    reasons = Counter(sent.tally.reason for sent in made if sent.tally.reason)
    if reasons.total() > plan.count * (plan.mix.broken + TOLERATED):
        raise BenchError(f"too many messages go to quarantine: {dict(reasons)}")


def report(
    speeds: Mapping[str, Speed], plan: Plan, parts: Stages | None = None
) -> dict[str, object]:
    """Return all figures; ``ratio`` is ours / stock, None without a baseline."""
    times = ratio(speeds)
    return {
        "messages": plan.count,
        "rounds": plan.rounds,
        "batch": plan.batch,
        "traffic": plan.mix.describe(),
        "python": platform.python_version(),
        **{name: speed.as_json() for name, speed in speeds.items()},
        "ratio": times and round(times, 2),
        **({"stages": parts.as_json()} if parts else {}),
    }
