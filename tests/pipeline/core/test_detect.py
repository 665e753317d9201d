"""Combined detectors answer ok only if all of them do."""

from collections.abc import Sequence

import pytest

from pipeline.core.detect import (
    LENGTH,
    Detect,
    Detection,
    Document,
    Verdict,
    all_of,
    no_longer_than,
    revised,
)
from pipeline.core.findings import EntityType, Finding

FINDING = Finding(0, 4, EntityType("PERSON"), 0.9)
OTHER = Finding(5, 9, EntityType("URL"), 0.9)


def answering(*answers: Detection) -> Detect:
    """Make a detector that gives these answers, one a document."""

    def detect(documents: Sequence[Document]) -> Sequence[Detection]:
        return answers[: len(documents)]

    return detect


def test_findings_of_all_are_reported_in_their_order() -> None:
    """Nobody's finding gets lost, and equal input gives equal output."""
    detect = all_of(answering(Detection((FINDING,))), answering(Detection((OTHER,))))

    assert detect([Document("anna www")]) == [Detection((FINDING, OTHER))]


def test_each_document_gets_its_own_answer() -> None:
    """One unread text doesn't stop its neighbours."""
    late = Detection((), Verdict.TIMEOUT, "slow")
    detect = all_of(answering(Detection((FINDING,)), late))

    assert detect([Document("anna"), Document("x")]) == [Detection((FINDING,)), late]


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.OK])
def test_any_verdict_but_ok_stands_for_all(verdict: Verdict) -> None:
    """A text is published only when everybody read all of it."""
    failing = answering(Detection((OTHER,), verdict, "failing"))
    detect = all_of(answering(Detection((FINDING,))), failing)

    assert detect([Document("x")]) == [Detection((FINDING, OTHER), verdict, "failing")]


def test_first_verdict_that_is_not_ok_is_named() -> None:
    """The reason in quarantine is the same on every run."""
    detect = all_of(
        answering(Detection((), Verdict.ERROR, "first")),
        answering(Detection((), Verdict.TIMEOUT, "second")),
    )

    assert detect([Document("x")])[0].detector == "first"


def test_missing_answer_is_an_error() -> None:
    """A detector that skips a document can't pass for one that read it."""
    detect = all_of(answering(Detection(), Detection()), answering(Detection()))

    with pytest.raises(ValueError, match="zip"):
        detect([Document("x"), Document("y")])


def test_no_detector_answers_nothing() -> None:
    """Without detectors no document has an answer, hence none a verdict."""
    assert all_of()([Document("x")]) == []


def test_a_text_too_long_is_read_by_nobody() -> None:
    """Half a check is none, and whoever sends a book costs no time."""
    seen: list[str] = []

    def detect(documents: Sequence[Document]) -> list[Detection]:
        seen.extend(it.text for it in documents)
        return [Detection((FINDING,)) for _ in documents]

    texts = ["12345", "123456", "1234"]
    answers = no_longer_than(5, detect)([Document(text) for text in texts])

    refused = Detection((), Verdict.TRUNCATED, LENGTH)
    assert answers == [Detection((FINDING,)), refused, Detection((FINDING,))]
    assert seen == ["12345", "1234"]


def test_answers_are_looked_over_with_their_documents() -> None:
    """Each by itself, in order."""

    def revise(document: Document, answer: Detection) -> Detection:
        return answer if document.text == "x" else Detection((OTHER,))

    detect = revised(answering(Detection((FINDING,)), Detection((FINDING,))), revise)

    assert detect([Document("x"), Document("y")]) == [
        Detection((FINDING,)),
        Detection((OTHER,)),
    ]


def test_a_missing_answer_cannot_be_looked_over() -> None:
    """What was answered about another document must not pass for an answer."""
    detect = revised(answering(Detection()), lambda _, answer: answer)

    with pytest.raises(ValueError, match="zip"):
        detect([Document("x"), Document("y")])
