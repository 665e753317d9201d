"""People who are told of together are found: lists, ages, families."""

import pytest

from recognizers.people import find_people


def people_in(text: str) -> list[str]:
    """Return what is found, as it was written."""
    return [text[match.start : match.end] for match in find_people(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kinder: Mia, Joy, Till", ["Mia", "Joy", "Till"]),
        ("Hope (5) and River (3)", ["Hope", "River"]),
        ("Emma 5J, Paul 3J", ["Emma", "Paul"]),
        ("die Müllers von oben", ["Müllers"]),
        ("the Greens next door", ["Greens"]),
        ("the Hills across the road", ["Hills"]),
        ("die Nowak von oben", ["Nowak"]),
        ("bei Koch gegenüber", ["Koch"]),
        ("i Costa del secondo piano", ["Costa"]),
    ],
)
def test_those_told_of_together_are_people(text: str, names: list[str]) -> None:
    """Each may be a word; together, or with an age, they are people."""
    assert people_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Kinder: Pizza, Pasta, Salat",
        "Teilnehmer: Mai, Juni",
        "Golf 5 Jahre alt",
        "Garantie 5 Jahre",
        "Room (5) and Table (3)",
        "die Kinder von oben",
        "the shops next door",
        "the Park opposite is loud",
        "the Hill across the road",
        "the Baker next door",
        "die Post gegenüber",
        "Die Bäcker von gegenüber",
    ],
)
def test_things_told_of_together_are_nobody(text: str) -> None:
    """Dishes, cars and rooms are listed and counted, too."""
    assert people_in(text) == []
