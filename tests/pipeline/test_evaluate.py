"""Evaluation counts what a reader of a masked copy could still read."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest

from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
from pipeline.evaluate import (
    Evaluation,
    Example,
    Gold,
    Row,
    evaluate,
    load_examples,
    run_evaluate,
)

TEXT = "Ann Lee lives in Rome now"
ANN = Gold(0, 7, "PERSON")
ROME = Gold(17, 21, "LOCATION")


def found(*spans: tuple[int, int, str], score: float = 1.0) -> Detect:
    """Build a detector that finds the same in every text."""
    findings = tuple(Finding(s, e, EntityType(label), score) for s, e, label in spans)

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection(findings) for _ in documents]

    return detect


def example(*spans: Gold, annotated: tuple[str, ...] = ()) -> Example:
    """Label the sentence."""
    return Example(text=TEXT, lang="en", spans=spans, annotated=frozenset(annotated))


def row(evaluation: Evaluation, label: str) -> Row:
    """Return the row of one label over all languages."""
    (one,) = [r for r in evaluation.rows if (r.lang, r.label) == ("all", label)]
    return one


def test_an_entity_is_recalled_when_no_letter_stays_readable() -> None:
    """The space inside a name may stay; its letters may not."""
    evaluation = evaluate([example(ANN)], found((0, 3, "PERSON"), (4, 7, "PERSON")))

    assert row(evaluation, "PERSON").recall == 1.0
    assert row(evaluation, "PERSON").leak_rate == 0.0


def test_half_a_name_is_a_leak() -> None:
    """Recall counts the entity as lost; the leak rate counts its letters."""
    person = row(evaluate([example(ANN)], found((0, 3, "PERSON"))), "PERSON")

    assert person.recall == 0.0
    assert person.leak_rate == 0.5
    assert person.precision == 1.0


def test_another_label_hides_as_well() -> None:
    """A name that was taken for a user name is masked all the same."""
    evaluation = evaluate([example(ANN)], found((0, 7, "USERNAME")))

    assert row(evaluation, "PERSON").recall == 1.0
    assert row(evaluation, "USERNAME").precision == 0.0


def test_a_kept_label_hides_nothing() -> None:
    """A name that was taken for a place is shown by the default policy."""
    person = row(evaluate([example(ANN)], found((0, 7, "LOCATION"))), "PERSON")

    assert person.recall == 0.0
    assert person.leak_rate == 1.0


def test_a_kept_label_is_recalled_when_found_and_never_leaks() -> None:
    """Places are found and shown on purpose."""
    location = row(evaluate([example(ROME)], found((17, 21, "LOCATION"))), "LOCATION")

    assert location.recall == 1.0
    assert location.leak_rate is None
    assert location.over_masking is None


def test_over_masking_is_the_share_of_harmless_letters_hidden() -> None:
    """Fourteen letters are harmless beside the name; five of them are masked."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), (8, 13, "PERSON")))

    assert row(evaluation, "all").over_masking == pytest.approx(5 / 14)
    assert row(evaluation, "PERSON").precision == 0.5


def test_a_label_nobody_annotated_is_neither_right_nor_wrong() -> None:
    """A corpus of names says nothing about phone numbers."""
    evaluation = evaluate(
        [example(ANN, annotated=("PERSON",))], found((8, 13, "PHONE_NUMBER"))
    )

    assert {r.label for r in evaluation.rows} == {"all", "PERSON"}
    assert row(evaluation, "all").over_masking == 0.0


def test_labels_that_corpora_mix_up_are_alike_for_precision() -> None:
    """A street is a LOCATION in one corpus and an ADDRESS in another."""
    evaluation = evaluate([example(ROME)], found((17, 21, "ADDRESS")))

    assert row(evaluation, "ADDRESS").precision == 1.0


def test_unsure_findings_do_not_count() -> None:
    """No view masks them."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), score=0.49))

    assert row(evaluation, "PERSON").recall == 0.0
    assert row(evaluation, "PERSON").precision is None


def test_a_text_that_was_not_read_completely_is_counted_apart() -> None:
    """It would be sealed: it leaks nothing, and proves nothing."""

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection((), Verdict.TIMEOUT, "phones") for _ in documents]

    evaluation = evaluate([example(ANN)], detect)

    assert evaluation == Evaluation(rows=(), texts=1, unchecked=1)


def test_f2_weighs_recall_four_times() -> None:
    """Precision 0.5 and recall 1.0 make 5 * 0.5 / (4 * 0.5 + 1)."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), (8, 13, "PERSON")))

    assert row(evaluation, "PERSON").f2 == pytest.approx(2.5 / 3)


def test_languages_have_rows_of_their_own_and_a_sum() -> None:
    """A weak language mustn't hide behind a strong one."""
    german = Example(text=TEXT, lang="de", spans=(Gold(17, 21, "PERSON"),))

    evaluation = evaluate([example(ANN), german], found((0, 7, "PERSON")))

    recalls = {r.lang: r.recall for r in evaluation.rows if r.label == "PERSON"}
    assert recalls == {"all": 0.5, "en": 1.0, "de": 0.0}
    assert (evaluation.rows[0].lang, evaluation.rows[0].label) == ("all", "all")


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_reads_lines_gzipped_or_not(tmp_path: Path, name: str) -> None:
    """Corpora are large; both forms are common."""
    line = {
        "text": TEXT,
        "lang": "en",
        "spans": [{"start": 0, "end": 7, "label": "PERSON"}],
        "annotated_labels": ["PERSON"],
    }
    data = orjson.dumps(line) + b"\n"
    file = tmp_path / name
    file.write_bytes(gzip.compress(data) if name.endswith("gz") else data)

    assert load_examples(file) == [example(ANN, annotated=("PERSON",))]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b'{"text": "secret", "lang": "en"}', id="no spans"),
        pytest.param(b'{"text": 7, "lang": "en", "spans": []}', id="no text"),
        pytest.param(
            b'{"text": "secret", "lang": "en",'
            b'"spans": [{"start": 3, "end": 9, "label": "PERSON"}]}',
            id="span leaves the text",
        ),
    ],
)
def test_a_wrong_line_is_named_by_number_only(tmp_path: Path, line: bytes) -> None:
    """The error may be logged; the text may not."""
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b'{"text": "x", "lang": "en", "spans": []}\n' + line)

    with pytest.raises(ConfigError, match="line 2") as caught:
        load_examples(file)

    assert "secret" not in str(caught.value)


def test_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts read shares as numbers with four digits."""
    file = tmp_path / "gold.jsonl"
    spans = [{"start": 0, "end": 7, "label": "PERSON"}]
    file.write_bytes(orjson.dumps({"text": TEXT, "lang": "en", "spans": spans}))

    status = run_evaluate(file, found((0, 3, "PERSON")), as_json=True)

    figures = orjson.loads(capsys.readouterr().out)
    assert status == 0
    assert figures["texts"] == 1
    assert figures["rows"][1]["label"] == "PERSON"
    assert figures["rows"][1]["leak_rate"] == 0.5


def test_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """People read percents."""
    file = tmp_path / "gold.jsonl"
    spans = [{"start": 0, "end": 7, "label": "PERSON"}]
    file.write_bytes(orjson.dumps({"text": TEXT, "lang": "en", "spans": spans}))

    run_evaluate(file, found((0, 3, "PERSON")), as_json=False)

    assert "50.0%" in capsys.readouterr().out


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    """The file is wrong, not the program."""
    file = tmp_path / "gold.jsonl.gz"
    file.write_bytes(gzip.compress(b"{}\n" * 9)[:-12])

    with pytest.raises(ConfigError, match=r"gold\.jsonl\.gz: can't be read"):
        load_examples(file)
