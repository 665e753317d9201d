"""Run the measurements that were asked for, and print them.

Measured is the whole way: raw bytes in, all masked copies out. Stock Presidio is
given less to do: only the main texts, already decoded, analysed and anonymised
once, in batches.
"""

import platform
import sys
from collections.abc import Callable, Mapping

import orjson
from rich.console import Console

from pipeline.bench.plan import Plan, Work, one_core
from pipeline.bench.speed import Speed, measure, ratio, table
from pipeline.bench.stages import Stages, measure_stages
from pipeline.core.route import Redact
from pipeline.stock import stock_presidio


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
    """
    contenders: dict[str, Work] = {"ours": build()}
    if baseline:
        contenders["stock"] = stock_presidio()
    with one_core():
        speeds = measure(contenders, plan)
        parts = measure_stages(build, plan) if stages else None
    if as_json:
        figures = report(speeds, plan, parts)
        sys.stdout.write(orjson.dumps(figures).decode() + "\n")
        return 0
    Console().print(table(speeds))
    if parts:
        Console().print(parts.as_table())
    return 0


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
