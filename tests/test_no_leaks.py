"""Nothing raw leaves by a side door: an output, a log line, an error, a metric."""

import base64
import io
import logging
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import orjson
import pytest
from prometheus_client import generate_latest

from pipeline.assembly import Parts
from pipeline.core.errors import ConfigError
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.leaks import leaks_in
from pipeline.settings import load_settings
from pipeline.telemetry import Telemetry, Vocabulary, describe, set_up_logging
from pipeline.traffic import RawMessage, generate
from tests.restored import logging_restored

MESSAGES = 300
CANARIES = ("Hannelore Zwischenbrugger", "hz.privat@example.com", "+49 1512 3456789")
TEXT = f"Ich bin {CANARIES[0]}, {CANARIES[1]}, {CANARIES[2]}"
PLAIN = {
    "id": "m-1",
    "conversation": CANARIES[2],
    "sender": {"id": "s-1", "name": CANARIES[0], "email": CANARIES[1]},
    "direction": "inbound",
    "time": "2026-01-05T10:00:00Z",
    "text": TEXT,
}
BROKEN = {
    "cut off": orjson.dumps(PLAIN)[:-1],
    "not UTF-8": orjson.dumps(PLAIN)[:-2] + b"\xff" + b'"}',
    "no object": orjson.dumps([TEXT]),
    "no channel": orjson.dumps({TEXT: TEXT}),
    "nested deeply": b'{"a":' * 5_000 + orjson.dumps(TEXT) + b"}" * 5_000,
    "twice the same key": b'{"text":1,' + orjson.dumps(PLAIN)[1:],
    "NUL": b"\0" + orjson.dumps(PLAIN),
    "too large": orjson.dumps({**PLAIN, "text": TEXT + " " * 1_100_000}),
}


@pytest.fixture(scope="module")
def redact(tmp_path_factory: pytest.TempPathFactory) -> Redact:
    """Build the whole way as a worker does."""
    keyset = tmp_path_factory.mktemp("keys") / "keyset.json"
    return Parts(load_settings(keyset_file=keyset)).redactor()


@pytest.fixture(scope="module")
def traffic() -> list[RawMessage]:
    """Generate messages with planted values."""
    return list(generate(MESSAGES, seed=20_260_105))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged at DEBUG, every library's logger on."""
    stream = io.StringIO()
    with logging_restored():
        set_up_logging("DEBUG", stream)
        for name in ["", *logging.root.manager.loggerDict]:
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield stream


def incoming(value: bytes, line: int = 1) -> Incoming:
    """Read a value as if it stood in a file."""
    return Incoming(value=value, source=Source(line=line))


def planted_in(traffic: Sequence[RawMessage]) -> list[str]:
    """Return every planted value."""
    return sorted({value for raw in traffic for value in raw.planted})


def bytes_of(outgoing: Sequence[Outgoing]) -> bytes:
    """Return everything that a broker would store."""
    return b"\n".join(
        b" ".join([out.topic.encode(), out.key, out.value, *chain(*_headers(out))])
        for out in outgoing
    )


def _headers(out: Outgoing) -> Iterator[tuple[bytes, bytes]]:
    return ((name.encode(), value) for name, value in out.headers)


def test_the_search_would_find_a_leak(traffic: list[RawMessage]) -> None:
    """A search that finds nothing in the raw messages proves nothing."""
    raw = b"\n".join(one.value for one in traffic)
    found = {leak.value for leak in leaks_in(raw, planted_in(traffic))}

    assert len(found) > 0.99 * len(planted_in(traffic)) > 100


def test_no_output_holds_a_planted_value(
    redact: Redact, traffic: list[RawMessage]
) -> None:
    """Neither in a field, a key, a header nor a sealed payload; in no encoding."""
    batch = [incoming(raw.value, line) for line, raw in enumerate(traffic, 1)]

    outgoing = list(chain.from_iterable(redact(batch)))

    assert len(outgoing) > MESSAGES
    assert leaks_in(bytes_of(outgoing), planted_in(traffic)) == []


def test_no_log_line_and_no_metric_holds_a_planted_value(
    redact: Redact,
    traffic: list[RawMessage],
    log: io.StringIO,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Even at DEBUG, with every library's logger on, nobody repeats it."""
    telemetry = Telemetry(Vocabulary())

    for raw in traffic[:100]:
        (outgoing,) = redact([incoming(raw.value)])
        telemetry.published(outgoing)

    said = log.getvalue() + "".join(capfd.readouterr())
    counted = generate_latest(telemetry.metrics.registry)
    assert "records_masked" in said
    assert leaks_in(said.encode() + counted, planted_in(traffic)) == []


@pytest.mark.parametrize("value", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_sealed_without_a_word_of_it(
    redact: Redact, value: bytes
) -> None:
    """A reason code and a source tell enough; the rest is sealed."""
    ((sealed,),) = redact([incoming(value)])

    body = orjson.loads(sealed.value)
    opened = base64.b64decode(body["sealed"] or "")
    assert body["reason"]
    assert leaks_in(bytes_of([sealed]) + opened, CANARIES) == []


def test_an_error_of_a_library_is_described_without_its_message() -> None:
    """Decoders keep the whole input in their errors."""
    with pytest.raises(orjson.JSONDecodeError) as caught:
        orjson.loads(f'{{"text": "{TEXT}')

    assert leaks_in(describe(caught.value).encode(), CANARIES) == []


def test_a_wrong_setting_does_not_repeat_its_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It may be a password that was put into the wrong variable."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MASKSTREAM_METRICS_PORT", CANARIES[0])

    with pytest.raises(ConfigError, match="MASKSTREAM_METRICS_PORT") as caught:
        load_settings()

    assert leaks_in(str(caught.value).encode(), CANARIES) == []
