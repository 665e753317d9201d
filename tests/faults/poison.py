"""A redactor that is the real one, but for records that are orders.

No text is known to hang or crash the real one, so the tests hide an order in a
record's bytes. At the top level, for a CPU process imports it.
"""

import os
import signal
import time
from collections.abc import Sequence

from pipeline import service
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.settings import Settings

ORDER = b"\x00order:"
_build = service.build_redact


class Obedient:
    """Obeys orders; has all else redacted as usual."""

    def __init__(self, redact: Redact) -> None:
        """Redact by `redact`."""
        self._redact = redact

    def __call__(self, batch: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
        """See `pipeline.core.route.Redact`."""
        for incoming in batch:
            _obey(incoming.value or b"")
        return self._redact(batch)


def build_redact(settings: Settings) -> Redact:
    """Build it in a CPU process."""
    return Obedient(_build(settings))


def order(what: str, text: bytes) -> bytes:
    """Return a record that is an order and holds a text."""
    return ORDER + what.encode() + b":" + text


def _obey(value: bytes) -> None:
    if not value.startswith(ORDER):
        return
    match value.split(b":")[1]:
        case b"hang":
            time.sleep(3600)
        case b"raise":
            raise ValueError(value)
        case b"exit":
            os._exit(3)
        case b"segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"eat":
            bytearray(8 << 30)
