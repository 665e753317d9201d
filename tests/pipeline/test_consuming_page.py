"""The consumer on the page runs, and reads what we publish."""

import asyncio
import re
import runpy
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from pipeline.core.findings import EntityType, Finding
from pipeline.core.mask import Audience, Versions, encode, mask
from pipeline.core.records import Field, Record, Ref, Source, Treatment
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import Renderer
from pipeline.policy_files import load_policy
from tests.conftest import Broker

PAGE = Path(__file__).parents[2] / "docs" / "consuming.md"
KEYS = load_keys(Path("unused"), new_keyset())
VIEW = load_policy().view("analytics")
PERSON = EntityType("PERSON")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the page's first program defines."""
    return runpy.run_path(str(program_of(0, tmp_path_factory.mktemp("page"))))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page's second program: it stores each record once."""
    return program_of(1, tmp_path_factory.mktemp("once"))


def program_of(number: int, folder: Path) -> Path:
    """Write a program of the page into a file."""
    programs = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    file = folder / "consumer.py"
    file.write_text(programs[number], encoding="utf-8")
    return file


def published(
    name: str,
    text: str,
    *,
    refs: tuple[Ref, ...] = (),
    rev: int = 1,
    conversation: str = "",
) -> bytes:
    """Return an analytics record; "Ann" in its text is a person."""
    record = Record(
        index=0,
        channel="plain",
        kind="message",
        type="text",
        direction="inbound",
        id=name,
        conversation=conversation or f"conversation of {name}",
        sender="s",
        time="2026-01-02T03:04:05Z",
        refs=refs,
        fields=(Field(path="text", value=text, treatment=Treatment.SCAN),),
    )
    versions = Versions(policy="p@1", rules="r", model="", epoch=KEYS.epoch)
    audience = Audience(
        view=VIEW,
        role=None,
        render=Renderer(KEYS.token, ("DE",)),
        token=KEYS.token,
        versions=replace(versions, rev=rev),
    )
    found = [Finding(m.start(), m.end(), PERSON, 0.9) for m in re.finditer("Ann", text)]
    return encode(mask(record, {"text": found}, Source(topic="t"), audience))


def test_repeated_record_counts_once(page: dict[str, Any]) -> None:
    """At least once is what a broker promises."""
    value = published("m1", "hello")

    assert len(page["once_each"]([value, value])) == 1


def test_higher_revision_counts_whatever_the_order(page: dict[str, Any]) -> None:
    """Old messages that were masked again replace their first copies."""
    old, new = published("m1", "old"), published("m1", "new", rev=2)

    for values in ([old, new], [new, old]):
        (record,) = page["once_each"](values)
        assert record["text"] == "new"


def test_edits_and_revokes_are_applied(page: dict[str, Any]) -> None:
    """An edit's text stands in its message's place; a revoked message is gone."""
    values = [
        published("m1", "first"),
        published("e1", "second", refs=(Ref("edits", "m1"),)),
        published("e2", "third", refs=(Ref("edits", "m1"),)),
        published("m2", "gone"),
        published("r1", "", refs=(Ref("revokes", "m2"),)),
        published("m3", "stays"),
    ]

    table = page["messages"](page["once_each"](values))

    assert list(table["text"]) == ["third", "stays"]


def test_equal_people_join(page: dict[str, Any]) -> None:
    """One name in two conversations is one token."""
    records = page["once_each"](
        [published("m1", "Ann, Ann"), published("m2", "I'm Ann")]
    )

    counts = page["conversations_per_value"](records)

    token = records[0]["entities"][0]["token"]
    assert counts.to_dict() == {("PERSON", token): 2}


def test_records_without_entities_are_no_rows(page: dict[str, Any]) -> None:
    """The table keeps its columns."""
    table = page["entities"](page["once_each"]([published("m1", "hello")]))

    assert table.empty
    assert "token" in table.columns


def test_shown_record_is_cut_where_it_says() -> None:
    """The page's sample record has true offsets."""
    sample = PAGE.read_text("utf-8")
    text = re.search(r'"text": "(.*)"', sample)
    offsets = re.search(r'"start": (\d+), "end": (\d+)', sample)
    assert text
    assert offsets

    start, end = map(int, offsets.groups())

    assert text[1][start:end] == "<PERSON:k7f3q2m9x0c4d8w1v5zt>"


async def test_reads_a_topic_to_its_end(page: dict[str, Any], broker: Broker) -> None:
    """From its start, every partition."""
    sent = {f"value {n}".encode() for n in range(10)}
    topic = await topic_of(broker, [(str(value), value) for value in sent])

    values = await page["read"](broker.address, topic)

    assert sorted(values) == sorted(sent)


async def topic_of(broker: Broker, keyed: Sequence[tuple[str, bytes]]) -> str:
    """Make a topic of two partitions that holds these values."""
    topic = f"consuming-{uuid4().hex}"
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.address)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 2, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=broker.address) as producer:
        taken = [await producer.send(topic, v, k.encode()) for k, v in keyed]
        await asyncio.gather(*taken)
    return topic


def stored(file: Path) -> dict[str, list[int]]:
    """Return what the second program counted and keeps, as numbers of rows."""
    with closing(sqlite3.connect(file)) as store:
        counts = store.execute("SELECT records FROM counts ORDER BY records")
        texts = store.execute("SELECT count(*) FROM texts")
        return {"counts": [n for (n,) in counts], "texts": [n for (n,) in texts]}


def test_a_record_is_stored_once_across_restarts(once: Path, tmp_path: Path) -> None:
    """What is known is known from the file."""
    program, file = runpy.run_path(str(once)), tmp_path / "store.sqlite"
    values = [published(f"m{n}", "hello", conversation="c") for n in (1, 2, 1)]

    for _ in range(2):
        with closing(program["open_store"](str(file))) as store:
            program["store_batch"](store, values)

    assert stored(file) == {"counts": [2], "texts": [2]}


def test_a_higher_revision_replaces_and_does_not_count(
    once: Path, tmp_path: Path
) -> None:
    """It is the same message; late copies of lower revisions change nothing."""
    program, file = runpy.run_path(str(once)), tmp_path / "store.sqlite"
    old, new = published("m1", "old"), published("m1", "new", rev=2)

    with closing(program["open_store"](str(file))) as store:
        for value in (old, new, old):
            program["store_batch"](store, [value])
        texts = store.execute("SELECT text FROM texts").fetchall()

    assert texts == [("new",)]
    assert stored(file) == {"counts": [1], "texts": [1]}


def test_a_batch_that_fails_stores_nothing(once: Path, tmp_path: Path) -> None:
    """Results and ids are one transaction."""
    program, file = runpy.run_path(str(once)), tmp_path / "store.sqlite"

    with (
        closing(program["open_store"](str(file))) as store,
        pytest.raises(ValueError, match="Expecting"),
    ):
        program["store_batch"](store, [published("m1", "hello"), b"broken"])

    assert stored(file) == {"counts": [], "texts": [0]}


def test_no_more_ids_than_the_window_are_kept(once: Path, tmp_path: Path) -> None:
    """The oldest go, also when others came again in higher revisions."""
    program = runpy.run_path(str(once))
    store_batch = program["store_batch"]
    store_batch.__globals__["WINDOW"] = 3
    order = [("m1", 1), ("m2", 1), ("m1", 2), ("m3", 1), ("m4", 1), ("m4", 2)]

    with closing(program["open_store"](str(tmp_path / "store.sqlite"))) as store:
        for name, rev in order:
            store_batch(store, [published(name, "hello", rev=rev)])
        (kept,) = store.execute("SELECT count(*) FROM seen").fetchone()
        newest = store.execute("SELECT rev FROM seen ORDER BY place DESC").fetchone()

    assert 1 <= kept <= 3
    assert newest == (2,)


KILLED = """
import asyncio, os, runpy, signal, sys

program, left = runpy.run_path(sys.argv[1]), int(sys.argv[2])
consume = program["consume"]


class Killed(program["AIOKafkaConsumer"]):
    async def commit(self, offsets):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        await super().commit(offsets)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


consume.__globals__["AIOKafkaConsumer"] = Killed
asyncio.run(consume(*sys.argv[3:]))
"""
"""Runs the program until it has committed so often; at 0, until it is about to."""


@pytest.mark.slow
@pytest.mark.timeout(300)  # twice, a group waits ten seconds for one who was killed
def test_a_record_is_stored_once_whenever_it_is_killed(
    once: Path, broker: Broker, tmp_path: Path
) -> None:
    """Before a commit or after it: what is read again is dropped, nothing is lost."""
    names = [*range(1_500), *range(700, 900), *range(1_400, 2_000), *range(50)]
    keyed = [
        (f"c{n % 7}", published(f"m{n}", "hello", conversation=f"c{n % 7}"))
        for n in names
    ]
    topic = asyncio.run(topic_of(broker, keyed))
    file = tmp_path / "store.sqlite"
    todo = [broker.address, topic, str(file)]

    for commits in ("0", "2"):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(once), commits, *todo],
            check=False,
            timeout=60,
        )
        assert killed.returncode == -signal.SIGKILL
        assert 0 < stored(file)["texts"][0] < 2_000
    with subprocess.Popen([sys.executable, str(once), *todo]) as unharmed:
        try:
            asyncio.run(committed(broker, topic, len(keyed)))
        finally:
            unharmed.terminate()

    assert stored(file) == {
        "counts": sorted(len(range(c, 2_000, 7)) for c in range(7)),
        "texts": [2_000],
    }


async def committed(broker: Broker, topic: str, count: int) -> None:
    """Wait until the group has stored `count` records and said so."""
    partitions = [TopicPartition(topic, number) for number in range(2)]
    group = AIOKafkaConsumer(
        bootstrap_servers=broker.address, group_id="counts", enable_auto_commit=False
    )
    group.assign(partitions)
    async with group, asyncio.timeout(60):
        done = 0
        while done < count:
            await asyncio.sleep(0.1)
            done = sum([await group.committed(each) or 0 for each in partitions])
