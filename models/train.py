"""Train the name model and write it where the detector looks for it.

Run as ``python -m models.train --corpora FOLDER``; `models.sources` describes what
the folder must hold. The same folder, versions, seed and machine give the same file.
"""

import argparse
import itertools
import json
import random
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed
from thinc.api import Adam, Optimizer, warmup_linear

from models.corpus import LOCATION, ORGANIZATION, PERSON, Generator, Message
from models.gazetteer import load_gazetteer
from models.language import FEATURES, Chat, know
from models.sources import Sources

ARTEFACT = Path(__file__).with_name("shipped")
LABELS = (PERSON, LOCATION, ORGANIZATION)
_ROWS = (8000, 2500, 4000, 1000, 100)
_BATCH_WORDS = 1200
_LONGEST_WORDS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the model is trained.

    Attributes:
        width: Width of every layer.
        depth: Layers of the window encoder: each adds a word of context a side.
        epochs: Times that the corpora's shares are drawn.
        generated: Generated messages in an epoch.
        seed: Of everything random.
        visible: Share of the gazetteer's names that training sees.
        rate: Highest learning rate.
    """

    width: int = 64
    depth: int = 2
    epochs: int = 1
    generated: int = 60_000
    seed: int = 7
    visible: float = 0.6
    rate: float = 0.0015


def new_pipeline(plan: Plan) -> Language:
    """Return an untrained pipeline that sees part of the gazetteer."""
    nlp = Chat()
    ner = nlp.add_pipe("ner", config={"model": _network(plan)})
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    know(nlp.vocab, load_gazetteer().sample(plan.visible))
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
    for piece in message.pieces:
        end = start + len(piece.text)
        lead = len(piece.text) - len(piece.text.lstrip())
        trail = len(piece.text) - len(piece.text.rstrip())
        if piece.label and start + lead < end - trail:
            span = doc.char_span(start + lead, end - trail, piece.label, alignment_mode="expand")
            if span is not None and not span[0].is_space and not span[-1].is_space:
                yield span
        start = end


def epochs(plan: Plan, corpora: Path) -> Iterator[list[Message]]:
    """Yield each epoch's messages, shuffled."""
    sources = Sources(corpora, plan.seed)
    generator = Generator(plan.seed)
    draw = random.Random(plan.seed)  # noqa: S311 - an order, not a secret
    for _ in range(plan.epochs):
        messages = [*sources.epoch(), *generator.messages(plan.generated)]
        draw.shuffle(messages)
        yield messages


def batches(nlp: Language, messages: Iterable[Message]) -> Iterator[list[Example]]:
    """Yield examples in batches of about `_BATCH_WORDS` words."""
    batch: list[Example] = []
    words = 0
    for message in messages:
        example = as_example(nlp, message)
        if example is not None:
            batch.append(example)
            words += len(example.reference)
        if words >= _BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def train(corpora: Path, out: Path, plan: Plan) -> Language:
    """Train a model on the corpora in a folder and write it to `out`.

    Raises:
        ConfigError: A corpus is missing or unreadable.
    """
    fix_random_seed(plan.seed)
    nlp = new_pipeline(plan)
    lines = epochs(plan, corpora)
    first = next(lines)
    sample = [as_example(nlp, message) for message in first[:2000]]
    nlp.initialize(lambda: [example for example in sample if example])
    optimizer = Adam(
        warmup_linear(plan.rate, 100, _steps(plan, first)),
        L2=0.01,
        grad_clip=1.0,
        L2_is_weight_decay=True,
        use_averages=True,
    )
    for number, messages in enumerate(itertools.chain([first], lines), start=1):
        _run_epoch(nlp, optimizer, messages, number)
    with nlp.use_params(optimizer.averages):
        write(nlp, out, plan)
    return nlp


def _steps(plan: Plan, messages: Sequence[Message]) -> int:
    words = sum(len(message.text.split()) for message in messages) * 1.25
    return int(words / _BATCH_WORDS * plan.epochs * 1.05) + 1


def _run_epoch(nlp: Language, optimizer: Optimizer, messages: Sequence[Message], number: int) -> None:
    losses: dict[str, float] = {}
    begun, words, dropout = time.monotonic(), 0, 0.15 if number == 1 else 0.1
    for step, batch in enumerate(batches(nlp, messages)):
        nlp.update(batch, sgd=optimizer, drop=dropout, losses=losses)
        optimizer.step_schedules()
        words += sum(len(example.reference) for example in batch)
        if step % 200 == 199:
            pace = words / (time.monotonic() - begun)
            print(f"epoch {number} step {step + 1}: loss {losses['ner'] / words:.4f}, {pace:,.0f} words/s", flush=True)  # noqa: T201 - a program's progress


def write(nlp: Language, out: Path, plan: Plan) -> None:
    """Write the weights and settings alone: no string of any corpus."""
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out, exclude=["vocab"])
    (out / "plan.json").write_text(json.dumps(asdict(plan), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=ARTEFACT, help="where the model is written")
    plan = Plan()
    for name, value in asdict(plan).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = vars(parser.parse_args())
    train(options.pop("corpora"), options.pop("out"), Plan(**options))


if __name__ == "__main__":
    main()
