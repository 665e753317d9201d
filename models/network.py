"""Run the network at several sensitivities, its costly part once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import spacy
from thinc.api import require_cpu

from models.clusters import load_clusters
from models.evidence import Level
from models.gate import Gate
from models.gazetteer import load_gazetteer
from models.language import CODE, features_of
from models.moves import Claim, Course, parser_of
from models.vectors import Encoder, WordVectors
from pipeline.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How readily the network takes a word for a name.

    Attributes:
        lean: Taken off the bias for "not a name"; 0 is as trained.
        level: What is said of claims at this lean but at no smaller one.
    """

    lean: float
    level: Level


class Network:
    """The shipped network, at falling sensitivities."""

    def __init__(
        self,
        artefact: Path,
        sensitivities: Iterable[Sensitivity],
        gate: Gate | None = None,
    ) -> None:
        """Load the network.

        Args:
            artefact: Its folder.
            sensitivities: The most sensitive first.
            gate: Tells which words needn't be read to the end; None: all are.

        Raises:
            ConfigError: It can't be read.
        """
        self._sensitivities = tuple(sensitivities)
        recognizer = _load(artefact)
        vectors = recognizer.model.layers[0].layers[0]
        features = features_of(load_gazetteer(), load_clusters())
        self.encoder = Encoder(vectors.get_ref("encode"), gate)
        embed, first = vectors.get_ref("embed"), self.encoder.first
        self.vectors = WordVectors(embed, features, first)
        self._parser = parser_of(recognizer.model, _moves_of(recognizer))

    def claims(self, texts: Sequence[Sequence[str]]) -> list[dict[Claim, Level]]:
        """Return each text's claims, each with the surest pass's level.

        A text in which a pass finds nothing isn't given to the next.

        Args:
            texts: Their words, at least one each.
        """
        claims: list[dict[Claim, Level]] = [{} for _ in texts]
        if not texts:
            return claims
        course, rest = self._course(texts), set(range(len(texts)))
        for it in self._sensitivities:
            found = [(at, claim) for at, claim in course.claims(it.lean) if at in rest]
            for at, claim in found:
                claims[at][claim] = it.level
            rest = {at for at, _ in found}
            if not rest:
                break
        return claims

    def read_on(self, words: Sequence[str]) -> list[str]:
        """Return which words of a text are read to the end."""
        numbers = self.vectors(words)
        _, near = self.encoder(self.vectors, numbers, [len(words)])
        return [word for word, it in zip(words, near, strict=True) if it]

    def _course(self, texts: Sequence[Sequence[str]]) -> Course:
        words = list(chain.from_iterable(texts))
        numbers = self.vectors(words)
        read = self.encoder(self.vectors, numbers, map(len, texts))
        ends = [0, *accumulate(map(len, texts))]
        return Course(self._parser, read, words, ends)


def _load(artefact: Path) -> Any:  # noqa: ANN401 - untyped
    """Return the trained recognizer."""
    require_cpu()
    try:
        nlp = spacy.load(artefact)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(artefact), "", problem) from None
    if nlp.lang != CODE or nlp.pipe_names != ["ner"]:
        raise ConfigError(str(artefact), "", "not a name model")
    return nlp.get_pipe("ner")


def _moves_of(recognizer: Any) -> list[str]:  # noqa: ANN401 - untyped
    moves = recognizer.moves
    return [moves.get_class_name(number) for number in range(moves.n_moves)]
