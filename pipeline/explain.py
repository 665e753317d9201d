"""Why a text is masked as it is: for admins who tune a pack."""

from collections.abc import Callable, Iterator

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.assembly import Parts
from pipeline.core.decode import choose, decode_payload, parse
from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import THRESHOLD, Finding
from pipeline.core.normalize import readings_of
from pipeline.core.records import Field, Record, Source, Treatment
from pipeline.core.resolve import resolve
from pipeline.core.route import Incoming
from pipeline.shown import line_of, printable
from recognizers.echoes import ECHO
from recognizers.engine import Candidate

_REPLACED = "bold magenta"


Show = Callable[[bytes, Console], None]
"""Prints what a view would publish: a masked record or a sealed message."""


def explain_value(
    value: bytes, channel: str, parts: Parts, console: Console, show: Show
) -> None:
    """Explain a payload, or a text as if it were a plain message.

    Args:
        value: UTF-8 text, or JSON that a channel's map knows.
        channel: The map; empty recognises it.
        parts: What reads and masks.
        console: Where to; raw text is shown.
        show: How each view is shown: `show_json` or `show_summary`.

    Raises:
        DecodeError: The payload isn't what the map expects.
    """
    payload = _as_payload(value)
    for record in _records(payload, channel, parts):
        console.rule(f"{record.channel} {record.kind} {record.type}")
        for field in record.fields:
            _explain_field(field, record, parts, console)
    _show_views(payload, channel, parts, console, show)


def show_json(value: bytes, console: Console) -> None:
    """Print all that would be published."""
    console.print_json(value.decode())


def show_summary(value: bytes, console: Console) -> None:
    """Print masked texts and fields, with what was replaced in colour."""
    record = orjson.loads(value)
    if "sealed" in record:
        console.print(line_of(record))
        return
    for path, text in {"text": record["text"], **record["fields"]}.items():
        if text is not None:
            line = Text(printable(str(text)))
            for entity in record["entities"]:
                if entity["path"] == path:
                    line.stylize(_REPLACED, entity["start"], entity["end"])
            console.print(Text.assemble((f"  {path}  ", "dim"), line))


def _as_payload(value: bytes) -> bytes:
    if value.lstrip().startswith(b"{"):
        return value
    text = value.decode("utf-8", errors="replace").rstrip("\n")
    return orjson.dumps({"id": "explained", "conversation": "explained", "text": text})


def _records(value: bytes, channel: str, parts: Parts) -> tuple[Record, ...]:
    payload = parse(value, max_bytes=parts.settings.max_bytes)
    chosen = choose(payload, parts.channels, channel)
    return decode_payload(payload, chosen)


def _explain_field(
    field: Field, record: Record, parts: Parts, console: Console
) -> None:
    if field.treatment is not Treatment.SCAN:
        kind = field.entity or field.token or ""
        console.print(f"{field.path}: {field.treatment} {kind}", markup=False)
        return
    document = Document(str(field.value), record.names, field.hint)
    console.print(f"\n[bold]{field.path}[/]  {len(document.text)} code points")
    for reading in readings_of(document.text):
        console.print(f"  {reading.name:>8}  {printable(reading.text)}", markup=False)
    detection = parts.detect([document])[0]
    if detection.verdict is Verdict.OK:
        candidates = list(_candidates(document, detection, parts))
        console.print(_table(document.text, candidates, THRESHOLD))
    _show_decision(document.text, detection, THRESHOLD, console)


def _candidates(
    document: Document, detection: Detection, parts: Parts
) -> Iterator[Candidate]:
    yield from parts.patterns.candidates_of(document)
    named = parts.names([document])[0].findings if parts.names else ()
    echoed = (it for it in detection.findings if it.recognizer == ECHO)
    for finding in (*named, *echoed):
        yield Candidate(
            finding=finding, reading="folded", base_score=finding.score, context=""
        )


def _table(text: str, candidates: list[Candidate], threshold: float) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for title in ("candidate", "label", "recognizer", "reading", "score", "context"):
        table.add_column(title, overflow="fold")
    for one in sorted(candidates, key=lambda c: (c.finding.start, -c.finding.score)):
        finding = one.finding
        table.add_row(
            printable(text[finding.start : finding.end]),
            finding.entity,
            finding.recognizer,
            one.reading,
            f"{one.base_score:.2f} -> {finding.score:.2f}",
            one.context,
            style="" if finding.score >= threshold else "dim",
        )
    return table


def _show_decision(
    text: str, detection: Detection, threshold: float, console: Console
) -> None:
    for finding in resolve(f for f in detection.findings if f.score >= threshold):
        console.print(f"  resolved  {_shown(text, finding)}", markup=False)
    complete = detection.verdict is Verdict.OK
    who = "" if complete else f" ({detection.detector}): goes to quarantine"
    style = "green" if complete else "bold red"
    console.print(f"  verdict   {detection.verdict}{who}", style=style, markup=False)


def _shown(text: str, finding: Finding) -> str:
    stretch = printable(text[finding.start : finding.end])
    return f"{finding.entity} {finding.start}-{finding.end} {stretch!r}"


def _show_views(
    value: bytes, channel: str, parts: Parts, console: Console, show: Show
) -> None:
    """Print what every view, and every role of it, would publish."""
    incoming = Incoming(value=value, source=Source(line=1), channel=channel)
    for view in parts.policy.views.values():
        for role in (None, *view.roles):
            console.rule(f"{view.name}{f', role {role}' if role else ''}")
            for outgoing in parts.redactor({view.name: role})([incoming])[0]:
                show(outgoing.value, console)
