"""What is compared differs from ours in what was named, and in nothing else."""

import shutil
from pathlib import Path

import pytest

from models.shipping import ARTEFACT
from pipeline.assembly import Parts
from pipeline.core.detect import Document
from pipeline.core.errors import ConfigError
from pipeline.core.findings import Finding
from pipeline.evaluate.contenders import Contender, another, ours, read_settings, stock
from pipeline.settings import Settings

PACK = """
pack: members
recognizers:
  - name: member
    supported_entity: MEMBER
    patterns: [{name: member, regex: 'ZZ-\\d{4}', score: 0.9}]
"""
TEXT = "Anna Beispiel, ZZ-1234"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Write a folder with one pack."""
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "members.yaml").write_text(PACK)
    return folder


@pytest.fixture
def base() -> Parts:
    """Set up ours without the model, which takes its time to load."""
    return Parts(Settings(model=False))


def found_by(contender: Contender, text: str = TEXT) -> set[str]:
    """Return the labels that a contender finds."""
    (detection,) = contender.detect([Document(text)])
    return {f.entity for f in detection.findings if f.score >= contender.threshold}


def test_a_folder_of_packs_is_another_rule_set(base: Parts, packs: Path) -> None:
    """It comes on top of the built-in packs, as for a worker."""
    other = another(packs, base)

    assert "MEMBER" in found_by(other)
    assert "MEMBER" not in found_by(ours(base))
    assert other.name == str(packs)
    assert other.versions != ours(base).versions


def test_a_folder_with_sums_is_another_model(base: Parts, tmp_path: Path) -> None:
    """Naming one uses one, even if ours does without."""
    folder = shutil.copytree(ARTEFACT, tmp_path / "trained")

    other = another(folder, base)

    assert "PERSON" in found_by(other)
    assert dict(ours(base).versions)["model"] == "none"
    assert dict(other.versions)["model"].startswith("names-")


def test_a_file_is_other_settings(base: Parts, packs: Path, tmp_path: Path) -> None:
    """A worker's environment file says all that differs."""
    file = tmp_path / "worker.env"
    file.write_text(f"# ours\n\nMASKSTREAM_PACKS={packs}\nMASKSTREAM_MODEL=false\n")

    assert "MEMBER" in found_by(another(file, base))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("PACKS=./packs", "line 2", id="another's setting"),
        pytest.param("MASKSTREAM_PACKS", "line 2", id="no value"),
        pytest.param("MASKSTREAM_PAKCS=./s3cret", "MASKSTREAM_PAKCS", id="misspelt"),
        pytest.param("MASKSTREAM_BATCH=s3cret", "MASKSTREAM_BATCH", id="wrong value"),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(
    base: Parts, tmp_path: Path, line: str, problem: str
) -> None:
    """A misspelt name would compare ours with itself; a value may be a secret."""
    file = tmp_path / "worker.env"
    file.write_text(f"MASKSTREAM_MODEL=false\n{line}\n")

    with pytest.raises(ConfigError, match=problem) as caught:
        another(file, base)

    assert "s3cret" not in str(caught.value)


def test_what_is_no_text_is_no_settings_file(tmp_path: Path) -> None:
    """An archive, for one."""
    file = tmp_path / "packs.zip"
    file.write_bytes(b"PK\xff")

    with pytest.raises(ConfigError, match="can't be read as text"):
        read_settings(file)


def test_a_folder_of_neither_is_refused(base: Parts, tmp_path: Path) -> None:
    """Ours compared with itself would look like no difference."""
    with pytest.raises(ConfigError, match="no folder of packs"):
        another(tmp_path, base)


@pytest.mark.slow
def test_stock_presidio_counts_whatever_it_finds() -> None:
    """Its anonymizer masks low scores, too: phone numbers have 0.4."""
    presidio = stock()

    (detection,) = presidio.detect([Document("Call Peter Smith on 020 7946 0018")])

    assert presidio.threshold == 0.0
    assert {f.entity for f in detection.findings} >= {"PERSON", "PHONE_NUMBER"}
    assert all(isinstance(finding, Finding) for finding in detection.findings)
    assert dict(presidio.versions)["presidio-analyzer"]
