"""A table's cells are told behind the names of its columns."""

import pytest

from recognizers.retold import retell
from recognizers.tables import labels_of_cells


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Name;PIN\nAnna;8264", "Name;PIN\n\nName: Anna\nPIN: 8264"),
        ("| Name | PIN |\n| Anna | 8264 |", "\nName: Anna\nPIN: 8264 |"),
        ("PIN | 8264", "PIN: 8264"),
    ],
)
def test_cells_are_told_behind_their_heads(text: str, told: str) -> None:
    """Whatever parts them."""
    assert retell(text, labels_of_cells(text)).text.endswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        ";;\n;;",
        "Name;Menge\nTorte;3",
        "Name;PIN\nAnna;8264;7",
        "PIN;Name",
        "Hallo; ich bin da",
    ],
)
def test_what_is_no_table_of_people_is_left_alone(text: str) -> None:
    """A row with a cell too many belongs to no column."""
    assert not labels_of_cells(text)
