"""Every command that reaches Kafka says who it is, and shows nobody its password."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.kafka.apache import PASSWORD, USER, Node

pytestmark = [pytest.mark.kafka, pytest.mark.slow, pytest.mark.timeout(600)]

PATIENCE_S = 120


@pytest.fixture
def env(node: Node, tmp_path: Path) -> dict[str, str]:
    """Return the settings of a deployment; the password stands in a file."""
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    ours = {
        "brokers": f"127.0.0.1:{node.guarded}",
        "security": "SASL_PLAINTEXT",
        "sasl_mechanism": "PLAIN",
        "sasl_username": USER,
        "sasl_password_file": str(tmp_path / "password"),
        "keyset_file": str(tmp_path / "keyset.json"),
        "model": "0",
        "processes": "1",
    }
    return os.environ | {f"MASKSTREAM_{k.upper()}": v for k, v in ours.items()}


def run(env: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def masked(env: dict[str, str]) -> int:
    """Count the agents' records."""
    shown = run(env, "tail", "messages.agent", "--from-start", "--no-follow")
    return len(shown.stdout.splitlines())


def seen_from_outside(pid: int) -> str:
    """Return what others may learn of a worker and of its CPU processes."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return "\n".join(f"{one.cmdline()} {one.environ()}" for one in family)


def test_commands_and_workers_log_in_with_a_password_from_a_file(
    env: dict[str, str], tmp_path: Path
) -> None:
    """It is in no argument, environment, log or answer."""
    made = run(env, "topics"), run(env, "traffic", "--count", "20", "--rate", "200")
    with (tmp_path / "log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "worker"], env=env, stderr=log
        )
    try:
        end = time.monotonic() + PATIENCE_S
        while not masked(env):
            assert time.monotonic() < end
            assert worker.poll() is None
        seen = seen_from_outside(worker.pid)
    finally:
        worker.terminate()

    assert worker.wait(PATIENCE_S) == 0
    assert [one.returncode for one in made] == [0, 0]
    said = "".join(one.stdout + one.stderr for one in made)
    assert "pool_child" in seen
    assert PASSWORD not in seen + said + (tmp_path / "log").read_text()


def test_a_wrong_password_is_refused_and_not_repeated(
    env: dict[str, str], tmp_path: Path
) -> None:
    """The error names the broker and the class of what went wrong."""
    (tmp_path / "password").write_text("example-wrong")

    done = run(env, "topics")

    assert done.returncode == 1
    assert "no answer from" in done.stderr
    assert "example-wrong" not in done.stderr
