"""The detector that runs every pack on every document.

Presidio's contract (its registry, its recognizers, its context rule) in a loop
of our own: several readings of a text, several languages at once, no grammar met
by a text that can't match it, and no way to half-read a text and not say so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from presidio_analyzer import EntityRecognizer, RecognizerResult

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import EntityType, Finding
from pipeline.core.normalize import FOLDED, UNESCAPED, Reading, readings_of
from recognizers.context import around, judge
from recognizers.deadline import OutOfTimeError
from recognizers.presidio import CANONICAL, DocumentRecognizer, name_of, put_on_time
from recognizers.registry import Recognizers, Tuning

NAME = "patterns"

_TRIGGERS: Mapping[str, Callable[[str], object]] = {
    "digit": re.compile(r"\d").search,
    "long_number": re.compile(r"\d(?:[^\d\n]{0,4}\d){5}").search,
    "nine_digits": re.compile(r"\d(?:[ ./-]?\d){8}").search,
    # What is rare comes first, so that a search is quick to find nothing.
    "octets": re.compile(
        r"([:-])(?<=[\dA-F]{2}.)[\dA-F]{2}\1|\.(?<=[\dA-F]{4}.)[\dA-F]{4}\.",
        re.IGNORECASE,
    ).search,
    "decimal": re.compile(r"\d[.,]\d\d|[°º]").search,
    # Letters beside digits; single ones may stand apart, as in "QQ 12 34 56 C".
    "code": re.compile(
        r"\d(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_][-.]\d)|[^\W\d_]"
        r"|(?<=\b[A-Z] \d)\d|(?<=\b[A-Z][A-Z] \d)\d|(?<=\b[a-z] \d)\d"
        r"|(?<=\b[a-z][a-z] \d)\d \d\d \d\d|\d (?:[A-Z]{1,2}|[a-z])\b)"
    ).search,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
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
    recognizer: EntityRecognizer
    tuning: Tuning


_Groups = dict[tuple[str, ...], dict[tuple[str, ...], list[_Rule]]]


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
        max_text: int = 65_536,
    ) -> None:
        """Put every recognizer on the clock.

        Args:
            recognizers: What `build_recognizers` built.
            budget_s: Seconds that one document may take.
            max_text: Code points; a longer text is not read.
        """
        self._budget_s = budget_s
        self._max_text = max_text
        self._deadline = recognizers.deadline
        self._groups = _grouped(recognizers)
        self._needs = {
            name: frozenset(chain.from_iterable(groups))
            for name, groups in self._groups.items()
        }
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
        self._deadline.start(self._budget_s)
        return list(self._candidates(document))

    def _detect(self, document: Document) -> Detection:
        if len(document.text) > self._max_text:
            return Detection(verdict=Verdict.TRUNCATED, detector=NAME)
        try:
            found = self.candidates_of(document)
        except OutOfTimeError:
            return Detection(verdict=Verdict.TIMEOUT, detector=NAME)
        except _FailedError as failed:
            return Detection(verdict=Verdict.ERROR, detector=f"{NAME}.{failed}")
        return Detection(tuple({c.finding: None for c in found}))

    def _candidates(self, document: Document) -> Iterator[Candidate]:
        for reading in readings_of(document.text):
            for rule in self._worth_running(reading, document.hint):
                results = _analyze(rule.recognizer, reading, document)
                # Also catches whoever swallowed the end of the time.
                self._deadline.remaining_s()
                if results:
                    yield from self._kept(results, rule, reading, document)

    def _worth_running(self, reading: Reading, hint: str) -> Iterator[_Rule]:
        lowered = f"{hint}\n{reading.text}".lower()
        met = _met(self._needs.get(reading.name, ()), reading.text, lowered)
        for needs, by_word in self._groups.get(reading.name, {}).items():
            if needs and met.isdisjoint(needs):
                continue
            for words, rules in by_word.items():
                if not words or any(map(lowered.__contains__, words)):
                    yield from rules

    def _kept(
        self,
        results: Iterable[RecognizerResult],
        rule: _Rule,
        reading: Reading,
        document: Document,
    ) -> Iterator[Candidate]:
        for result in results:
            self._deadline.remaining_s()
            candidate = _judged(result, rule, reading, document)
            if candidate.finding.score >= rule.tuning.min_score:
                yield candidate


def _grouped(recognizers: Recognizers) -> dict[str, _Groups]:
    """Sort rules by the reading they read, then by what they need in it."""
    groups: dict[str, _Groups] = {}
    for recognizer in recognizers.registry.recognizers:
        tuning = recognizers.tuning_of(recognizer)
        for name in _read_by(tuning):
            by_word = groups.setdefault(name, {}).setdefault(tuning.needs, {})
            by_word.setdefault(tuning.needs_word, []).append(_Rule(recognizer, tuning))
    return groups


def _read_by(tuning: Tuning) -> Iterator[str]:
    """Yield readings by name: who reads a text as it is reads it unescaped, too."""
    yield from tuning.readings
    if FOLDED in tuning.readings:
        yield UNESCAPED


def _met(needs: Iterable[str], text: str, lowered: str) -> set[str]:
    """Return which needs a text meets; each is tried once, however many share it."""
    return {
        need
        for need in needs
        if (_TRIGGERS[need](text) if need in _TRIGGERS else need in lowered)
    }


def _analyze(
    recognizer: EntityRecognizer, reading: Reading, document: Document
) -> Iterable[RecognizerResult]:
    try:
        if isinstance(recognizer, DocumentRecognizer):
            return recognizer.analyze_document(reading, document)
        # Without NLP artifacts: no recognizer of ours has a use for them.
        return recognizer.analyze(reading.text, recognizer.supported_entities, None)  # type: ignore[arg-type]
    except OutOfTimeError:
        raise
    except Exception:  # noqa: BLE001 - a plugged-in recognizer may raise anything
        raise _FailedError(name_of(recognizer)) from None


def _judged(
    result: RecognizerResult, rule: _Rule, reading: Reading, document: Document
) -> Candidate:
    judgement = judge(
        result.score,
        around(reading.text, result.start, result.end),
        (rule.tuning.context, rule.tuning.counter),
        document.hint,
    )
    start, end = reading.original(result.start, result.end)
    metadata = result.recognition_metadata or {}
    return Candidate(
        finding=Finding(
            start,
            end,
            EntityType(result.entity_type),
            judgement.score,
            name_of(rule.recognizer),
            metadata.get(CANONICAL),
        ),
        reading=reading.name,
        base_score=result.score,
        context=judgement.word,
    )
