"""Measure every contender on a file of labelled texts, and show what came out."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson
from rich.console import Console

from pipeline.consoles import stdout_console
from pipeline.core.errors import ConfigError
from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.cases import count_cases
from pipeline.evaluate.compare import Judged, compare
from pipeline.evaluate.contenders import Contender, Contest
from pipeline.evaluate.examples import Example
from pipeline.evaluate.judge import judge_all
from pipeline.evaluate.measure import measure
from pipeline.evaluate.report import render_report
from pipeline.evaluate.result import Result
from pipeline.evaluate.terminal import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How figures are shown.

    Attributes:
        as_json: Print one JSON object instead of the tables.
        html: File for a report; None for none.
        texts: Quote the labelled texts in the report.
    """

    as_json: bool = False
    html: Path | None = None
    texts: bool = False


def run_evaluate(
    examples: Sequence[Example],
    contest: Contest,
    output: Output,
    dataset: str = "",
) -> int:
    """Measure, and print tables or JSON on stdout.

    Args:
        examples: Labelled texts.
        contest: What is measured, and what is set beside it.
        output: How figures are shown.
        dataset: What the report calls the texts.

    Returns:
        Exit status 0.

    Raises:
        ConfigError: The report can't be written; said before anything is measured.
    """
    if output.html is None:
        _show(_measure(examples, contest, dataset), output)
        return 0
    with private_file(output.html) as file:
        result = _measure(examples, contest, dataset)
        file.write(render_report(result, texts=output.texts).encode())
    _show(result, output)
    return 0


def _measure(examples: Sequence[Example], contest: Contest, dataset: str) -> Result:
    ours = _judge(examples, contest.ours)
    return Result(
        dataset=dataset,
        versions=contest.ours.versions,
        judgements=ours.judgements,
        evaluation=measure(ours.judgements),
        agreement=agreement(ours.judgements),
        comparisons=(
            *(compare(_judge(examples, it), ours) for it in contest.baselines),
            *(compare(ours, _judge(examples, it)) for it in contest.candidates),
        ),
        cases=count_cases(ours.judgements),
    )


def _judge(examples: Sequence[Example], contender: Contender) -> Judged:
    judgements = judge_all(
        examples,
        contender.detect,
        threshold=contender.threshold,
        name=f"evaluating {contender.name}",
    )
    return Judged(name=contender.name, judgements=tuple(judgements))


def _show(result: Result, output: Output) -> None:
    if output.as_json:
        sys.stdout.write(orjson.dumps(result.as_json()).decode() + "\n")
        return
    console = stdout_console()
    for table in tables(result):
        console.print(table)
    if output.html is not None:
        said = Console(stderr=True, soft_wrap=True)  # a path is to be copied whole
        said.print(f"report: {output.html}", markup=False)


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that only its owner may read; it appears when it is whole.

    What stands there is replaced, so that no older and wider permission stays.

    Raises:
        ConfigError: It can't be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise ConfigError(str(path), "", "is no file")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise ConfigError(str(path), "", error.strerror or "not writable") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
