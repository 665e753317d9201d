"""Tables are as wide as where they go."""

import pytest
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from pipeline.consoles import stdout_console


def widest(capsys: pytest.CaptureFixture[str]) -> int:
    """Print a table that is wider than a terminal; return its longest line."""
    table = Table("label", "x" * 300)

    stdout_console().print(table)

    return max(map(cell_len, Text.from_ansi(capsys.readouterr().out).plain.split("\n")))


def test_a_table_in_a_pipe_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Who saves figures can't scroll back to what was cut."""
    assert 300 < widest(capsys) < 400


def test_a_table_on_a_terminal_fits_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken lines can't be read."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    assert widest(capsys) == 80
