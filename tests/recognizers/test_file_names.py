"""A document's file is called like the person it is about."""

import pytest

from recognizers.file_names import find_people_in_file_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lebenslauf_koch_julia.pdf", "koch_julia"),
        ("CV-Anna-Rossi.docx", "Anna-Rossi"),
        ("anbei Rechnung_koch_julia_2024.pdf bitte", "koch_julia"),
        ("Passport_emma_clarke.jpg", "emma_clarke"),
    ],
)
def test_a_name_behind_a_document_is_found(text: str, name: str) -> None:
    """However its parts are joined."""
    (match,) = find_people_in_file_names(text)

    assert text[match.start : match.end] == name


@pytest.mark.parametrize(
    "text",
    ["Lebenslauf_neu.pdf", "Rechnung_2024_03.pdf", "Vertrag_final_v2.pdf", "koch.pdf"],
)
def test_a_file_of_nobody_is_left_alone(text: str) -> None:
    """Versions and dates are no people."""
    assert not list(find_people_in_file_names(text))
