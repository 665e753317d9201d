"""People who are named again in the same text."""

from collections.abc import Sequence

import pytest

from pipeline.core.detect import Detection, Document
from pipeline.core.findings import EntityType, Finding
from recognizers.echoes import with_echoes


def echoes_of(text: str, said: str, score: float = 0.85) -> list[tuple[str, int]]:
    """Claim the first `said` as a person; return what else is found, and where."""
    start = text.index(said)
    claim = Finding(start, start + len(said), EntityType("PERSON"), score, "names")

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection((claim,)) for _ in documents]

    (detection,) = with_echoes(detect)([Document(text)])
    assert detection.findings[0] == claim
    return [(text[f.start : f.end], f.start) for f in detection.findings[1:]]


@pytest.mark.parametrize(
    ("text", "said", "again"),
    [
        ("mia moglie Ilaria, poi ilaria dice", "Ilaria", "ilaria"),
        ("Jörg Kratochwil kommt. KRATOCHWIL!", "Jörg Kratochwil", "KRATOCHWIL"),
        ("Jörg war da, frag JORG", "Jörg", "JORG"),
        ("Ilse Koch. Gestern hatte Koch frei", "Ilse Koch", "Koch"),
        ("Eze Blessing Obi. It says only Blessing", "Eze Blessing Obi", "Blessing"),
    ],
)
def test_a_name_is_found_again(text: str, said: str, again: str) -> None:
    """In whatever case it is written there."""
    assert echoes_of(text, said) == [(again, text.rindex(again))]


@pytest.mark.parametrize(
    ("text", "said", "score"),
    [
        pytest.param("Frau Rosa mag rosa", "Rosa", 0.85, id="also a word"),
        pytest.param("Herr Berlin aus Berlin", "Berlin", 0.85, id="also a town"),
        pytest.param("Ilse Koch rief an, der Koch kam", "Ilse Koch", 0.85, id="meant"),
        pytest.param("Ilse Koch, ein guter Koch", "Ilse Koch", 0.85, id="adjective"),
        pytest.param("Jo Berg am hohen Berg", "Jo Berg", 0.85, id="irregular"),
        pytest.param("Ida Rose mag rote Rose", "Ida Rose", 0.85, id="colour"),
        pytest.param("Max Winter. Winter is cold", "Max Winter", 0.85, id="begins"),
        pytest.param("Ilarias? ilaria", "Ilarias", 0.6, id="doubtful itself"),
        pytest.param("Ilaria nella sala ilariana", "Ilaria", 0.85, id="longer word"),
        pytest.param("Frau Li, li", "Li", 0.85, id="too short"),
        pytest.param("color tortora. Tortora!", "tortora", 0.85, id="model alone"),
    ],
)
def test_other_words_stay(text: str, said: str, score: float) -> None:
    """An echo of a doubtful or an everyday word would hide harmless ones."""
    assert echoes_of(text, said, score) == []


def test_every_place_of_a_name_is_found() -> None:
    """However many there are: one that stays readable is a leak."""
    text = "Ilaria " * 20_000

    assert len(echoes_of(text, "Ilaria")) == 19_999


def test_a_guess_hides_no_echo() -> None:
    """What scores too little to be masked must not pass for found."""
    text = "Frau Zwergel rief an. hat zwergel gesagt"
    person, at = EntityType("PERSON"), text.index("zwergel")
    claims = (Finding(5, 12, person, 0.85, "people"), Finding(at, at + 7, person, 0.4))

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection(claims) for _ in documents]

    (detection,) = with_echoes(detect)([Document(text)])
    assert [(f.start, f.score >= 0.5) for f in detection.findings[2:]] == [(at, True)]
