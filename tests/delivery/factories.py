"""Redactors for the tests of delivery, and a worker's process that runs them.

A child process builds its redactor by importing this module, so everything here is
at the top level.
"""

import os
import signal
import time
from collections.abc import Sequence

from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing, Redact, Tally

OUT = "copies"
SEALED = "sealed"


def give_up(incoming: Incoming, reason: str) -> Outgoing:
    """Name the record, not its value, and the reason."""
    where = identity(incoming.source)
    return Outgoing(
        topic=f"{incoming.source.topic}.{SEALED}",
        key=where,
        value=where + b" " + reason.encode(),
        tally=Tally(reason=reason),
    )


def identity(source: Source) -> bytes:
    """Return ``partition:offset`` of a record."""
    return f"{source.partition}:{source.offset}".encode()


def shout() -> Redact:
    """Build a redactor that upper-cases, and obeys a record that is an order."""
    return _shout


def slowly_shout() -> Redact:
    """Build one that takes five milliseconds a record."""
    return _slowly_shout


def fail_to_build() -> Redact:
    """Build nothing."""
    raise ValueError("a value that nobody may see")


def _shout(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
    return [_obey(incoming) for incoming in batch]


def _slowly_shout(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
    time.sleep(0.005 * len(batch))
    return _shout(batch)


def _obey(incoming: Incoming) -> list[Outgoing]:
    value = incoming.value
    match value:
        case b"hang":
            time.sleep(3600)
        case b"raise":
            raise ValueError("a value that nobody may see")
        case b"exit":
            os._exit(3)
        case b"leave":
            raise SystemExit(0)
        case b"segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"eat":
            bytearray(8 << 30)
        case b"nothing":
            return []
    key = (value or b"null").split(b":")[0]
    masked = b"null" if value is None else value.upper()
    return [
        Outgoing(
            topic=f"{incoming.source.topic}.{OUT}",
            key=key,
            value=identity(incoming.source) + b" " + masked,
            headers=(("channel", incoming.channel.encode()),),
        )
    ]
