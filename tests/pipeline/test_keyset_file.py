"""A keyset's file is followed while it is in use, and never trusted blindly."""

import base64
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import ConfigError
from pipeline.keys import new_keyset
from pipeline.keyset_file import Watch, load_keyring, read_private, replacing
from pipeline.keyset_marks import marks_of
from pipeline.rotation import retire, rotate


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a keyset's file."""
    made = tmp_path / "keyset.json"
    load_keyring(made)
    return made


def put(file: Path, text: str) -> None:
    """Replace the keyset."""
    with replacing(file) as replace:
        replace(text)


def rotate_file(file: Path) -> None:
    """Add a key that starts in ten minutes."""
    now = datetime.now(tz=UTC)
    starts = now + timedelta(minutes=10)
    put(file, rotate(read_private(file), starts=starts, now=now, file="test"))


def test_a_rotation_is_seen_at_the_next_look(file: Path) -> None:
    """No worker has to be restarted."""
    watch = Watch(file)
    first = watch.look()

    rotate_file(file)

    assert watch.look().epochs[:1] != first.epochs  # read again: other objects
    assert len(watch.look().epochs) == 2
    assert watch.look() is watch.look()
    watch.check()


def rubbish(file: Path) -> None:
    """Write something else into the file."""
    file.write_text("{")


def opened(file: Path) -> None:
    """Let everybody read it."""
    file.chmod(0o644)


def foreign(file: Path) -> None:
    """Put another deployment's keys in its place."""
    put(file, new_keyset())


def emptied(file: Path) -> None:
    """Cut it off."""
    os.truncate(file, 0)


def flipped(name: str) -> Callable[[Path], None]:
    """Return what changes a bit of a key and leaves its id."""

    def flip(file: Path) -> None:
        parts = json.loads(file.read_text())
        data = parts[name]["key"][0]["keyData"]
        key = bytearray(base64.b64decode(data["value"]))
        key[-1] ^= 1
        data["value"] = base64.b64encode(key).decode()
        put(file, json.dumps(parts))

    flip.__name__ = f"a flipped bit in {name}"
    return flip


HARM = [
    *(rubbish, opened, foreign, emptied, Path.unlink),
    *(flipped("tokens"), flipped("seal")),
]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_a_lost_file_leaves_the_last_good_keys_for_a_while(
    file: Path, harm: Callable[[Path], None]
) -> None:
    """A copy in progress is no reason to stop; one that stays broken is."""
    patient, hasty = Watch(file), Watch(file, grace_s=-1)
    before = [watch.look() for watch in (patient, hasty)]

    harm(file)

    assert [watch.look() for watch in (patient, hasty)] == before
    assert patient.problem is not None
    patient.check()
    with pytest.raises(ConfigError) as caught:
        hasty.check()
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_a_file_that_is_mended_is_followed_again(
    file: Path, harm: Callable[[Path], None]
) -> None:
    """Nobody has to restart anything for that either."""
    good = read_private(file)
    watch = Watch(file)
    harm(file)
    watch.look()

    put(file, good)
    rotate_file(file)

    assert len(watch.look().epochs) == 2
    assert watch.problem is None


def edited(file: Path, name: str, edit: Callable[[dict[str, Any], str], None]) -> None:
    """Change a keyset's file by hand; `edit` gets all of it, and its oldest key."""
    parts = json.loads(file.read_text())
    edit(parts, f"{parts[name]['key'][0]['keyId']:08x}")
    put(file, json.dumps(parts))


def without_the_key_in_force(file: Path) -> None:
    """Take it out as if it were old."""

    def drop(parts: dict[str, Any], oldest: str) -> None:
        del parts["epochs"][oldest], parts["tokens"]["key"][0]

    edited(file, "tokens", drop)


def with_another_start(file: Path) -> None:
    """Have the key in force start when the next one has."""

    def shift(parts: dict[str, Any], oldest: str) -> None:
        parts["epochs"][oldest] = "2026-01-02T03:04:05Z"

    edited(file, "tokens", shift)


def without_the_scheduled_key(file: Path) -> None:
    """Go back to the key in force alone."""

    def drop(parts: dict[str, Any], oldest: str) -> None:
        parts["epochs"] = {oldest: None}
        del parts["tokens"]["key"][1]
        parts["tokens"]["primaryKeyId"] = parts["tokens"]["key"][0]["keyId"]

    edited(file, "tokens", drop)


def without_the_seal_in_use(file: Path) -> None:
    """Go back to the older sealing key alone."""

    def drop(parts: dict[str, Any], oldest: str) -> None:
        parts["seals"] = {oldest: None}
        del parts["seal"]["key"][1]
        parts["seal"]["primaryKeyId"] = parts["seal"]["key"][0]["keyId"]

    edited(file, "seal", drop)


HARM_IN_A_LEAD = [
    *(flipped("tokens"), flipped("seal"), without_the_key_in_force),
    *(with_another_start, without_the_scheduled_key, without_the_seal_in_use),
]


@pytest.mark.parametrize("looked", [True, False], ids=["followed", "restarted"])
@pytest.mark.parametrize("harm", HARM_IN_A_LEAD, ids=lambda harm: harm.__name__)
def test_until_a_new_key_starts_the_one_in_force_is_watched_too(
    file: Path, harm: Callable[[Path], None], *, looked: bool
) -> None:
    """A key that is scheduled says nothing about the one that makes tokens."""
    watch = Watch(file)
    rotate_file(file)
    watch = watch if looked else Watch(file)
    before = watch.look()

    harm(file)

    assert watch.look() is before
    assert watch.problem is not None


def test_a_key_that_is_retired_is_no_loss(file: Path) -> None:
    """Nor is it when an older copy of the file comes back."""
    now = datetime.now(tz=UTC)
    starts = now - timedelta(days=9)
    before = starts - timedelta(hours=1)
    put(file, rotate(read_private(file), starts=starts, now=before, file="test"))
    watch = Watch(file)
    both, old = read_private(file), watch.look().epochs[0].keys.epoch

    put(file, retire(both, old, unused_since=now, file="test"))
    assert [epoch.since_ms for epoch in watch.look().epochs] != [0]
    assert len(watch.look().epochs) == 1
    put(file, both)

    assert len(watch.look().epochs) == 2
    assert watch.problem is None


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_who_knows_the_keys_takes_and_makes_no_others(
    file: Path, harm: Callable[[Path], None]
) -> None:
    """A process that joins a worker has no good keys to go on with."""
    known = marks_of(load_keyring(file))
    harm(file)
    there = file.exists()

    with pytest.raises(ConfigError):
        Watch(file, known=known)

    assert file.exists() is there


def test_who_knows_the_keys_knows_them_after_a_rotation(file: Path) -> None:
    """What joins may read the file before the others have, or after."""
    watch = Watch(file)
    first = watch.marks
    rotate_file(file)
    watch.look()

    assert len(watch.marks.epochs) == len(watch.marks.seals) == 2
    for known in (first, watch.marks):
        assert len(Watch(file, known=known).look().epochs) == 2


def test_a_keyset_of_the_environment_never_changes(tmp_path: Path) -> None:
    """There is no file to follow."""
    watch = Watch(tmp_path / "none", new_keyset())

    assert watch.look() is watch.look()
    assert not (tmp_path / "none").exists()


def test_one_epoch_can_be_asked_for(file: Path) -> None:
    """Even while the file goes on to others."""
    old = load_keyring(file).at(None).epoch
    watch = Watch(file, epoch=old)

    rotate_file(file)

    assert [epoch.keys.epoch for epoch in watch.look().epochs] == [old]


def test_a_replaced_file_is_whole_and_private(file: Path) -> None:
    """Whoever reads it meanwhile reads the old one or the new one."""
    rotate_file(file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert json.loads(file.read_text())["maskstream_keyset"] == 2


def test_a_refused_change_leaves_the_file_as_it_is(file: Path) -> None:
    """And nothing beside it."""
    before = file.read_text()

    with pytest.raises(RuntimeError), replacing(file):
        raise RuntimeError

    assert file.read_text() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_can_not_be_written_is_a_wrong_setting(tmp_path: Path) -> None:
    """A mounted secret is changed where it comes from."""
    with pytest.raises(ConfigError, match="No such file"), replacing(tmp_path / "x/y"):
        pass
