"""Keys are made once, kept private, and never quoted."""

import json
import multiprocessing
import re
from pathlib import Path

import pytest

from pipeline.core.errors import ConfigError, RecordError
from pipeline.keys import Keys, new_keyset
from pipeline.keyset_file import load_keys

FIXED = """
{
  "maskstream_keyset": 1,
  "tokens": {
    "primaryKeyId": 1,
    "key": [{
      "keyData": {
        "typeUrl": "type.googleapis.com/google.crypto.tink.HmacPrfKey",
        "value": "EgIIAxogAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "keyMaterialType": "SYMMETRIC"
      },
      "status": "ENABLED", "keyId": 1, "outputPrefixType": "RAW"
    }]
  },
  "seal": {
    "primaryKeyId": 2,
    "key": [{
      "keyData": {
        "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
        "value": "GiAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw==",
        "keyMaterialType": "SYMMETRIC"
      },
      "status": "ENABLED", "keyId": 2, "outputPrefixType": "TINK"
    }]
  }
}
"""


def fixed_keys() -> Keys:
    """Return keys whose bytes are 0 to 31."""
    return load_keys(Path("unused"), FIXED)


def test_token_of_a_fixed_key_never_changes() -> None:
    """A change here would part every consumer's old tokens from the new ones."""
    token = fixed_keys().token("analytics", "PERSON", "anna muster")

    assert token == "m01jwx5pav0g33fqcpcs"


def test_token_is_plain_letters_and_digits() -> None:
    """Twenty characters of five bits, none of them easily misread."""
    token = fixed_keys().token("d", "k", "v")

    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{20}", token)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("e", "k", "v"), id="domain"),
        pytest.param(("d", "l", "v"), id="kind"),
        pytest.param(("d", "k", "w"), id="value"),
        pytest.param(("dk", "", "v"), id="shifted"),
        pytest.param(("d", "kv", ""), id="shifted back"),
    ],
)
def test_every_part_counts(other: tuple[str, str, str]) -> None:
    """No two lists of parts are encoded alike."""
    keys = fixed_keys()

    assert keys.token(*other) != keys.token("d", "k", "v")


def test_another_key_gives_another_token() -> None:
    """What is known of one deployment tells nothing about another."""
    other = load_keys(Path("unused"), new_keyset())

    assert other.token("d", "k", "v") != fixed_keys().token("d", "k", "v")
    assert other.epoch != fixed_keys().epoch == "00000001"


def test_text_that_is_not_unicode_has_a_token_too() -> None:
    """JSON can carry half a surrogate pair."""
    assert fixed_keys().token("d", "k", "\ud800") != fixed_keys().token("d", "k", "?")


def test_first_start_makes_a_private_file(tmp_path: Path) -> None:
    """Neither the file nor its folder is open to others."""
    file = tmp_path / "new" / "keyset.json"

    made = load_keys(file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]
    assert load_keys(file).token("d", "k", "v") == made.token("d", "k", "v")


def test_a_file_that_is_there_is_never_written(tmp_path: Path) -> None:
    """Even a broken one: its keys may still be saved."""
    file = tmp_path / "keyset.json"
    file.write_text("broken")
    file.chmod(0o600)

    with pytest.raises(ConfigError, match="not JSON"):
        load_keys(file)

    assert file.read_text() == "broken"


def _start(file: Path, barrier: "multiprocessing.synchronize.Barrier") -> str:
    barrier.wait()
    return load_keys(file).token("d", "k", "v")


def _answer(
    file: Path,
    barrier: "multiprocessing.synchronize.Barrier",
    answers: "multiprocessing.queues.Queue[str]",
) -> None:
    answers.put(_start(file, barrier))


def test_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    """Workers that start together on a fresh volume all use the winner's keys."""
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(4), context.Queue()
    arguments = (tmp_path / "keyset.json", barrier, answers)
    workers = [context.Process(target=_answer, args=arguments) for _ in range(4)]

    for worker in workers:
        worker.start()
    tokens = {answers.get(timeout=60) for _ in workers}
    for worker in workers:
        worker.join()

    assert len(tokens) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """Whoever has the keys can test guesses against every token."""
    file = tmp_path / "keyset.json"
    load_keys(file)
    file.chmod(mode)

    with pytest.raises(ConfigError, match="0600"):
        load_keys(file)


def broken_keysets() -> dict[str, str]:
    """Return keysets, each wrong in its way."""
    good = json.loads(FIXED)
    disabled = json.loads(FIXED)
    disabled["tokens"]["key"][0]["status"] = "DISABLED"
    short = json.loads(FIXED)
    short["tokens"]["key"][0]["keyData"]["value"] = "EgIIAxoEAAECAw=="
    return {
        "not JSON": FIXED[:-20],
        "deep": "[" * 100_000,
        "a list": "[]",
        "no seal": json.dumps({**good, "seal": None}),
        "another version": json.dumps({**good, "maskstream_keyset": 2}),
        "more than a keyset": json.dumps({**good, "note": "x"}),
        "swapped": json.dumps({**good, "tokens": good["seal"], "seal": good["tokens"]}),
        "disabled": json.dumps(disabled),
        "four bytes": json.dumps(short),
    }


@pytest.mark.parametrize("broken", broken_keysets().values(), ids=broken_keysets())
def test_broken_keyset_is_refused_without_quoting_it(broken: str) -> None:
    """An error is logged; a key must not be."""
    with pytest.raises(ConfigError) as caught:
        load_keys(Path("unused"), broken)

    assert caught.value.file == "MASKSTREAM_KEYSET"
    assert "AAECAwQF" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_unreadable_path_is_a_wrong_setting(tmp_path: Path) -> None:
    """A folder in place of a file, or a file in place of a folder."""
    blocker = tmp_path / "file"
    blocker.write_bytes(b"\xff")
    blocker.chmod(0o600)

    for path in (tmp_path, blocker / "keyset.json", blocker):
        with pytest.raises(ConfigError):
            load_keys(path)


def test_sealed_value_opens_with_its_context_alone() -> None:
    """A sealed payload can't be passed off as another message's."""
    keys = fixed_keys()
    sealed = keys.seal(b"raw", b"offset 1")

    assert b"raw" not in sealed
    assert keys.open(sealed, b"offset 1") == b"raw"
    with pytest.raises(RecordError):
        keys.open(sealed, b"offset 2")
    with pytest.raises(RecordError):
        keys.open(sealed[:-1], b"offset 1")


def test_a_rotated_keyset_still_opens_what_it_sealed() -> None:
    """A new primary key doesn't lock the quarantine away."""
    sealed = fixed_keys().seal(b"raw", b"")
    rotated, fresh = json.loads(FIXED), json.loads(new_keyset())
    rotated["seal"]["key"] += fresh["seal"]["key"]
    rotated["seal"]["primaryKeyId"] = fresh["seal"]["primaryKeyId"]
    keys = load_keys(Path("unused"), json.dumps(rotated))

    assert keys.open(sealed, b"") == b"raw"
    with pytest.raises(RecordError):
        fixed_keys().open(keys.seal(b"new", b""), b"")


def test_keys_dont_show_themselves() -> None:
    """They end up in tracebacks and debuggers."""
    assert repr(fixed_keys()) == "Keys(epoch='00000001')"
