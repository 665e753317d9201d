"""Labels that the project keeps for texts that it doesn't."""

from pathlib import Path

import pytest

from models.annotations import read_annotations
from pipeline.core.errors import ConfigError


def test_a_text_has_its_spans(tmp_path: Path) -> None:
    """A text without entities is known, one that wasn't read is not."""
    lines = ["# a comment", "a\t0-4:P\t8-12:L", "b"]
    (tmp_path / "news.tsv").write_text("\n".join(lines), encoding="utf-8")

    annotations = read_annotations("news", tmp_path)

    assert annotations == {
        "a": [
            {"start": 0, "end": 4, "label": "PERSON"},
            {"start": 8, "end": 12, "label": "LOCATION"},
        ],
        "b": [],
    }


@pytest.mark.parametrize("field", ["4:P", "0-4:X", "0-4:P "])
def test_anything_else_is_refused(tmp_path: Path, field: str) -> None:
    """A slip of the editor must not train a worse model in silence."""
    (tmp_path / "news.tsv").write_text(f"a\t{field}", encoding="utf-8")

    with pytest.raises(ConfigError, match="not a span"):
        read_annotations("news", tmp_path)


def test_absent_annotations_are_named(tmp_path: Path) -> None:
    """The same holds for a whole file."""
    with pytest.raises(ConfigError, match=r"news\.tsv"):
        read_annotations("news", tmp_path)
