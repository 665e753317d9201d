"""Labelled texts of other people, read as messages.

A corpus is a gzipped JSONL file, a text a line::

    {"lang": "en", "text": "Ann is here", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}

Offsets count code points; spans are sorted and disjoint. Labels other than PERSON,
LOCATION and ORGANIZATION count as none. `SOURCES` names the files, with the share of
each that one epoch sees; a file that is absent is an error, since a model without it
would be another one.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from models.corpus import LOCATION, ORGANIZATION, PERSON, Generator, Message, Piece, misspell
from models.spelling import strip_accents
from pipeline.core.errors import ConfigError

SOURCES: Mapping[str, float] = {
    "multidogo_chat_en": 0.9,
    "star_chat_en": 0.5,
    "btc_tweets_en": 1.0,
    "wnut17_en": 1.0,
    "wikigold_en": 1.0,
    "hwu64_voice_en": 0.7,
    "slurp_voice_en": 1.0,
    "multiconer_de": 0.4,
    "multiconer_en": 0.4,
    "multiconer_es": 0.4,
    "multiconer_nl": 0.3,
    "germeval_dev_de": 1.0,
    "germeval_testB_de": 1.0,
    "europeana_de": 0.25,
    "europeana_fr": 0.3,
    "europeana_nl": 0.2,
    "ler_legal_de": 0.15,
    "meddocan_es": 0.15,
}
_LOWER_CASED = ("multiconer", "hwu64", "slurp", "multidogo")
_KEPT = {PERSON, LOCATION, ORGANIZATION}
_LONGEST = 800


def read_source(folder: Path, name: str) -> list[Message]:
    """Read one corpus.

    Raises:
        ConfigError: The file is missing or isn't what the module describes.
    """
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [_message(json.loads(line)) for line in lines]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(str(path), "", f"unreadable: {type(error).__name__}") from None


def _message(row: dict[str, object]) -> Message:
    text, spans, pieces, end = row["text"], row["spans"], [], 0
    assert isinstance(text, str)
    assert isinstance(spans, list)
    for span in spans:
        entity = text[span["start"] : span["end"]]
        if span["label"] not in _KEPT or (span["label"] == LOCATION and any(map(str.isdigit, entity))):
            continue
        pieces += [Piece(text[end : span["start"]]), Piece(entity, span["label"])]
        end = span["end"]
    return Message((*pieces, Piece(text[end:])), str(row["lang"]))


class Sources:
    """The corpora of a folder, drawn from anew for each epoch."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Read every corpus of `SOURCES` from `folder`."""
        self._messages = {name: read_source(folder, name) for name in SOURCES}
        self._random = random.Random(seed)  # noqa: S311 - training data, not secrets
        self._generator = Generator(seed)

    def epoch(self) -> Iterator[Message]:
        """Yield each corpus's share, spelled in new ways."""
        for name, share in SOURCES.items():
            messages = self._messages[name]
            restore = name.startswith(_LOWER_CASED)
            for message in self._random.sample(messages, int(len(messages) * share)):
                if len(message.text) <= _LONGEST:
                    yield self._vary(message, restore_case=restore)

    def _vary(self, message: Message, *, restore_case: bool) -> Message:
        chance = self._random.random
        if chance() < 0.25:
            message = self._swap_people(message)
        if restore_case:
            message = _capitalise(message) if chance() < 0.5 else message
        elif chance() < 0.3:
            message = message.respell(str.lower)
        elif chance() < 0.04:
            message = message.respell(str.upper)
        if chance() < 0.12:
            message = message.respell(strip_accents)
        if chance() < 0.08:
            message = message.respell(lambda text: misspell(text, self._random))
        if chance() < 0.15:
            message = message.respell(_without_punctuation)
        return message

    def _swap_people(self, message: Message) -> Message:
        return replace(message, pieces=tuple(map(self._swap, message.pieces, [message.language] * len(message.pieces))))

    def _swap(self, piece: Piece, language: str) -> Piece:
        if piece.label != PERSON:
            return piece
        kind = {1: "first" if self._random.random() < 0.5 else "last"}.get(len(piece.text.split()), "full")
        name = self._generator.name(language, kind)
        return Piece(name.lower() if piece.text.islower() else name, PERSON)


def _without_punctuation(text: str) -> str:
    return re.sub(r"[.,!?;:\"()]+", "", text)


def _capitalise(message: Message) -> Message:
    """Give a lower-cased message its capitals: names, and where a sentence starts."""
    pieces = [Piece(p.text.title() if p.label else _capitalise_sentences(p.text), p.label) for p in message.pieces]
    first = pieces[0]
    pieces[0] = Piece(first.text[:1].upper() + first.text[1:], first.label)
    return replace(message, pieces=tuple(pieces))


def _capitalise_sentences(text: str) -> str:
    return re.sub(r"[.!?] [a-zà-ÿ]", lambda match: match[0].upper(), text)
