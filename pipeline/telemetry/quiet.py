"""Logs our events, and keeps what libraries say free of text."""

import logging
import os
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import orjson
from typing_extensions import override

from pipeline.core.errors import MaskstreamError
from pipeline.telemetry.events import Event

LOGGER = "maskstream"
ROOT = Path(__file__).parents[2]
OURS = ("pipeline", "recognizers", "models")
_FLOOR = logging.WARNING
SILENCE_S = 10.0
"""Seconds before a line of a library's code is heard again."""

LIBRARIES = (
    "aiohttp",
    "aiokafka",
    "asyncio",
    "concurrent.futures",
    "faust",
    "filelock",
    "kafka",
    "mode",
    "phonenumbers",
    "presidio-analyzer",
    "presidio-anonymizer",
    "py.warnings",
    "spacy",
    "tldextract",
    "urllib3",
)
"""Loggers that are pinned to WARNING by name; all others inherit it."""


def set_up_logging(level: str, stream: TextIO | None = None) -> None:
    """Log our events as JSON lines, and make every library hold its tongue.

    Call it first in every process, also in a pool's children. Calling it again
    is safe.

    Args:
        level: Of our own events; libraries are heard from WARNING on.
        stream: Where lines go; standard error if None.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonLines())
    handler.addFilter(_SeldomLibraries())
    ours = logging.getLogger(LOGGER)
    ours.propagate = False
    ours.setLevel(level)
    for logger in (ours, logging.getLogger()):
        logger.handlers[:] = [handler]
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep what libraries log, warn and raise free of text.

    Every log record of another logger than ours loses its message, arguments and
    traceback where it is made, so it doesn't matter which handlers a library
    installs. Unhandled exceptions, in threads too, are shown as their class and
    where in our code they passed. What asyncio reports goes through its logger.
    """
    logging.setLogRecordFactory(_ScrubbedRecord)
    root = logging.getLogger()
    root.setLevel(_FLOOR)
    if not root.handlers:  # else Python's own would write a line that says nothing
        root.addHandler(logging.NullHandler())
    for name in {*LIBRARIES, *_lowered_loggers()}:
        logging.getLogger(name).setLevel(_FLOOR)
    warnings.showwarning = _log_warning
    sys.excepthook = _show_unhandled
    sys.unraisablehook = lambda args: _show(args.exc_value)
    threading.excepthook = lambda args: _show(args.exc_value)


def describe(error: BaseException) -> str:
    """Describe an error without its message, unless that is one of ours.

    Returns:
        Its class, our message if it is a `MaskstreamError`, the system's for its
        number if it is an `OSError`, and the places in our code it passed,
        outermost first: ``KeyError at pipeline/worker.py:42``.
    """
    name = type(error).__name__
    said = f"{name}: {error}" if isinstance(error, MaskstreamError) else name
    if isinstance(error, OSError) and error.errno:
        said = f"{name}: {os.strerror(error.errno)}"
    places = list(_places(error.__traceback__))
    return f"{said} at {', '.join(places)}" if places else said


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in OURS:
            yield f"{file.relative_to(ROOT).as_posix()}:{line}"


def _lowered_loggers() -> Iterator[str]:
    for name, logger in list(logging.root.manager.loggerDict.items()):
        lowered = isinstance(logger, logging.Logger) and 0 < logger.level < _FLOOR
        if lowered and name != LOGGER:
            yield name


class _ScrubbedRecord(logging.LogRecord):
    """A log record that holds one of our events, or no text at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as logging calls it
        """Take what `logging` hands over and keep what can't be text."""
        super().__init__(*args, **kwargs)
        caught = self.exc_info[1] if isinstance(self.exc_info, tuple) else None
        self.error = describe(caught) if caught else ""
        self.exc_info = self.exc_text = self.stack_info = None
        if self.name != LOGGER or not isinstance(self.msg, Event):
            self.msg, self.args = "withheld", ()

    @classmethod
    def of_warning(cls, category: type[Warning], file: str, line: int) -> Self:
        """Make a record that tells a warning's class and place."""
        record = cls("py.warnings", logging.WARNING, file, line, "", (), None)
        record.error = category.__name__
        return record


class _SeldomLibraries(logging.Filter):
    """Lets a library say the same thing once in a while only.

    With a broker gone, aiokafka complains 40 times a second; our own events tell
    what matters.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, str, int], float] = {}

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Pass our events, and each place of a library every `SILENCE_S`."""
        if isinstance(record.msg, Event):
            return True
        place = (record.name, record.pathname, record.lineno)
        if record.created - self._last.get(place, 0.0) < SILENCE_S:
            return False
        self._last[place] = record.created
        return True


class _JsonLines(logging.Formatter):
    """Writes one JSON object a line."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the event's fields, or where a library's record was made."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
        }
        return orjson.dumps(line | _content(record)).decode()


def _content(record: logging.LogRecord) -> dict[str, object]:
    event = record.msg
    if isinstance(event, Event):
        name = re.sub(r"(?<=.)(?=[A-Z])", "_", type(event).__name__).lower()
        return {"event": name} | {f.name: getattr(event, f.name) for f in fields(event)}
    return {
        "event": "library_spoke",
        "logger": record.name,
        "at": f"{Path(record.pathname).name}:{record.lineno}",
        "error": getattr(record, "error", ""),
    }


def _log_warning(  # noqa: PLR0913, PLR0917 - as warnings calls it
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    record = _ScrubbedRecord.of_warning(category, filename, lineno)
    logging.getLogger(record.name).handle(record)


def _show_unhandled(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    del kind
    _show(error.with_traceback(trace))


def _show(error: BaseException | None) -> None:
    if error is not None:
        sys.stderr.write(f"stopped by {describe(error)}\n")
