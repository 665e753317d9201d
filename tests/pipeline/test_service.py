"""A worker's parts, as a deployment puts them together."""

from pathlib import Path

import orjson
import pytest

from pipeline.assembly import Parts
from pipeline.core.errors import ConfigError
from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.delivery import TOO_LARGE
from pipeline.service import build_redact, give_up, serve
from pipeline.settings import Settings

INCOMING = Incoming(value=b'{"text": "hallo"}', source=Source(topic="raw", offset=3))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Keep keys in a folder of the test's own; leave the model out."""
    return Settings(keyset_file=tmp_path / "keyset.json", model=False)


def test_a_given_up_record_is_sealed_with_its_reason(settings: Settings) -> None:
    """Whoever has the key can replay it."""
    outgoing = give_up(Parts(settings).quarantine, INCOMING, "timeout")

    body = orjson.loads(outgoing.value)
    assert body["reason"] == "timeout"
    assert body["sealed"]


def test_what_was_too_large_for_the_broker_is_named_not_sealed(
    settings: Settings,
) -> None:
    """Sealed it would be refused again; the raw topic still holds it."""
    outgoing = give_up(Parts(settings).quarantine, INCOMING, TOO_LARGE)

    body = orjson.loads(outgoing.value)
    assert body["sealed"] is None
    assert body["source"] == {"topic": "raw", "partition": 0, "offset": 3}


def test_every_process_of_a_worker_makes_the_same_bytes(settings: Settings) -> None:
    """Children share keys, packs and policy by the settings alone."""
    first = build_redact(settings)([INCOMING])
    second = build_redact(settings)([INCOMING])

    assert first == second
    assert [out.topic for out in first[0]] == ["messages.analytics", "messages.agent"]


def test_a_pack_that_names_an_unknown_finder_starts_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    """A child would find out too late, over and over."""
    pack = tmp_path / "packs" / "mine.yaml"
    pack.parent.mkdir()
    pack.write_text(
        "pack: mine\n"
        "description: Names a finder that nobody wrote.\n"
        "recognizers:\n"
        "  - {name: mine, supported_entity: ID_NUMBER, finder: nobody_wrote_it}\n"
    )

    with pytest.raises(ConfigError, match="nobody_wrote_it"):
        serve(settings.model_copy(update={"packs": pack.parent}))
