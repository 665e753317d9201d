"""Judge what is found in each text by what is labelled there.

Judged are letters and digits alone: a space inside a name may stay readable. A text
that wasn't completely read is not judged: it would be sealed, so it neither leaks nor
proves anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.progress import track

from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.findings import THRESHOLD, Finding
from pipeline.core.resolve import resolve
from pipeline.evaluate.examples import Case, Example, Gold

KEPT = frozenset({"LOCATION", "ORGANIZATION", "DATE_TIME", "NRP"})
"""Labels that the default policy shows: finding them masks nothing."""

ALIKE = {
    "ADDRESS": "LOCATION",
    "STREET_ADDRESS": "LOCATION",
    "ZIP_CODE": "LOCATION",
    "GPE": "LOCATION",
    "DATE_OF_BIRTH": "DATE_TIME",
    "AGE": "DATE_TIME",
}
"""Labels that corpora draw the line between differently, for precision."""

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What became of a labelled stretch.

    Attributes:
        gold: The stretch.
        letters: Its letters and digits.
        readable: How many of them stay readable. Of a kept label, all do; there it
            is how many lie in no finding.
        found_as: Labels of the findings that meet it, each once.
    """

    gold: Gold
    letters: int
    readable: int
    found_as: tuple[str, ...]

    @property
    def leaks(self) -> bool:
        """Whether a letter or digit stays readable that shouldn't."""
        return self.readable > 0 and self.gold.label not in KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A finding that can be called right or wrong.

    Attributes:
        finding: What is claimed.
        meets: Labels of the entities that it meets.
        right: Whether one of them is of a like label.
        over: How many harmless letters and digits it masks.
    """

    finding: Finding
    meets: tuple[str, ...]
    right: bool
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found in a text, judged.

    Attributes:
        example: The text.
        complete: Whether it was read completely; else nothing below is filled.
        entities: What became of each labelled stretch.
        claims: Disjoint findings that can be called right or wrong.
        harmless: How many letters and digits are not labelled.
        holds: Whether a case came out as it says; None for any other text.
    """

    example: Example
    complete: bool = True
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    harmless: int = 0
    holds: bool | None = None


def judge_all(
    examples: Sequence[Example],
    detect: Detect,
    *,
    threshold: float = THRESHOLD,
    name: str = "evaluating",
) -> list[Judgement]:
    """Detect in every text and judge, with a progress bar on stderr.

    Args:
        examples: Labelled texts.
        detect: What is measured.
        threshold: Findings scored lower are ignored.
        name: What the progress bar calls it.

    Returns:
        A judgement for each, in order.
    """
    return [
        _judged(example, detection, threshold)
        for example, detection in _detected(examples, detect, name)
    ]


def _detected(
    examples: Sequence[Example], detect: Detect, name: str
) -> Iterator[tuple[Example, Detection]]:
    starts = range(0, len(examples), _BATCH)
    for start in track(starts, escape(name), console=Console(stderr=True)):
        batch = examples[start : start + _BATCH]
        found = detect([Document(example.text) for example in batch])
        yield from zip(batch, found, strict=True)


def _judged(example: Example, detection: Detection, threshold: float) -> Judgement:
    if detection.verdict is not Verdict.OK:
        return Judgement(example=example, complete=False)
    sure = resolve(f for f in detection.findings if f.score >= threshold)
    return judge(example, sure)


def judge(example: Example, findings: Sequence[Finding]) -> Judgement:
    """Judge disjoint findings in one text.

    Of a positive case without spans nothing is known but whether it holds.
    """
    if (case := example.case) and not (case.negative or example.spans):
        return Judgement(example=example, holds=_claims(findings, case.entity))
    found = _places(example, findings)
    masked = _places(example, (f for f in findings if f.entity not in KEPT))
    labelled = _places(example, example.spans)
    entities = tuple(
        _entity(example, gold, findings, found if gold.label in KEPT else masked)
        for gold in example.spans
    )
    return Judgement(
        example=example,
        entities=entities,
        claims=tuple(
            _claim(example, finding, labelled)
            for finding in findings
            if _can_judge(example, finding.entity)
        ),
        harmless=len(example.letters(0, len(example.text)) - labelled),
        holds=_holds(case, entities, findings) if case else None,
    )


def _holds(case: Case, entities: Sequence[Entity], findings: Sequence[Finding]) -> bool:
    """Tell whether nothing is claimed, or all of what stands there is covered."""
    if case.negative:
        return not _claims(findings, case.entity)
    return not any(entity.readable for entity in entities)


def _claims(findings: Sequence[Finding], label: str) -> bool:
    return any(_group(finding.entity) == _group(label) for finding in findings)


def _entity(
    example: Example, gold: Gold, findings: Sequence[Finding], covered: set[int]
) -> Entity:
    letters = example.letters(gold.start, gold.end)
    return Entity(
        gold=gold,
        letters=len(letters),
        readable=len(letters - covered),
        found_as=tuple(dict.fromkeys(f.entity for f in findings if _meet(gold, f))),
    )


def _claim(example: Example, finding: Finding, labelled: set[int]) -> Claim:
    meets = tuple(gold.label for gold in example.spans if _meet(gold, finding))
    masked = () if finding.entity in KEPT else _places(example, [finding])
    return Claim(
        finding=finding,
        meets=meets,
        right=_group(finding.entity) in map(_group, meets),
        over=len(set(masked) - labelled),
    )


def _can_judge(example: Example, label: str) -> bool:
    """Tell whether a finding of `label` can be called right or wrong."""
    annotated = example.annotated
    return not annotated or _group(label) in map(_group, annotated)


def _meet(gold: Gold, finding: Finding) -> bool:
    return gold.start < finding.end and finding.start < gold.end


def _places(example: Example, spans: Iterable[Gold | Finding]) -> set[int]:
    """Return where in the spans a letter or digit stands."""
    return {at for span in spans for at in example.letters(span.start, span.end)}


def _group(label: str) -> str:
    return ALIKE.get(label, label)
