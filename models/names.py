"""Find people and places with the shipped name model.

The model reads every text at two sensitivities. What it finds when it must be sure is
certain; what it finds only when asked to suspect is likely. The second reading is
spent only on texts in which there is something to be sure about.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.api import require_cpu

from models.gazetteer import GAZETTEER, TITLE, load_gazetteer
from models.language import CODE
from models.shipping import ARTEFACT, check_sums
from models.spelling import fold_word
from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.normalize import Reading, readings_of

NAME = "names"
MAX_WORDS = 10_000
"""A text with more words isn't read: its verdict is truncated."""

_BATCH = 64
_REPORTED = {"PERSON", "LOCATION"}
"""Companies are told apart only so that they aren't taken for people."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How readily the model takes a word for a name.

    Attributes:
        lean: Taken off the bias for "not a name"; 0 is as trained.
        score: Certainty of what is found at this lean but at no smaller one.
    """

    lean: float
    score: float


SUSPECT = Sensitivity(lean=1.0, score=0.6)
SURE = Sensitivity(lean=0.0, score=0.85)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the network claims of a document: words from `first` to before `end`."""

    first: int
    end: int
    label: str


class NameDetector:
    """A detector of PERSON and LOCATION; see `pipeline.core.detect.Detect`.

    Each text's findings depend on that text alone, whatever it is batched with.

    Attributes:
        version: Names the weights and the gazetteer; changes when either does.
    """

    def __init__(self, artefact: Path = ARTEFACT) -> None:
        """Load the model.

        Raises:
            ConfigError: It is missing, damaged or of another version of spaCy.
        """
        sums = check_sums(artefact)
        self._nlp = _load(artefact)
        self._passes = [(it.score, _ner_at(self._nlp, artefact, it.lean)) for it in (SUSPECT, SURE)]
        self._gazetteer = load_gazetteer()
        self.version = _version(sums)

    def __call__(self, documents: Sequence[Document]) -> list[Detection]:
        """Read a batch; a text that can't be read fails alone."""
        parts = (documents[at : at + _BATCH] for at in range(0, len(documents), _BATCH))
        return list(chain.from_iterable(map(self._detect, parts)))

    def _detect(self, documents: Sequence[Document]) -> list[Detection]:
        try:
            with self._nlp.memory_zone():
                return self._read([document.text for document in documents])
        except Exception:  # noqa: BLE001 - a detector answers; spaCy may raise anything
            if len(documents) > 1:
                return [self._detect([document])[0] for document in documents]
            return [Detection((), Verdict.ERROR, NAME)]

    def _read(self, texts: Sequence[str]) -> list[Detection]:
        readings = [readings_of(text)[0] for text in texts]
        docs = [self._nlp.make_doc(reading.text) for reading in readings]
        readable = [doc for doc in docs if _may_hold_a_name(doc) and len(doc) <= MAX_WORDS]
        claims = dict(zip(map(id, readable), self._claims(readable), strict=True))
        return [
            Detection((), Verdict.TRUNCATED, NAME)
            if len(doc) > MAX_WORDS
            else Detection(tuple(self._findings(doc, reading, claims.get(id(doc), {}))))
            for doc, reading in zip(docs, readings, strict=True)
        ]

    def _claims(self, docs: Sequence[Doc]) -> list[dict[_Claim, float]]:
        """Return each document's claims, with the score of the surest pass."""
        claims: list[dict[_Claim, float]] = [{} for _ in docs]
        rest = list(range(len(docs)))
        for score, ner in self._passes:
            batch = [docs[at] for at in rest]
            _annotate(ner, batch)
            for at, doc in zip(rest, batch, strict=True):
                claims[at].update({_Claim(e.start, e.end, e.label_): score for e in doc.ents})
            rest = [at for at in rest if docs[at].ents]
        return claims

    def _findings(self, doc: Doc, reading: Reading, claims: dict[_Claim, float]) -> Iterator[Finding]:
        for claim, score in claims.items():
            if claim.label in _REPORTED:
                name = self._name_in(doc[claim.first : claim.end])
                if name is not None:
                    yield self._finding(name, claim.label, score, reading)

    def _finding(self, name: Span, label: str, score: float, reading: Reading) -> Finding:
        start, end = reading.original(name.start_char, name.end_char)
        return Finding(start, end, EntityType(label), score, NAME, self._canonical(name))

    def _name_in(self, span: Span) -> Span | None:
        """Return the span without titles and what isn't a word at either end."""
        first, end = span.start, span.end
        while first < end and self._is_prefix(span.doc[first].text):
            first += 1
        while first < end and not _is_name_end(span.doc[end - 1].text):
            end -= 1
        name = span.doc[first:end]
        return name if sum(map(str.isalpha, name.text)) > 1 else None

    def _is_prefix(self, word: str) -> bool:
        return not word[0].isalpha() or self._gazetteer.class_of(word) == TITLE

    def _canonical(self, name: Span) -> str:
        """Return the folded name, a genitive as its nominative."""
        words = [fold_word(word.text) for word in name if word.text[0].isalpha()]
        known = self._gazetteer.class_of(words[-1]) if words else ""
        if known.endswith("s"):
            words[-1] = words[-1][:-1]
        return " ".join(words)


def _load(artefact: Path) -> Language:
    """Load the pipeline on one thread of the CPU."""
    require_cpu()
    try:
        return spacy.load(artefact)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(str(artefact), "", f"unreadable: {type(error).__name__}") from None


def _ner_at(nlp: Language, artefact: Path, lean: float) -> Any:  # noqa: ANN401 - untyped
    """Return a copy of the recognizer that leans towards names by `lean`."""
    ner = spacy.load(artefact, vocab=nlp.vocab).get_pipe("ner")
    output = ner.model.layers[-1]  # type: ignore[attr-defined]
    bias = output.get_param("b").copy()
    bias[-1] -= lean
    output.set_param("b", bias)
    return ner


def _annotate(ner: Any, docs: list[Doc]) -> None:  # noqa: ANN401 - untyped
    for doc in docs:
        doc.set_ents([], default="missing")
    if docs:
        ner.set_annotations(docs, ner.predict(docs))


def _may_hold_a_name(doc: Doc) -> bool:
    return any(word.text[0].isalpha() for word in doc)


def _is_name_end(word: str) -> bool:
    """Tell whether a name may end in `word`: a letter, or the dot of `Anna M.`."""
    return word[0].isalpha() or word == "."


def _version(sums: bytes) -> str:
    digest = hashlib.sha256(sums + GAZETTEER.read_bytes()).hexdigest()
    return f"{NAME}-{CODE}-{digest[:12]}"
