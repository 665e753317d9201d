"""Books that would miss a broken promise prove nothing: each is broken here once."""

from pathlib import Path
from unittest.mock import Mock

import orjson
import pytest
from aiokafka.protocol.produce import ProduceResponse_v5, ProduceResponse_v8
from aiokafka.protocol.types import Int32

from pipeline.settings import Settings
from pipeline.traffic import RawMessage
from tests.faults.books import Books
from tests.faults.proxy import _with_error

VIEWS = ("analytics", "agent")
RAW = b'{"id":"1","conversation":"c","text":"Hallo"}'
ANSWER: list[tuple[str, list[tuple[object, ...]]]] = [
    ("out", [(0, 0, 7, -1, 0, [(1, "x")], None), (1, 0, 8, -1, 0, [], "said")]),
    ("other", [(2, 0, 9, -1, 0, [], None)]),
]


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Open books in which three raw messages of one conversation are entered."""
    opened = Books(Settings(keyset_file=tmp_path / "keyset.json"), VIEWS)
    values = [RAW.replace(b'"1"', b'"%d"' % n) for n in range(3)]
    opened.expect(
        RawMessage(value=v, planted=(), harmless=(), hostile=False, lang="de")
        for v in values
    )
    for offset, value in enumerate(values):
        opened._book(record("messages.incoming", value, offset))
    return opened


def record(topic: str, value: bytes, offset: int = 0) -> Mock:
    """Return what a consumer reads."""
    return Mock(
        topic=topic, partition=0, offset=offset, key=b"c", value=value, headers=[]
    )


def copy_of(offset: int, text: str = "Hallo", of: int | None = None) -> bytes:
    """Return a masked record, as far as books look at it."""
    source = {"topic": "messages.incoming", "partition": 0, "offset": offset}
    number = offset if of is None else of
    body = {"id": f"id-{number}", "entities": [], "text": text}
    return orjson.dumps(body | {"meta": {"source": source}})


def book(books: Books, *copies: bytes) -> None:
    """Enter masked records for both views."""
    for view in VIEWS:
        for value in copies:
            books._book(record(f"messages.{view}", value))


def seal(books: Books, offset: int) -> None:
    """Enter a sealed message."""
    source = {"topic": "messages.incoming", "partition": 0, "offset": offset}
    body = {"id": f"s-{offset}", "index": None, "reason": "crashed", "source": source}
    books._book(record("messages.quarantine", orjson.dumps(body)))


def test_one_outcome_each_settles_them(books: Books) -> None:
    """Masked twice, byte by byte the same, or sealed: all is well."""
    book(books, copy_of(0), copy_of(1), copy_of(1))
    seal(books, 2)

    assert books.ledger.lost() == 0
    assert books.duplicates() == 2
    assert books.differing() == books.doubled() == books.disordered() == 0


def test_a_missing_copy_is_a_loss(books: Books) -> None:
    """One view is not enough."""
    book(books, copy_of(0), copy_of(1))
    books._book(record("messages.agent", copy_of(2)))

    assert books.ledger.lost() == 1


def test_two_versions_of_a_record_are_found(books: Books) -> None:
    """Who drops repetitions by id would keep one of two different records."""
    book(books, copy_of(0), copy_of(0, "Servus"))

    assert books.differing() == len(VIEWS)


def test_a_message_that_was_sent_twice_has_copies_that_say_from_where(
    books: Books,
) -> None:
    """A producer whose broker died can't know that its message was written."""
    book(books, copy_of(0), copy_of(1, of=0))
    assert books.differing() == 0

    book(books, copy_of(2, "Servus", of=0))
    assert books.differing() == len(VIEWS)


def test_a_record_that_was_sealed_and_masked_is_found(books: Books) -> None:
    """A replay of the quarantine would bring it a second time."""
    book(books, copy_of(0))
    seal(books, 0)

    assert books.doubled() == 1


def test_a_conversation_out_of_order_is_found(books: Books) -> None:
    """What counts is the first copy of each; a late repetition does no harm."""
    book(books, copy_of(0), copy_of(2), copy_of(0), copy_of(1))

    assert books.disordered() == len(VIEWS)


@pytest.mark.parametrize("version", [5, 8])
def test_the_proxy_changes_nothing_but_error_codes(version: int) -> None:
    """Another byte would be another fault than the one that is counted."""
    kind = {5: ProduceResponse_v5, 8: ProduceResponse_v8}[version]
    width = {5: 5, 8: 7}[version]
    topics = [(name, [p[:width] for p in parts]) for name, parts in ANSWER]
    answer = Int32.encode(42) + kind(topics, 0).encode()

    spoilt = kind.decode(_with_error(answer, version, 56)[4:])

    refused = [(n, [(p[0], 56, *p[2:]) for p in parts]) for n, parts in topics]
    assert [(n, list(map(tuple, parts))) for n, parts in spoilt.topics] == refused
