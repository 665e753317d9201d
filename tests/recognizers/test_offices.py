"""What is cut off a name, and what stays."""

import pytest

from pipeline.core.findings import EntityType, Finding
from recognizers.offices import without_office


def name_left(marked: str) -> str | None:
    """Return what is left of ⟦the claim⟧."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    canonical = text[start:end].lower()
    claim = Finding(start, end, EntityType("PERSON"), 0.85, "names", canonical)
    left = without_office(text, claim)
    return text[left.start : left.end] if left else None


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param("Herr ⟦Rechtsanwalt Huber⟧", "Huber", id="compound"),
        pytest.param("herr ⟦rechtsanwalt huber⟧", "huber", id="small letters"),
        pytest.param("Frau ⟦Notarin Dr. Maier⟧", "Maier", id="and a degree"),
        pytest.param("Frau ⟦Mag. Ober⟧", "Ober", id="degree"),
        pytest.param("Frau ⟦Referentin Ilse Kroll⟧", "Ilse Kroll", id="full name"),
        pytest.param("Herr ⟦Rechtsanwalt⟧ Dr. Huber", None, id="nothing else"),
        pytest.param("Herrn ⟦MMag⟧. Dr. Wlk", None, id="a degree and nothing else"),
    ],
)
def test_cuts_an_office_off_a_name(marked: str, name: str | None) -> None:
    """An office is nobody's name, and agents need it."""
    assert name_left(marked) == name


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("Frau ⟦Richter Anna⟧", id="surname first"),
        pytest.param("Herr ⟦Arzt⟧ kommt", id="surname like an office"),
        pytest.param("Frau ⟦Ing⟧ kommt", id="surname like a degree"),
        pytest.param("⟦Anna Notar⟧", id="surname behind a name"),
    ],
)
def test_keeps_who_is_called_like_an_office(marked: str) -> None:
    """A name left readable is worse than an office hidden."""
    assert name_left(marked) == marked[marked.index("⟦") + 1 : marked.index("⟧")]


def test_the_canonical_name_loses_the_office_too() -> None:
    """One person has one token, whether titled or not."""
    person = EntityType("PERSON")
    claim = Finding(0, 17, person, 0.85, "names", "hofrat anna huber")

    left = without_office("Hofrat Anna Huber", claim)

    assert left is not None
    assert left.canonical == "anna huber"
