"""Turn packs into Presidio recognizers, and what each of them wants to read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from presidio_analyzer import (
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    predefined_recognizers,
)

from pipeline.core.errors import ConfigError
from recognizers import catalogue
from recognizers.context import NO_WORDS, Words
from recognizers.deadline import Deadline
from recognizers.packs import Entry, Pack
from recognizers.presidio import (
    Checksum,
    DocumentRecognizer,
    FinderRecognizer,
    PackRecognizer,
    name_of,
    silence_presidio,
)

T = TypeVar("T")

UNSAFE = {
    "EmailRecognizer": "asks the network for a list of suffixes",
    "IbanRecognizer": "logs what it reads",
}
"""Presidio recognizers that must not run here, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What a recognizer reads, and which words around a match count.

    Attributes:
        readings: Names of the readings it reads.
        needs: Triggers; a reading with none of them isn't read. Empty: always.
        needs_word: Literals in lower case, one of which the text or its hint
            must hold as well. Empty: always.
        context: Words that speak for a match.
        counter: Words before a match that speak against it.
        min_score: Anything lower, after context, isn't reported.
    """

    readings: tuple[str, ...] = ("folded",)
    needs: tuple[str, ...] = ()
    needs_word: tuple[str, ...] = ()
    context: Words = NO_WORDS
    counter: Words = NO_WORDS
    min_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Recognizers:
    """A Presidio registry, and the tuning of its recognizers.

    Attributes:
        registry: Presidio's own; more recognizers can be added to it. Those
            without a tuning read the folded text, with their own context words.
        tunings: By recognizer name.
        deadline: The clock on which their regexes run.
    """

    registry: RecognizerRegistry
    tunings: Mapping[str, Tuning]
    deadline: Deadline = field(default_factory=Deadline)

    def tuning_of(self, recognizer: EntityRecognizer) -> Tuning:
        """Return what `recognizer` wants to read."""
        given = self.tunings.get(name_of(recognizer))
        return given or Tuning(context=Words.of(recognizer.context or ()))


def build_recognizers(
    packs: Sequence[Pack],
    *,
    regions: tuple[str, ...] = catalogue.REGIONS,
    extra: Iterable[EntityRecognizer] = (),
) -> Recognizers:
    """Build every enabled recognizer of `packs`.

    Args:
        packs: What `load_packs` read.
        regions: Where phone numbers without a country code may come from.
        extra: Any other Presidio recognizers that need no NLP engine.

    Raises:
        ConfigError: A pack names a finder, a check or a class that isn't there.
    """
    silence_presidio()
    workshop = _Workshop(regions)
    built: list[EntityRecognizer] = []
    tunings: dict[str, Tuning] = {}
    for pack in packs:
        for index, entry in enumerate(pack.recognizers):
            if entry.enabled:
                where = f"recognizers[{index}]"
                built.append(workshop.build(entry, pack.file, where))
                tunings[entry.name] = _tuning(entry, built[-1], packs)
    return Recognizers(RecognizerRegistry([*built, *extra]), tunings)


class _Workshop:
    """Builds recognizers from entries with the finders and checks there are."""

    def __init__(self, regions: tuple[str, ...]) -> None:
        self._finders = catalogue.finders(regions)
        self._document_finders = catalogue.document_finders()
        self._checks = catalogue.checks()

    def build(self, entry: Entry, file: str, where: str) -> EntityRecognizer:
        """Build one recognizer; `file` and `where` say whose mistakes are."""
        try:
            return self._built(entry)
        except _UnknownError as unknown:
            raise ConfigError(file, f"{where}.{unknown.key}", str(unknown)) from None

    def _built(self, entry: Entry) -> EntityRecognizer:
        name, label = entry.name, entry.supported_entity
        if entry.finder:
            find = _named(self._finders, "finder", entry.finder)
            return FinderRecognizer(name, label, find)
        if entry.document_finder:
            read = _named(
                self._document_finders, "document_finder", entry.document_finder
            )
            return DocumentRecognizer(name, label, read)
        if entry.presidio:
            return _predefined(entry, entry.presidio)
        return self._patterned(entry)

    def _patterned(self, entry: Entry) -> PatternRecognizer:
        keywords: dict[str, Any] = {
            "supported_entity": entry.supported_entity,
            "name": entry.name,
            "patterns": [Pattern(p.name, p.regex, p.score) for p in entry.patterns],
            "deny_list": list(entry.deny_list),
            "deny_list_score": entry.deny_list_score,
        }
        if entry.validate_by is None:
            return PackRecognizer(**keywords)
        holds = _named(self._checks, "validate", entry.validate_by)
        checksum = Checksum(holds, entry.passed, entry.failed)
        return PackRecognizer(checksum, **keywords)


class _UnknownError(Exception):
    """A name in a pack stands for nothing here."""

    def __init__(self, key: str, problem: str) -> None:
        self.key = key
        super().__init__(problem)


def _named(known: Mapping[str, T], key: str, name: str) -> T:
    if name not in known:
        raise _UnknownError(key, f"unknown: {name}; known: {', '.join(sorted(known))}")
    return known[name]


def _predefined(entry: Entry, class_name: str) -> EntityRecognizer:
    if class_name in UNSAFE:
        raise _UnknownError("presidio", f"{class_name} {UNSAFE[class_name]}")
    kind: Any = getattr(predefined_recognizers, class_name, None)
    if not isinstance(kind, type) or not issubclass(kind, PatternRecognizer):
        raise _UnknownError("presidio", f"{class_name} is no pattern recognizer of it")
    build: Callable[[], EntityRecognizer] = kind
    recognizer = build()
    if entry.supported_entity not in recognizer.supported_entities:
        known = ", ".join(recognizer.supported_entities)
        raise _UnknownError("supported_entity", f"{class_name} finds {known}")
    recognizer.__dict__["name"] = entry.name
    return recognizer


def _tuning(
    entry: Entry, recognizer: EntityRecognizer, packs: Sequence[Pack]
) -> Tuning:
    label = entry.supported_entity
    inherited = (recognizer.context or ()) if entry.presidio else ()
    context = [word for pack in packs for word in pack.context.get(label, ())]
    counter = [word for pack in packs for word in pack.counter.get(label, ())]
    return Tuning(
        readings=entry.readings,
        needs=entry.needs,
        needs_word=entry.needs_word,
        context=Words.of([*entry.context, *inherited, *context]),
        counter=Words.of([*entry.counter, *counter]),
        min_score=entry.min_score,
    )
