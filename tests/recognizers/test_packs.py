"""Packs: what is written wrongly is refused, and says where."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.detect import Document
from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD
from recognizers.check import check_packs
from recognizers.engine import Candidate, PatternDetector
from recognizers.packs import Pack, load_packs, rules_version
from recognizers.registry import Recognizers, build_recognizers
from tests.hand_written import FILES, texts_of

WORDS = """
pack: acme
recognizers:
  - name: project_names
    supported_entity: COMPANY_SECRET
    deny_list: [Nightingale, Blue Heron]
examples:
  - text: ask the blue heron team
    find: [{entity: COMPANY_SECRET, text: blue heron}]
"""


def written(folder: Path, content: str) -> Path:
    """Write a pack into `folder`."""
    (folder / "own.yaml").write_text(content, encoding="utf-8")
    return folder


def with_needs(pack: Pack) -> Pack:
    """Leave out the rules that run always, and one whose needs are its context."""
    entries = [e for e in pack.recognizers if e.needs and e.name != "spelled_names"]
    return pack.model_copy(update={"recognizers": tuple(entries)})


def without_needs(recognizers: Recognizers) -> Recognizers:
    """Let every rule run always."""
    tunings = recognizers.tunings.items()
    needless = {name: replace(tuning, needs=()) for name, tuning in tunings}
    return replace(recognizers, tunings=needless)


def test_no_need_hides_a_finding() -> None:
    """What a rule asks of a text stands wherever it finds anything."""
    packs = [with_needs(pack) for pack in load_packs()]
    examples = [example.text for pack in packs for example in pack.examples]
    written = [text for file in FILES for text in texts_of(file)]
    documents = [Document(text) for text in (*written, *examples)]

    needing = PatternDetector(build_recognizers(packs), budget_s=60)
    needless = PatternDetector(without_needs(build_recognizers(packs)), budget_s=60)

    for document in documents:
        assert sure(needing, document) == sure(needless, document)


def sure(detector: PatternDetector, document: Document) -> set[Candidate]:
    """Return what a policy would mask."""
    found = detector.candidates_of(document)
    return {each for each in found if each.finding.score >= THRESHOLD}


def test_the_packs_of_the_program_pass_their_own_examples() -> None:
    """They are the first thing people copy."""
    packs = load_packs()

    assert check_packs(packs, build_recognizers(packs)) == []


def test_a_companys_own_words_are_a_pack_of_six_lines(tmp_path: Path) -> None:
    """A deny list needs no code."""
    packs = load_packs(written(tmp_path, WORDS))

    assert packs[-1].pack == "acme"
    assert check_packs(packs, build_recognizers(packs)) == []


def test_a_pack_of_the_same_name_replaces_one(tmp_path: Path) -> None:
    """So a deployment can drop what it has no use for."""
    packs = load_packs(written(tmp_path, "pack: it\n"))

    (italian,) = [pack for pack in packs if pack.pack == "it"]
    assert italian.recognizers == ()


def test_the_version_changes_with_a_rule_and_not_with_an_example(
    tmp_path: Path,
) -> None:
    """It goes into every record: equal rules, equal version."""
    base = rules_version(load_packs())
    with_words = rules_version(load_packs(written(tmp_path, WORDS)))
    no_examples = WORDS.partition("examples:")[0]
    without = rules_version(load_packs(written(tmp_path, no_examples)))

    assert base == rules_version(load_packs())
    assert base != with_words
    assert with_words == without


ENTRY = "pack: own\nrecognizers:\n  - {{name: mine, supported_entity: X, {}}}\n"
PATTERN = ENTRY.replace("{}", "patterns: [{{name: p, {}}}]")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("pack: [", "line"),
        ("- a\n", "not a mapping"),
        ("pack: own\ncolour: red\n", "colour: unknown key"),
        ("pack: own\nfile: x\n", "file: unknown key"),
        (PATTERN.format("regex: '('"), "recognizers[0].patterns[0].regex"),
        (PATTERN.format("regex: 'a*'"), "recognizers[0].patterns[0].regex"),
        (PATTERN.format("regex: a, score: 1.5"), "recognizers[0].patterns[0].score"),
        (ENTRY.format("finder: nowhere"), "recognizers[0].finder"),
        (ENTRY.format("presidio: NoSuchRecognizer"), "recognizers[0].presidio"),
        (ENTRY.format("presidio: EmailRecognizer"), "network"),
        (ENTRY.format("presidio: SpacyRecognizer"), "recognizers[0].presidio"),
        (ENTRY.format("presidio: UsSsnRecognizer"), "recognizers[0].supported_entity"),
        (ENTRY.format("readings: [folded]"), "exactly one of"),
        (ENTRY.format("deny_list: [a], finder: ibans"), "exactly one of"),
        (ENTRY.format("deny_list: [a], validate: luhn"), "only patterns"),
        ("pack: own\nexamples: [{text: a}]\n", "expects neither"),
    ],
)
def test_a_wrong_pack_says_where_it_is_wrong(
    tmp_path: Path, content: str, where: str
) -> None:
    """The file, the path inside it and the problem, before anything starts."""
    with pytest.raises(ConfigError) as caught:
        build_recognizers(load_packs(written(tmp_path, content)))

    assert str(tmp_path / "own.yaml") in str(caught.value)
    assert where in str(caught.value)


def test_a_name_stands_for_one_recognizer(tmp_path: Path) -> None:
    """Findings name their recognizer; two of a name couldn't be told apart."""
    content = ENTRY.format("deny_list: [a]").replace("mine", "ibans")

    with pytest.raises(ConfigError, match="already"):
        load_packs(written(tmp_path, content))


def test_a_regex_that_never_ends_is_found_out(tmp_path: Path) -> None:
    """A pattern that stalls on a hostile text would stall every message."""
    content = PATTERN.format("regex: '(?:a|aa|a.)+bbbbb$'")
    packs = load_packs(written(tmp_path, content))

    problems = check_packs(packs, build_recognizers(packs))

    assert len(problems) == 1
    assert "recognizers[0]: a pattern takes too long" in problems[0]


def test_an_example_that_fails_says_what_was_found(tmp_path: Path) -> None:
    """The admin's own text may be shown; it is no record."""
    content = WORDS.replace("text: blue heron}", "text: heron}")
    packs = load_packs(written(tmp_path, content))

    (problem,) = check_packs(packs, build_recognizers(packs))

    assert "examples[0]: COMPANY_SECRET 'heron' is not found" in problem
    assert "blue heron" in problem


def test_what_looks_like_a_pack_is_one_or_refused(tmp_path: Path) -> None:
    """Nobody may believe in a rule that isn't read."""
    (tmp_path / "acme.yml").write_text("pack: acme", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"acme\.yml.*call it \.yaml"):
        load_packs(tmp_path)


def test_an_extra_folder_must_exist(tmp_path: Path) -> None:
    """A misspelt folder must not mean fewer rules."""
    with pytest.raises(ConfigError, match="is not a folder"):
        load_packs(tmp_path / "missing")
