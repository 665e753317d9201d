"""Run the network at several sensitivities, its costly part once."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, require_cpu

from models.language import CODE
from pipeline.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How readily the network takes a word for a name.

    Attributes:
        lean: Taken off the bias for "not a name"; 0 is as trained.
        score: Certainty of what is found at this lean but at no smaller one.
    """

    lean: float
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What the network takes for a name: words from `first` to before `end`."""

    first: int
    end: int
    label: str


_CHARACTERS_A_ZONE = 200_000


class Network:
    """The shipped network, at falling sensitivities.

    Attributes:
        nlp: Makes the documents that `claims` reads.
    """

    def __init__(self, artefact: Path, sensitivities: Iterable[Sensitivity]) -> None:
        """Load the network once for each of `sensitivities`, most sensitive first.

        Raises:
            ConfigError: It can't be read.
        """
        require_cpu()
        self.nlp = _load(artefact)
        self._zone = ExitStack()
        self._left_in_zone = 0
        self._vectors: dict[Doc, Any] = {}
        self._passes = [
            (it.score, self._recognizer(artefact, it.lean)) for it in sensitivities
        ]

    def make_room(self, characters: int) -> None:
        """Forget the words of earlier texts, now and then.

        spaCy keeps every word it meets until its memory zone ends. A zone lasts for
        many batches, since each word that is new to it costs as much as reading one.
        Documents made earlier mustn't be used any more.

        Args:
            characters: How many are to be read before the next call.
        """
        self._left_in_zone -= characters
        if self._left_in_zone < 0:
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())
            self._left_in_zone = _CHARACTERS_A_ZONE

    def claims(self, docs: Sequence[Doc]) -> dict[Doc, dict[Claim, float]]:
        """Return each document's claims, each with the surest pass's score.

        A document in which a pass finds nothing isn't given to the next.
        """
        try:
            return self._claims(docs)
        finally:
            self._vectors.clear()

    def _claims(self, docs: Sequence[Doc]) -> dict[Doc, dict[Claim, float]]:
        claims: dict[Doc, dict[Claim, float]] = {doc: {} for doc in docs}
        rest = list(docs)
        for score, recognizer in self._passes:
            _annotate(recognizer, rest)
            for doc in rest:
                found = (Claim(it.start, it.end, it.label_) for it in doc.ents)
                claims[doc].update(dict.fromkeys(found, score))
            rest = [doc for doc in rest if doc.ents]
        return claims

    def _recognizer(self, artefact: Path, lean: float) -> Any:  # noqa: ANN401 - untyped
        """Return a copy of the recognizer that leans towards names by `lean`."""
        recognizer: Any = _load(artefact, vocab=self.nlp.vocab).get_pipe("ner")
        layers = recognizer.model.layers
        layers[0] = Model("shared_vectors", self._read, layers=[layers[0]])
        bias = layers[-1].get_param("b").copy()
        bias[-1] -= lean
        layers[-1].set_param("b", bias)
        return recognizer

    def _read(
        self,
        model: Any,  # noqa: ANN401 - thinc's signature, like the next
        docs: list[Doc],
        is_train: bool,  # noqa: ARG002, FBT001
    ) -> tuple[Any, None]:
        """Return the vectors of the documents' words, reading each document once."""
        fresh = [doc for doc in docs if doc not in self._vectors]
        if fresh:
            vectors = model.layers[0].predict(fresh)
            ends = np.cumsum([len(doc) for doc in fresh])
            parts = np.split(vectors, ends[:-1])
            self._vectors.update(zip(fresh, parts, strict=True))
        return np.concatenate([self._vectors[doc] for doc in docs]), None


def _load(artefact: Path, **options: Any) -> Language:  # noqa: ANN401 - spaCy's
    try:
        nlp = spacy.load(artefact, **options)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(artefact), "", problem) from None
    if nlp.lang != CODE or nlp.pipe_names != ["ner"]:
        raise ConfigError(str(artefact), "", "not a name model")
    return nlp


def _annotate(recognizer: Any, docs: list[Doc]) -> None:  # noqa: ANN401 - untyped
    for doc in docs:
        doc.set_ents([], default="missing")
    if docs:
        recognizer.set_annotations(docs, recognizer.predict(docs))
