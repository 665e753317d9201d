"""The trainer, on a few messages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.util import load_model_from_path

from models.corpus import Generator
from models.messages import Message, Piece
from models.names import NameDetector
from models.shipping import check_sums
from models.train import (
    Plan,
    as_example,
    batches,
    blend,
    new_pipeline,
    runs_of,
    train,
    write,
)
from pipeline.core.detect import Document, Verdict
from pipeline.core.errors import ConfigError

PLAN = Plan(width=16, depth=1, seed=1)


def test_an_example_has_its_names_without_the_spaces_around() -> None:
    """A label that ends in a space can't be learnt."""
    pieces = (Piece("Hi"), Piece(" Ann Lee\n", "PERSON"), Piece("bye"))

    example = as_example(new_pipeline(PLAN), Message(pieces, "en"))

    assert example is not None
    assert [(it.text, it.label_) for it in example.reference.ents] == [
        ("Ann Lee", "PERSON")
    ]


@pytest.mark.parametrize("text", ["", "a b " * 100], ids=["empty", "too long"])
def test_what_cannot_be_learnt_from_is_left_out(text: str) -> None:
    """One long text would cost as much as a hundred chats."""
    assert as_example(new_pipeline(PLAN), Message((Piece(text),), "en")) is None


def test_a_written_model_is_read_back_without_a_string_of_its_corpus(
    tmp_path: Path,
) -> None:
    """What ships holds weights, settings and sums, and no vocabulary."""
    nlp = new_pipeline(PLAN)
    examples = next(batches(nlp, Generator(2).messages(300)))
    nlp.initialize(lambda: examples)

    write(nlp, tmp_path / "model", [PLAN])

    assert NameDetector(tmp_path / "model")([Document("Hi")])[0].verdict is Verdict.OK
    names = {path.name for path in (tmp_path / "model").rglob("*") if path.is_file()}
    assert names == {
        "SHA256SUMS", "config.cfg", "meta.json", "plan.json", "cfg", "model", "moves",
    }  # fmt: skip


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    """Weights that nobody trained must not run."""
    nlp = new_pipeline(PLAN)
    examples = next(batches(nlp, Generator(2).messages(300)))
    nlp.initialize(lambda: examples)
    write(nlp, tmp_path, [PLAN])
    weights = tmp_path / "ner" / "model"

    weights.write_bytes(weights.read_bytes()[:-1] + b"\0")

    with pytest.raises(ConfigError, match="not the files"):
        check_sums(tmp_path)


def test_new_weights_have_no_old_gate(tmp_path: Path) -> None:
    """A gate that knows other weights would stop names in silence."""
    nlp = new_pipeline(PLAN)
    examples = next(batches(nlp, Generator(2).messages(300)))
    nlp.initialize(lambda: examples)
    (tmp_path / "gate.npz").write_bytes(b"of another model")

    write(nlp, tmp_path, [PLAN])

    assert not (tmp_path / "gate.npz").exists()


def test_a_blend_is_the_mean_of_two_models(tmp_path: Path) -> None:
    """A model that was trained further keeps half of what it was."""
    nlp = new_pipeline(PLAN)
    examples = next(batches(nlp, Generator(2).messages(300)))
    nlp.initialize(lambda: examples)
    write(nlp, tmp_path, [PLAN])
    ner: Any = nlp.get_pipe("ner")
    embedding = next(it for it in ner.model.walk() if it.has_param("E"))
    before = embedding.get_param("E")
    embedding.set_param("E", before + 2)

    blend(nlp, load_model_from_path(tmp_path))

    assert np.allclose(embedding.get_param("E"), before + 1)


def test_a_model_is_trained_further_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps the plans of all its runs, and half of its weights."""

    def few(plan: Plan, _: Path) -> Iterator[list[Message]]:
        yield list(Generator(plan.seed).messages(300))

    monkeypatch.setattr("models.train.epochs", few)
    again = replace(PLAN, seed=2)

    train(tmp_path, tmp_path / "model", PLAN)
    first = check_sums(tmp_path / "model")
    train(tmp_path, tmp_path / "model", again, tmp_path / "model")

    assert check_sums(tmp_path / "model") != first
    assert runs_of(tmp_path / "model") == [PLAN, again]
