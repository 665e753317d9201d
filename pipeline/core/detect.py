"""The seam behind which detectors work, and their coverage verdict.

A detector reads documents in batches and answers, for each, what it found *and*
whether it read everything. A text is published only when every detector answered
`Verdict.OK`.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.core.findings import Finding


class Verdict(StrEnum):
    """Whether a detector read the whole document."""

    OK = "ok"
    TIMEOUT = "timeout"
    ERROR = "error"
    TRUNCATED = "truncated"
    SKIPPED = "skipped"


class Document(NamedTuple):
    """One text to be read, with what its message already tells.

    Attributes:
        text: Any string; offsets of findings count its code points.
        names: People's names that the message's metadata gives (profile name,
            vCard): found in the text in any case, also in parts.
        hint: Key or label under which the text stood (``dob``, ``phone``);
            serves as a context word. Empty for free text.
    """

    text: str
    names: tuple[str, ...] = ()
    hint: str = ""


class Detection(NamedTuple):
    """What was found in one document, and how completely it was read.

    Attributes:
        findings: In any order, overlapping or not, of any score.
        verdict: `Verdict.OK` only if the whole document was read.
        detector: Who didn't read it all; empty when all did.
    """

    findings: tuple[Finding, ...] = ()
    verdict: Verdict = Verdict.OK
    detector: str = ""


LENGTH = "length"
"""Stands for a detector in the verdict on a text that is too long for any."""

Detect = Callable[[Sequence[Document]], Sequence[Detection]]
"""Reads a batch; answers one `Detection` a document, in order.

It raises nothing but `MemoryError`: no other text would be read by that process either.
"""


def all_of(*detectors: Detect) -> Detect:
    """Combine detectors; the first verdict that isn't ok stands for all.

    Returns:
        A detector whose findings are those of all, and whose verdict is ok only
        if all verdicts are.
    """

    def detect(documents: Sequence[Document]) -> list[Detection]:
        answers = [detector(documents) for detector in detectors]
        return [_merge(parts) for parts in zip(*answers, strict=True)]

    return detect


_OK: Final = Verdict.OK
"""An enumeration's member is looked up slowly: 17 times as slowly as a constant."""


def _merge(parts: Sequence[Detection]) -> Detection:
    if len(parts) == 1:
        return parts[0]
    findings = tuple([finding for part in parts for finding in part.findings])
    for part in parts:
        if part.verdict is not _OK:
            return Detection(findings, part.verdict, part.detector)
    return Detection(findings)


def revised(
    detect: Detect, revise: Callable[[Document, Detection], Detection]
) -> Detect:
    """Return a detector whose answers are looked over, one by one.

    Args:
        detect: Answers first.
        revise: Makes of a document and what was answered what is answered in the end.
    """

    def detect_and_revise(documents: Sequence[Document]) -> list[Detection]:
        answers = detect(documents)
        return [revise(*pair) for pair in zip(documents, answers, strict=True)]

    return detect_and_revise


def no_longer_than(limit: int, detect: Detect) -> Detect:
    """Spare a detector what is too long to be read, whatever it would make of it.

    Args:
        limit: Code points; a longer text costs next to nothing.
        detect: Reads the others.

    Returns:
        A detector that answers `Verdict.TRUNCATED` for a longer text.
    """
    refused = Detection((), Verdict.TRUNCATED, LENGTH)

    def read_short(documents: Sequence[Document]) -> list[Detection]:
        short = [it for it in documents if len(it.text) <= limit]
        answers = iter(detect(short))
        return [next(answers) if len(it.text) <= limit else refused for it in documents]

    return read_short
