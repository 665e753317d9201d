"""A CPU process of the pool: builds a redactor, then answers chunks.

It is started by `pipeline.pool` as ``python -c "..." PIPE PARENT MEMORY``, with its
standard streams closed: what a library prints or logs may quote a record, so nothing
leaves but the answers, and of an exception nothing but its class. Beside the core
it imports only what the redactor needs.
"""

import logging
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.collector import spare_collector
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.lifeline import die_with
from pipeline.seclusion import seclude

START = "from pipeline.pool_child import main; main()"
STATM = Path("/proc/self/statm")
"""Sizes of this process, in pages; Linux alone has it."""

Factory = Callable[[], Redact]
"""Builds the redactor inside a child; picklable: a module's function or class."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child made of a chunk.

    Attributes:
        outputs: What to publish for each record, in order; empty once it stands.
        resident: Bytes of memory that the child holds; 0 where nobody tells.
        failure: Class of the exception that came of it instead, if any.
    """

    outputs: Sequence[Sequence[Outgoing]] = ()
    resident: int = 0
    failure: str = ""


def main() -> None:
    """Serve until the pipe closes or the parent is gone."""
    handle, parent, memory = map(int, sys.argv[1:])
    die_with(parent)
    seclude()
    logging.disable(logging.CRITICAL)
    # A worker that is told to end finishes its batch: it ends us when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with Connection(handle) as pipe:
        _serve(pipe)


def _serve(pipe: Connection) -> None:
    try:
        redact = pipe.recv()()
    except BaseException as error:  # noqa: BLE001  # told by its class; then we end
        pipe.send(Answer(failure=type(error).__name__))
        return
    spare_collector()
    pipe.send(Answer())
    while (chunk := _next(pipe)) is not None:
        pipe.send(_answer(redact, chunk))


def _next(pipe: Connection) -> Sequence[Incoming] | None:
    try:
        chunk: Sequence[Incoming] = pipe.recv()
    except EOFError:
        return None
    return chunk


def _answer(redact: Redact, chunk: Sequence[Incoming]) -> Answer:
    try:
        outputs = [list(made) for made in redact(chunk)]
    except BaseException as error:  # noqa: BLE001  # its text may be a record's
        return Answer(failure=type(error).__name__)
    return Answer(outputs, resident_bytes())


def resident_bytes() -> int:
    """Return this process's resident memory; 0 where the system doesn't tell."""
    if not STATM.exists():
        return 0
    pages = int(STATM.read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
