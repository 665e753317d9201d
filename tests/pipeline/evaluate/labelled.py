"""Labelled texts and detectors that the tests of evaluation share."""

from collections.abc import Sequence

from pipeline.core.detect import Detect, Detection, Document
from pipeline.core.findings import EntityType, Finding
from pipeline.evaluate.examples import Example, Gold
from pipeline.evaluate.judge import Judgement, judge

TEXT = "Ann Lee lives in Rome now"
ANN = Gold(0, 7, "PERSON")
ROME = Gold(17, 21, "LOCATION")

Claimed = tuple[int, int, str]


def findings(*spans: Claimed, score: float = 1.0) -> tuple[Finding, ...]:
    """Return findings of one score."""
    return tuple(Finding(s, e, EntityType(label), score) for s, e, label in spans)


def found(*spans: Claimed, score: float = 1.0) -> Detect:
    """Build a detector that finds the same in every text."""

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection(findings(*spans, score=score)) for _ in documents]

    return detect


def example(*spans: Gold, annotated: tuple[str, ...] = (), lang: str = "en") -> Example:
    """Label the sentence."""
    return Example(text=TEXT, lang=lang, spans=spans, annotated=frozenset(annotated))


def judged(*spans: Claimed, gold: tuple[Gold, ...] = (ANN,)) -> Judgement:
    """Judge findings in the sentence."""
    return judge(example(*gold), findings(*spans))
