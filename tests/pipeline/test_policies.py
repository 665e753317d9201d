"""Policy files are read strictly, and hold what their examples say."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.policy import OPERATORS, Rule
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import Renderer
from pipeline.policy_files import DEFAULT_POLICY, check_policy, load_policy

SMALLEST = """
name: p
version: "1"
views:
  agent:
    rules:
      PERSON: initials
    roles:
      lead: {PERSON: keep}
"""


@pytest.fixture(scope="module")
def render() -> Renderer:
    """Return the real renderer, with fresh keys."""
    return Renderer(load_keys(Path("unused"), new_keyset()).token, ("DE",))


def nothing(documents: Sequence[Document]) -> list[Detection]:
    """Find nothing."""
    return [Detection() for _ in documents]


def written(tmp_path: Path, text: str) -> Path:
    """Return a policy file of that text."""
    file = tmp_path / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_default_policy_holds_its_examples(render: Renderer) -> None:
    """What it promises in its own file is what it does."""
    assert check_policy(load_policy(), render, nothing) == []


@pytest.mark.parametrize("view", ["analytics", "agent"])
def test_default_policy_hides_what_it_doesnt_know(view: str) -> None:
    """In every view, and for every role."""
    chosen = load_policy().view(view)

    for role in (None, *chosen.roles):
        assert chosen.rule_for(EntityType("NEW_THING"), role) == Rule("label")


@pytest.mark.parametrize("entity", ["LOCATION", "DATE_TIME", "ORGANIZATION", "NRP"])
def test_default_policy_keeps_what_names_nobody(entity: str) -> None:
    """Masking a town or a day would take the sense, and hide nobody."""
    views = load_policy().views.values()

    assert {v.rule_for(EntityType(entity)).operator for v in views} == {"keep"}


@pytest.mark.parametrize("entity", ["SECRET", "URL"])
def test_default_policy_labels_secrets_and_links(entity: str) -> None:
    """They have no token: a PIN can be guessed from how often it comes."""
    views = load_policy().views.values()

    assert {v.rule_for(EntityType(entity)).operator for v in views} == {"label"}


def test_views_of_the_default_policy_cannot_be_joined() -> None:
    """Each has a domain of its own."""
    domains = [view.domain for view in load_policy().views.values()]

    assert len(set(domains)) == len(domains)


def test_smallest_policy(tmp_path: Path) -> None:
    """What isn't said is the careful choice."""
    view = load_policy(written(tmp_path, SMALLEST)).view("agent")

    assert (view.domain, view.threshold, view.default) == ("agent", 0.5, Rule("label"))
    assert view.rule_for(EntityType("PERSON"), "lead") == Rule("keep")


def test_version_changes_with_the_views_and_not_with_comments(tmp_path: Path) -> None:
    """Two policies that render differently never have one version."""
    versions = [
        load_policy(written(tmp_path, text)).version
        for text in (
            SMALLEST,
            SMALLEST + "# a comment\n",
            SMALLEST.replace("initials", "label"),
        )
    ]

    assert versions[0] == versions[1] != versions[2]
    assert re.fullmatch(r"1\+[0-9a-f]{8}", versions[0])


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        pytest.param("name: p", "", "name", "string", id="no name"),
        pytest.param('"1"', "1", "version", "string", id="version unquoted"),
        pytest.param("name: p", "name: p\nx: 1", "", "unknown key 'x'", id="key"),
        pytest.param(
            "  agent:", "  Agent:", "views.Agent.name", "must match", id="view's name"
        ),
        pytest.param(
            "    rules:",
            "    threshold: 2\n    rules:",
            "views.agent.threshold",
            "outside",
            id="threshold",
        ),
        pytest.param(
            "    rules:",
            "    threshold: high\n    rules:",
            "views.agent.threshold",
            "number",
            id="threshold a word",
        ),
        pytest.param(
            "    rules:",
            "    default: keep\n    rules:",
            "views.agent.default",
            "must not be keep",
            id="fails open",
        ),
        pytest.param(
            "initials",
            "blur",
            "views.agent.rules.PERSON.operator",
            "unknown",
            id="operator",
        ),
        pytest.param(
            "initials",
            "{operator: initials, letters: 2}",
            "views.agent.rules.PERSON.letters",
            "unknown",
            id="parameter",
        ),
        pytest.param(
            "initials",
            "{letters: 2}",
            "views.agent.rules.PERSON.operator",
            "string",
            id="no operator",
        ),
        pytest.param(
            "{PERSON: keep}",
            "{CREDIT_CARD: keep}",
            "views.agent.roles.lead.CREDIT_CARD",
            "never",
            id="role keeps cards",
        ),
        pytest.param(
            "{PERSON: keep}",
            "{NO: keep}",
            "views.agent.roles.lead",
            "quote it",
            id="Norway",
        ),
        pytest.param(
            "PERSON: initials",
            "PERSON: initials\n      PERSON: keep",
            "line 7",
            "given twice",
            id="twice",
        ),
        pytest.param(
            "name: p", "name: p\nexamples: x", "examples", "list", id="examples"
        ),
        pytest.param(
            "name: p",
            "name: p\nexamples: [{text: a, views: {agent/boss: a}}]",
            "examples[0].views.agent.roles",
            "no role 'boss'",
            id="example's role",
        ),
        pytest.param("name: p", "name: [", "line 4", "not YAML", id="not YAML"),
    ],
)
def test_wrong_file_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, where: str, problem: str
) -> None:
    """File, path inside it, what is wrong."""
    file = written(tmp_path, SMALLEST.replace(old, new, 1))

    with pytest.raises(ConfigError, match=re.escape(problem)) as caught:
        load_policy(file)

    assert (caught.value.file, caught.value.where) == (str(file), where)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"name: p\nversion: x"])
def test_what_is_no_policy_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file doesn't mean that nothing is hidden."""
    file = tmp_path / "policy.yaml"
    file.write_bytes(content)

    with pytest.raises(ConfigError):
        load_policy(file)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """No policy, no start."""
    with pytest.raises(ConfigError, match="No such file"):
        load_policy(tmp_path / "missing.yaml")


def test_views_cannot_be_empty(tmp_path: Path) -> None:
    """A worker without views would acknowledge and publish nothing."""
    file = written(tmp_path, 'name: p\nversion: "1"\nviews: {}\n')

    with pytest.raises(ConfigError, match="at least one view"):
        load_policy(file)


def test_failing_example_is_reported(tmp_path: Path, render: Renderer) -> None:
    """Where it stands, what was expected and what came."""
    file = written(
        tmp_path,
        SMALLEST
        + 'examples: [{text: "I am [Ann](PERSON)", views: {agent: "I am B."}}]\n',
    )

    problems = check_policy(load_policy(file), render, nothing)

    assert problems == ["examples[0].views.agent: expected 'I am B.', got 'I am A.'"]


def test_example_without_marks_is_detected(tmp_path: Path, render: Renderer) -> None:
    """So a policy can be tried with the recognizers it will meet."""
    file = written(
        tmp_path, SMALLEST + 'examples: [{text: "Ann!", views: {agent: "A.!"}}]\n'
    )

    def find_ann(_: Sequence[Document]) -> list[Detection]:
        return [Detection((Finding(0, 3, EntityType("PERSON"), 0.9),))]

    assert check_policy(load_policy(file), render, find_ann) == []


def test_example_that_is_not_read_completely_is_an_error(
    tmp_path: Path, render: Renderer
) -> None:
    """Otherwise a detector that is down would pass."""
    file = written(
        tmp_path, SMALLEST + 'examples: [{text: "Ann!", views: {agent: "Ann!"}}]\n'
    )

    def time_out(_: Sequence[Document]) -> list[Detection]:
        return [Detection((), Verdict.TIMEOUT, "slow")]

    with pytest.raises(ConfigError, match="slow: timeout"):
        check_policy(load_policy(file), render, time_out)


def test_every_operator_is_documented() -> None:
    """docs/policies.md has a row for each."""
    page = (DEFAULT_POLICY.parents[2] / "docs" / "policies.md").read_text("utf-8")

    rows = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))

    assert rows == set(OPERATORS)
