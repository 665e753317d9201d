"""The consumer on the page runs, and reads what we publish."""

import asyncio
import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
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
PERSON = EntityType("PERSON")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the page's program defines."""
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    file = tmp_path_factory.mktemp("page") / "consumer.py"
    file.write_text(program, encoding="utf-8")
    return runpy.run_path(str(file))


def published(
    name: str, text: str, *, refs: tuple[Ref, ...] = (), rev: int = 1
) -> bytes:
    """Return an analytics record; "Ann" in its text is a person."""
    record = Record(
        index=0,
        channel="plain",
        kind="message",
        type="text",
        direction="inbound",
        id=name,
        conversation=f"conversation of {name}",
        sender="s",
        time="2026-01-02T03:04:05Z",
        refs=refs,
        fields=(Field(path="text", value=text, treatment=Treatment.SCAN),),
    )
    versions = Versions(policy="p@1", rules="r", model="", epoch=KEYS.epoch)
    audience = Audience(
        view=load_policy().view("analytics"),
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
    topic = f"consuming-{uuid4().hex}"
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.address)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 2, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=broker.address)
    await producer.start()
    sent = {f"value {n}".encode() for n in range(10)}
    await asyncio.gather(*[producer.send_and_wait(topic, value) for value in sent])
    await producer.stop()

    values = await page["read"](broker.address, topic)

    assert sorted(values) == sorted(sent)
