"""The shape of the repository, checked."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pipeline", "recognizers", "models")
SOURCES = sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))
TELEMETRY = "pipeline/telemetry/"

# Why each may: their subject is a library's logger or a child's, not our events.
MAY_SILENCE = {
    "pipeline/operators.py",
    "pipeline/pool_child.py",
    "recognizers/presidio.py",
}


def path_of(file: Path) -> str:
    """Return a source's path from the root."""
    return file.relative_to(ROOT).as_posix()


def tree_of(file: Path) -> ast.Module:
    """Parse a source."""
    return ast.parse(file.read_text(), path_of(file))


def imports_of(file: Path) -> set[str]:
    """Return the top-level packages that a source imports."""
    names: set[str] = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def calls_of(file: Path) -> Iterator[str]:
    """Yield what a source calls, as written."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def attributes_of(file: Path) -> set[str]:
    """Return the dotted names that a source reads."""
    return {
        ast.unparse(node)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_no_dependency_shares_our_package_names(package: str) -> None:
    """Our import names are plain words; nobody else may install them here."""
    owners = packages_distributions().get(package, [])

    assert set(owners) <= {"maskstream"}


def test_import_contracts_hold() -> None:
    """Layers are checked with the tests, so that no run forgets them."""
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", SOURCES, ids=path_of)
def test_only_telemetry_counts(file: Path) -> None:
    """Metrics have one home, where their labels are bounded."""
    assert path_of(file).startswith(TELEMETRY) or (
        "prometheus_client" not in imports_of(file)
    )


@pytest.mark.parametrize("file", SOURCES, ids=path_of)
def test_only_telemetry_logs(file: Path) -> None:
    """Whoever can't reach a logger can't log text."""
    if path_of(file) in MAY_SILENCE:
        logged = {"debug", "info", "warning", "error", "exception", "critical", "log"}
        assert not logged & {call.rpartition(".")[2] for call in calls_of(file)}
    else:
        assert path_of(file).startswith(TELEMETRY) or "logging" not in imports_of(file)


@pytest.mark.parametrize("file", SOURCES, ids=path_of)
def test_only_settings_read_the_environment(file: Path) -> None:
    """What a deployment decides stands in one table, which pydantic reads."""
    handed_on = {
        "pipeline/bench/instructions.py",
        "pipeline/broker.py",
        "pipeline/demo/run.py",
        "pipeline/pool.py",
    }
    reads = {"os.environ", "os.getenv", "os.environb"} & attributes_of(file)

    assert not reads or path_of(file) in handed_on


@pytest.mark.parametrize("file", SOURCES, ids=path_of)
def test_only_programs_print(file: Path) -> None:
    """A stray print shows text to whoever reads a worker's output."""
    is_program = 'if __name__ == "__main__":' in file.read_text()

    assert is_program or "print" not in set(calls_of(file))


@pytest.mark.parametrize("file", [f for f in SOURCES if "core" in f.parts], ids=path_of)
def test_the_core_catches_nothing_blindly(file: Path) -> None:
    """An error that nobody foresaw must stop the record, not be swallowed."""
    caught = [
        ast.unparse(node.type) if node.type else "everything"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
    ]

    assert not {"Exception", "BaseException", "everything"} & set(caught)
