"""A redactor that is the real one, but for records that are orders.

No text is known to hang or crash the real one, so the tests hide an order in a
record's bytes. At the top level, for a CPU process imports it.
"""

import os
import signal
import time
from collections.abc import Sequence
from unittest.mock import patch

from aiokafka import AIOKafkaProducer
from aiokafka.producer import message_accumulator
from aiokafka.record import default_records
from typing_extensions import override

from pipeline import service
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.keyset_marks import Marks
from pipeline.settings import Settings

ORDER = b"\x00order:"
_build = service.build_redact


class BadName(str):
    """A header's name that is no UTF-8 once aiokafka's writer in Python wrote it."""

    __slots__ = ()

    @override
    def encode(self, encoding: str = "", errors: str = "") -> bytes:
        return b"\xff\xfe"


async def send_badly_named(
    brokers: str, topic: str, values: Sequence[bytes], partition: int = 0
) -> None:
    """Send one batch; the header of the record in its middle has such a name."""
    python = default_records._DefaultRecordBatchBuilderPy
    with patch.object(message_accumulator, "DefaultRecordBatchBuilder", python):
        async with AIOKafkaProducer(bootstrap_servers=brokers) as producer:
            batch = producer.create_batch()
            for at, value in enumerate(values):
                name = BadName() if at == len(values) // 2 else "trace"
                key = value.split(b":")[0]
                headers = [(name, b"7")]
                batch.append(key=key, value=value, timestamp=None, headers=headers)
            batch.close()
            await (await producer.send_batch(batch, topic, partition=partition))


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


def build_redact(settings: Settings, known: Marks) -> Redact:
    """Build it in a CPU process."""
    return Obedient(_build(settings, known))


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
