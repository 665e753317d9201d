"""The gate that lets the network stop early."""

import shutil
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from models.build_gate import fit
from models.corpus import Generator
from models.gate import FILE, Gate, load_gate
from models.layers import Linear
from models.names import NameDetector
from models.shipping import ARTEFACT
from pipeline.core.detect import Document
from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD

TEXTS = [message.text for message in islice(Generator(17).messages(1_500), 1_500)]


def findings(detector: NameDetector) -> set[tuple[int, int, int]]:
    """Return where names that count stand: the text's number, start and end."""
    answers = detector([Document(text) for text in TEXTS])
    return {
        (number, it.start, it.end)
        for number, answer in enumerate(answers)
        for it in answer.findings
        if it.score >= THRESHOLD
    }


def test_what_is_found_is_what_a_whole_reading_finds() -> None:
    """Of a thousand names, the gate may cost two."""
    whole, gated = (findings(NameDetector(gated=it)) for it in (False, True))

    assert len(whole) > len(TEXTS) / 3
    assert len(whole ^ gated) <= 0.002 * len(whole)


def test_most_words_are_stopped() -> None:
    """Otherwise the gate would only cost time."""
    detector = NameDetector()
    texts = [text.split() for text in TEXTS]

    read = [len(detector.network.read_on(words)) for words in texts]

    assert sum(read) < 0.6 * sum(map(len, texts))


def test_a_gate_learns_which_words_are_named() -> None:
    """A direction in which all names lie is enough to tell them."""
    rows = np.random.default_rng(5).standard_normal((200_000, 8)).astype(np.float32)
    named = rows[:, 0] > 1

    may_be = fit(rows, named)(rows)

    assert may_be[named].mean() > 0.99
    assert may_be.mean() < 0.5


def test_a_gate_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Weights survive the file."""
    gate = Gate(
        Linear(np.ones((2, 3), np.float32), np.zeros(2, np.float32)),
        Linear(np.ones((1, 2), np.float32), np.full(1, -3, np.float32)),
    )
    gate.save(tmp_path)
    rows = np.array([[1, 1, 1], [0, 1, 0]], np.float32)

    read = load_gate(tmp_path)

    assert read is not None
    assert read(rows).tolist() == gate(rows).tolist() == [True, False]


def test_a_model_without_a_gate_reads_everything(tmp_path: Path) -> None:
    """As a model that was trained a moment ago."""
    assert load_gate(tmp_path) is None


def test_a_damaged_gate_is_refused(tmp_path: Path) -> None:
    """No text is read by half a gate."""
    shutil.copy(ARTEFACT / FILE, tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(ConfigError, match=FILE):
        load_gate(tmp_path)
