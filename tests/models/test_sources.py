"""Reading labelled corpora."""

import gzip
import json
from pathlib import Path

import pytest

from models.corpus import LANGUAGES
from models.messages import Message, Piece
from models.sources import is_held, read_chat, read_source
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


def test_one_text_in_twenty_is_held_out(tmp_path: Path) -> None:
    """What a model is measured on, it must not have seen, in no copy."""
    rows = [{"lang": "en", "text": f"text {at // 2}", "spans": []} for at in range(800)]
    with gzip.open(tmp_path / "it.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)

    held = {row["text"] for row in rows if is_held(row)}
    trained = {message.text for message in read_source(tmp_path, "it")}

    assert 10 <= len(held) <= 30
    assert held.isdisjoint(trained)
    assert len(held | trained) == 400


def test_the_chat_of_the_project_is_of_languages_with_names() -> None:
    """Who is named in a mixed message gets a name of one of its languages."""
    chat = read_chat()

    assert len(chat) > 5_000
    assert {message.language for message in chat} <= LANGUAGES.keys()
    assert any(piece.label == "PERSON" for it in chat for piece in it.pieces)
