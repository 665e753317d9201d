"""Telemetry counts what happened, and holds no text whatever it is given."""

import asyncio
import io
import logging
import re
import socket
import sys
import threading
import urllib.request
import warnings
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import orjson
import pytest
from prometheus_client import generate_latest

from pipeline import telemetry
from pipeline.core.detect import Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.route import Outgoing, Tally
from pipeline.pool import Poison
from pipeline.telemetry import (
    REASONS,
    BatchMasked,
    ChildReplaced,
    EntitiesMasked,
    Event,
    KeysetFollowed,
    KeysetLost,
    KeysetMade,
    LagMeasured,
    RecordsMasked,
    RecordsQuarantined,
    RetryStarted,
    Telemetry,
    UnknownFieldsDropped,
    Vocabulary,
    WorkerReady,
    WorkerStarting,
    WorkerStopped,
    describe,
    events_of,
    set_up_logging,
)
from pipeline.telemetry.quiet import LIBRARIES
from tests.restored import logging_restored

CANARY = "Erika Mustermann"
WORDS = Vocabulary(
    view=frozenset({"agent", "analytics"}),
    channel=frozenset({"plain"}),
    label=frozenset({"PERSON", "IBAN_CODE"}),
)
EVENTS = [
    BatchMasked(messages=3, seconds=0.2),
    ChildReplaced(),
    EntitiesMasked(view="agent", label="PERSON", entities=2),
    KeysetFollowed(epochs=2),
    KeysetLost(),
    KeysetMade(),
    LagMeasured(messages=7),
    RecordsMasked(view="agent", records=4),
    RecordsQuarantined(reason="decode", records=1),
    RetryStarted(error="ConnectionError"),
    UnknownFieldsDropped(channel="plain", dropped=5),
    WorkerStarting(processes=2),
    WorkerReady(partitions=2),
    WorkerStopped(error="DeliveryError"),
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged once logging is set up."""
    stream = io.StringIO()
    with logging_restored():
        set_up_logging("DEBUG", stream)
        yield stream


def lines(log: io.StringIO) -> list[dict[str, object]]:
    """Return the JSON objects that were logged."""
    return [orjson.loads(line) for line in log.getvalue().splitlines()]


def exposed(one: Telemetry) -> str:
    """Return what Prometheus would read."""
    return generate_latest(one.metrics.registry).decode()


def test_the_table_of_events_is_complete() -> None:
    """An event added later is tested like the others."""
    tested = {type(event).__name__ for event in EVENTS}

    assert tested == {event.__name__ for event in Event.__subclasses__()}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_has_only_numbers_and_words_of_the_vocabulary(event: Event) -> None:
    """A type without a field for text can't leak any."""
    words = {field.name for field in fields(Vocabulary)}

    for name, kind in get_type_hints(type(event)).items():
        assert kind in {int, float} or name in words or name == "level"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_is_logged_once_and_moves_a_metric(
    event: Event, log: io.StringIO
) -> None:
    """Every event is both: a line for people, a number for dashboards."""
    one = Telemetry(WORDS)
    one.metrics.ready.set(0.5)
    before = exposed(one)

    one.emit(event)

    (line,) = lines(log)
    assert (
        line.items() >= {f.name: getattr(event, f.name) for f in fields(event)}.items()
    )
    assert exposed(one) != before


def test_the_name_of_an_event_is_its_class_in_snake_case(log: io.StringIO) -> None:
    """Log searches use the same words as the code."""
    Telemetry(WORDS).emit(BatchMasked(messages=1, seconds=0.1))

    assert lines(log)[0]["event"] == "batch_masked"


def test_a_word_outside_the_vocabulary_becomes_other(log: io.StringIO) -> None:
    """Even the wrong variable in the right field shows no text."""
    one = Telemetry(WORDS)

    one.emit(EntitiesMasked(view=CANARY, label=CANARY, entities=1))
    one.emit(RecordsQuarantined(reason=CANARY, records=1))
    one.emit(UnknownFieldsDropped(channel=CANARY, dropped=1))
    one.emit(RetryStarted(error=CANARY))

    assert CANARY not in log.getvalue() + exposed(one)
    assert 'maskstream_entities_total{label="other",view="other"} 1.0' in exposed(one)


def test_every_published_record_is_counted_once(log: io.StringIO) -> None:
    """Views share a message's dropped fields; they are counted for one of them."""
    one = Telemetry(WORDS)
    copies = [
        Outgoing(
            topic=f"messages.{view}",
            key=b"",
            value=b"{}",
            tally=Tally(view=view, channel="plain", labels=("PERSON",) * 2, unknown=3),
        )
        for view in ("agent", "analytics")
    ]
    sealed = Outgoing(topic="q", key=b"", value=b"{}", tally=Tally(reason="decode"))

    one.published([*copies, sealed])

    assert len(lines(log)) == 6
    assert list(events_of([*copies, sealed])) == [
        RecordsMasked(view="agent", records=1),
        RecordsMasked(view="analytics", records=1),
        EntitiesMasked(view="agent", label="PERSON", entities=2),
        EntitiesMasked(view="analytics", label="PERSON", entities=2),
        RecordsQuarantined(reason="decode", records=1),
        UnknownFieldsDropped(channel="plain", dropped=3),
    ]


def test_metrics_are_served_until_stopped() -> None:
    """Prometheus reads them over HTTP; a stopped worker frees its port."""
    one = Telemetry(WORDS)

    stop = one.serve("127.0.0.1", port := 18_473)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        served = answer.read().decode()
    stop()

    assert "maskstream_ready 0.0" in served
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")


def test_a_port_that_is_taken_is_a_wrong_setting() -> None:
    """Whoever starts two workers on one machine reads which setting it is."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(ConfigError, match=r"METRICS_PORT: .* can't be bound"):
            Telemetry(WORDS).serve("127.0.0.1", other.getsockname()[1])


def test_every_reason_in_the_code_is_in_the_vocabulary() -> None:
    """A reason that is missing there would be counted as ``other``."""
    pipeline = Path(telemetry.__file__).parents[1]
    given = re.compile(r'\bcode(?:: ClassVar\[str\] = |=)"(\w+)"')
    returned = re.compile(r'^ +return "(\w+)"$', re.MULTILINE)

    sources = [file.read_text() for file in pipeline.rglob("*.py")]
    used = {code for source in sources for code in given.findall(source)}
    used |= set(returned.findall((pipeline / "core" / "strict_json.py").read_text()))

    assert len(used) > 10
    assert used | {f"detect_{v}" for v in Verdict} - {"detect_ok"} <= REASONS
    assert set(Poison) <= REASONS


@pytest.mark.parametrize("name", [*LIBRARIES, "a.package.nobody.knows"])
def test_no_library_gets_text_into_the_log(name: str, log: io.StringIO) -> None:
    """Neither by format, argument, f-string, exception, stack nor extra."""
    logger = logging.getLogger(name)
    logger.propagate = True  # Presidio's is silenced wherever our engine is built
    logger.setLevel(logging.WARNING)

    try:
        int(CANARY)
    except ValueError:
        logger.exception("while reading %s", CANARY, stack_info=True)
        logger.critical(f"read {CANARY}", extra={"text": CANARY})  # noqa: G004
        logger.exception(CANARY, exc_info=ValueError(CANARY))
    logger.info("never shown: %s", CANARY)

    assert CANARY not in log.getvalue()
    assert [line["logger"] for line in lines(log)] == [name] * 3
    assert str(lines(log)[0]["error"]).startswith("ValueError")


def test_a_library_that_repeats_itself_is_heard_once(log: io.StringIO) -> None:
    """With a broker gone, one complains 40 times a second."""
    logger = logging.getLogger("library.in.a.loop")

    for _ in range(100):
        logger.error("connection lost")

    assert len(lines(log)) == 1


def test_a_librarys_own_handler_gets_no_text_either(log: io.StringIO) -> None:
    """Text is gone where the record is made, whoever writes it."""
    stream = io.StringIO()
    logger = logging.getLogger("library.with.handler")
    logger.addHandler(handler := logging.StreamHandler(stream))

    logger.error("read %s", CANARY, exc_info=ValueError(CANARY))
    logger.removeHandler(handler)

    assert stream.getvalue() == "withheld\n"
    assert CANARY not in log.getvalue()


def test_a_level_that_a_library_lowered_is_raised_again(log: io.StringIO) -> None:
    """Debug lines are withheld, and not even counted on."""
    logger = logging.getLogger("library.that.talks")
    logger.setLevel(logging.DEBUG)

    set_up_logging("DEBUG", log)

    assert logger.level == logging.WARNING


def test_our_own_logger_takes_events_only(log: io.StringIO) -> None:
    """A string sent through our logger by mistake is withheld too."""
    logging.getLogger("maskstream").error("read %s", CANARY)

    assert CANARY not in log.getvalue()
    assert lines(log)[0]["event"] == "library_spoke"


def test_a_warning_shows_its_class_and_place(log: io.StringIO) -> None:
    """Warnings of libraries may repeat their input."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = telemetry.quiet._log_warning
        warnings.warn(CANARY, UserWarning, stacklevel=1)

    assert CANARY not in log.getvalue()
    assert lines(log)[0]["error"] == "UserWarning"
    assert str(lines(log)[0]["at"]).startswith("test_telemetry.py:")


@pytest.mark.usefixtures("log")
def test_an_unhandled_error_shows_no_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The interpreter's own hook would print the message and the source line."""
    error = ValueError(CANARY)

    sys.excepthook(ValueError, error, None)

    assert capsys.readouterr().err == "stopped by ValueError\n"


@pytest.mark.usefixtures("log")
def test_an_unhandled_error_in_a_thread_shows_no_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Threads have a hook of their own."""

    def fail() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert capsys.readouterr().err == "stopped by ValueError\n"


def test_an_error_nobody_awaited_shows_no_message(log: io.StringIO) -> None:
    """Asyncio reports it through its logger, with the task's repr."""

    async def fail() -> None:
        raise ValueError(CANARY)

    async def forget() -> None:
        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    asyncio.run(forget())

    assert CANARY not in log.getvalue()
    assert any(line["logger"] == "asyncio" for line in lines(log))


def test_our_errors_keep_their_message() -> None:
    """They are written to hold no text, and tell an admin what to change."""
    error = ConfigError("policy.yaml", "views.agent", "must not be `keep`")

    assert describe(error) == f"ConfigError: {error}"


def test_an_error_names_the_places_in_our_code_it_passed() -> None:
    """Without a message, the place is what helps."""
    with pytest.raises(AttributeError) as caught:
        list(events_of([None]))  # type: ignore[list-item]

    assert " at pipeline/telemetry/events.py:" in describe(caught.value)
