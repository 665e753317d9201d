"""Try packs out: their own examples, and texts made to stall a regex."""

from collections.abc import Iterator, Sequence

from presidio_analyzer import EntityRecognizer, PatternRecognizer

from pipeline.core.detect import Document, Verdict
from pipeline.core.findings import THRESHOLD
from recognizers.deadline import Deadline, OutOfTimeError
from recognizers.engine import PatternDetector
from recognizers.packs import Example, Pack
from recognizers.presidio import name_of, put_on_time
from recognizers.registry import Recognizers

_PATIENCE_S = 0.25
_HOSTILE = tuple(
    piece * 4_096 for piece in (".", "0", "a", " ", "1 ", "a.", "a@", "-", "aA1 ", "A")
)


def check_packs(packs: Sequence[Pack], recognizers: Recognizers) -> list[str]:
    """Try out `packs`.

    Args:
        packs: The packs whose examples are run.
        recognizers: What `build_recognizers` made of all packs.

    Returns:
        A line for each thing that is wrong: file, path inside it, problem. Empty
        when all is well.
    """
    slow = list(_slow_patterns(packs, recognizers))
    if slow:
        return slow
    detector = PatternDetector(recognizers, budget_s=10.0)
    return [
        f"{pack.file}: examples[{index}]: {problem}"
        for pack in packs
        for index, example in enumerate(pack.examples)
        for problem in _problems(example, detector)
    ]


def _problems(example: Example, detector: PatternDetector) -> Iterator[str]:
    document = Document(example.text, example.names, example.hint)
    (detection,) = detector([document])
    if detection.verdict is not Verdict.OK:
        yield f"was not read: {detection.verdict} ({detection.detector})"
        return
    found = {
        (str(finding.entity), example.text[finding.start : finding.end])
        for finding in detection.findings
        if finding.score >= THRESHOLD
    }
    for expected in example.find:
        if (expected.entity, expected.text) not in found:
            same = sorted(text for label, text in found if label == expected.entity)
            yield f"{expected.entity} {expected.text!r} is not found, but {same}"
    for label in example.nothing:
        for text in sorted(text for entity, text in found if entity == label):
            yield f"{label} {text!r} is found, but must not be"


def _slow_patterns(packs: Sequence[Pack], recognizers: Recognizers) -> Iterator[str]:
    """Name the recognizers whose patterns take too long on a hostile text."""
    places = {
        entry.name: f"{pack.file}: recognizers[{index}]"
        for pack in packs
        for index, entry in enumerate(pack.recognizers)
    }
    for recognizer in recognizers.registry.recognizers:
        if _stalls(recognizer, recognizers.deadline):
            place = places.get(name_of(recognizer), name_of(recognizer))
            yield f"{place}: a pattern takes too long on a hostile text"


def _stalls(recognizer: EntityRecognizer, deadline: Deadline) -> bool:
    if not isinstance(recognizer, PatternRecognizer):
        return False
    put_on_time(recognizer, deadline)
    for text in _HOSTILE:
        deadline.start(_PATIENCE_S)
        try:
            recognizer.analyze(text, recognizer.supported_entities)
        except OutOfTimeError:
            return True
    return False
