"""A worker's parts, as a deployment puts them together."""

import os
import pickle
import signal
from collections.abc import Callable, Sized
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest

from pipeline import service
from pipeline.assembly import Parts
from pipeline.core.errors import ConfigError, DeliveryError, PoolError
from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.delivery import TOO_LARGE
from pipeline.keys import milliseconds
from pipeline.keyset_file import Watch, load_keyring, read_private, replacing
from pipeline.keyset_marks import Marks, marks_of
from pipeline.pool import Pool
from pipeline.rotation import rotate
from pipeline.service import (
    Follow,
    KeyedFactory,
    build_redact,
    give_up,
    seal_away,
    serve,
)
from pipeline.settings import Settings
from pipeline.telemetry import Event, KeysetFollowed, KeysetLost, KeysetMade, Telemetry

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
    known = marks_of(load_keyring(settings.keyset_file))

    first = build_redact(settings, known)([INCOMING])
    second = build_redact(settings, known)([INCOMING])

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


def rotated_a_minute_ago(settings: Settings) -> tuple[int, int]:
    """Rotate the keys; return a time before the start and one after it, in ms."""
    load_keyring(settings.keyset_file)
    starts = datetime.now(tz=UTC) - timedelta(minutes=1)
    now = starts - timedelta(minutes=10)
    with replacing(settings.keyset_file) as replace_file:
        text = read_private(settings.keyset_file)
        replace_file(rotate(text, starts=starts, now=now, file="test"))
    return milliseconds(starts) - 1, milliseconds(starts)


def test_a_record_gets_the_key_of_its_time_in_every_copy(settings: Settings) -> None:
    """Masked, sealed, or given up by the worker itself."""
    before, after = rotated_a_minute_ago(settings)
    epochs = [e.keys.epoch for e in load_keyring(settings.keyset_file).epochs]
    batch = [INCOMING._replace(time_ms=time) for time in (after, before, after)]
    broken = [one._replace(value=b"{") for one in batch]

    known = marks_of(load_keyring(settings.keyset_file))
    masked = build_redact(settings, known)(batch)
    sealed = build_redact(settings, known)(broken)
    given_up = [seal_away(Parts(settings))(one, "timeout") for one in broken]

    told = [orjson.loads(outs[0].value)["meta"]["epoch"] for outs in masked]
    assert told == [epochs[1], epochs[0], epochs[1]]
    ids = [orjson.loads(out.value)["id"] for (out,) in sealed]
    assert ids[0] == ids[2] != ids[1]
    assert [orjson.loads(out.value)["id"] for out in given_up] == ids


def test_a_worker_tells_of_its_keyset_and_stops_without_it(settings: Settings) -> None:
    """Once when it changes, once when it is lost, and then by ending."""
    said: list[Event] = []
    watch = Watch(settings.keyset_file, grace_s=-1)
    follow = Follow(said.append, watch)

    follow()
    follow()
    rotated_a_minute_ago(settings)
    follow()
    settings.keyset_file.write_text("{")
    for _ in range(2):
        with pytest.raises(ConfigError):
            follow()

    assert said == [
        KeysetFollowed(epochs=1),
        KeysetFollowed(epochs=2),
        KeysetLost(),
    ]


def epochs_known(_: Settings, known: Marks) -> object:
    """Stand for a redactor."""
    return list(known.epochs)


def handed_on(factory: KeyedFactory) -> Callable[[], Sized]:
    """Return what a child gets."""
    child: Callable[[], Sized] = pickle.loads(pickle.dumps(factory))  # noqa: S301  # ours
    return child


def test_a_child_is_handed_the_marks_of_the_keys_in_use(settings: Settings) -> None:
    """Those of now: it may be started long after the worker, and after a rotation."""
    watch = Watch(settings.keyset_file)
    factory = KeyedFactory(epochs_known, settings, watch)  # type: ignore[arg-type]
    first = handed_on(factory)()
    rotated_a_minute_ago(settings)
    watch.look()

    second = handed_on(factory)()

    assert (len(first), len(second)) == (1, 2)
    here: object = factory()
    assert here == second


@pytest.mark.parametrize("other", [False, True], ids=["no keys", "other keys"])
async def test_a_replaced_process_makes_no_keys(
    settings: Settings, *, other: bool
) -> None:
    """It would publish with keys that no other process has: the worker ends."""
    parts = Parts(settings)
    parts.validate()
    factory = KeyedFactory(build_redact, settings, parts.watch)
    async with Pool(factory, seal_away(parts), processes=1) as pool:
        await pool.redact([INCOMING])
        settings.keyset_file.unlink()
        if other:
            load_keyring(settings.keyset_file)
        os.kill(pool.pids[0], signal.SIGKILL)

        with pytest.raises(PoolError, match="ConfigError"):
            await pool.redact([INCOMING])

    assert settings.keyset_file.exists() is other


def test_a_start_that_makes_keys_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a wrong path, no token would join an earlier one."""
    said: list[Event] = []
    monkeypatch.setattr(Telemetry, "emit", lambda _, event: said.append(event))
    monkeypatch.setattr(service, "create_topics", _no_broker)

    for _ in range(2):
        with pytest.raises(DeliveryError):
            serve(settings)

    assert [it for it in said if isinstance(it, KeysetMade)] == [KeysetMade()]


async def _no_broker(*_: object) -> None:
    raise DeliveryError("no broker answers")
