"""Figures as pictures: small SVG files, the same for the same figures."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from benchmarks.page import COUNTS, ENOUGH, partitioned, reference_of
from benchmarks.plan import BrokerKind, WorkKind
from benchmarks.results import Figures, steps

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "maskstream",
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.figsize": (5.6, 3.2),
    }
)

_COLOURS = {"embedded": "#7a7a7a", "apache": "#1f6f8b"}


def draw(figures: Figures, folder: Path) -> None:
    """Write every picture of the page."""
    plots = {"workers": _workers, "latency": _latency, "cost": _cost, "stages": _stages}
    if partitioned(figures):
        plots["partitions"] = _partitions
    else:
        (folder / "partitions.svg").unlink(missing_ok=True)
    for name, plot in plots.items():
        figure, axes = plt.subplots(layout="constrained")
        plot(axes, figures)
        figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
        plt.close(figure)


def _workers(axes: Axes, figures: Figures) -> None:
    for broker in BrokerKind:
        for work, style in ((WorkKind.MASK, "o-"), (WorkKind.PASSTHROUGH, "s:")):
            found = steps(figures, f"{broker}-{work}-4")
            axes.plot(
                [step["workers"] for step in found],
                [step["messages_per_s"] for step in found],
                style,
                color=_COLOURS[broker],
                label=f"{broker}, {work}",
            )
    axes.axhline(
        figures["bare"]["ours"]["messages_per_s"],
        color="black",
        linewidth=0.8,
        linestyle="--",
        label="detection alone, one core",
    )
    axes.set(xlabel="workers, one CPU process each", ylabel="messages/s")
    axes.set_xticks([1, 2, 4])
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, fontsize=7)


def _latency(axes: Axes, figures: Figures) -> None:
    for broker in BrokerKind:
        loads = [
            load
            for step in steps(figures, f"{broker}-{WorkKind.MASK}-4")
            if step["workers"] == 1
            for load in step["loads"]
        ]
        for quantile, style in (("p50_ms", "o-"), ("p99_ms", "^--")):
            least = ENOUGH if quantile == "p99_ms" else 0
            shown = [load for load in loads if load["messages"] >= least]
            axes.plot(
                [100 * load["share"] for load in shown],
                [load[quantile] for load in shown],
                style,
                color=_COLOURS[broker],
                label=f"{broker}, {quantile.removesuffix('_ms')}",
            )
    axes.set_yscale("log")
    axes.set(xlabel="load, % of capacity", ylabel="due to masked, ms")
    axes.legend(frameon=False, fontsize=7)


def _partitions(axes: Axes, figures: Figures) -> None:
    broker = reference_of(figures)
    for size, style in ((1, "o-"), (2, "s-")):
        found = [step for step in partitioned(figures) if step["workers"] == size]
        axes.plot(
            [step["partitions"] for step in found],
            [step["messages_per_s"] for step in found],
            style,
            label=f"{size} workers",
        )
    axes.set(xlabel=f"partitions ({broker})", ylabel="messages/s")
    axes.set_xticks(COUNTS)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, fontsize=7)


def _cost(axes: Axes, figures: Figures) -> None:
    names = [f"{broker}-{work}-4" for broker in BrokerKind for work in WorkKind]
    found = [step for name in names for step in steps(figures, name)[:1]]
    labels = [f"{step['broker']}\n{step['work']}" for step in found]
    left = [0.0] * len(found)
    for part, colour in (
        ("child", "#1f6f8b"),
        ("worker", "#e09f3e"),
        ("broker", "#b8b8b8"),
    ):
        widths = [step["cpu_us_per_message"][part] for step in found]
        axes.barh(labels, widths, left=left, color=colour, label=part)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set(xlabel="µs of CPU time a message, one worker")
    axes.legend(frameon=False, fontsize=7)


def _stages(axes: Axes, figures: Figures) -> None:
    micros: dict[str, float] = figures["bare"]["stages"]["us_per_message"]
    names: Sequence[str] = [name for name in micros if micros[name] > 0][::-1]
    axes.barh(names, [micros[name] for name in names], color="#1f6f8b")
    axes.set(xlabel="µs of CPU time a message")
