"""A configuration file says one thing, or where it doesn't."""

from pathlib import Path

import pytest

from pipeline.core.errors import ConfigError
from pipeline.core.strict_yaml import read_yaml


def test_reads_what_yaml_says(tmp_path: Path) -> None:
    """Merged keys don't count as given twice."""
    file = tmp_path / "a.yaml"
    file.write_text("a: &a {x: 1}\nb: {<<: *a, x: 2}\n", "utf-8")

    assert read_yaml(file) == {"a": {"x": 1}, "b": {"x": 2}}


@pytest.mark.parametrize(
    ("written", "where", "problem"),
    [
        pytest.param(b"a: 1\na: 2\n", "line 1", "given twice", id="twice"),
        pytest.param(b"a: 1\nb: [\n", "line 3", "not YAML", id="unclosed"),
        pytest.param(b"a:\n\t- b", "line 2", "not YAML", id="tab"),
        pytest.param(b"\0", "", "not YAML", id="NUL"),
        pytest.param(b"a: \xe4", "", "not UTF-8", id="Latin-1"),
        pytest.param(b"a: 1\nb: 2024-13-45", "line 2", "form", id="no date"),
        pytest.param(b"a: !!int ''", "line 1", "form", id="no number"),
        pytest.param(b"a: " + b"9" * 5_000, "line 1", "form", id="huge number"),
        pytest.param(b"[" * 20_000, "", "nested", id="nested deeply"),
        pytest.param(b"!!python/object/apply:os.getcwd []", "line 1", "tag", id="code"),
    ],
)
def test_says_on_one_line_where_a_file_is_wrong(
    tmp_path: Path, written: bytes, where: str, problem: str
) -> None:
    """The file, the line and the problem; nothing is built of what it says."""
    file = tmp_path / "a.yaml"
    file.write_bytes(written)

    with pytest.raises(ConfigError) as caught:
        read_yaml(file)

    assert (caught.value.file, caught.value.where) == (str(file), where)
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(ConfigError, match="directory"):
        read_yaml(tmp_path)
