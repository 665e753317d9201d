"""What the program is made of is fixed, and can be told."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKED: list[dict[str, Any]] = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
FOREIGN = [package for package in LOCKED if "registry" in package["source"]]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def files_of(package: dict[str, Any]) -> list[dict[str, str]]:
    """Return every file that may be installed for a package."""
    return [*package.get("wheels", []), *filter(None, [package.get("sdist")])]


def test_every_locked_package_has_a_hash() -> None:
    """A package that was swapped in its registry isn't installed."""
    assert len(FOREIGN) == len(LOCKED) - 1  # all but ourselves
    for package in FOREIGN:
        assert files_of(package)
        assert all(file["hash"].startswith("sha256:") for file in files_of(package))


def test_every_package_comes_from_the_public_registry() -> None:
    """A second one could answer for a name of the first."""
    assert {package["source"]["registry"] for package in FOREIGN} == {
        "https://pypi.org/simple"
    }


def test_installing_follows_the_lock() -> None:
    """Neither `make install` nor the image resolves anew."""
    makefile = (ROOT / "Makefile").read_text()
    dockerfile = (ROOT / "Dockerfile").read_text()

    syncs = re.findall(r"uv sync .*", makefile + dockerfile)
    assert len(syncs) == 3
    assert all("--frozen" in sync for sync in syncs)


def test_the_bill_of_materials_is_the_lock_file() -> None:
    """As `make sbom` writes it: CycloneDX, each part with its version and purl."""
    uv = Path(sys.executable).with_name("uv")
    if not uv.exists():
        pytest.skip("no uv beside Python")
    (options,) = re.findall(
        r"uv export (.*?--format cyclonedx1\.5)", (ROOT / "Makefile").read_text()
    )
    done = subprocess.run(
        [uv, "export", *options.split(), "--offline"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )

    told = json.loads(done.stdout)
    parts = {part["name"]: part["purl"] for part in told["components"]}
    locked = {f"pkg:pypi/{p['name']}@{p['version']}" for p in FOREIGN}
    direct = {re.split(r"[<>=\[ ]", need)[0] for need in PROJECT["dependencies"]}
    assert told["bomFormat"] == "CycloneDX"
    assert {purl.partition("?")[0] for purl in parts.values()} <= locked
    assert direct <= parts.keys()
    assert "pytest" not in parts  # what isn't shipped isn't told
