"""The commands as their users run them."""

import os
import stat
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import orjson
import pytest

PLAIN = {
    "id": "m1",
    "conversation": "c1",
    "sender": {"name": "Anna Beispiel", "phone": "+447700900123"},
    "direction": "inbound",
    "time": "2026-01-01T10:00:00Z",
    "text": "ciao, sono anna, chiamami al 07700 900123. ordine 4711-0815",
}


def maskstream(
    *arguments: str, given: bytes = b"", folder: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in `folder`, as from a shell."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=100,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), **environment},
    )


def lines_of(output: bytes) -> list[dict[str, object]]:
    """Parse JSON lines."""
    return [orjson.loads(line) for line in output.splitlines()]


def test_detect_answers_every_line_in_order(tmp_path: Path) -> None:
    """A caller joins by id; a bad line is named and the rest goes on."""
    given = (
        b'{"id": 7, "text": "mail: anna@example.com"}\n{bad\n{"id": 8, "text": "ok"}'
    )

    done = maskstream("detect", given=given, folder=tmp_path)

    first, second = lines_of(done.stdout)
    assert first["id"] == 7
    assert [(s["start"], s["end"], s["label"]) for s in first["spans"]] == [  # type: ignore[attr-defined]
        (6, 22, "EMAIL_ADDRESS")
    ]
    assert second == {"id": 8, "spans": []}
    assert done.stderr == b"line 2: not JSON\n"
    assert done.returncode == 1


def test_the_version_is_told(tmp_path: Path) -> None:
    """Whoever reports a fault is asked for it."""
    done = maskstream("--version", folder=tmp_path)

    assert done.stdout.decode().strip() == metadata.version("maskstream")
    assert done.returncode == 0


def test_a_refusal_is_no_wrong_setting(tmp_path: Path) -> None:
    """Status 1: everything is right, and the key stays."""
    keyset = str(tmp_path / "keyset.json")
    made = maskstream("keys", "create", "--keyset-file", keyset, folder=tmp_path)
    key = made.stdout.split()[1].decode()
    retire = ("keys", "retire", "--keyset-file", keyset)

    refused = maskstream(*retire, key, folder=tmp_path)
    unknown = maskstream(*retire, "0", folder=tmp_path)

    assert (refused.returncode, unknown.returncode) == (1, 1)
    assert b"isn't the oldest of several" in refused.stderr


def test_mask_hides_people_and_keeps_the_rest(tmp_path: Path) -> None:
    """The name and phone of the metadata are those of the text: they join."""
    given = orjson.dumps(PLAIN)

    done = maskstream(
        "mask",
        "--channel",
        "plain",
        "--view",
        "analytics",
        given=given,
        folder=tmp_path,
    )

    (record,) = lines_of(done.stdout)
    text, fields = str(record["text"]), record["fields"]
    assert isinstance(fields, dict)
    assert fields["sender.phone"] in text
    assert "ordine 4711-0815" in text
    assert "anna" not in text
    assert record["source"] == {"line": 1}
    assert done.returncode == 0


def test_mask_shows_an_agent_what_its_role_needs(tmp_path: Path) -> None:
    """An unknown role is refused before anything is read."""
    view = ("mask", "--channel", "plain", "--view", "agent")

    done = maskstream(*view, given=orjson.dumps(PLAIN), folder=tmp_path)
    refused = maskstream(*view, "--role", "nobody", folder=tmp_path)

    assert "••" in str(lines_of(done.stdout)[0]["text"])
    assert refused.returncode == 2
    assert b"no role 'nobody'" in refused.stderr


def test_what_cannot_be_read_is_sealed_in_a_private_file(tmp_path: Path) -> None:
    """Neither stdout nor stderr repeats it."""
    canary = b"DE89370400440532013000"
    file = tmp_path / "sealed.jsonl"

    done = maskstream(
        "mask",
        "--view",
        "agent",
        "--quarantine",
        str(file),
        given=b'{"text": "' + canary,
        folder=tmp_path,
    )

    (sealed,) = lines_of(file.read_bytes())
    assert sealed["reason"] == "not_json"
    assert sealed["source"] == {"line": 1}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert done.stdout == b""
    assert done.stderr.endswith(b"line 1: quarantined: not_json\nquarantined: 1\n")
    assert canary not in file.read_bytes()


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    """Two runs give equal tokens: joins hold over time."""
    mask = ("mask", "--channel", "plain", "--view", "analytics")

    runs = [maskstream(*mask, given=orjson.dumps(PLAIN), folder=tmp_path) for _ in "12"]

    keyset = tmp_path / ".maskstream" / "keyset.json"
    assert runs[0].stdout == runs[1].stdout
    assert [b"new keys" in run.stderr for run in runs] == [True, False]
    assert stat.S_IMODE(keyset.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("option", "name", "content", "problem"),
    [
        ("--policy", "p.yaml", "name: x\nversion: '1'\nviews: {}\n", "views"),
        ("--packs", "packs/x.yaml", "pack: x\nrecognizers: [{}]\n", "recognizers"),
        ("--channels", "maps/x.yaml", "name: x\nsurprise: 1\n", "surprise"),
    ],
)
def test_a_wrong_file_stops_everything_and_is_named(
    tmp_path: Path, option: str, name: str, content: str, problem: str
) -> None:
    """File, path inside it, what is wrong; exit status 2, before anything starts."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content)
    given = str(file if option == "--policy" else file.parent)

    done = maskstream("check", option, given, folder=tmp_path)

    assert done.returncode == 2
    assert name.rsplit("/", maxsplit=1)[-1].encode() in done.stderr
    assert problem.encode() in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path) -> None:
    """A value may be a secret that stands in the wrong variable."""
    done = maskstream("check", folder=tmp_path, MASKSTREAM_BATCH="hunter2")

    assert done.returncode == 2
    assert b"MASKSTREAM_BATCH" in done.stderr
    assert b"hunter2" not in done.stderr


def test_the_built_in_files_hold_what_their_examples_promise(tmp_path: Path) -> None:
    """`make check` runs this, too."""
    done = maskstream("check", folder=tmp_path)

    assert done.stderr == b""
    assert done.returncode == 0


def test_explain_shows_candidates_decision_and_views(tmp_path: Path) -> None:
    """An admin sees why, from reading to rendering."""
    text = "this is Megash Kijay, tell megash to ring 0151 23456789"

    done = maskstream("explain", text, folder=tmp_path, COLUMNS="150")

    shown = done.stdout.decode()
    assert done.returncode == 0
    for part in ("folded", "PHONE_NUMBER", "echoes", "verdict", "analytics", "agent"):
        assert part in shown
