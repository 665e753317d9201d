"""`maskstream keys` changes keys and shows none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.core.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the keyset will be."""
    made = tmp_path / "keyset.json"
    monkeypatch.setenv("MASKSTREAM_KEYSET_FILE", str(made))
    return made


def keys(*arguments: str) -> list[list[str]]:
    """Run a command; return the words of each line of its answer."""
    return [line.split() for line in answer(*arguments).output.splitlines()]


def answer(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, ["keys", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("file")
def test_a_key_is_made_rotated_and_retired() -> None:
    """The whole life of a key."""
    first = keys("create")[0]
    rotated = keys("rotate", "--lead", "120")
    seals = [line for line in rotated if line[0] == "seal"]

    left = keys("retire", seals[0][1], "--days", "0")

    assert rotated[0][1] == first[1]
    assert [line[-1] for line in rotated] == ["force", "scheduled", "old", "force"]
    assert [line for line in rotated if line not in left] == [seals[0]]
    assert keys("list") == left


def test_a_keyset_is_not_made_twice(file: Path) -> None:
    """The first one may be in use."""
    keys("create")
    before = file.read_text()

    with pytest.raises(ConfigError, match="there already"):
        answer("create")

    assert file.read_text() == before


def test_a_lead_that_workers_could_miss_is_refused(file: Path) -> None:
    """Some would publish with the old key what others publish with the new one."""
    keys("create")

    assert answer("rotate", "--lead", "119").exit_code == 2
    assert json.loads(file.read_text())["maskstream_keyset"] == 1


def test_keys_of_the_environment_are_not_rotated_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that happens to lie there isn't what workers use."""
    keys("create")
    monkeypatch.setenv("MASKSTREAM_KEYSET", file.read_text())

    with pytest.raises(ConfigError, match="--keyset-file"):
        answer("rotate")


def test_no_command_shows_a_key(file: Path) -> None:
    """Terminals are recorded."""
    said = "".join(answer(*words).output for words in (["create"], ["rotate"]))

    for kind in ("tokens", "seal"):
        for key in json.loads(file.read_text())[kind]["key"]:
            assert key["keyData"]["value"] not in said
