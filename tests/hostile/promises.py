"""What holds for any input: stated once, for Hypothesis and for atheris.

Each promise raises `AssertionError`, or whatever the code under test should not have
raised, when it is broken.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pipeline.core.channel import ChannelMap
from pipeline.core.decode import (
    MAX_CHARACTERS,
    MAX_FIELDS,
    MAX_NAMES,
    MAX_RECORDS,
    MAX_TEXTS,
    choose,
    decode,
    parse,
)
from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.errors import DecodeError
from pipeline.core.findings import Finding
from pipeline.core.mask import Render
from pipeline.core.normalize import READINGS, fold, prose_of, readings_of
from pipeline.core.policy import Rules, View
from pipeline.core.records import Record, Source, Treatment
from pipeline.core.redact import Redactor
from pipeline.core.resolve import resolve
from pipeline.core.route import Incoming, Outgoing
from pipeline.telemetry.events import REASONS
from recognizers.finders import Match

PLENTY = 1_000_000


def is_decoded_or_refused(value: bytes, channels: Mapping[str, ChannelMap]) -> None:
    """Every map makes bounded records of a value, or says by a known code why not."""
    try:
        payload = parse(value, max_bytes=PLENTY)
        choose(payload, channels)
    except DecodeError as error:
        _is_known(error.reason)
        return
    for channel in channels.values():
        _is_read_by(channel, value)


def _is_read_by(channel: ChannelMap, value: bytes) -> None:
    try:
        records = decode(value, channel, max_bytes=PLENTY)
    except DecodeError as error:
        _is_known(error.reason)
        return
    _are_bounded(records)
    assert [record.index for record in records] == list(range(len(records)))
    assert records == decode(value, channel, max_bytes=PLENTY)


def _is_known(reason: str) -> None:
    assert reason in REASONS


def _are_bounded(records: Sequence[Record]) -> None:
    fields = [field for record in records for field in record.fields]
    texts = [it for it in fields if it.treatment is Treatment.SCAN]
    assert 0 < len(records) <= MAX_RECORDS
    assert len(fields) <= MAX_FIELDS
    assert len(texts) <= MAX_TEXTS
    assert sum(len(record.names) for record in records) <= MAX_NAMES
    if len(texts) > 1:
        assert sum(len(str(it.value)) for it in texts) <= MAX_CHARACTERS
    for record in records:
        paths = [field.path for field in record.fields]
        assert len(set(paths)) == len(paths)


def is_read_with_a_map_back(text: str) -> None:
    """Every reading leads each of its stretches back to a place in the original."""
    readings = readings_of(text)
    names = [reading.name for reading in readings]
    assert names == [name for name in READINGS if name in names]
    assert fold(readings[0].text).text == readings[0].text
    for reading in (*readings, prose_of(text)):
        length = len(reading.text)
        assert reading.original(0, length)[1] <= len(text)
        places = [reading.original(at, at + 1) for at in range(length)]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(a <= b for a, b in pairwise(places))


def lie_within(text: str, matches: Iterable[Match]) -> None:
    """A finder's matches cover characters of the text it was given."""
    for match in matches:
        assert 0 <= match.start < match.end <= len(text)
        assert 0.0 <= match.score <= 1.0


def is_answered(document: Document, detect: Detect) -> Detection:
    """A detector answers, within the text, and never breaks."""
    (answer,) = detect([document])
    assert answer.verdict is not Verdict.ERROR, answer.detector
    assert all(0 <= it.start < it.end <= len(document.text) for it in answer.findings)
    return answer


def are_rendered(
    text: str, findings: Sequence[Finding], rules: Rules, render: Render
) -> None:
    """An operator stands in for every finding, and leaves the rest as it was."""
    disjoint = resolve(findings)
    rendered = render(text, disjoint, View(name="v", domain="v", rules=rules), None)
    hidden = [(it.start, it.end) for it in disjoint]
    shown = [(it.start, it.end) for it in rendered.entities]
    assert _between(rendered.text, shown) == _between(text, hidden)


def _between(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def has_one_outcome_a_view(value: bytes | None, redact: Redactor) -> list[Outgoing]:
    """A value's records become one message a view, or are sealed; the same again."""
    incoming = Incoming(value=value, source=Source(line=1))
    (outgoing,) = redact([incoming])
    views = [out.tally.view for out in outgoing]
    expected = {output.view for output in redact.outputs}
    assert views
    assert len({views.count(view) for view in expected}) == 1
    assert set(views) <= expected | {""}
    assert all(
        (out.tally.reason in REASONS) is not bool(out.tally.view) for out in outgoing
    )
    (again,) = redact([incoming])
    assert [_unsealed(out) for out in again] == [_unsealed(out) for out in outgoing]
    return list(outgoing)


def _unsealed(out: Outgoing) -> bytes:
    """Return all that is the same each time: a seal isn't."""
    return out.key if out.tally.reason else out.value
