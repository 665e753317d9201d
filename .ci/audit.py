"""Ask whether a dependency of the lock file has a known weakness.

Exit status 1 if one has. A machine that reaches no list of weaknesses can't tell: that
is said loudly and isn't a failure. pip-audit itself says "no known vulnerabilities"
of packages that a service doesn't know; here they count as not checked.
"""  # noqa: INP001

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
UV = str(ROOT / ".venv" / "bin" / "uv")
SERVICES = ("osv", "pypi")
LIMIT_S = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a service said.

    Attributes:
        checked: Packages that it knows.
        unchecked: Packages that it doesn't know, or that it wasn't asked about.
        found: A line for each weakness.
    """

    checked: frozenset[str] = frozenset()
    unchecked: frozenset[str] = frozenset()
    found: tuple[str, ...] = ()


def read_report(text: str) -> Report:
    """Read pip-audit's JSON; nothing was checked where there is none."""
    try:
        dependencies = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Report()
    skipped = {one["name"] for one in dependencies if "skip_reason" in one}
    return Report(
        checked=frozenset(one["name"] for one in dependencies) - skipped,
        unchecked=frozenset(skipped),
        found=tuple(line for one in dependencies for line in _weaknesses(one)),
    )


def verdict(reports: Iterable[Report]) -> tuple[int, list[str]]:
    """Return the exit status, and what to print.

    Args:
        reports: One of each service; what one of them checked is checked.
    """
    asked = list(reports)
    found = sorted({line for report in asked for line in report.found})
    if found:
        return 1, ["audit: known weaknesses", *found]
    checked = frozenset[str]().union(*(report.checked for report in asked))
    unchecked = frozenset[str]().union(*(report.unchecked for report in asked))
    if not checked:
        return 0, [_loud("not checked: service unreachable")]
    if left := sorted(unchecked - checked):
        names = ", ".join(left)
        return 0, [_loud(f"not checked: {len(left)} packages unknown: {names}")]
    return 0, [f"audit: {len(checked)} packages, no known weakness"]


def _weaknesses(dependency: dict[str, Any]) -> Iterable[str]:
    name = f"{dependency['name']} {dependency.get('version', '')}"
    for one in dependency.get("vulns", ()):
        mended = ", ".join(one["fix_versions"]) or "none yet"
        yield f"  {name}: {one['id']} (mended in: {mended})"


def _loud(words: str) -> str:
    bar = "!" * 72
    return f"{bar}\n!!! AUDIT {words}\n{bar}"


def ask(service: str, requirements: Path) -> Report:
    """Run pip-audit against one service; it says nothing when it can't reach it."""
    command = [UV, "run", "--quiet", "--frozen", "--isolated", "--only-group", "audit"]
    options = ["--vulnerability-service", service, "--format", "json"]
    options += ["--requirement", str(requirements), "--require-hashes", "--disable-pip"]
    options += ["--progress-spinner", "off", "--timeout", "10"]
    done = subprocess.run(  # noqa: S603  # our own arguments
        [*command, "pip-audit", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    if not done.stdout.strip():
        lines = done.stderr.strip().splitlines() or ["no answer"]
        _print(f"audit: {service}: {lines[-1][:200]}")
    return read_report(done.stdout)


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def locked(file: Path) -> None:
    """Write every package of the lock file, all groups, with its hashes."""
    command = [UV, "export", "--quiet", "--frozen", "--all-groups"]
    options = ["--no-emit-project", "--format", "requirements-txt", "-o", str(file)]
    subprocess.run([*command, *options], cwd=ROOT, check=True)  # noqa: S603


def main(services: Sequence[str] = SERVICES) -> int:
    """Ask one service after the other until every package was checked."""
    reports: list[Report] = []
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder, "requirements.txt")
        locked(requirements)
        for service in services:
            reports.append(ask(service, requirements))
            if reports[-1].checked and not reports[-1].unchecked:
                break
    status, lines = verdict(reports)
    _print(*lines)
    return status


if __name__ == "__main__":
    sys.exit(main())
