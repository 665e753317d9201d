"""The file of figures: written after every step, so that a run can go on later."""

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from benchmarks.plan import PLAN

Figures = dict[str, Any]
"""JSON, as it stands in the file."""

FOLDER = Path(__file__).parents[1] / "docs" / "benchmarks"
RESULTS = FOLDER / "results.json"
_ROOT = FOLDER.parents[1]
_MEASURED = ("pipeline", "recognizers", "models", "benchmarks", "uv.lock")
"""What the figures depend on."""
PARTIAL = FOLDER / "unfinished.json"


def load(path: Path = RESULTS) -> Figures:
    """Read a file of figures."""
    figures: Figures = orjson.loads(path.read_bytes())
    return figures


def begin(*, fresh: bool, partial: Path = PARTIAL) -> Figures:
    """Return the figures of a run that was broken off, or those of a new one.

    Figures of two states of the code must not be mixed: a run that was made with
    another one is forgotten.
    """
    begun = {"machine": machine(), "bare": None, "series": {}}
    if fresh or not partial.exists():
        return begun
    found = load(partial)
    return found if _code_of(found) == _code_of(begun) else begun


def save(figures: Figures, path: Path = PARTIAL) -> None:
    """Write figures, readable and in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    fresh.write_bytes(orjson.dumps(figures, option=options))
    fresh.replace(path)


def finish(figures: Figures, partial: Path = PARTIAL, path: Path = RESULTS) -> None:
    """Let a run's figures be the ones that count; forget it if nothing is missing."""
    save(figures, path)
    if not missing(figures):
        partial.unlink(missing_ok=True)


def missing(figures: Figures) -> list[str]:
    """Name what of the plan wasn't measured: a series and its numbers of workers."""
    names = []
    for series in PLAN:
        measured = {step["workers"] for step in steps(figures, series.name)}
        if sizes := [str(size) for size in series.steps if size not in measured]:
            names.append(f"{series.name} with {', '.join(sizes)} workers")
    return names


def machine() -> Figures:
    """Describe where and when the figures came to be."""
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "memory_gib": round(_memory_bytes() / 2**30, 1),
        "python": platform.python_version(),
        "commit": _git("rev-parse", "--short=12", "HEAD") or "unknown",
        "dirty": bool(_git("status", "--porcelain", "-uno", "--", *_MEASURED)),
        "load_before": round(os.getloadavg()[0], 1),
        "day": datetime.now(UTC).date().isoformat(),
    }


def steps(figures: Figures, name: str) -> Sequence[Figures]:
    """Return the steps of a series; none if it wasn't measured."""
    found: Sequence[Figures] = figures["series"].get(name, ())
    return found


def _code_of(figures: Figures) -> tuple[object, object]:
    found = figures["machine"]
    return found.get("commit"), found.get("dirty")


def _git(*arguments: str) -> str:
    """Return what git says; nothing if this is no repository."""
    git = shutil.which("git") or "git"
    try:
        done = subprocess.run(
            [git, *arguments],
            check=False,
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=20,
        )
    except OSError:
        return ""
    return done.stdout.strip()


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.split(":")[1].strip() for line in lines if "model name" in line)
    return next(names, platform.processor())


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
