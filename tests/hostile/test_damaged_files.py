"""A file that is missing, cut off or has a flipped bit starts nothing, and says so."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clusters import CLUSTERS, load_clusters
from models.gazetteer import GAZETTEER, load_gazetteer
from models.names import check_model
from models.shipping import ARTEFACT
from pipeline.assembly import Parts
from pipeline.channel_files import BUILT_IN, read_channel
from pipeline.core.errors import ConfigError
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keyring
from pipeline.policy_files import DEFAULT_POLICY, load_policy
from pipeline.service import serve
from pipeline.settings import Settings
from recognizers.packs import HOME, read_pack
from tests.hostile.test_fuzz import FEW_OR_MANY

KEYSET = new_keyset()
CANARY = "DE89370400440532013000"
SECRETS = [line.split('"')[3] for line in KEYSET.splitlines() if '"value"' in line]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: a whole one, and what reads it."""

    whole: bytes
    read: Callable[[Path], object]
    name: str


KINDS = {
    "channel map": Kind((BUILT_IN / "plain.yaml").read_bytes(), read_channel, "a.yaml"),
    "policy": Kind(DEFAULT_POLICY.read_bytes(), load_policy, "a.yaml"),
    "pack": Kind((HOME / "it.yaml").read_bytes(), read_pack, "a.yaml"),
    "keyset": Kind(KEYSET.encode(), load_keyring, "keyset.json"),
    "clusters": Kind(CLUSTERS.read_bytes(), load_clusters.__wrapped__, "a.npz"),
    "gazetteer": Kind(GAZETTEER.read_bytes(), load_gazetteer.__wrapped__, "a.xz"),
}
NO_SUCH_FILE = {
    "empty": b"",
    "text": b"hello, world\n",
    "NUL": b"\0" * 4_096,
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "archive": b"PK\3\4\x14\0\0\0\x63\0",
    "not UTF-8": b"a: \xff\xfe",
    "a list": b"[1, 2]",
    "nested": b"[" * 9_999,
}


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """Draw a file of which a bit is flipped, or of which the end is missing."""
    ends = st.integers(0, len(whole) - 1).map(lambda end: whole[:end])
    # Headers and footers are short and matter most.
    near = st.integers(0, 400) | st.integers(-400, -1) | st.integers(0, len(whole) - 1)
    return ends | st.builds(_flipped, st.just(whole), near, st.integers(0, 7))


def _flipped(whole: bytes, place: int, bit: int) -> bytes:
    at = place % len(whole)
    return whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]


def refusal_of(kind: Kind, file: Path, written: bytes) -> str:
    """Return how a file is refused; nothing if it is read."""
    file.write_bytes(written)
    file.chmod(0o600)
    try:
        kind.read(file)
    except ConfigError as error:
        return str(error) if error.__cause__ is None else f"{error!r} with its cause"
    return ""


@FEW_OR_MANY
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_damaged_file_is_read_or_refused(
    kind: Kind, examples: int, tmp_path: Path
) -> None:
    """On one line, with its name, and without anything of a key."""

    @settings(max_examples=max(examples // 10, 10), deadline=None, derandomize=True)
    @given(damaged(kind.whole))
    def refused(written: bytes) -> None:
        said = refusal_of(kind, tmp_path / kind.name, written)

        assert not said or (str(tmp_path) in said and "\n" not in said)
        assert not any(secret[:12] in said for secret in SECRETS)

    refused()


@pytest.mark.parametrize("written", NO_SUCH_FILE.values(), ids=NO_SUCH_FILE)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_file_of_another_kind_is_refused(
    kind: Kind, written: bytes, tmp_path: Path
) -> None:
    """What was copied to the wrong place is never taken for the right thing."""
    assert str(tmp_path) in refusal_of(kind, tmp_path / kind.name, written)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_folder_in_a_files_place_is_refused(kind: Kind, tmp_path: Path) -> None:
    """As containers make them of a volume that isn't there."""
    with pytest.raises(ConfigError, match=str(tmp_path)):
        kind.read(tmp_path)


def cut(file: Path) -> None:
    """Take a file's end away."""
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    """Change a bit in the middle of a file."""
    whole = file.read_bytes()
    file.write_bytes(_flipped(whole, len(whole) // 2, 3))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda file: os.truncate(file, 0),
    "cut off": cut,
    "flipped": flip,
    "another file": lambda file: shutil.copy(GAZETTEER, file),
}
MODEL_FILES = sorted(
    path.relative_to(ARTEFACT).as_posix()
    for path in ARTEFACT.rglob("*")
    if path.is_file() and path.name != "card.md" and path.stat().st_size > 1
)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("name", MODEL_FILES)
def test_a_damaged_model_is_refused(
    name: str, damage: Callable[[Path], object], tmp_path: Path
) -> None:
    """Weights with a flipped bit would still find names, but other ones."""
    shutil.copytree(ARTEFACT, tmp_path / "model")
    damage(tmp_path / "model" / name)

    with pytest.raises(ConfigError, match=str(tmp_path / "model")):
        check_model(tmp_path / "model")


def test_a_worker_without_its_model_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be found out in each CPU process, over and over, by its class alone."""
    parts = Parts(Settings(keyset_file=tmp_path / "keyset.json"), tmp_path / "none")
    monkeypatch.setattr("pipeline.service.Parts", lambda _: parts)
    monkeypatch.setattr("pipeline.service.run_worker", pytest.fail)

    with pytest.raises(ConfigError, match="none"):
        serve(parts.settings)


@pytest.mark.parametrize(
    ("command", "variable"),
    [
        ("worker", "POLICY"),
        ("worker", "KEYSET_FILE"),
        ("worker", "CHANNELS"),
        ("mask --channel plain --view agent", "KEYSET_FILE"),
        ("detect", "PACKS"),
        ("check", "POLICY"),
    ],
)
def test_a_command_says_in_one_line_which_file_is_wrong(
    command: str, variable: str, tmp_path: Path
) -> None:
    """And ends with status 2, before it reads any message."""
    folder = variable in {"PACKS", "CHANNELS"}
    broken = tmp_path / "broken" / ("a.yaml" if folder else "file")
    broken.parent.mkdir()
    broken.write_bytes(f"canary: [{CANARY}".encode())
    broken.chmod(0o600)
    named = {f"MASKSTREAM_{variable}": str(broken.parent if folder else broken)}

    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *command.split()],
        input=b'{"id": 1, "text": "hello"}',
        capture_output=True,
        check=False,
        timeout=100,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), **named},
    )

    assert done.returncode == 2
    assert str(broken).encode() in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert CANARY.encode() not in done.stderr + done.stdout
