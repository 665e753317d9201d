"""Instructions are counted by a tool that may not be there."""

from pathlib import Path

import orjson
import pytest

from pipeline.bench.instructions import count, run_instructions
from pipeline.bench.plan import Plan
from pipeline.core.errors import ConfigError, MaskstreamError

PLAN = Plan(count=40)


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put programs of ours before everybody's."""
    for name in ("valgrind", "callgrind_control"):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_a_machine_that_cannot_count_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No figure is better than a wrong one."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ConfigError, match="can't count instructions"):
        count(PLAN)


def test_the_mean_is_over_the_counted_messages(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What callgrind collected belongs to the round alone."""
    pretend(tmp_path, monkeypatch, 'echo "==7== Collected : 8000" >&2')

    assert run_instructions(PLAN, as_json=True) == 0

    figures = orjson.loads(capsys.readouterr().out)
    assert figures["instructions_per_message"] == 200
    assert figures["traffic"]["name"] == "chat"


def test_no_more_are_counted_than_takes_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default round would take an hour."""
    pretend(tmp_path, monkeypatch, 'echo "Collected : 8000" >&2')

    assert count(Plan(count=2_000)).messages == 100


@pytest.mark.parametrize("script", ["exit 3", "true"], ids=["failed", "said nothing"])
def test_a_count_that_failed_is_no_figure(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it printed isn't repeated: it may quote what was read."""
    pretend(tmp_path, monkeypatch, script)

    with pytest.raises(MaskstreamError, match="callgrind ended"):
        count(PLAN)


def test_people_get_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without --json."""
    pretend(tmp_path, monkeypatch, 'echo "Collected : 80000000" >&2')

    run_instructions(PLAN, as_json=False)

    assert "2.000 million instructions a message" in capsys.readouterr().out
