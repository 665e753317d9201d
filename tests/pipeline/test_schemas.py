"""The published schemas are those of the code, and what is published fits them."""

from pathlib import Path

import jsonschema
import orjson
import pytest

from pipeline.core.errors import DetectError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.mask import Audience, Versions, encode, mask
from pipeline.core.quarantine import Quarantine
from pipeline.core.records import Field, Record, Ref, Source, Treatment
from pipeline.core.route import Incoming
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import Renderer
from pipeline.policy_files import load_policy
from pipeline.schemas import (
    FOLDER,
    default_documents,
    masked_record,
    sealed_message,
    write_schemas,
)

KEYS = load_keys(Path("unused"), new_keyset())
RECORD = Record(
    index=0,
    channel="plain",
    kind="message",
    type="text",
    direction="inbound",
    id="m1",
    conversation="c1",
    sender="s1",
    time="2026-01-02T03:04:05Z",
    refs=(Ref("reply_to", "m0"),),
    fields=(
        Field(path="text", value="Ann, PIN 4821", treatment=Treatment.SCAN),
        Field(path="count", value=3, treatment=Treatment.KEEP),
        Field(path="media", value="id", treatment=Treatment.TOKEN, token="media"),
        Field(
            path="contacts[0].phone",
            value="+49 151 23456742",
            treatment=Treatment.TYPED,
            entity=EntityType("PHONE_NUMBER"),
        ),
    ),
)
FOUND = {
    "text": [
        Finding(0, 3, EntityType("PERSON"), 0.9),
        Finding(9, 13, EntityType("SECRET"), 0.9),
    ]
}


@pytest.mark.parametrize("name", sorted(default_documents()))
def test_committed_schema_is_current(name: str) -> None:
    """If this fails: ``python -m pipeline.schemas``."""
    assert (FOLDER / name).read_bytes() == default_documents()[name]


def test_writing_makes_every_file(tmp_path: Path) -> None:
    """And nothing else."""
    write_schemas(tmp_path / "new")

    assert {f.name for f in (tmp_path / "new").iterdir()} == set(default_documents())


@pytest.mark.parametrize("view", ["analytics", "agent"])
@pytest.mark.parametrize("source", [Source(topic="t", offset=4), Source(line=2)])
def test_masked_records_fit_their_schema(view: str, source: Source) -> None:
    """With every treatment, from a topic and from a file."""
    audience = Audience(
        view=load_policy().view(view),
        role=None,
        render=Renderer(KEYS.token, ("DE",)),
        token=KEYS.token,
        versions=Versions(policy="p@1", rules="r", model="", epoch=KEYS.epoch),
    )

    body = orjson.loads(encode(mask(RECORD, FOUND, source, audience)))

    jsonschema.validate(body, masked_record())


def test_poorest_record_fits_its_schema() -> None:
    """No sender, no time, no text, no fields."""
    audience = Audience(
        view=load_policy().view("agent"),
        role="restricted",
        render=Renderer(KEYS.token, ()),
        token=KEYS.token,
        versions=Versions(policy="p@1", rules="r", model="", epoch=KEYS.epoch),
    )
    bare = Record(
        index=0,
        channel="c",
        kind="k",
        type="unknown",
        direction="none",
        id="",
        conversation="",
    )

    body = orjson.loads(encode(mask(bare, {}, Source(line=1), audience)))

    jsonschema.validate(body, masked_record())


@pytest.mark.parametrize("value", [b"raw", None])
@pytest.mark.parametrize("index", [None, 2])
def test_sealed_messages_fit_their_schema(
    value: bytes | None, index: int | None
) -> None:
    """Of a payload or of one of its records; with and without a value."""
    quarantine = Quarantine(
        topic="q", seal=KEYS.seal, token=KEYS.token, max_bytes=1_000
    )

    outgoing = quarantine.put(
        Incoming(value=value, source=Source(topic="t", offset=1)),
        DetectError("names"),
        index=index,
    )

    jsonschema.validate(orjson.loads(outgoing.value), sealed_message())


@pytest.mark.parametrize("schema", [masked_record(), sealed_message()])
def test_schemas_are_schemas(schema: dict[str, object]) -> None:
    """Of the dialect they name, and closed."""
    jsonschema.Draft202012Validator.check_schema(schema)

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"raw": "anything"}, schema)


def test_asyncapi_refers_to_files_that_are_there() -> None:
    """Every topic of the default settings has a message."""
    document = orjson.loads(default_documents()["asyncapi.json"])

    addresses = {channel["address"] for channel in document["channels"].values()}
    payloads = [
        message["payload"].get("$ref", "masked-record.json")
        for message in document["components"]["messages"].values()
    ]

    assert addresses == {
        "messages.incoming",
        "messages.analytics",
        "messages.agent",
        "messages.quarantine",
    }
    assert all((FOLDER / payload).exists() for payload in payloads)
