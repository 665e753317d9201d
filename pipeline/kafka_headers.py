r"""Read a record whose header's name isn't UTF-8, as any other.

Kafka takes any bytes for a header's name; aiokafka decodes them while it reads a batch,
outside of all that could seal one record. A single such record stopped its partition,
and each worker that got it. Here the rest of its batch is read by aiokafka's reader in
Python, with names that show such bytes as ``\xff``.
"""

import struct
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from typing import Any, SupportsIndex

from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record import MemoryRecords
from aiokafka.record.default_records import _DefaultRecordBatchPy
from typing_extensions import override

from pipeline.core.errors import ConfigError

KNOWN_VERSION = "0.14."

_LENGTH = struct.Struct(">8xi")
"""Before a batch: where it starts in the partition, and its length behind both."""


class _Lenient(bytearray):
    """Bytes that decode whatever they are, as do their parts."""

    @override
    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        part = super().__getitem__(at)
        return _Lenient(part) if isinstance(part, bytearray) else part

    @override
    def decode(self, encoding: str = "utf-8", errors: str = "") -> str:
        return super().decode(encoding, "backslashreplace")


class Batch:
    """A batch whose records are all read; else what aiokafka made of it."""

    def __init__(self, batch: Iterable[object], raw: memoryview) -> None:
        """Read `batch`, and `raw` where it can't be."""
        self._batch = batch
        self._raw = raw

    def __getattr__(self, name: str) -> object:
        return getattr(self._batch, name)

    def __iter__(self) -> Iterator[object]:
        read = 0
        try:
            for record in self._batch:
                yield record
                read += 1
        # The reader in Python hides the one in the other.
        except (UnicodeDecodeError, CorruptRecordException):
            yield from islice(_lenient(self._raw), read, None)


def _lenient(raw: memoryview) -> Iterator[object]:
    """Read a batch again.

    Raises:
        CorruptRecordException: Something else is wrong with it.
    """
    batch = _DefaultRecordBatchPy(raw)
    iter(batch)  # uncompresses it
    batch._buffer = _Lenient(batch._buffer)  # noqa: SLF001 - no other way
    yield from batch


class Records:
    """What a broker sent of one partition; stands for aiokafka's `MemoryRecords`."""

    def __init__(self, raw: bytes) -> None:
        """Read `raw` batch by batch."""
        self._raw = memoryview(raw)
        self._records = MemoryRecords(raw)

    def size_in_bytes(self) -> int:
        """Return the length of all."""
        size: int = self._records.size_in_bytes()
        return size

    def has_next(self) -> bool:
        """Tell whether a whole batch is left."""
        left: bool = self._records.has_next()
        return left

    def next_batch(self) -> object:
        """Return the next batch; a broker's own marker is left to aiokafka."""
        batch = self._records.next_batch()
        if batch is None:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(self._raw)[0]
        raw, self._raw = self._raw[:end], self._raw[end:]
        return batch if batch.is_control_batch else Batch(batch, raw)


def read_any_header() -> None:
    """Patch aiokafka's consumers, for this process.

    Raises:
        ConfigError: This isn't the version whose reading we know.
    """
    installed = version("aiokafka")
    if not installed.startswith(KNOWN_VERSION):
        problem = f"{installed} is installed, headers are read in {KNOWN_VERSION}x"
        raise ConfigError("aiokafka", "", problem)
    fetcher.MemoryRecords = Records
