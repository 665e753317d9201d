"""JSON lines in, JSON lines out."""

import errno
import io
import os
from collections.abc import Sequence

import orjson
import pytest
from typing_extensions import override

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.route import Incoming, Outgoing, Tally
from pipeline.lines import UNCHECKED, Line, Sealed, batches, detect_lines, mask_lines

NAME = EntityType("PERSON")


def find_anna(documents: Sequence[Document]) -> list[Detection]:
    """Find "Anna"; refuse to read what says "slow"."""
    return [_anna_in(document.text) for document in documents]


def _anna_in(text: str) -> Detection:
    if "slow" in text:
        return Detection((), Verdict.TIMEOUT, "patterns")
    at = text.find("Anna")
    found = (Finding(at, at + 4, NAME, 0.9),) if at >= 0 else ()
    return Detection(found)


def answers(*values: bytes) -> list[tuple[object, str]]:
    """Detect in `values` and read the answers back."""
    lines = [Line(n, value) for n, value in enumerate(values, start=1)]
    return [
        (orjson.loads(a.value) if a.value else None, a.problem)
        for a in detect_lines(lines, find_anna, threshold=0.5)
    ]


def test_spans_come_back_under_the_same_id_in_the_same_order() -> None:
    """A caller joins by id and may rely on the order."""
    got = answers(b'{"id": "b", "text": "Ciao Anna"}', b'{"id": 1, "text": "ok"}')

    span = {"start": 5, "end": 9, "label": "PERSON", "score": 0.9}
    assert got == [({"id": "b", "spans": [span]}, ""), ({"id": 1, "spans": []}, "")]


def test_an_unchecked_text_is_claimed_whole() -> None:
    """Whoever masks by spans must not publish a text nobody read."""
    ((body, problem),) = answers(b'{"id": "x", "text": "slow"}')

    whole = {"start": 0, "end": 4, "label": UNCHECKED, "score": 1.0}
    assert body == {"id": "x", "spans": [whole], "error": "detect_timeout"}
    assert problem == "detect_timeout"


@pytest.mark.parametrize(
    "value",
    [b"{", b"[]", b"{}", b'{"text": 3}', b'{"text": "\\ud800"}', b"\xff"],
    ids=["cut off", "a list", "no text", "a number", "a surrogate", "not utf-8"],
)
def test_a_bad_line_has_a_problem_and_no_answer(value: bytes) -> None:
    """The others go on."""
    bad, good = answers(value, b'{"id": 2, "text": "ok"}')

    assert bad[0] is None
    assert bad[1].startswith("not ")
    assert good == ({"id": 2, "spans": []}, "")


def test_masked_records_name_their_line() -> None:
    """A caller finds the raw line of a masked record."""

    def redact(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        return [
            [
                Outgoing(topic="messages.agent", key=b"k", value=b'{"text":"x"}'),
                Outgoing(
                    topic="sealed", key=b"k", value=b"{}", tally=Tally(reason="r")
                ),
            ]
            for _ in batch
        ]

    masked, sealed = mask_lines(
        [Line(7, b"{}")], redact, channel="plain", quarantine_topic="sealed"
    )

    assert [orjson.loads(value) for value in masked] == [
        {"text": "x", "source": {"line": 7}}
    ]
    assert sealed == [Sealed(7, "r", b"{}")]


def test_empty_lines_are_no_records_but_count() -> None:
    """Line numbers are those an editor shows."""
    lines = [line for part in batches(io.BytesIO(b"a\n\n \r\nb\r\n")) for line in part]

    assert lines == [Line(1, b"a"), Line(4, b"b")]


def test_a_batch_is_bounded() -> None:
    """A huge file never stands in memory as a whole."""
    parts = list(batches(io.BytesIO(b"x\n" * 1_000), size=10))

    assert sum(map(len, parts)) == 1_000
    assert max(map(len, parts)) <= 10


class BrokenPipe(io.BytesIO):
    """A stream whose disk fails behind its first lines."""

    @override
    def __next__(self) -> bytes:
        if line := super().readline():
            return line
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_stream_that_breaks_ends_the_command() -> None:
    """It must not wait for ever for lines that nobody reads any more."""
    parts = batches(BrokenPipe(b"a\nb\n"), size=1)

    assert [[line.value for line in next(parts)] for _ in "ab"] == [[b"a"], [b"b"]]
    with pytest.raises(ConfigError, match="stdin: Input/output error"):
        next(parts)
