"""Who is named beside somebody certain."""

import pytest

from pipeline.core.detect import Detection, Document
from pipeline.core.findings import EntityType, Finding
from recognizers.companions import with_companions


def companions(text: str, said: str, score: float = 0.85) -> list[str]:
    """Claim `said` as a person in `text`, and return who is found beside."""
    start = text.index(said)
    claim = Finding(start, start + len(said), EntityType("PERSON"), score, "names")
    (found,) = with_companions(lambda _: [Detection((claim,))])([Document(text)])
    return [text[it.start : it.end] for it in found.findings if it is not claim]


@pytest.mark.parametrize(
    ("text", "said", "beside"),
    [
        ("Hiroshi and Dele are coming", "Hiroshi", ["Dele"]),
        ("Dele & Hiroshi want a room", "Hiroshi", ["Dele"]),
        ("vengono Lukas e Xhoana", "Lukas", ["Xhoana"]),
        ("Anna und Shkelzen kommen", "Anna", ["Shkelzen"]),
        ("Anna and Milk", "Anna", []),
        ("Koch/Winter Doppelzimmer", "Koch", ["Winter"]),
        ("Marco e basta", "Marco", []),
        ("bring Anna und Hochzeitstorte mit", "Anna", []),
        ("Peter and Customer Service", "Peter", []),
        ("Concetta Lo Presti, cod. fisc.", "Concetta", ["Lo Presti"]),
        ("she only speaks italian: concetta lo presti", "concetta", ["lo presti"]),
        ("Pieter van Dijk rief an", "Pieter", ["van Dijk"]),
        ("Aoife Ní Mháille here", "Aoife", ["Ní Mháille"]),
        ("anna di roma", "anna", []),
        ("Marco di Vodafone", "Marco", []),
        ("maria lo porti tu?", "maria", []),
        ("Ginevra de' Pazzi riceve", "Ginevra", ["de' Pazzi"]),
        ("c'è scritto Hoxha non Oxa", "Hoxha", ["Oxa"]),
        ("it's Hughes, not Hews", "Hughes", ["Hews"]),
        ("Marco non marcia bene", "Marco", []),
        ("Anna nicht Rechnung", "Anna", []),
        ("mancano Edo, il Pelato e Diop", "Edo", ["Pelato"]),
        ("Edo, il Pelato non viene", "Edo", []),
    ],
)
def test_and_joins_people(text: str, said: str, beside: list[str]) -> None:
    """A capital says little in German, and an everyday word is none's name."""
    assert companions(text, said) == beside


def test_who_stands_between_two_people_is_one() -> None:
    """A list of people holds people, though one is called like a word."""
    text = "Ricci, Conti, Mbaye"
    person = EntityType("PERSON")
    claims = (Finding(0, 5, person, 0.85, "names"), Finding(14, 19, person, 0.85, "n"))
    (found,) = with_companions(lambda _: [Detection(claims)])([Document(text)])
    assert [text[it.start : it.end] for it in found.findings[2:]] == ["Conti"]


@pytest.mark.parametrize(
    ("text", "reached", "names"),
    [
        ("Winter, Gartenweg 3", "Gartenweg 3", ["Winter"]),
        ("Villa via Roma 3", "via Roma 3", []),
        ("Haus, Gartenweg 3", "Gartenweg 3", []),
        ("Berlin, Gartenweg 3", "Gartenweg 3", []),
        ("bei Winter, Gartenweg 3", "Gartenweg 3", []),
    ],
)
def test_surname_heads_where_somebody_lives(
    text: str, reached: str, names: list[str]
) -> None:
    """One word that begins a line, right before an address, is who lives there."""
    start = text.index(reached)
    claim = Finding(start, len(text), EntityType("ADDRESS"), 0.85, "addresses")
    (found,) = with_companions(lambda _: [Detection((claim,))])([Document(text)])
    assert [text[it.start : it.end] for it in found.findings[1:]] == names


def test_a_doubtful_name_vouches_for_nobody() -> None:
    """Or one mistake would make two."""
    assert companions("Hiroshi and Dele", "Hiroshi", 0.4) == []
