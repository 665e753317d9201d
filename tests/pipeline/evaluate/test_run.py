"""A run prints figures, and writes its report for one pair of eyes."""

import stat
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from pipeline.core.errors import ConfigError
from pipeline.evaluate.contenders import Contender, Contest
from pipeline.evaluate.examples import Case
from pipeline.evaluate.run import Output, private_file, run_evaluate
from tests.pipeline.evaluate.labelled import ANN, example, found

OURS = Contender(name="ours", detect=found((0, 3, "PERSON")), versions=(("a", "1"),))
OTHER = Contender(name="old", detect=found((0, 7, "PERSON"), score=0.4), threshold=0.3)
EXAMPLES = [example(ANN)]


def test_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts read shares as numbers with four digits."""
    status = run_evaluate(
        EXAMPLES,
        Contest(ours=OURS, baselines=(OTHER,), candidates=(OTHER,)),
        Output(as_json=True),
    )

    figures = orjson.loads(capsys.readouterr().out)
    assert status == 0
    assert figures["texts"] == 1
    assert figures["versions"] == {"a": "1"}
    assert figures["rows"][1]["label"] == "PERSON"
    assert figures["rows"][1]["leak_rate"] == 0.5
    assert figures["agreement"][0]["scheme"] == "strict"
    baseline, candidate = figures["comparisons"]
    assert (baseline["before"], baseline["after"]) == ("old", "ours")
    assert baseline["rows"][0]["recall_before"] == 1.0
    assert len(baseline["newly_leaked"]) == 1
    assert (candidate["before"], candidate["after"]) == ("ours", "old")
    assert len(candidate["newly_found"]) == 1


def test_cases_are_in_every_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON has them always, tables and report if there are any."""
    examples = [replace(EXAMPLES[0], case=Case("PERSON", negative=False), line=7)]
    report = tmp_path / "report.html"

    run_evaluate(examples, Contest(ours=OTHER), Output(as_json=True, html=report))
    figures = orjson.loads(capsys.readouterr().out)
    run_evaluate(examples, Contest(ours=OURS), Output())
    shown = capsys.readouterr().out
    run_evaluate(EXAMPLES, Contest(ours=OURS), Output(as_json=True))

    assert [row["found"] for row in figures["cases"]] == [1, 1]
    assert "negatives" in shown
    assert "Recognizer cases: positives found" in report.read_text()
    assert orjson.loads(capsys.readouterr().out)["cases"] == []


def test_a_name_with_markup_is_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Folders are called anything."""
    contest = Contest(ours=OURS, candidates=(replace(OTHER, name="packs/[/red]"),))

    run_evaluate(EXAMPLES, contest, Output())

    assert "from ours to packs/[/red]" in capsys.readouterr().out


def test_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """People read percents."""
    run_evaluate(EXAMPLES, Contest(ours=OURS), Output())

    assert "50.0" in capsys.readouterr().out


def test_the_report_is_for_its_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An older file's wider permissions go with it."""
    file = tmp_path / "report.html"
    file.write_text("old")
    file.chmod(0o644)

    run_evaluate(
        EXAMPLES, Contest(ours=OURS), Output(html=file, texts=True), "gold.jsonl"
    )

    assert "gold.jsonl" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert "report.html" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_stops_before_the_work(tmp_path: Path) -> None:
    """Nobody waits for figures that get lost."""

    def detect(_: object) -> list[object]:
        pytest.fail("was measured")

    contest = Contest(ours=Contender(name="ours", detect=detect))  # type: ignore[arg-type]

    with pytest.raises(ConfigError, match="nowhere"):
        run_evaluate(EXAMPLES, contest, Output(html=tmp_path / "nowhere" / "r.html"))


def write(file: Path, *parts: bytes | BaseException) -> None:
    """Write parts of a report; one that is an error is raised."""
    with private_file(file) as opened:
        for part in parts:
            if isinstance(part, BaseException):
                raise part
            opened.write(part)


def test_what_is_no_file_stays_as_it_is() -> None:
    """A device must not be replaced by a file, even by root."""
    device = Path("/dev/null")

    with pytest.raises(ConfigError, match="is no file"):
        write(device)

    assert device.is_char_device()


def test_a_link_is_followed(tmp_path: Path) -> None:
    """What it leads to is replaced, not the link."""
    link, file = tmp_path / "link.html", tmp_path / "report.html"
    link.symlink_to(file)

    write(link, b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_report_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    """And nothing half-written beside it."""
    file = tmp_path / "report.html"
    file.write_text("old")

    with pytest.raises(KeyboardInterrupt):
        write(file, b"half", KeyboardInterrupt())

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
