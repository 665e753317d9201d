"""A report is one harmless file: no script, no network, no text unless asked for."""

import re
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from pipeline.core.detect import Detect
from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.compare import Judged, compare
from pipeline.evaluate.examples import Example, Gold
from pipeline.evaluate.judge import judge_all
from pipeline.evaluate.measure import measure
from pipeline.evaluate.report import WORST, render_report
from pipeline.evaluate.result import Result
from tests.pipeline.evaluate.labelled import found

CANARY = "Hannelore <script>alert(1)</script>"
NAME = Gold(0, 9, "PERSON")
HOSTILE = '"><img src=https://example.com/x onerror=alert(1)>'
COUNT = WORST + 10
LEAKED = found((0, 3, "PERSON"), (10, 18, "USERNAME"))
HIDDEN = found((0, 9, "PERSON"))


class Elements(HTMLParser):
    """Collects what a browser would build."""

    def __init__(self, page: str) -> None:
        """Parse a page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def result(detect: Detect = LEAKED, *others: Detect) -> Result:
    """Measure texts, language and tag of which hold markup; others come before."""
    examples = [
        Example(
            text=f"{CANARY} {at}",
            lang="de" if at % 2 else HOSTILE,
            spans=(NAME,),
            tags=(HOSTILE,),
            line=at,
        )
        for at in range(1, COUNT + 1)
    ]
    judgements = tuple(judge_all(examples, detect))
    return Result(
        dataset=HOSTILE,
        versions=(("rules", "abc"),),
        judgements=judgements,
        evaluation=measure(judgements),
        agreement=agreement(judgements),
        comparisons=tuple(
            compare(
                Judged(name=HOSTILE, judgements=tuple(judge_all(examples, other))),
                Judged(name="maskstream", judgements=judgements),
            )
            for other in others
        ),
    )


@pytest.mark.parametrize("texts", [False, True], ids=["shapes", "texts"])
def test_nothing_runs_and_nothing_is_fetched(*, texts: bool) -> None:
    """Labelled texts are hostile at times: they are customers' messages."""
    page = Elements(render_report(result(LEAKED, HIDDEN), texts=texts))

    assert not {"script", "img", "link", "iframe", "object", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not {"src", "action", "style"} & {name for name, _ in page.attributes}
    links = [value or "" for name, value in page.attributes if name == "href"]
    assert all(link.startswith("#") for link in links)
    policies = [value for _, value in page.attributes if "default-src" in (value or "")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_style_fetches_nothing() -> None:
    """No font and no picture from elsewhere."""
    style = render_report(result(), texts=True).split("style>")[1]

    assert not re.search(r"url\(|@import|//", style)


def test_texts_are_quoted_only_if_asked_for() -> None:
    """An evaluation set can hold real people."""
    measured = result(LEAKED, HIDDEN)

    shapes, texts = (render_report(measured, texts=asked) for asked in (False, True))

    assert "Hannelore" not in shapes
    assert "alert(1)&lt;" not in shapes
    assert "Xxxxx" in shapes
    assert "No text is quoted" in shapes
    assert "<mark>Hannelore</mark> &lt;script&gt;" in texts
    assert "This report quotes the labelled texts" in texts


def test_the_worst_are_listed_and_all_are_counted() -> None:
    """A report of every miss of a large corpus would be a copy of it."""
    page = render_report(result(), texts=False)

    rows = re.findall(r"<tr><td class=\"n\">\d+</td>", page)
    assert f"Leaks: {COUNT}. False alarms: {COUNT}," in page
    assert len(rows) == 2 * WORST


def test_the_worst_come_first() -> None:
    """Eight letters masked for nothing before none under a wrong label."""
    page = render_report(
        result(found((0, 3, "USERNAME"), (10, 18, "USERNAME"))), texts=False
    )

    alarms = page.partition("False alarms: what")[2]
    places = re.findall(r"<td class=\"n\">(\d+-\d+)</td>", alarms)
    assert places == ["10-18"] * WORST


def test_a_leak_says_what_was_found_instead() -> None:
    """Half a name was found as a person; nothing else was."""
    page = render_report(result(), texts=False)

    assert '<td class="n">6</td><td>PERSON</td>' in page


def test_figures_without_misses_make_a_report_too() -> None:
    """The best case has no lists."""
    page = render_report(result(HIDDEN), texts=False)

    assert "Leaks: 0. False alarms: 0," in page
    assert "Leaks: what stays readable" not in page


def test_a_comparison_lists_what_changed() -> None:
    """Both directions, with what improved in a class of its own."""
    gain = render_report(result(HIDDEN, LEAKED), texts=False)
    loss = render_report(result(LEAKED, HIDDEN), texts=False)

    assert f"Newly leaked: 0. Newly found: {COUNT} (PERSON {COUNT})" in gain
    assert f"Newly leaked: {COUNT} (PERSON {COUNT}). Newly found: 0" in loss
    assert 'class="n better">+100' in gain
    assert 'class="n worse">-100' in loss


def test_less_over_masking_is_better() -> None:
    """The one figure that should fall."""
    gain = render_report(result(HIDDEN, LEAKED), texts=False)

    assert re.search(r'better">-\d', gain)
    assert not re.search(r'worse">', gain)


def test_the_chart_says_what_it_shows() -> None:
    """Who can't see it reads its title and the table."""
    page = render_report(result(), texts=False)

    assert 'role="img" aria-label="Recall and precision by label;' in page
    assert f"<title>PERSON ({COUNT}): recall 0.0 (0-6)</title>" in page


def test_the_same_result_gives_the_same_report() -> None:
    """Two reports differ only if something else was measured."""
    assert render_report(result(), texts=True) == render_report(result(), texts=True)
