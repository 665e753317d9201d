"""JSON lines in, JSON lines out: the shell around `maskstream mask` and `detect`."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import orjson
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.records import Source
from pipeline.core.resolve import resolve
from pipeline.core.route import Incoming, Redact

BATCH = 64
UNCHECKED = "UNCHECKED"
"""Label of a span that covers a whole text which wasn't completely read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input.

    Attributes:
        number: From 1.
        value: Its bytes, without the line's end.
    """

    number: int
    value: bytes


def batches(stream: BinaryIO, size: int = BATCH) -> Iterator[list[Line]]:
    """Read non-empty lines, as many at once as are there.

    A lone line is passed on at once, so that a pipe which trickles is answered
    line by line, and a file is read in full batches.

    Raises:
        ConfigError: The stream broke; what came before has been passed on.
    """
    items: queue.Queue[Line | _End] = queue.Queue(maxsize=4 * size)
    threading.Thread(target=_read, args=(stream, items), daemon=True).start()
    batch: list[Line] = []
    while isinstance(item := items.get(), Line):
        batch.append(item)
        if len(batch) == size or items.empty():
            yield batch
            batch = []
    if batch:
        yield batch
    if item.problem:
        raise ConfigError("stdin", "", item.problem)


@dataclass(frozen=True, slots=True)
class _End:
    """The end of the input, and what broke it off, if anything did."""

    problem: str = ""


def _read(stream: BinaryIO, items: "queue.Queue[Line | _End]") -> None:
    """Hand over every line, and in any case an end: somebody waits for it."""
    end = _End("can't be read")
    try:
        for number, value in enumerate(stream, start=1):
            if value.strip():
                items.put(Line(number, value.rstrip(b"\r\n")))
        end = _End()
    except OSError as error:
        end = _End(error.strerror or end.problem)
    finally:
        items.put(end)


def counted(parts: Iterable[list[Line]], title: str) -> Iterator[list[Line]]:
    """Pass batches on; show progress on stderr if that is a terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,.0f} lines"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        for part in parts:
            yield part
            bar.advance(task, len(part))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A quarantine message, and which line it is about.

    Attributes:
        line: From 1.
        reason: Its code.
        value: The message.
    """

    line: int
    reason: str
    value: bytes


def mask_lines(
    batch: Sequence[Line], redact: Redact, *, channel: str, quarantine_topic: str
) -> tuple[list[bytes], list[Sealed]]:
    """Mask raw payloads, one a line.

    Args:
        batch: Raw payloads.
        redact: Renders exactly one view.
        channel: The map to use; empty to recognise it.
        quarantine_topic: The topic that `redact` names for sealed messages.

    Returns:
        Masked records, each with ``"source": {"line": n}``, and sealed ones.
    """
    incoming = [
        Incoming(value=line.value, source=Source(line=line.number), channel=channel)
        for line in batch
    ]
    masked: list[bytes] = []
    sealed: list[Sealed] = []
    for one, outcomes in zip(incoming, redact(incoming), strict=True):
        for outgoing in outcomes:
            if outgoing.topic == quarantine_topic:
                reason = outgoing.tally.reason
                sealed.append(Sealed(one.source.line, reason, outgoing.value))
            else:
                masked.append(_with_source(outgoing.value, one.source))
    return masked, sealed


def _with_source(value: bytes, source: Source) -> bytes:
    return orjson.dumps({**orjson.loads(value), "source": source.as_json()})


@dataclass(frozen=True, slots=True)
class Answer:
    """What `detect_lines` says of one line.

    Attributes:
        number: The line.
        value: JSON to print; None if the line couldn't be read.
        problem: What was wrong, without text of the line; empty if nothing was.
    """

    number: int
    value: bytes | None
    problem: str = ""


def detect_lines(
    batch: Sequence[Line], detect: Detect, *, threshold: float
) -> list[Answer]:
    """Find entities in ``{"id", "text"}`` lines.

    Returns:
        One answer a line, in order. A text that wasn't completely read gets one
        span over all of it, labelled `UNCHECKED`, and an ``error``.
    """
    questions = [_question(line) for line in batch]
    readable = [q for q in questions if isinstance(q, _Question)]
    found = iter(detect([Document(q.text) for q in readable]))
    return [
        _answer(q, next(found), threshold) if isinstance(q, _Question) else q
        for q in questions
    ]


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    id: object
    text: str


def _question(line: Line) -> _Question | Answer:
    try:
        body = orjson.loads(line.value)
    except orjson.JSONDecodeError:
        return Answer(line.number, None, "not JSON")
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        return Answer(line.number, None, 'not an object with a "text" string')
    return _Question(line.number, body.get("id"), body["text"])


def _answer(question: _Question, detection: Detection, threshold: float) -> Answer:
    if detection.verdict is not Verdict.OK:
        return _unchecked(question, f"detect_{detection.verdict}")
    sure = [f for f in detection.findings if f.score >= threshold]
    spans = [
        {"start": f.start, "end": f.end, "label": f.entity, "score": round(f.score, 3)}
        for f in resolve(sure)
    ]
    body = {"id": question.id, "spans": spans}
    return Answer(question.number, orjson.dumps(body))


def _unchecked(question: _Question, reason: str) -> Answer:
    whole = {"start": 0, "end": len(question.text), "label": UNCHECKED, "score": 1.0}
    body = {"id": question.id, "spans": [whole], "error": reason}
    return Answer(question.number, orjson.dumps(body), reason)


Write = Callable[[bytes], object]


def write_lines(values: Iterable[bytes], write: Write) -> None:
    """Write each value as a line."""
    for value in values:
        write(value + b"\n")
