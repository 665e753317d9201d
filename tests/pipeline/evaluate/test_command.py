"""``maskstream evaluate`` as its users run it."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.core.errors import ConfigError

GOLD = {
    "text": "Hannelore Zwischenbrugger, hz@example.com",
    "lang": "de",
    "spans": [{"start": 27, "end": 41, "label": "EMAIL_ADDRESS"}],
    "annotated_labels": ["EMAIL_ADDRESS"],
    "tags": ["typo"],
}


def evaluate(
    *arguments: str | Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the command without the model, which takes its time to load."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "evaluate", "--no-model", *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=100,
        env={**os.environ, "COLUMNS": "80"},
    )


def test_reads_standard_input() -> None:
    """Corpora come out of pipes, some of them gzipped."""
    done = evaluate("-", "--json", given=gzip.compress(orjson.dumps(GOLD)))

    figures = orjson.loads(done.stdout)
    assert done.returncode == 0
    assert figures["rows"][0]["recall"] == 1.0
    assert figures["rows"][0]["tag"] == "all"
    assert figures["tag_rows"][0]["tag"] == "typo"


def test_compares_and_reports_without_a_text(tmp_path: Path) -> None:
    """Neither output has what the labelled file has."""
    gold, other = tmp_path / "gold.jsonl", tmp_path / "other.env"
    gold.write_bytes(orjson.dumps(GOLD | {"annotated_labels": []}))
    other.write_text("MASKSTREAM_REGIONS=DE\n")
    report = tmp_path / "report.html"

    done = evaluate(gold, "--compare", other, "--html", report)

    assert done.returncode == 0
    assert b"newly leaked: 0" in done.stdout
    for output in (done.stdout, done.stderr, report.read_bytes()):
        assert b"Hannelore" not in output
        assert b"hz@" not in output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--baseline", "philter"], id="unknown baseline"),
        pytest.param(["--compare", "nowhere"], id="nothing to compare"),
    ],
)
def test_an_option_that_cannot_be_is_refused(arguments: list[str]) -> None:
    """Before anything is read."""
    done = CliRunner().invoke(app, ["evaluate", "-", *arguments])

    assert done.exit_code == 2
    assert arguments[1] in done.output


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        pytest.param(["--texts"], "add --html FILE", id="texts without a report"),
        pytest.param(["--compare", "docs"], "no folder of packs", id="neither"),
        pytest.param(["--html", "no/where.html"], "no/where.html", id="no folder"),
    ],
)
def test_a_wrong_option_is_explained(arguments: list[str], problem: str) -> None:
    """`main` ends such an error with status 2 and one line."""
    options = ["evaluate", "--no-model", "-", *arguments]

    done = CliRunner().invoke(app, options, input=orjson.dumps(GOLD))

    assert isinstance(done.exception, ConfigError)
    assert problem in str(done.exception)


def test_a_wrong_line_is_named_and_not_repeated() -> None:
    """Standard error ends up in logs."""
    wrong = orjson.dumps(GOLD | {"spans": [{"start": 0, "end": 99, "label": "X"}]})

    done = evaluate("-", given=wrong)

    assert done.returncode == 2
    assert done.stderr.startswith(b"maskstream: stdin: line 1: is no")
    assert b"Hannelore" not in done.stderr
