"""Fit the gate that lets the network stop early; see `models.gate`.

Run as ``python -m models.build_gate --corpora FOLDER`` after training. The gate learns
from the network itself: which words became part of a finding that counts, in the texts
that the network was trained on. The same folder, model and machine give the same gate.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Linear, Model, Relu, chain, fix_random_seed

from models import layers
from models.corpus import Generator
from models.gate import Gate
from models.language import read_words
from models.layers import Floats, Truths
from models.messages import Draw
from models.names import NameDetector
from models.shipping import ARTEFACT, write_sums
from models.sources import Sources
from models.vectors import Layout
from pipeline.core.detect import Detection, Document
from pipeline.core.findings import THRESHOLD, Finding
from pipeline.core.normalize import prose_of

_TEXTS = 60_000
_PART = 2_000
_HIDDEN = 32
_ROUNDS = 3
_BATCH = 1_024
_RATE = 0.002
_WEIGHT = 6.0
"""A word of a name that is stopped costs more than one that is read for nothing."""
_CAUTION = 4.0
"""Added to the score: stops only what is most certainly no part of a name."""


def build(corpora: Path, artefact: Path, seed: int = 7) -> Gate:
    """Fit a gate to a model, and write it into the model's folder.

    Raises:
        ConfigError: A corpus or the model is missing or unreadable.
    """
    fix_random_seed(seed)
    detector = NameDetector(artefact, gated=False)
    texts = _texts(corpora, seed)
    parts = (texts[at : at + _PART] for at in range(0, len(texts), _PART))
    lessons = [_lesson(detector, part) for part in parts]
    rows, named = (np.concatenate(it) for it in zip(*lessons, strict=True))
    gate = fit(rows, named)
    gate.save(artefact)
    write_sums(artefact)
    return gate


def _texts(corpora: Path, seed: int) -> list[str]:
    """Return texts that are read as they are, without a disguise."""
    messages = [*Sources(corpora, seed).epoch(), *Generator(seed).messages(_TEXTS)]
    texts = dict.fromkeys(message.text for message in messages)
    plain = [text for text in texts if text.strip() and prose_of(text).text == text]
    return Draw(seed).sample(plain, min(_TEXTS, len(plain)))


def _lesson(detector: NameDetector, texts: Sequence[str]) -> tuple[Floats, Truths]:
    """Return each word's vector after the first layer, and whether it is a name's."""
    read = [read_words(text) for text in texts]
    layout = Layout(map(len, read), gap=1)
    network = detector.network
    numbers = network.vectors([word for words in read for word in words.words])
    rows = network.encoder.read_once(network.vectors, numbers, layout)[layout.places]
    answers = detector([Document(text) for text in texts])
    named = [
        any(it.start <= start < it.end for it in _counting(answer))
        for words, answer in zip(read, answers, strict=True)
        for start in words.starts()
    ]
    return rows, np.array(named)


def _counting(answer: Detection) -> list[Finding]:
    return [it for it in answer.findings if it.score >= THRESHOLD]


def fit(rows: Floats, named: Truths) -> Gate:
    """Fit a gate.

    Args:
        rows: A vector for each word.
        named: Which words are a name's.
    """
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    hidden, score = Relu(_HIDDEN), Linear(1)
    model: Model[Any, Any] = chain(hidden, score)
    model.initialize((rows[:_BATCH] - mean) / spread, np.zeros((_BATCH, 1), np.float32))
    weights = np.where(named, _WEIGHT, 1).astype(np.float32)[:, None]
    wanted = named.astype(np.float32)[:, None]
    optimizer = Adam(_RATE)
    for part in _batches(len(rows)):
        scores, learn = model.begin_update((rows[part] - mean) / spread)
        learn((1 / (1 + np.exp(-scores)) - wanted[part]) * weights[part] / _BATCH)
        model.finish_update(optimizer)
    first, last = (
        (layers.weights_of(layer, "W"), layers.weights_of(layer, "b"))
        for layer in (hidden, score)
    )
    scaled = first[0] / spread
    return Gate(
        layers.Linear(scaled, first[1] - scaled @ mean),
        layers.Linear(last[0], last[1] + np.float32(_CAUTION)),
    )


def _batches(count: int) -> Iterator[NDArray[np.intp]]:
    order = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        mixed = order.permutation(count)
        yield from (mixed[at : at + _BATCH] for at in range(0, count, _BATCH))


def main() -> None:
    """Read the command line, and fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="their folder")
    parser.add_argument("--out", type=Path, default=ARTEFACT, help="the model's folder")
    options = parser.parse_args()
    build(options.corpora, options.out)


if __name__ == "__main__":
    main()
