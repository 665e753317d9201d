"""Keys are added and taken out so that no record waits, changes or is locked away."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import ConfigError, RefusalError
from pipeline.durations import LEAST_LEAD_S
from pipeline.keys import Keyring, milliseconds, new_keyset, read_keyring
from pipeline.rotation import KeyInfo, list_keys, retire, rotate
from pipeline.settings import load_settings

FIRST = new_keyset()
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
START = NOW + timedelta(minutes=10)


def rotated(text: str = FIRST, starts: datetime = START) -> str:
    """Return a keyset with one more key of each kind."""
    return rotate(text, starts=starts, now=NOW, file="test")


def ring(text: str) -> Keyring:
    """Read a keyset."""
    return read_keyring(text, "test")


def epochs(text: str) -> list[str]:
    """Return the ids of token keys, oldest first."""
    return [epoch.keys.epoch for epoch in ring(text).epochs]


def at(text: str, moment: datetime) -> str:
    """Return the epoch of a record of that time."""
    return ring(text).at(milliseconds(moment)).epoch


def test_a_records_own_time_decides_its_key() -> None:
    """To the millisecond: it may be read again an hour, or a day, later."""
    both = rotated()
    old, new = epochs(both)

    assert at(both, START - timedelta(milliseconds=1)) == old == epochs(FIRST)[0]
    assert at(both, START) == new


def test_until_the_new_key_starts_nothing_changes() -> None:
    """Workers that have read the new keyset agree with those that haven't."""
    moment = milliseconds(START) - 1

    before, after = ring(FIRST).at(moment), ring(rotated()).at(moment)

    assert before.token("d", "k", "v") == after.token("d", "k", "v")


def test_a_worker_gives_up_before_it_could_miss_a_start() -> None:
    """Whoever can't read the file stops well before a key that stands in it starts."""
    with pytest.raises(ConfigError, match="KEYSET_GRACE_S"):
        load_settings(keyset_grace_s=LEAST_LEAD_S / 2 + 1)
    longest = load_settings(keyset_grace_s=LEAST_LEAD_S / 2).keyset_grace_s
    assert 2 * longest == LEAST_LEAD_S


@pytest.mark.parametrize("lead_s", [LEAST_LEAD_S - 0.001, 0, -600])
def test_a_start_that_a_worker_could_miss_is_refused(lead_s: float) -> None:
    """Records of one time would get two keys, if one worker knew and one didn't."""
    with pytest.raises(ConfigError, match="120 seconds ahead"):
        rotated(starts=NOW + timedelta(seconds=lead_s))


def test_the_earliest_start_that_is_allowed_is_taken() -> None:
    """An operator whose key is known to others wants it."""
    assert len(epochs(rotated(starts=NOW + timedelta(seconds=LEAST_LEAD_S)))) == 2


@given(st.lists(st.integers(LEAST_LEAD_S, 10**6), min_size=1, max_size=4, unique=True))
def test_every_time_has_exactly_one_key(offsets: list[int]) -> None:
    """There is no gap between two keys, whenever they start."""
    text = FIRST
    for offset in sorted(offsets):
        text = rotated(text, NOW + timedelta(seconds=offset))
    names = epochs(text)

    for number, offset in enumerate(sorted(offsets)):
        start = NOW + timedelta(seconds=offset)
        assert at(text, start - timedelta(milliseconds=1)) == names[number]
        assert at(text, start) == names[number + 1]
    assert at(text, datetime(1970, 1, 1, tzinfo=UTC)) == names[0]
    assert at(text, datetime(2100, 1, 1, tzinfo=UTC)) == names[-1]


def test_what_was_sealed_before_still_opens() -> None:
    """The quarantine outlives a key's time."""
    sealed = ring(FIRST).at(None).seal(b"raw", b"where")

    assert ring(rotated()).at(None).open(sealed, b"where") == b"raw"


def test_a_new_sealing_key_is_used_at_once() -> None:
    """Sealing needs no agreement among workers."""
    old, new = ring(FIRST).at(None), ring(rotated()).at(milliseconds(NOW))

    sealed = new.seal(b"raw", b"")

    assert new.open(sealed, b"") == b"raw"
    with pytest.raises(Exception, match="seal"):
        old.open(sealed, b"")


def test_a_second_rotation_waits_for_the_first_to_be_scheduled_before_it() -> None:
    """Two people who rotate at once don't swap the order of keys."""
    with pytest.raises(RefusalError, match="scheduled already"):
        rotated(rotated(), START)


def test_a_retired_key_is_gone() -> None:
    """Its tokens can't be made again, nor its seals opened: that is the point."""
    both = rotated()
    token_key, seal_key = (info.id for info in old_keys(both))

    left = retire(both, token_key, unused_since=START, file="test")
    left = retire(left, seal_key, unused_since=START, file="test")

    assert epochs(left) == epochs(both)[1:]
    assert at(left, NOW - timedelta(days=400)) == epochs(both)[1]
    assert [len(json.loads(left)[kind]["key"]) for kind in ("tokens", "seal")] == [1, 1]


def old_keys(text: str) -> list[KeyInfo]:
    """Return what is told of the keys that have a successor in force."""
    later = START + timedelta(days=1)
    return [i for i in list_keys(text, now=later, file="test") if i.state == "old"]


@pytest.mark.parametrize("place", [0, 1])
def test_a_key_that_may_be_needed_is_not_retired(place: int) -> None:
    """Raw records of its time, or what it has sealed, may still be there."""
    both = rotated()
    key = [list_keys(both, now=NOW, file="test")[i].id for i in (0, 2)][place]

    with pytest.raises(RefusalError, match="too new"):
        retire(both, key, unused_since=NOW - timedelta(days=1), file="test")


@pytest.mark.parametrize("key", ["newest", "only", "nobody's"])
def test_the_key_in_use_is_not_retired(key: str) -> None:
    """There would be none for the records that come."""
    text = FIRST if key == "only" else rotated()
    name = {"newest": epochs(text)[-1], "only": epochs(text)[0]}.get(key, key)

    with pytest.raises(RefusalError, match=r"needed|no such key"):
        retire(text, name, unused_since=START + timedelta(days=99), file="test")


def test_a_list_tells_no_key() -> None:
    """It ends up in terminals and tickets."""
    both = rotated()
    told = repr(list_keys(both, now=NOW, file="test"))

    keysets = json.loads(both)
    material = [
        key["keyData"]["value"]
        for kind in ("tokens", "seal")
        for key in keysets[kind]["key"]
    ]
    assert not [value for value in material if value in told]
    states = [info.state for info in list_keys(both, now=NOW, file="test")]
    assert states == ["in force", "scheduled", "old", "in force"]


WRONG_EPOCHS = {
    "none": {},
    "a list": [],
    "no time": {"now": "soon"},
    "no zone": {"zone": "2026-01-02T03:04:05"},
    "a number": {"number": 5},
    "unknown key": {"ffffffff": "2026-01-02T03:04:05Z"},
}


@pytest.mark.parametrize("wrong", WRONG_EPOCHS.values(), ids=WRONG_EPOCHS)
def test_a_wrong_table_of_starts_is_refused(wrong: object) -> None:
    """A worker that guessed would part from the others."""
    keyset = json.loads(rotated())
    keyset["epochs"] = wrong

    with pytest.raises(ConfigError, match="epochs"):
        ring(json.dumps(keyset))


def test_two_keys_can_not_start_at_once() -> None:
    """It would be chance which one is used."""
    keyset = json.loads(rotated())
    keyset["epochs"] = dict.fromkeys(keyset["epochs"], START.isoformat())

    with pytest.raises(ConfigError, match="at once"):
        ring(json.dumps(keyset))


def test_a_ring_of_one_epoch_makes_every_token_with_it() -> None:
    """So a second group of workers can publish what joins with the past."""
    both = ring(rotated())
    old = both.epochs[0].keys.epoch

    assert both.only(old).at(milliseconds(START)).epoch == old
    with pytest.raises(ConfigError, match="MASKSTREAM_EPOCH"):
        both.only("ffffffff")
