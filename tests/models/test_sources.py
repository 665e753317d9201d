"""Reading labelled corpora."""

import gzip
import json
from pathlib import Path

import pytest

from models.messages import Message, Piece
from models.sources import read_source
from pipeline.core.errors import ConfigError


def test_spans_become_pieces(tmp_path: Path) -> None:
    """Labels that the model doesn't learn, and addresses, count as plain text."""
    spans = [
        {"start": 0, "end": 3, "label": "PERSON"},
        {"start": 7, "end": 11, "label": "MISC"},
        {"start": 12, "end": 18, "label": "LOCATION"},
    ]
    row = {"lang": "en", "text": "Ann in Rome 123 Ln", "spans": spans}
    with gzip.open(tmp_path / "it.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row))

    messages = read_source(tmp_path, "it")

    pieces = (Piece(""), Piece("Ann", "PERSON"), Piece(" in Rome 123 Ln"))
    assert messages == [Message(pieces, "en")]


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    """A model trained on less must not pass for the same model."""
    with pytest.raises(ConfigError, match=r"absent\.jsonl\.gz"):
        read_source(tmp_path, "absent")
