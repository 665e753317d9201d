"""Where Presidio's contract and ours meet.

Our finders become Presidio recognizers, Presidio's recognizers become safe:
their regexes run on the document's time, a timeout is never swallowed, and
Presidio's logger, which repeats candidates, is silent.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import regex
from presidio_analyzer import (
    EntityRecognizer,
    PatternRecognizer,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts
from typing_extensions import override

from pipeline.core.detect import Document
from pipeline.core.findings import EntityType
from pipeline.core.normalize import Reading, readings_of
from recognizers.deadline import Deadline, OutOfTimeError
from recognizers.finders import Find, FindInDocument, Match

CANONICAL = "canonical"
"""Key in a result's `recognition_metadata`: the value's one spelling."""

FLAGS = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE
"""What every pattern of a pack is compiled with, as Presidio does."""


class FinderRecognizer(EntityRecognizer):
    """Reports what a pure finder finds."""

    def __init__(self, name: str, entity: str, find: Find) -> None:
        """Wrap `find`, which yields the stretches of a text."""
        self._find = find
        super().__init__([entity], name=name)

    @override
    def load(self) -> None:
        """Do nothing; a finder has no state."""

    @override
    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Report each stretch that the finder yields."""
        return results_of(self, self._find(text))

    def matches(self, reading: Reading, _: Document) -> Iterable[Match]:
        """Return what `analyze` reports, without Presidio's objects."""
        return self._find(reading.text)


class DocumentRecognizer(EntityRecognizer):
    """Reports what a finder finds that also looks at the document's metadata."""

    def __init__(self, name: str, entity: str, find: FindInDocument) -> None:
        """Wrap `find`, which yields the stretches of a reading."""
        self._find = find
        super().__init__([entity], name=name)

    @override
    def load(self) -> None:
        """Do nothing; a finder has no state."""

    @override
    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Report what a document with nothing but this text shows."""
        document = Document(text)
        return results_of(self, self._find(readings_of(text)[0], document))

    def matches(self, reading: Reading, document: Document) -> Iterable[Match]:
        """Return each stretch of `reading` that the finder yields."""
        return self._find(reading, document)


@dataclass(frozen=True, slots=True)
class Checksum:
    """A check of digits, and the scores of what passes and what fails it."""

    holds: Callable[[str], bool]
    passed: float = 1.0
    failed: float = 0.0


class PackRecognizer(PatternRecognizer):
    """A pattern proposes, a checksum disposes.

    Does what Presidio's own does, without the explanations it builds for each
    pattern and match, which cost more than the search.
    """

    def __init__(
        self,
        checksum: Checksum | None = None,
        **keywords: Any,  # noqa: ANN401 - those of Presidio's class
    ) -> None:
        """Set the check, if the patterns have one."""
        self._checksum = checksum
        super().__init__(**keywords)

    @override
    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Report what the patterns match and the check lets pass."""
        return results_of(self, self._matches(text))

    def matches(self, reading: Reading, _: Document) -> Iterable[Match]:
        """Return what `analyze` reports, without Presidio's objects."""
        return self._matches(reading.text)

    def _matches(self, text: str) -> Iterator[Match]:
        for pattern in self.__dict__["patterns"]:
            for found in pattern.compiled_regex.finditer(text):
                score = self._score(found[0], pattern.score)
                if score > 0 and found[0]:
                    yield Match(found.start(), found.end(), score)

    def _score(self, text: str, score: float) -> float:
        if self._checksum is None:
            return score
        held = self._checksum.holds(text)
        return self._checksum.passed if held else self._checksum.failed


class TimedRegex:
    """A compiled regex that runs on a document's time."""

    def __init__(self, compiled: Any, deadline: Deadline) -> None:  # noqa: ANN401
        """Wrap `compiled`, a pattern of the `regex` module."""
        self._compiled = compiled
        self._deadline = deadline

    def finditer(self, text: str, timeout: float | None = None) -> Iterator[Any]:
        """Return the matches in `text`; `timeout` is Presidio's and ignored.

        Raises:
            OutOfTimeError: The document's time ended before the text did.
        """
        del timeout
        left_s = self._deadline.remaining_s()
        try:
            # 97 searches in a hundred find nothing, and are quicker so.
            if self._compiled.search(text, timeout=left_s) is None:
                return iter(())
            return iter(list(self._compiled.finditer(text, timeout=left_s)))
        except TimeoutError:
            raise OutOfTimeError from None


def put_on_time(recognizer: EntityRecognizer, deadline: Deadline) -> None:
    """Make every regex of `recognizer` run on the document's time.

    Presidio's own recognizers share their patterns with all others of their class:
    these get their own.
    """
    if not isinstance(recognizer, PatternRecognizer):
        return
    flags = recognizer.global_regex_flags
    patterns: Any = [copy(pattern) for pattern in recognizer.__dict__["patterns"]]
    for pattern in patterns:
        compiled = regex.compile(pattern.regex, flags)
        pattern.compiled_regex = TimedRegex(compiled, deadline)
        pattern.compiled_with_flags = flags
    recognizer.__dict__["patterns"] = patterns


Claim = tuple[EntityType, Match]
Read = Callable[[Reading, Document], Sequence[Claim]]
"""Reads one reading of a document."""


def reader_of(recognizer: EntityRecognizer) -> Read:
    """Return how `recognizer` reads, whatever kind it is of.

    Ours spare themselves Presidio's objects, which only its own callers want.
    """
    if not isinstance(
        recognizer, FinderRecognizer | DocumentRecognizer | PackRecognizer
    ):
        return _foreign_reader(recognizer)
    matches, entity = recognizer.matches, EntityType(recognizer.supported_entities[0])

    def read(reading: Reading, document: Document) -> Sequence[Claim]:
        found = list(matches(reading, document))
        # Nine times in ten there is nothing.
        return [(entity, match) for match in found] if found else ()

    return read


def _foreign_reader(recognizer: EntityRecognizer) -> Read:
    entities = recognizer.supported_entities

    def read(reading: Reading, _: Document) -> Sequence[Claim]:
        # Without NLP artifacts: no recognizer here has a use for them.
        results = recognizer.analyze(reading.text, entities, None)  # type: ignore[arg-type]
        return [_claim(result) for result in results or ()]

    return read


def _claim(result: RecognizerResult) -> Claim:
    canonical = (result.recognition_metadata or {}).get(CANONICAL)
    match = Match(result.start, result.end, result.score, canonical)
    return EntityType(result.entity_type), match


def name_of(recognizer: EntityRecognizer) -> str:
    """Return a recognizer's name, which Presidio leaves untyped."""
    name: str = recognizer.__dict__["name"]
    return name


def results_of(
    recognizer: EntityRecognizer, matches: Iterable[Match]
) -> list[RecognizerResult]:
    """Turn matches into Presidio's results."""
    entity, name = recognizer.supported_entities[0], name_of(recognizer)
    return [
        RecognizerResult(
            entity,
            match.start,
            match.end,
            match.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: name,
                CANONICAL: match.canonical,
            },
        )
        for match in matches
    ]


def silence_presidio() -> None:
    """Keep Presidio from logging: its recognizers log the text they read."""
    for name in ("presidio-analyzer", "decision_process"):
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)
