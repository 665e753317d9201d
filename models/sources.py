"""Texts of other people, read as messages.

A corpus is a gzipped JSONL file, a text a line, such as::

    {"lang": "en", "text": "Ann is in",
     "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}

Offsets count code points; spans are sorted and disjoint. Labels other than PERSON,
LOCATION and ORGANIZATION count as none. `SOURCES` names the files, with the share of
each that one epoch sees; a file that is absent is an error, since a model without it
would be another one. `UNLABELLED` has texts without labels: their runs of words in
small letters hold no name and serve as harmless text.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.corpus import LANGUAGES, Generator
from models.interface import read_interface
from models.messages import LABELS, LOCATION, PERSON, Draw, Message, Piece
from models.roughen import misspell
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
UNLABELLED = {"../unlabelled/wikinews_text_it": "it"}
_LOWER_CASED = ("multiconer", "hwu64", "slurp", "multidogo")
_PRONOUNS = {
    "de": {"er", "sie", "ihm", "ihn"},
    "en": {"he", "she", "him"},
    "es": {"él", "ella"},
    "fr": {"elle"},
    "it": {"lui", "lei"},
    "nl": {"hij", "hem"},
}
_HARMLESS_RUN = re.compile(r"(?:\b[a-zà-ÿ]+['’ ,]{1,2}){4,14}\b[a-zà-ÿ]+\b")
_PUNCTUATION = re.compile(r"[.,!?;:\"()]+")
_SENTENCE_START = re.compile(r"[.!?] [a-zà-ÿ]")
_BEFORE = (", ", ": ", " - ", "! ", " ", "\n")
_AFTER = (", ", " - ", "\n", " ", " (", ": ")
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
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(path), "", problem) from None


def _message(row: dict[str, Any]) -> Message:
    text, end = row["text"], 0
    pieces: list[Piece] = []
    for span in row["spans"]:
        entity = text[span["start"] : span["end"]]
        if _is_kept(entity, span["label"]):
            pieces += [Piece(text[end : span["start"]]), Piece(entity, span["label"])]
            end = span["end"]
    return Message((*pieces, Piece(text[end:])), row["lang"])


def _is_kept(entity: str, label: str) -> bool:
    """Tell whether a label is learnt; a LOCATION with digits is an address."""
    return label in LABELS and not (label == LOCATION and any(map(str.isdigit, entity)))


def read_harmless(folder: Path) -> list[Message]:
    """Read everyday texts without any person."""
    texts = [
        (run, language)
        for name, language in UNLABELLED.items()
        for message in read_source(folder, name)
        for run in _HARMLESS_RUN.findall(message.text)
    ]
    texts += [(text, it) for it in LANGUAGES for text in read_interface(it)]
    return [Message((Piece(text),), language) for text, language in texts]


class Sources:
    """The corpora of a folder, drawn from anew for each epoch."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Read every corpus from `folder`."""
        self._messages = {name: read_source(folder, name) for name in SOURCES}
        self._harmless = read_harmless(folder)
        self._draw = Draw(seed)
        self._people = Generator(seed).people

    def epoch(self) -> Iterator[Message]:
        """Yield each corpus's share, spelled in new ways."""
        for name, share in SOURCES.items():
            messages = self._messages[name]
            lower_cased = name.startswith(_LOWER_CASED)
            for message in self._draw.sample(messages, int(len(messages) * share)):
                if len(message.text) <= _LONGEST:
                    yield self._vary(message, lower_cased=lower_cased)
        for message in self._harmless:
            yield self._vary(self._address(message), lower_cased=False)

    def _vary(self, message: Message, *, lower_cased: bool) -> Message:
        if self._draw.happens(0.25):
            message = self._swap_people(message)
        if self._draw.happens(0.3):
            message = self._name_pronouns(message)
        message = self._change_case(message, lower_cased=lower_cased)
        if self._draw.happens(0.12):
            message = message.respell(strip_accents)
        if self._draw.happens(0.08):
            message = message.respell(lambda text: misspell(text, self._draw))
        if self._draw.happens(0.15):
            message = message.respell(lambda text: _PUNCTUATION.sub("", text))
        return message

    def _change_case(self, message: Message, *, lower_cased: bool) -> Message:
        """Give half of a lower-cased corpus its capitals; take them from others."""
        if lower_cased:
            return _capitalise(message) if self._draw.happens(0.5) else message
        if self._draw.happens(0.3):
            return message.respell(str.lower)
        return message.respell(str.upper) if self._draw.happens(0.04) else message

    def _address(self, message: Message) -> Message:
        """Put a name before or after one in ten harmless texts."""
        if not self._draw.happens(0.1):
            return message
        form = self._draw.choice(["first", "full", "last"])
        name = Piece(self._people.name(message.language, form), PERSON)
        if self._draw.happens(0.5):
            joint = Piece(self._draw.choice(_BEFORE))
            return replace(message, pieces=(name, joint, *message.pieces))
        joint = Piece(self._draw.choice(_AFTER))
        return replace(message, pieces=(*message.pieces, joint, name))

    def _name_pronouns(self, message: Message) -> Message:
        """Let a person stand where the text says `he` or `she`."""
        pronouns = _PRONOUNS.get(message.language, set())
        if pronouns.isdisjoint(message.text.split()):
            return message
        pieces: list[Piece] = []
        for piece in message.pieces:
            words = [piece.text] if piece.label else re.split(r"(\s+)", piece.text)
            pieces += [
                self._somebody(message)
                if word in pronouns
                else Piece(word, piece.label)
                for word in words
            ]
        return replace(message, pieces=tuple(pieces))

    def _somebody(self, message: Message) -> Piece:
        form = self._draw.choice(["first", "first", "full", "last"])
        name = self._people.name(message.language, form)
        return Piece(name.lower() if message.text.islower() else name, PERSON)

    def _swap_people(self, message: Message) -> Message:
        swapped = (self._swap(piece, message.language) for piece in message.pieces)
        return replace(message, pieces=tuple(swapped))

    def _swap(self, piece: Piece, language: str) -> Piece:
        if piece.label != PERSON:
            return piece
        single = "first" if self._draw.happens(0.5) else "last"
        form = single if len(piece.text.split()) == 1 else "full"
        name = self._people.name(language, form)
        return Piece(name.lower() if piece.text.islower() else name, PERSON)


def _capitalise(message: Message) -> Message:
    """Give a lower-cased message its capitals: names, and where a sentence starts."""
    pieces = [
        Piece(p.text.title() if p.label else _capitalise_sentences(p.text), p.label)
        for p in message.pieces
    ]
    first = pieces[0]
    pieces[0] = Piece(first.text[:1].upper() + first.text[1:], first.label)
    return replace(message, pieces=tuple(pieces))


def _capitalise_sentences(text: str) -> str:
    return _SENTENCE_START.sub(lambda match: match[0].upper(), text)
