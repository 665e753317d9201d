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
        ("PIN;8264;", "PIN: 8264;"),
        ("Steuer-ID | 8264", "Steuer-ID: 8264"),
        ("Straße;PLZ\nGraben 1;1010", "\nStraße: Graben 1\nPLZ: 1010"),
        ("Name;PIN;\nAnna;8264;", "\nName: Anna\nPIN: 8264;"),
        ("Name;PIN\nAnna;8264;", "\nName: Anna\nPIN: 8264;"),
        ("Name,PIN,\nAnna,8264,", "\nName: Anna\nPIN: 8264,"),
        ("Name;PIN\r\n\r\nAnna;8264", "\nName: Anna\nPIN: 8264"),
        ("Name;PIN\nx;1\n\nAnna;8264", "\nName: Anna\nPIN: 8264"),
        ("Name;PIN\nx;1\nNome;Targa\nAnna;AB", "\nNome: Anna\nTarga: AB"),
        ("Name;Nr;Preis\nx;1;2\nName;PIN\nAnna;8264", "\nName: Anna\nPIN: 8264"),
        ("Nr;PIN1\n1;8264", "\nNr: 1\nPIN: 8264"),
        ("Telefon 1;Geb. (TT.MM)\n17;1.2", "\nTelefon: 17\nGeb.: 1.2"),
        ("#;Name;;PIN\n1;Anna;x;8264", "\n1\nName: Anna\nx\nPIN: 8264"),
        ("| Name | Tel | PIN |\n| Anna | | 8264 |", "\nName: Anna\nPIN: 8264 |"),
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
        "Nome;Cod;Pinze\nRossi;12;8264",
        "Mobili;Codice\nTavolo;8264",
        "Fiscal year;Code\n2024;8264",
        "Steuer | 1500",
        "Telefon Nr;Farbe;Form\n8264;rot;rund",
        "Name;PIN\nund dann\nAnna;8264",
    ],
)
def test_what_is_no_table_of_people_is_left_alone(text: str) -> None:
    """A row with a cell too many belongs to no column, one below a sentence to none."""
    assert not labels_of_cells(text)
