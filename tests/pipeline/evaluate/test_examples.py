"""Labelled texts are read strictly, and no error repeats one."""

import gzip
import io
from pathlib import Path

import orjson
import pytest

from pipeline.core.errors import ConfigError
from pipeline.evaluate.examples import Case, Example, load_examples, read_examples
from tests.pipeline.evaluate.labelled import ANN, TEXT

SPAN = {"start": 0, "end": 7, "label": "PERSON"}
LINE = {"text": TEXT, "lang": "en", "spans": [SPAN]}
CASE = {"text": TEXT, "entity": "PERSON", "negative": False}


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz", "gold.misnamed"])
def test_reads_lines_gzipped_or_not(tmp_path: Path, name: str) -> None:
    """Corpora are large; both forms are common, whatever they are called."""
    extra = {"annotated_labels": ["PERSON"], "tags": ["typo", "lower", "typo"]}
    data = b"\n" + orjson.dumps(LINE | extra) + b"\n"
    file = tmp_path / name
    file.write_bytes(data if name.endswith("jsonl") else gzip.compress(data))

    assert load_examples(file) == [
        Example(
            text=TEXT,
            lang="en",
            spans=(ANN,),
            annotated=frozenset({"PERSON"}),
            tags=("typo", "lower"),
            line=2,
        )
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param(b"{", "is no", id="no JSON"),
        pytest.param(b"[]", "is no", id="no object"),
        pytest.param({"spans": None}, "is no", id="no spans"),
        pytest.param({"text": 7}, "is no", id="no text"),
        pytest.param(
            {"spans": [SPAN | {"end": len(TEXT) + 1}]}, "is no", id="span leaves text"
        ),
        pytest.param({"spans": [SPAN | {"end": 0}]}, "is no", id="empty span"),
        pytest.param({"spans": [SPAN | {"end": 6.5}]}, "is no", id="half a character"),
        pytest.param({"lang": "all"}, '"all"', id="the name of a sum"),
        pytest.param({"lang": "\x1b[2J"}, "printable", id="a terminal's command"),
        pytest.param({"tags": ["Ann Lee " * 9]}, "short", id="a text for a tag"),
        pytest.param(
            CASE | {"negative": "no"}, "true or false", id="a word for a bool"
        ),
        pytest.param({"negative": True}, '"entity" beside', id="a case of nothing"),
        pytest.param(CASE | {"negative": True}, "own entity", id="a contradiction"),
        pytest.param(CASE | {"entity": "all"}, '"all"', id="a case of a sum"),
        pytest.param({"tags": "typo"}, '"tags" is no list', id="one tag"),
    ],
)
def test_a_wrong_line_is_named_by_number_only(
    line: bytes | dict[str, object], problem: str
) -> None:
    """The error may be logged; the text may not."""
    wrong = line if isinstance(line, bytes) else orjson.dumps(LINE | line)
    stream = io.BytesIO(orjson.dumps(LINE) + b"\n" + wrong)

    with pytest.raises(ConfigError, match="stdin: line 2") as caught:
        read_examples(stream, "stdin")

    assert problem in caught.value.problem
    assert "Ann" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_reads_a_case_that_says_little() -> None:
    """Lists of valid and invalid numbers have neither language nor places."""
    stream = io.BytesIO(orjson.dumps(CASE | {"negative": True}))

    assert read_examples(stream, "stdin") == [
        Example(
            text=TEXT,
            lang="und",
            spans=(),
            annotated=frozenset({"PERSON"}),
            line=1,
            case=Case("PERSON", negative=True),
        )
    ]


def test_reads_a_case_that_says_all() -> None:
    """What it says stands; `annotated_labels` may name more than its own."""
    said = {"annotated_labels": ["PERSON", "LOCATION"]}
    stream = io.BytesIO(orjson.dumps(LINE | CASE | said))

    (read,) = read_examples(stream, "stdin")

    assert (read.lang, read.spans) == ("en", (ANN,))
    assert read.annotated == {"PERSON", "LOCATION"}


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_a_file_without_texts_measures_nothing(data: bytes) -> None:
    """An empty table would look as if nothing leaked."""
    with pytest.raises(ConfigError, match="no labelled text"):
        read_examples(io.BytesIO(data), "gold")


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    """The file is wrong, not the program."""
    file = tmp_path / "gold.jsonl.gz"
    file.write_bytes(gzip.compress(b"{}\n" * 9)[:-12])

    with pytest.raises(ConfigError, match=r"gold\.jsonl\.gz: can't be read"):
        load_examples(file)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A folder, for one."""
    with pytest.raises(ConfigError, match="directory"):
        load_examples(tmp_path)
