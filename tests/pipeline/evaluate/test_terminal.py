"""Tables fit a terminal of 80 columns, and no text is in them."""

import io
import re

import pytest
from rich.console import Console

from pipeline.core.detect import Detect
from pipeline.evaluate.cases import count_cases
from pipeline.evaluate.compare import Judged, compare
from pipeline.evaluate.examples import Case, Example, Gold
from pipeline.evaluate.judge import Judgement, judge_all
from pipeline.evaluate.measure import measure
from pipeline.evaluate.result import Result
from pipeline.evaluate.terminal import by_case, tables
from tests.pipeline.evaluate.labelled import found

TEXT = "Hannelore is here"
HIDDEN = found((0, 9, "DE_SOCIAL_SECURITY"))
LEAKED = found((0, 3, "DE_SOCIAL_SECURITY"), (10, 12, "PERSON"))


def printed(detect: Detect, *others: Detect, langs: str = "de mixed") -> str:
    """Return the tables as they are on a terminal."""
    examples = [
        Example(
            text=TEXT,
            lang=lang,
            spans=(Gold(0, 9, "DE_SOCIAL_SECURITY"),),
            tags=("obfuscated",),
        )
        for lang in langs.split() * 700
    ]
    judgements = tuple(judge_all(examples, detect))
    result = Result(
        dataset="gold.jsonl",
        versions=(),
        judgements=judgements,
        evaluation=measure(judgements),
        agreement=(),
        comparisons=tuple(
            compare(
                Judged(name="[red]old", judgements=tuple(judge_all(examples, other))),
                Judged(name="new", judgements=judgements),
            )
            for other in others
        ),
    )
    console = Console(file=io.StringIO(), width=80)
    for table in tables(result):
        console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("others", [(), (HIDDEN,), (LEAKED,)])
def test_everything_fits(others: tuple[Detect, ...]) -> None:
    """Nothing is cut, not even the longest of our labels."""
    shown = printed(LEAKED, *others)

    assert "…" not in shown
    assert "DE_SOCIAL_SECURITY" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_share_stands_beside_its_interval() -> None:
    """Whole percents, rounded outwards."""
    assert re.search(r"mixed +all +700 +0\.0 +0-1 +50\.0 +50-50", printed(LEAKED))


def test_one_language_is_shown_once() -> None:
    """The sum over languages would repeat it."""
    assert printed(HIDDEN, langs="de").count("DE_SOCIAL_SECURITY") == 1


def cases_printed(*entities: str) -> str:
    """Return the table of cases, one positive and one negative a label."""
    rows = count_cases(
        [
            Judgement(
                example=Example(
                    text=TEXT, lang="de", spans=(), case=Case(entity, negative=negative)
                ),
                holds=negative,
            )
            for entity in entities
            for negative in (False, True)
        ]
    )
    console = Console(file=io.StringIO(), width=80)
    console.print(by_case(rows))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_cases_have_a_table_that_fits() -> None:
    """The sum comes first."""
    shown = cases_printed("UK_VEHICLE_REGISTRATION", "[red]")

    assert re.search(r"all +2 +0\.0 +0-85 +2 +100 +15-100", shown)
    assert re.search(r"\[red\] +1", shown)
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_cases_of_one_label_are_shown_once() -> None:
    """The sum over labels would repeat them."""
    assert not re.search(r"\ball\b", cases_printed("IBAN_CODE"))


def test_tags_have_a_table() -> None:
    """Obfuscated texts are weak where the sum is strong."""
    assert "obfuscated mixed   700  700" in printed(HIDDEN)


def test_a_comparison_counts_what_changed() -> None:
    """Which entities they are is in the report."""
    shown = printed(HIDDEN, LEAKED)

    assert "newly found: 1400 (DE_SOCIAL_SECURITY 1400)" in shown
    assert "newly leaked: 0" in shown
    assert "from [red]old to new" in shown
    assert "+99 to +100" in shown


def test_no_text_is_shown() -> None:
    """A terminal's output is copied into tickets."""
    assert "Hannelore" not in printed(LEAKED, HIDDEN)
