"""A header's name that isn't UTF-8 stops nothing."""

from collections.abc import Iterator

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.consumer import fetcher
from aiokafka.consumer.fetcher import PartitionRecords
from aiokafka.errors import CorruptRecordException
from aiokafka.record import MemoryRecords, memory_records
from aiokafka.record.default_records import (
    _DefaultRecordBatchBuilderPy,
    _DefaultRecordBatchPy,
)
from aiokafka.record.memory_records import _MemoryRecordsPy

from pipeline import kafka_headers
from pipeline.core.errors import ConfigError
from pipeline.kafka_headers import Records, _lenient, read_any_header
from tests.faults.poison import BadName

PLACE = TopicPartition("raw", 0)
NO_CODEC, GZIP = 0, 1


@pytest.fixture
def unpatched() -> Iterator[None]:
    """Leave aiokafka as it was."""
    yield
    fetcher.MemoryRecords = MemoryRecords


def batch(start: int, *, bad: int = -1, codec: int = NO_CODEC) -> bytes:
    """Build a batch of ten records, of which one may have a bad header."""
    builder = _DefaultRecordBatchBuilderPy(2, codec, 0, -1, -1, -1, 100_000)
    for at in range(10):
        name = BadName() if at == bad else "channel"
        value = b"%d" % (start + at)
        builder.append(at, timestamp=1, key=None, value=value, headers=[(name, b"x")])
    built = builder.build()
    built[:8] = start.to_bytes(8, "big")
    return bytes(built)


def read(records: object, fetch_offset: int = 0) -> list[ConsumerRecord]:
    """Read as a consumer does."""
    return list(
        PartitionRecords(PLACE, records, [], fetch_offset, None, None, True, 1)  # noqa: FBT003
    )


def test_aiokafka_still_stops_at_such_a_name() -> None:
    """If it no longer does, this patch can go."""
    with pytest.raises((UnicodeDecodeError, CorruptRecordException)):
        read(MemoryRecords(batch(0, bad=5)))


@pytest.mark.parametrize("codec", [NO_CODEC, GZIP])
@pytest.mark.parametrize("bad", [0, 5, 9])
def test_each_record_comes_once_and_in_order(bad: int, codec: int) -> None:
    """Also those of the batches around it."""
    raw = batch(0) + batch(10, bad=bad, codec=codec) + batch(20)

    records = read(Records(raw))

    assert [r.offset for r in records] == list(range(30))
    assert [r.value for r in records] == [b"%d" % at for at in range(30)]
    named = {r.offset: r.headers[0][0] for r in records}
    assert named.pop(10 + bad) == "\\xff\\xfe"
    assert set(named.values()) == {"channel"}


def test_reading_goes_on_in_the_middle_of_a_batch() -> None:
    """A broker sends a batch as a whole, whatever was read of it."""
    records = read(Records(batch(0, bad=5)), fetch_offset=7)

    assert [r.offset for r in records] == [7, 8, 9]


def test_what_aiokafka_reads_is_read_alike_again() -> None:
    """Time stamps and keys too: only names are read in another way."""
    raw = batch(3)

    again = list(_lenient(memoryview(raw)))

    assert again == list(_DefaultRecordBatchPy(raw))


def test_a_damaged_batch_is_still_refused() -> None:
    """Nothing else becomes lenient."""
    raw = bytearray(batch(0, bad=5))
    raw[-1] ^= 1

    with pytest.raises(CorruptRecordException):
        read(Records(bytes(raw)))


def test_without_c_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the error has another name."""
    monkeypatch.setattr(kafka_headers, "MemoryRecords", _MemoryRecordsPy)
    monkeypatch.setattr(memory_records, "DefaultRecordBatch", _DefaultRecordBatchPy)

    assert len(read(Records(batch(0, bad=5)))) == 10


@pytest.mark.usefixtures("unpatched")
def test_every_consumer_reads_so() -> None:
    """Aiokafka's own names no other class."""
    read_any_header()

    assert fetcher.MemoryRecords is Records


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who raises it runs these tests against it first."""
    monkeypatch.setattr(kafka_headers, "version", lambda _: "0.15.0")

    with pytest.raises(ConfigError, match="aiokafka"):
        read_any_header()
