"""Train the name model and write it where the detector looks for it.

Run as ``python -m models.train --corpora FOLDER``; `models.sources` describes what
the folder must hold. The same folder, versions, seed and machine give the same weights.
"""

import argparse
import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans
from spacy.util import load_model_from_path as load_model
from thinc.api import Adam, Optimizer, fix_random_seed, warmup_linear

from models.clusters import load_clusters
from models.corpus import Generator
from models.gate import FILE as GATE
from models.gazetteer import load_gazetteer
from models.language import FEATURES, Chat, know
from models.messages import LABELS, Draw, Message
from models.shipping import ARTEFACT, write_sums
from models.sources import Sources

_ROWS = (8000, 2500, 4000, 1000, 100, 4000)
"""Rows of the embedding table of each of `FEATURES`."""
PLANS = "plan.json"
_BATCH_WORDS = 1200
_LONGEST_WORDS = 150
_WARM_UP_STEPS = 100
_SAMPLE = 2000
"""Messages that the network's shape is inferred from."""
_STEPS_A_LINE = 200
_WORDS_A_SPACE = 1.3125
"""Words of ours, with points and brackets, for each word between spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the model is trained.

    Attributes:
        width: Width of every layer.
        depth: Layers of the window encoder: each adds a word of context a side.
        epochs: Times that the corpora's shares are drawn; sets the learning rate's
            way down to zero.
        stop_after: Epochs that are run.
        generated: Generated messages in an epoch.
        seed: Of everything random.
        visible: Share of the gazetteer's names that training sees.
        rate: Highest learning rate.
    """

    width: int = 96
    depth: int = 4
    epochs: int = 4
    stop_after: int = 4
    generated: int = 120_000
    seed: int = 7
    visible: float = 0.6
    rate: float = 0.0015


def train(corpora: Path, out: Path, plan: Plan, start: Path | None = None) -> None:
    """Train a model on the corpora in a folder; write it to `out` after each epoch.

    Args:
        corpora: See `models.sources`.
        out: Where the model goes.
        plan: How it is trained.
        start: A model of the same shape that is trained further, on new texts; what
            is written is the mean of both, which does better than either.

    Raises:
        ConfigError: A corpus is missing or unreadable.
    """
    runs = [*runs_of(start), plan] if start else [plan]
    before = load_model(start) if start else None  # `out` may be the same folder
    fix_random_seed(plan.seed)
    nlp = new_pipeline(plan)
    rest = epochs(plan, corpora)
    first = next(rest)
    sample = [as_example(nlp, message) for message in first[:_SAMPLE]]
    nlp.initialize(lambda: [example for example in sample if example])
    if start:
        nlp.from_disk(start, exclude=["vocab"])
    optimizer = _optimizer(plan, first)
    for number, messages in enumerate(itertools.chain([first], rest), start=1):
        _run_epoch(nlp, optimizer, messages, number)
        with nlp.use_params(optimizer.averages):
            if before:
                blend(nlp, before)
            write(nlp, out, runs)


def blend(nlp: Language, before: Language) -> None:
    """Set each weight to the mean of what it is and what it was `before`."""
    was: Any = before.get_pipe("ner")
    now: Any = nlp.get_pipe("ner")
    for old, new in zip(was.model.walk(), now.model.walk(), strict=True):
        for name in filter(new.has_param, new.param_names):
            new.set_param(name, (old.get_param(name) + new.get_param(name)) / 2)


def new_pipeline(plan: Plan) -> Language:
    """Return an untrained pipeline that sees part of the gazetteer."""
    nlp = Chat()
    ner: Any = nlp.add_pipe("ner", config={"model": _network(plan)})
    for label in LABELS:
        ner.add_label(label)
    know(nlp.vocab, load_gazetteer().sample(plan.visible), load_clusters())
    return nlp


def _network(plan: Plan) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": plan.width,
                "attrs": list(FEATURES),
                "rows": list(_ROWS),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": plan.width,
                "depth": plan.depth,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    }


def epochs(plan: Plan, corpora: Path) -> Iterator[list[Message]]:
    """Yield each epoch's messages, shuffled."""
    sources = Sources(corpora, plan.seed)
    generator = Generator(plan.seed)
    draw = Draw(plan.seed)
    for _ in range(plan.stop_after):
        messages = [*sources.epoch(), *generator.messages(plan.generated)]
        draw.shuffle(messages)
        yield messages


def batches(nlp: Language, messages: Iterable[Message]) -> Iterator[list[Example]]:
    """Yield examples in batches of about `_BATCH_WORDS` words."""
    batch: list[Example] = []
    words = 0
    for example in filter(None, (as_example(nlp, message) for message in messages)):
        batch.append(example)
        words += len(example.reference)
        if words >= _BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def as_example(nlp: Language, message: Message) -> Example | None:
    """Return a training example, or None for an empty or a very long message."""
    reference = nlp.make_doc(message.text)
    if not 0 < len(reference) <= _LONGEST_WORDS:
        return None
    reference.set_ents(filter_spans(list(_entities(reference, message))))
    words = [token.text for token in reference]
    spaces = [bool(token.whitespace_) for token in reference]
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)


def _entities(doc: Doc, message: Message) -> Iterator[Span]:
    start = 0
    for text, label in message.pieces:
        lead, trail = len(text) - len(text.lstrip()), len(text.rstrip())
        if label and lead < trail:
            span = doc.char_span(
                start + lead, start + trail, label, alignment_mode="expand"
            )
            if span is not None and not span[0].is_space and not span[-1].is_space:
                yield span
        start += len(text)


def _optimizer(plan: Plan, first_epoch: Iterable[Message]) -> Optimizer:
    words = sum(len(message.text.split()) for message in first_epoch) * _WORDS_A_SPACE
    steps = int(words / _BATCH_WORDS * plan.epochs) + 1
    rates: Any = warmup_linear(plan.rate, _WARM_UP_STEPS, steps)
    optimizer: Optimizer = Adam(
        rates, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True
    )
    return optimizer


def _run_epoch(
    nlp: Language, optimizer: Optimizer, messages: Iterable[Message], number: int
) -> None:
    losses: dict[str, float] = {}
    console, words, dropout = Console(), 0, 0.15 if number == 1 else 0.1
    for step, batch in enumerate(batches(nlp, messages), start=1):
        nlp.update(batch, sgd=optimizer, drop=dropout, losses=losses)
        optimizer.step_schedules()  # type: ignore[no-untyped-call]
        words += sum(len(example.reference) for example in batch)
        if step % _STEPS_A_LINE == 0:
            loss = losses["ner"] / words
            console.print(f"epoch {number}, {words:,} words: loss {loss:.4f}")


def runs_of(artefact: Path) -> list[Plan]:
    """Return the plans by which a model was trained, one after the other."""
    runs = json.loads((artefact / PLANS).read_text(encoding="utf-8"))
    return [Plan(**run) for run in runs]


def write(nlp: Language, out: Path, runs: Sequence[Plan]) -> None:
    """Write weights and settings alone: no string of any corpus.

    The card that a folder holds for people stays.
    """
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "ner", ignore_errors=True)
    (out / GATE).unlink(missing_ok=True)  # it knows other weights
    nlp.to_disk(out, exclude=["vocab"])
    plans = json.dumps([asdict(run) for run in runs], indent=1)
    (out / PLANS).write_text(f"{plans}\n", encoding="utf-8")
    write_sums(out)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="their folder")
    parser.add_argument("--out", type=Path, default=ARTEFACT, help="the model's folder")
    parser.add_argument("--start", type=Path, help="a model to train further")
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = vars(parser.parse_args())
    folders = [options.pop(name) for name in ("corpora", "out", "start")]
    corpora, out, start = folders
    train(corpora, out, Plan(**options), start)


if __name__ == "__main__":
    main()
