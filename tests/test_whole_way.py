"""Bytes in, both masked copies out, with every real part but the broker."""

import base64
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest

from pipeline.assembly import Parts
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.leaks import leaks_in
from pipeline.settings import Settings
from pipeline.traffic import RawMessage, generate

MESSAGES = 1_500


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Build everything once, with keys of its own."""
    folder: Path = tmp_path_factory.mktemp("keys")
    return Parts(Settings(keyset_file=folder / "keyset.json"))


@pytest.fixture(scope="module")
def traffic() -> list[RawMessage]:
    """Draw other traffic than the demo's."""
    return list(generate(MESSAGES, seed=20_26))


@pytest.fixture(scope="module")
def outcomes(parts: Parts, traffic: list[RawMessage]) -> Sequence[Sequence[Outgoing]]:
    """Redact all of it."""
    return parts.redactor()(as_incoming(traffic))


def as_incoming(traffic: Sequence[RawMessage]) -> list[Incoming]:
    """Number raw messages as a topic would."""
    return [
        Incoming(value=raw.value, source=Source(topic="raw", offset=offset))
        for offset, raw in enumerate(traffic)
    ]


def test_no_planted_value_is_in_any_output(
    traffic: list[RawMessage], outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """Not in a copy, a key, a header, or a sealed message, in no encoding."""
    planted = sorted({value for raw in traffic for value in raw.planted})
    published = b"\n".join(
        part
        for outgoing in outcomes
        for message in outgoing
        for part in (message.key, message.value, *(v for _, v in message.headers))
    )

    assert leaks_in(published, planted) == []


def test_harmless_words_survive_in_every_view(
    parts: Parts, traffic: list[RawMessage], outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """Order numbers, prices, products and towns are not personal data."""
    checked = lost = 0
    for raw, outgoing in zip(traffic, outcomes, strict=True):
        for view in parts.policy.views:
            seen = b" ".join(m.value for m in outgoing if m.tally.view == view)
            for word in raw.harmless:
                checked += 1
                lost += orjson.dumps(word)[1:-1] not in seen

    assert checked > MESSAGES / 2
    assert lost / checked < 0.02


def test_only_the_hostile_are_quarantined(
    traffic: list[RawMessage], outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """Quarantine is for what can't be checked, and takes all of that."""
    sealed = [any(m.tally.reason for m in outgoing) for outgoing in outcomes]

    assert sealed == [raw.hostile for raw in traffic]


def test_every_record_has_a_copy_in_every_view(
    parts: Parts, outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """Views differ in what they show, never in what they hold."""
    for outgoing in outcomes:
        sources = {
            view: [m.key for m in outgoing if m.tally.view == view]
            for view in parts.policy.views
        }
        assert len({len(keys) for keys in sources.values()}) == 1


def test_the_same_input_gives_the_same_bytes_in_any_batch(
    parts: Parts, traffic: list[RawMessage], outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """After a crash a batch is cut differently; consumers de-duplicate by bytes."""
    redact = parts.redactor()
    incoming = as_incoming(traffic)[:300]
    again = [out for one in incoming for out in redact([one])]

    for first, second in zip(outcomes, again, strict=False):
        masked = [m for m in first if m.tally.view]
        assert masked == [m for m in second if m.tally.view]


def test_a_sealed_value_opens_with_its_key(
    parts: Parts, traffic: list[RawMessage], outcomes: Sequence[Sequence[Outgoing]]
) -> None:
    """Quarantine loses nothing: the key's owner can replay it."""
    opened = 0
    for raw, outgoing in zip(traffic, outcomes, strict=True):
        for message in outgoing:
            body = orjson.loads(message.value)
            if message.tally.reason and body["sealed"]:
                place = [body["source"], body["index"]]
                where = orjson.dumps(place, option=orjson.OPT_SORT_KEYS)
                sealed = base64.b64decode(body["sealed"])
                assert parts.keys.open(sealed, where) == raw.value
                opened += 1

    assert opened > MESSAGES / 200
