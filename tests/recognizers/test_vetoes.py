"""What is refused as a person's name, and what isn't."""

import time
from collections.abc import Sequence

import pytest

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import EntityType, Finding
from recognizers.vetoes import without_non_names
from recognizers.words import load_words


def persons_left(
    text: str, said: str, *others: Finding, recognizer: str = "names"
) -> list[str]:
    """Claim `said` as a person in `text`, and return the persons left of it."""
    start = text.index(said)
    person = EntityType("PERSON")
    claim = Finding(start, start + len(said), person, 0.85, recognizer)

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection((claim, *others)) for _ in documents]

    (left,) = without_non_names(detect)([Document(text)])
    return [text[f.start : f.end] for f in left.findings if f.entity == person]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Mario Kart 8 froze", "Mario Kart", id="game"),
        pytest.param("the Mr Bean DVD", "Bean DVD", id="figure, and the word behind"),
        pytest.param("Pudding von Dr. Oetker", "Oetker", id="brand"),
        pytest.param("my PayPal account", "Pal", id="piece of a brand"),
        pytest.param("IBAN is missing", "IBAN", id="everyday word"),
        pytest.param("thanks for your patience", "patience", id="noun by its article"),
        pytest.param("das waren 100 Mark", "Mark", id="amount"),
        pytest.param("c'è mia suocera", "mia suocera", id="kin"),
        pytest.param("la Mercedes è pronta", "Mercedes", id="brand by its article"),
        pytest.param("pizza senza cipolla", "cipolla", id="surname in small letters"),
        pytest.param("der Zeitverlust", "Zeitverlust", id="noun by its end"),
        pytest.param("maruti suzuki ciaz", "maruti suzuki ciaz", id="firm"),
        pytest.param("Karl-Marx-Schule 5", "Karl-Marx", id="school"),
        pytest.param("terza carrozza", "carrozza", id="noun by its ordinal"),
        pytest.param("forno 3 rotto", "forno", id="noun by its number"),
        pytest.param("Im Ernst?", "Ernst", id="idiom"),
        pytest.param("Benvenuto.", "Benvenuto", id="welcome"),
        pytest.param("Posti per Vasco", "Vasco", id="concert"),
        pytest.param("Jovanotti sale alle 21", "Jovanotti", id="performance"),
    ],
)
def test_refuses_what_is_no_name(text: str, said: str) -> None:
    """To hide a harmless word is a defect, too."""
    assert persons_left(text, said) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Frau Schön war da", "Schön", id="after a title"),
        pytest.param("sig. carrozza", "carrozza", id="noun after a title"),
        pytest.param("Emma spielt um 8", "Emma", id="plays, and is no performer"),
        pytest.param("Vasco suona ora", "Vasco", id="rings, and is called so"),
        pytest.param("biglietti per Elisa", "Elisa", id="tickets for somebody"),
        pytest.param("mi chiamo Benvenuto", "Benvenuto", id="called like a welcome"),
        pytest.param(
            "Karten für Carmen Huber", "Carmen Huber", id="longer than a work"
        ),
        pytest.param("Mark hat angerufen", "Mark", id="name that is also a word"),
        pytest.param("Patience called", "Patience", id="without an article"),
        pytest.param("Rosa Blum", "Rosa Blum", id="with a surname"),
        pytest.param("ask zyxwia", "zyxwia", id="unknown word"),
        pytest.param("Sig.ra Cipolla", "Cipolla", id="surname in capitals"),
        pytest.param("Samsung Anna", "Samsung Anna", id="first name beside a brand"),
        pytest.param("14:30 Koch", "Koch", id="surname behind a time"),
        pytest.param("room 12 Young", "Young", id="surname behind a room"),
        pytest.param("Anna-Lena Kurz", "Anna-Lena Kurz", id="double first name"),
    ],
)
def test_keeps_what_may_be_a_name(text: str, said: str) -> None:
    """A name left readable is worse than a word hidden."""
    assert persons_left(text, said) == [said]


def test_refuses_a_piece_of_a_user_name() -> None:
    """What another claim hides as a whole needs no second token inside."""
    text = "login: paula.poe"
    user_name = Finding(7, len(text), EntityType("USERNAME"), 0.7, "usernames")

    assert persons_left(text, "paula", user_name) == []


def test_keeps_a_piece_of_a_doubtful_claim() -> None:
    """A claim below the threshold hides nothing, so it can't stand for the name."""
    text = "login: paula.poe"
    user_name = Finding(7, len(text), EntityType("USERNAME"), 0.3, "usernames")

    assert persons_left(text, "paula", user_name) == ["paula"]


def test_keeps_what_metadata_calls_a_name() -> None:
    """Whoever is called like a brand is told by the message itself."""
    text = "Mario Kart 8"

    assert persons_left(text, "Mario Kart", recognizer="known_names") == ["Mario Kart"]


def test_keeps_the_verdict() -> None:
    """Refusing a claim must not make an incomplete check look complete."""
    claim = Finding(0, 4, EntityType("PERSON"), 0.85, "names")

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection((claim,), Verdict.TIMEOUT, "names") for _ in documents]

    (left,) = without_non_names(detect)([Document("IBAN fehlt")])

    assert left == Detection((), Verdict.TIMEOUT, "names")


def test_frequent_words_name_nobody() -> None:
    """A name among them would be lost in small letters."""
    frequent = load_words("frequent")

    assert {"meinte", "spesa", "which"} <= frequent
    assert frequent.isdisjoint({"anna", "schmidt", "rossi", "mark", "rosa", "berlin"})


@pytest.mark.parametrize(
    ("text", "name", "step"),
    [("AnnaRossi" * 1777, 4, 9), (("mr Bo " * 3333)[:19_998], 2, 6)],
    ids=["one run of letters", "many claims"],
)
def test_a_text_full_of_claims_takes_little_time(
    text: str, name: int, step: int
) -> None:
    """Time grows with the text, not with its square."""
    person = EntityType("PERSON")
    claims = tuple(
        Finding(at, at + name, person, 0.85, "names")
        for at in range(0, len(text) - step, step)
    )

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection(claims) for _ in documents]

    begun = time.process_time()
    without_non_names(detect)([Document(text)])

    assert time.process_time() - begun < 2
