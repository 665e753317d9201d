"""The audit fails on a weakness, and never says "none" of what it couldn't ask."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = {"name": "clean", "version": "1.0", "vulns": []}
WEAK = {
    "name": "weak",
    "version": "1.0",
    "vulns": [{"id": "EXAMPLE-2026-1", "fix_versions": ["1.1"]}],
}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    """Load the script that `make audit` runs."""
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(*dependencies: object) -> str:
    """Return what pip-audit prints."""
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_a_known_weakness_fails(audit: ModuleType) -> None:
    """Whatever another service doesn't know."""
    asked = [audit.read_report(report(UNKNOWN)), audit.read_report(report(CLEAN, WEAK))]

    status, lines = audit.verdict(asked)

    assert status == 1
    assert lines[1] == "  weak 1.0: EXAMPLE-2026-1 (mended in: 1.1)"


@pytest.mark.parametrize("said", ["", "no JSON", "[]", "{}", report(UNKNOWN)])
def test_no_answer_is_told_loudly_and_does_not_fail(
    audit: ModuleType, said: str
) -> None:
    """pip-audit calls a package that a service doesn't know clean."""
    status, (line,) = audit.verdict([audit.read_report(said)])

    assert status == 0
    assert "!!! AUDIT not checked: service unreachable" in line


def test_what_is_left_unchecked_is_named(audit: ModuleType) -> None:
    """A package that no service knows may be a private one."""
    status, (line,) = audit.verdict([audit.read_report(report(CLEAN, UNKNOWN))])

    assert status == 0
    assert "not checked: 1 packages unknown: unknown" in line


def test_one_service_makes_up_for_another(audit: ModuleType) -> None:
    """Each list has gaps."""
    known = {**UNKNOWN, "version": "1.0", "vulns": []}
    del known["skip_reason"]
    reports = [report(CLEAN, UNKNOWN), report(known)]

    status, lines = audit.verdict([audit.read_report(text) for text in reports])

    assert (status, lines) == (0, ["audit: 2 packages, no known weakness"])
