"""Masked records as lines: readable, and nothing in them is obeyed."""

import orjson
import pytest

from pipeline.shown import json_of, line_of, printable
from tests.pipeline.masked_record import RECORD


def test_a_record_is_one_line() -> None:
    """Time, conversation, type and text, at a glance."""
    line = line_of(RECORD).plain

    assert line.startswith("2026-01-01T10:00:00Z c0nversat1 text")
    assert line.endswith("Hallo <PERSON:abc>")


def test_a_record_without_text_shows_its_fields() -> None:
    """A status has no text, but says something."""
    record = {**RECORD, "text": None, "fields": {"status": "read"}}

    assert line_of(record).plain.endswith("status=read")


def test_a_sealed_message_shows_its_reason_only() -> None:
    """Nobody learns from a live list what could not be checked."""
    line = line_of({"sealed": "c2VjcmV0", "reason": "not_json", "detail": ""})

    assert "not_json" in line.plain
    assert "c2VjcmV0" not in line.plain


def test_a_terminal_obeys_nothing_that_a_customer_wrote() -> None:
    """Escape sequences could rewrite what an agent sees."""
    assert printable("a\x1b[2Jb\r\nc\u202ed") == "a [2Jb  c d"


def test_a_line_of_json_holds_the_record() -> None:
    """Programs read what people see."""
    assert orjson.loads(json_of(RECORD)) == RECORD


def test_a_line_of_json_escapes_what_a_terminal_obeys() -> None:
    """JSON is looked at, too; what it says stays the same."""
    record = {"text": "\x9b2J\u202eanna\x7f \U000e0041 grün 👍", "meta": {}}

    line = json_of(record)

    assert line.isprintable()
    assert "grün 👍" in line
    assert orjson.loads(line) == record


def test_a_line_of_json_leaves_out_what_is_sealed() -> None:
    """Who looks after the quarantine needs reasons and places."""
    line = json_of({"id": "1", "sealed": "c2VjcmV0", "reason": "not_json"})

    assert orjson.loads(line) == {"id": "1", "reason": "not_json"}


@pytest.mark.parametrize("part", ["time", "conversation", "type", "text"])
def test_no_part_of_a_record_rules_the_terminal(part: str) -> None:
    """Whoever may write to the topic could clear it, or rename its window."""
    record = {**RECORD, part: "\x1b]0;mine\x07\x1b[2J"}

    assert line_of(record).plain.isprintable()


def test_a_record_without_text_rules_no_terminal() -> None:
    """Its fields are shown, by names that it gives."""
    record = {**RECORD, "text": None, "fields": {"\x1b[2J": "\x9b2J"}}

    assert line_of(record).plain.isprintable()


@pytest.mark.parametrize("part", ["reason", "detail"])
def test_no_part_of_a_sealed_message_rules_the_terminal(part: str) -> None:
    """The same of the quarantine topic."""
    sealed = {"sealed": "x", "reason": "a", "detail": "b", part: "\x1b[2J"}

    assert line_of(sealed).plain.isprintable()
