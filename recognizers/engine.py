"""The detector that runs every pack on every document.

Presidio's contract (its registry, its recognizers, its context rule) in a loop
of our own: several readings of a text, several languages at once, no grammar met
by a text that can't match it, and no way to half-read a text and not say so.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import Finding
from pipeline.core.normalize import FOLDED, READINGS, UNESCAPED, Reading, readings_of
from pipeline.core.recall import Recent
from recognizers.context import around, judge
from recognizers.deadline import OutOfTimeError, check
from recognizers.presidio import (
    Claim,
    DocumentRecognizer,
    Read,
    name_of,
    put_on_time,
    reader_of,
)
from recognizers.registry import Recognizers, Tuning
from recognizers.triage import Entry, Triage

NAME = "patterns"

_SHORT: Final = 512
"""Code points up to which the clock is looked at once, at the end: all rules together
take a millisecond for so many."""


class Candidate(NamedTuple):
    """What one recognizer claims, and how its surroundings changed the score.

    Attributes:
        finding: The claim, over the original text, with its final score.
        reading: Name of the reading in which it was found.
        base_score: What the recognizer gave it.
        context: The word that raised or lowered the score, if one did.
    """

    finding: Finding
    reading: str
    base_score: float
    context: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    read: Read
    tuning: Tuning
    knows_document: bool


_ATTEMPTS = 2
_BUSY = 0.5
"""Who runs out of time without having had half of it was kept waiting by the machine,
and reads the document once more."""


_Turn = tuple[_Rule, Reading]
"""A rule and what it is to read."""


class _Look(NamedTuple):
    """What a text tells by itself.

    Attributes:
        candidates: Of all rules that read nothing but the text and its hint.
        open: The rules that look at the document's metadata too, and what they read.
    """

    candidates: Sequence[Candidate]
    open: Sequence[_Turn]


class _FailedError(Exception):
    """A recognizer broke; only its name is told."""


class PatternDetector:
    """Finds personal data by pattern, grammar, checksum and context.

    Callable as `pipeline.core.detect.Detect`. Documents are read one by one; each
    has its own time.
    """

    def __init__(
        self,
        recognizers: Recognizers,
        *,
        budget_s: float = 0.25,
    ) -> None:
        """Put every recognizer on the clock.

        Args:
            recognizers: What `build_recognizers` built.
            budget_s: Seconds that one document may take.
        """
        self._budget_s = budget_s
        self._deadline = recognizers.deadline
        self._triages = _triages(recognizers)
        self._innocent = Recent[_Look]()
        for recognizer in recognizers.registry.recognizers:
            put_on_time(recognizer, self._deadline)

    def __call__(self, documents: Sequence[Document]) -> list[Detection]:
        """Read each document; see `pipeline.core.detect.Detect`."""
        return [self._detect(document) for document in documents]

    def candidates_of(self, document: Document) -> list[Candidate]:
        """Return everything that any recognizer claims, for people who tune.

        Raises:
            OutOfTimeError: The document took longer than it may.
        """
        end = self._deadline.start(self._budget_s)
        return self._candidates(document, end)

    def _detect(self, document: Document) -> Detection:
        for _ in range(_ATTEMPTS):
            began = time.thread_time()
            try:
                found = self.candidates_of(document)
            except OutOfTimeError:
                if time.thread_time() - began > self._budget_s * _BUSY:
                    break
            except _FailedError as failed:
                return Detection(verdict=Verdict.ERROR, detector=f"{NAME}.{failed}")
            else:
                return Detection(
                    tuple({c.finding: None for c in found}) if found else ()
                )
        return Detection(verdict=Verdict.TIMEOUT, detector=NAME)

    def _candidates(self, document: Document, end: float) -> list[Candidate]:
        look = self._look(document, end)
        return [*look.candidates, *_found_by(look.open, document, end)]

    def _look(self, document: Document, end: float) -> _Look:
        """Read a text; "ok" and "danke" are read only once.

        Of a text that holds anything nothing is kept.
        """
        if document.hint:
            return self._looked(document, end)
        look = self._innocent.get(document.text)
        if look is None:
            look = self._looked(document, end)
            if not look.candidates:
                self._innocent.put(document.text, look)
        return look

    def _looked(self, document: Document, end: float) -> _Look:
        closed: list[_Turn] = []
        left_open: list[_Turn] = []
        for reading in readings_of(document.text):
            check(end)
            triage = self._triages[reading.name]
            for rule in triage.worth_running(reading.text, document.hint):
                turns = left_open if rule.knows_document else closed
                turns.append((rule, reading))
        # What was read too late may have been read in part: it isn't remembered.
        return _Look(_found_by(closed, document, end), left_open)


def _triages(recognizers: Recognizers) -> dict[str, Triage[_Rule]]:
    """Sort rules by the reading they read, then by what they need in it."""
    entries: dict[str, list[Entry[_Rule]]] = {name: [] for name in READINGS}
    for recognizer in recognizers.registry.recognizers:
        tuning = recognizers.tuning_of(recognizer)
        knows_document = isinstance(recognizer, DocumentRecognizer)
        rule = _Rule(name_of(recognizer), reader_of(recognizer), tuning, knows_document)
        for name in _read_by(tuning):
            entries[name].append(Entry(rule, tuning.needs, tuning.needs_word))
    return {name: Triage(worthy) for name, worthy in entries.items()}


def _read_by(tuning: Tuning) -> Iterator[str]:
    """Yield readings by name: who reads a text as it is reads it unescaped, too."""
    yield from tuning.readings
    if FOLDED in tuning.readings:
        yield UNESCAPED


def _found_by(
    turns: Iterable[_Turn], document: Document, end: float
) -> list[Candidate]:
    """Let rules read, one after the other, and judge what they claim."""
    found: list[Candidate] = []
    for rule, reading in turns:
        try:
            claims = rule.read(reading, document)
        except (OutOfTimeError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - a plugged-in recognizer may raise anything
            raise _FailedError(rule.name) from None
        if len(reading.text) > _SHORT:
            # Also catches whoever swallowed the end of the time.
            check(end)
        if claims:
            found += _judged_all(claims, rule, reading, document, end)
    check(end)
    return found


def _judged_all(
    claims: Sequence[Claim],
    rule: _Rule,
    reading: Reading,
    document: Document,
    end: float,
) -> Iterator[Candidate]:
    """Yield what a rule claims, judged by its surroundings."""
    for claim in claims:
        check(end)
        candidate = _judged(claim, rule, reading, document)
        if candidate.finding.score >= rule.tuning.min_score:
            yield candidate


def _judged(
    claim: Claim, rule: _Rule, reading: Reading, document: Document
) -> Candidate:
    entity, match = claim
    judgement = judge(
        match.score,
        around(reading.text, match.start, match.end),
        (rule.tuning.context, rule.tuning.counter),
        document.hint,
    )
    start, end = reading.original(match.start, match.end)
    return Candidate(
        finding=Finding(
            start, end, entity, judgement.score, rule.name, match.canonical
        ),
        reading=reading.name,
        base_score=match.score,
        context=judgement.word,
    )
