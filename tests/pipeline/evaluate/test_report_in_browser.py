"""A report as a browser shows it; skipped where there is no browser.

Needs playwright, and Chromium: named by MASKSTREAM_TEST_BROWSER, on the path, or as
``playwright install chromium`` leaves it. Nothing is fetched.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.contenders import Contender, Contest
from pipeline.evaluate.examples import Case, Example
from pipeline.evaluate.run import Output, run_evaluate
from tests.pipeline.evaluate.labelled import ANN, TEXT, example, found

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")

NAMES = ("chromium", "chromium-browser", "google-chrome")
LEAST_CONTRAST = {"body *:not(title, circle, rect)": 4.5, "circle, rect": 3.0}
"""Of texts and of marks with what is behind them (WCAG 2.2, 1.4.3 and 1.4.11)."""

CONTRAST = """
(selector) => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = parse(color).slice(0, 3).map((it) => {
      it /= 255;
      return it <= 0.03928 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (parse(color)[3] !== 0) return color;
    }
  };
  return [...document.querySelectorAll(selector)]
    .filter((it) => it.matches("circle, rect") || [...it.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
    .map((it) => {
      const style = getComputedStyle(it);
      const ink = it.closest("svg") ? style.fill : style.color;
      const [a, b] = [light(ink), light(behind(it))].sort((x, y) => y - x);
      return [it.outerHTML.slice(0, 60), (a + 0.05) / (b + 0.05)];
    });
}
"""
HIDDEN = """
(selector) => [...document.querySelectorAll(selector)]
  .filter((it) => !it.checkVisibility() || !it.getBoundingClientRect().height).length
"""
UNHEADED = """
() => [...document.querySelectorAll("table")].filter((table) =>
  !table.caption ||
  [...table.tHead.rows[0].cells].some((it) => it.scope !== "col" || !it.innerText) ||
  [...table.tBodies[0].rows].some((row) =>
    row.querySelectorAll("th[scope=row]").length !== 1 ||
    row.cells.length !== table.tHead.rows[0].cells.length)).length
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that is open, and what happened while it was opened."""

    page: Any
    requests: list[str]
    complaints: list[str]

    def count(self, selector: str) -> int:
        """Return how many elements there are."""
        return int(self.page.locator(selector).count())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Chromium, or skip."""
    named = os.environ.get("MASKSTREAM_TEST_BROWSER")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as started:
        try:
            opened = started.chromium.launch(executable_path=path)
        except playwright.Error:
            pytest.skip("needs Chromium")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report that has every table, chart and list."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    better = Contender(name="better", detect=found((0, 7, "PERSON")))
    run_evaluate(
        list(measured()),
        Contest(
            ours=Contender(
                name="ours", detect=found((0, 3, "PERSON"), (8, 13, "USERNAME"))
            ),
            baselines=(better,),
            candidates=(better,),
        ),
        Output(html=file),
        "gold.jsonl",
    )
    return file


def measured() -> Iterator[Example]:
    """Yield texts of two languages, with tags and cases."""
    for lang in ("en", "de"):
        yield replace(example(ANN, lang=lang), tags=("typo",), line=1)
    for negative in (False, True):
        yield replace(example(), case=Case("PERSON", negative=negative), line=2)


@pytest.fixture(params=["light", "dark"])
def shown(
    browser: Any,  # noqa: ANN401 - playwright need not be installed
    report: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Shown]:
    """Open the report in either colour scheme."""
    context = browser.new_context(color_scheme=request.param)
    page, requests, complaints = context.new_page(), [], []
    page.on("request", lambda it: requests.append(it.url))
    page.on("console", lambda it: complaints.append(it.text))
    page.on("pageerror", lambda it: complaints.append(str(it)))
    page.goto(report.as_uri())
    yield Shown(page, requests, complaints)
    context.close()


def test_nothing_is_requested_and_nothing_complained_of(
    shown: Shown, report: Path
) -> None:
    """Its own policy forbids all else; the console would tell what it stopped."""
    assert shown.requests == [report.as_uri()]
    assert shown.complaints == []


def test_no_text_is_on_the_page(shown: Shown) -> None:
    """Nor in a title that shows under the pointer."""
    assert TEXT not in shown.page.content()
    assert "Ann" not in shown.page.locator("main").inner_text()


def test_tables_and_charts_are_visible(shown: Shown) -> None:
    """Figures, tags, cases, agreement, two comparisons and their lists."""
    assert shown.count("table") == 10
    assert shown.count("svg") == 2
    assert shown.page.evaluate(HIDDEN, "table, td, svg, svg text, circle, rect") == 0


def test_the_page_takes_the_colours_that_are_asked_for(
    shown: Shown, request: pytest.FixtureRequest
) -> None:
    """A white page at night hurts."""
    scheme = request.node.callspec.params["shown"]

    colour = "getComputedStyle(document.body).backgroundColor"
    lightest = max(map(int, shown.page.evaluate(colour)[4:-1].split(", ")))

    assert (lightest > 200) == (scheme == "light")


@pytest.mark.parametrize(("selector", "least"), LEAST_CONTRAST.items())
def test_everything_stands_out_from_its_background(
    shown: Shown, selector: str, least: float
) -> None:
    """In the charts and where figures are coloured, too."""
    contrasts = shown.page.evaluate(CONTRAST, selector)

    assert len(contrasts) > 10
    assert [it for it in contrasts if it[1] < least] == []


def test_a_screen_reader_finds_its_way(shown: Shown) -> None:
    """A language, a title, one main part, headings in order, named regions."""
    headings = shown.page.locator("h1, h2, h3")
    levels = "".join(headings.evaluate_all("all => all.map((it) => it.tagName)"))

    assert shown.page.locator("html").get_attribute("lang") == "en"
    assert shown.page.title() == "maskstream evaluate: gold.jsonl"
    assert shown.count("main") == 1
    assert levels == "H1" + "H2" * (headings.count() - 1)
    assert shown.count("svg:not([role=img][aria-label])") == 0
    assert shown.count(".wide:not([role=region][aria-label][tabindex='0'])") == 0
    assert shown.count("[id]") == shown.count("nav a")


def test_every_column_and_row_has_its_heading(shown: Shown) -> None:
    """Else a figure read aloud is a number without a meaning."""
    assert shown.page.evaluate(UNHEADED) == 0


def test_a_narrow_screen_scrolls_tables_and_not_the_page(shown: Shown) -> None:
    """A phone is 360 wide."""
    shown.page.set_viewport_size({"width": 360, "height": 640})

    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 360
