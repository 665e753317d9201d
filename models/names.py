"""Find people and places with the shipped name model.

The model reads every text at falling sensitivities, each only where the one before has
found something. How far a finding is believed depends on how sensitive the model had to
be made, and on what the name is made of: see `models.evidence`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final

from models.alone import Vocabulary, name_alone
from models.clusters import CLUSTERS, load_clusters
from models.evidence import FOUND, LIKELY, UNLIKELY, Level, kind_of, score_of
from models.forms import labels_in
from models.gate import load_gate
from models.gazetteer import FIRST, GAZETTEER, LAST, TITLE, WORD, load_gazetteer
from models.language import CODE, Words, read_words
from models.moves import Claim
from models.network import Network, Sensitivity
from models.shipping import ARTEFACT, check_sums
from models.spelling import fold_word
from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import EntityType, Finding
from pipeline.core.normalize import Reading, prose_of
from pipeline.core.recall import Recent

NAME = "names"
MAX_WORDS = 10_000
MAX_CHARACTERS = 100_000
"""A text with more of either isn't read: its verdict is truncated."""

_BATCH = 128
_BATCH_CHARACTERS = 16_384
"""Texts that are read at once, and their characters if there is more than one: a
worker's chunk of a hundred chat messages, in 20 MB at most."""
_FEW_WORDS, _PROSE_WORDS = 3, 12
"""A text of so few is little more than a name; of more than so many, it is prose."""
_OK: Final = Verdict.OK
"""An enumeration's member is looked up slowly."""
_TRUNCATED = Detection((), Verdict.TRUNCATED, NAME)
PERSON, LOCATION = "PERSON", "LOCATION"
_REPORTED = {PERSON, LOCATION}
"""Companies are told apart only so that they aren't taken for people."""


SENSITIVITIES = (
    Sensitivity(lean=2.0, level=Level.DOUBT),
    Sensitivity(lean=1.0, level=Level.SUSPECT),
    Sensitivity(lean=0.0, level=Level.SURE),
    Sensitivity(lean=-2.0, level=Level.CERTAIN),
)


class NameDetector:
    """A detector of PERSON and LOCATION; see `pipeline.core.detect.Detect`.

    Each text's findings depend on that text alone, whatever it is batched with.
    A detector serves one thread.

    Attributes:
        version: Names the weights and the word lists; changes when any of them does.
    """

    def __init__(self, artefact: Path = ARTEFACT, *, gated: bool = True) -> None:
        """Load the model.

        Args:
            artefact: Its folder.
            gated: Leave out most of the work for words that can't be a name's.

        Raises:
            ConfigError: It is missing, damaged or of another version of spaCy.
        """
        sums = check_sums(artefact)
        gate = load_gate(artefact) if gated else None
        self.network = Network(artefact, SENSITIVITIES, gate)
        self._gazetteer = load_gazetteer()
        self._vocabulary = Vocabulary(self._gazetteer, load_clusters())
        self._recent = Recent[Detection]()
        self.version = _version(sums)

    def __call__(self, documents: Sequence[Document]) -> list[Detection]:
        """Read a batch; a text that can't be read fails alone."""
        texts = [document.text for document in documents]
        answers = {text: self._recent.get(text) for text in texts}
        fresh = [text for text, answer in answers.items() if answer is None]
        read = {text: answer for text, answer in answers.items() if answer}
        for batch in _batches(fresh):
            for text, answer in zip(batch, self._detect(batch), strict=True):
                read[text] = answer
                if answer.verdict is _OK:
                    self._recent.put(text, answer)
        return [read[text] for text in texts]

    def _detect(self, texts: Sequence[str]) -> list[Detection]:
        try:
            return self._read(texts)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a detector answers; spaCy may raise anything
            if len(texts) > 1:
                return [self._detect([text])[0] for text in texts]
            return [Detection((), Verdict.ERROR, NAME)]

    def _read(self, texts: Sequence[str]) -> list[Detection]:
        answers = [_TRUNCATED] * len(texts)
        readings = {at: prose_of(it) for at, it in enumerate(texts) if _is_short(it)}
        words = {at: read_words(it.text) for at, it in readings.items()}
        words = {at: it for at, it in words.items() if len(it) <= MAX_WORDS}
        claims = self._claims(words)
        for at, it in words.items():
            found = claims.get(at) or self._alone(it)
            findings = self._findings(it, readings[at], found) if found else ()
            answers[at] = Detection(tuple(findings))
        return answers

    def _claims(self, words: Mapping[int, Words]) -> dict[int, dict[Claim, Level]]:
        read = {at: it.words for at, it in words.items() if _has_letters(it.words)}
        claims = self.network.claims(list(read.values()))
        return dict(zip(read, claims, strict=True))

    def _alone(self, words: Words) -> dict[Claim, Level]:
        place = name_alone(words.words, self._vocabulary)
        return {Claim(place.start, place.stop, PERSON): Level.DOUBT} if place else {}

    def _findings(
        self, words: Words, reading: Reading, claims: Mapping[Claim, Level]
    ) -> Iterator[Finding]:
        starts = words.starts()
        length = sum(word[0].isalpha() for word in words.words)
        labels = labels_in(words.words)
        for claim, level in claims.items():
            name = self._name_in(words.words, claim)
            if claim.label in _REPORTED and name:
                spelt = [words.words[at] for at in name]
                start, end = starts[name[0]], starts[name[-1]] + len(spelt[-1])
                place = reading.original(start, end)
                score = self._score(claim.label, level, spelt, length)
                if labels.issuperset(name) and not self._is_known(spelt):
                    score = min(score, UNLIKELY)
                entity, canonical = EntityType(claim.label), self._canonical(spelt)
                yield Finding(*place, entity, score, NAME, canonical)

    def _score(
        self, label: str, level: Level, spelt: Sequence[str], length: int
    ) -> float:
        if label == LOCATION:
            return FOUND if level >= Level.SURE else UNLIKELY
        kind, prose = kind_of(spelt, self._gazetteer), length > _PROSE_WORDS
        score = score_of(level, kind, prose=prose)
        return score if length > _FEW_WORDS else max(score, LIKELY)

    def _is_known(self, spelt: Sequence[str]) -> bool:
        known = {FIRST, LAST}
        return any(known & set(self._gazetteer.class_of(word)) for word in spelt)

    def _name_in(self, words: Sequence[str], claim: Claim) -> range:
        """Return the claim's words without titles and what isn't a word at its ends."""
        first, end = claim.first, claim.end
        while first < end and self._is_prefix(words[first]):
            first += 1
        while first < end and not _ends_name(words[max(first, end - 2) : end]):
            end -= 1
        letters = sum(map(str.isalpha, "".join(words[first:end])))
        return range(first, end if letters > 1 else first)

    def _is_prefix(self, word: str) -> bool:
        if not word[0].isalpha():
            return True
        known = self._gazetteer.class_of(word)
        return TITLE in known and set(known) <= {TITLE, WORD}

    def _canonical(self, name: Sequence[str]) -> str:
        """Return the folded name, a genitive as its nominative."""
        words = [word for word in name if word[0].isalpha()]
        last = self._gazetteer.nominative_of(words.pop())
        return " ".join([*map(fold_word, words), last])


def check_model(artefact: Path = ARTEFACT) -> None:
    """Read what a model is made of, without building it.

    Raises:
        ConfigError: A file is missing or damaged.
    """
    check_sums(artefact)
    load_gazetteer()
    load_clusters()


def _is_short(text: str) -> bool:
    return len(text) <= MAX_CHARACTERS


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Cut texts into batches that need little memory at once."""
    batch: list[str] = []
    room = _BATCH_CHARACTERS
    for text in texts:
        room -= len(text)
        if batch and (room < 0 or len(batch) == _BATCH):
            yield batch
            batch, room = [], _BATCH_CHARACTERS - len(text)
        batch.append(text)
    if batch:
        yield batch


def _has_letters(words: Sequence[str]) -> bool:
    return any(map(str.isalpha, map(itemgetter(0), words)))


def _ends_name(words: Sequence[str]) -> bool:
    """Tell whether a name may end in these two: in a word, or as in `Anna M.`."""
    if words[-1] == ".":
        return len(words) > 1 and len(words[-2]) == 1
    return words[-1][0].isalpha()


def _version(sums: bytes) -> str:
    lists = GAZETTEER.read_bytes() + CLUSTERS.read_bytes()
    digest = hashlib.sha256(sums + lists).hexdigest()
    return f"{NAME}-{CODE}-{digest[:12]}"
