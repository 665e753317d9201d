"""The documentation says what the program does."""

import re
from pathlib import Path

import pytest
import typer.main

from pipeline.cli import app
from pipeline.settings import Settings
from pipeline.settings_page import settings_page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = ROOT / "README.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*"))
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
COMMANDS = sorted(getattr(typer.main.get_command(app), "commands", {}))


def name_of(page: Path) -> str:
    """Return a page's name for a test's id."""
    return page.relative_to(ROOT).as_posix()


def prose_of(page: Path) -> str:
    """Return a page without its code, which may look like links."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return what links into a page may name, as GitHub makes it of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {f"#{heading.replace(' ', '-')}" for heading in plain}


def test_the_settings_page_is_current() -> None:
    """Run ``python -m pipeline.settings_page > docs/settings.md`` after a change."""
    assert (ROOT / "docs" / "settings.md").read_text() == settings_page()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_says_what_it_means(name: str) -> None:
    """A row without a meaning documents nothing."""
    assert (Settings.model_fields[name].description or "").endswith(".")


def test_the_readme_can_be_read_in_one_sitting() -> None:
    """What is longer belongs into docs/."""
    assert len(README.read_text().splitlines()) <= 150


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_documented(command: str) -> None:
    """Nobody finds a command that no page names."""
    pages = "\n".join(page.read_text() for page in (README, *ROOT.glob("docs/*.md")))

    assert re.search(rf"\bmaskstream {command}\b", pages)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_explains_itself(command: str) -> None:
    """``--help`` is where most people look first."""
    group = typer.main.get_command(app)

    assert getattr(group, "commands", {})[command].help


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """A moved file takes its links with it."""
    targets = [
        (page.parent / path if path else page, anchor)
        for path, anchor in LINK.findall(prose_of(page))
    ]
    dead = [path for path, _ in targets if not path.exists()]
    lost = [
        f"{path.name}{anchor}"
        for path, anchor in targets
        if anchor and path.suffix == ".md" and anchor not in anchors(path)
    ]

    assert (dead, lost) == ([], [])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_a_page_names_exist(page: Path) -> None:
    """Paths in code spans are links too."""
    folders = "pipeline|recognizers|models|deploy|tests|docs"
    named = re.findall(rf"`((?:{folders})/[\w/.-]+)`", page.read_text())

    assert [path for path in named if not (ROOT / path).exists()] == []


def test_decisions_are_numbered_once_each() -> None:
    """A number is how a decision is cited."""
    numbers = [re.match(r"(\d{4})-[a-z0-9-]+\.md$", file.name) for file in DECISIONS]

    assert all(numbers)
    assert len({n[1] for n in numbers if n}) == len(DECISIONS)


@pytest.mark.parametrize("file", DECISIONS, ids=name_of)
def test_a_decision_is_titled_with_its_number(file: Path) -> None:
    """The file's name and its title agree."""
    title = re.match(r"# (\d+)\. ", file.read_text())

    assert title is not None
    assert int(title[1]) == int(file.name[:4])


def test_the_changelog_has_a_place_for_what_comes() -> None:
    """Changes are written down with the commit that makes them."""
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text()
