"""The file of figures: written after every step, so that a run can go on later."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

Figures = dict[str, Any]
"""JSON, as it stands in the file."""

FOLDER = Path(__file__).parents[1] / "docs" / "benchmarks"
RESULTS = FOLDER / "results.json"
PARTIAL = FOLDER / "unfinished.json"


def load(path: Path = RESULTS) -> Figures:
    """Read a file of figures."""
    figures: Figures = orjson.loads(path.read_bytes())
    return figures


def begin(*, fresh: bool, partial: Path = PARTIAL) -> Figures:
    """Return the figures of a run that was broken off, or those of a new one."""
    if partial.exists() and not fresh:
        return load(partial)
    return {"machine": machine(), "bare": None, "series": {}}


def save(figures: Figures, path: Path = PARTIAL) -> None:
    """Write figures, readable and in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    fresh.write_bytes(orjson.dumps(figures, option=options))
    fresh.replace(path)


def finish(figures: Figures, partial: Path = PARTIAL, path: Path = RESULTS) -> None:
    """Let a run's figures be the ones that count."""
    save(figures, path)
    partial.unlink(missing_ok=True)


def machine() -> Figures:
    """Describe where and when the figures came to be."""
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "memory_gib": round(_memory_bytes() / 2**30, 1),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
        "day": datetime.now(UTC).date().isoformat(),
    }


def steps(figures: Figures, name: str) -> Sequence[Figures]:
    """Return the steps of a series; none if it wasn't measured."""
    found: Sequence[Figures] = figures["series"].get(name, ())
    return found


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.split(":")[1].strip() for line in lines if "model name" in line)
    return next(names, platform.processor())


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
