"""The threat model names tests that exist, one for each threat."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threats.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| Could |"))
]


def names_in(file: Path) -> set[str]:
    """Return the names of a file's tests."""
    tree = ast.parse(file.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_threat_has_a_guard_and_a_test_that_exists(row: list[str]) -> None:
    """A renamed test takes its line of the page with it."""
    threat, guard, named = row
    file, _, name = named.strip("`").partition("::")

    assert threat
    assert guard
    assert name.startswith("test_")
    assert name in names_in(ROOT / file)


def test_every_part_says_what_stays_open() -> None:
    """A threat model without a rest is an advertisement."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]

    assert len(parts) == 9
    assert [part.splitlines()[0] for part in parts if "**Open.**" not in part] == []


def test_no_threat_is_told_twice() -> None:
    """One word per idea, one row per threat."""
    named = [(row[0], row[2]) for row in ROWS]

    assert len(set(named)) == len(named)
