"""Texts of other people, read as messages.

A corpus is a gzipped JSONL file, a text a line, such as::

    {"lang": "en", "text": "Ann is in",
     "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}

Offsets count code points; spans are sorted and disjoint. Labels other than PERSON,
LOCATION and ORGANIZATION count as none. `SOURCES` names the files, with the share of
each that one epoch sees (2.0: each text twice); a file that is absent is an error,
since a model without it would be another one. A corpus in `ANNOTATED` came without
labels: `models.annotations` has them. One text in twenty is held out, to measure on:
``python -m models.sources --corpora FOLDER --held OUT`` writes these.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

from models.annotations import read_annotations
from models.corpus import LANGUAGES, Generator
from models.interface import read_interface
from models.messages import LABELS, LOCATION, PERSON, Draw, Message, Piece
from models.roughen import slip
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
    "../unlabelled/wikinews_text_it": 2.0,
}
ANNOTATED = {"../unlabelled/wikinews_text_it": "wikinews_text_it"}
"""Corpora whose labels are kept in the project, and the name of their file there."""

CHAT = Path(__file__).with_name("chat")
"""Chat that was written by hand for this project, in the same form; not the messages of
`tests/golden`, which nothing is trained on."""
CHAT_SHARE = 10
"""Times that an epoch sees it: it is what the model is for, and small."""

_MIXED = ("de", "it", "en")
"""Languages that a mixed message's names are drawn from."""
_LOWER_CASED = ("multiconer", "hwu64", "slurp", "multidogo")
_PRONOUNS = {
    "de": {"er", "sie", "ihm", "ihn"},
    "en": {"he", "she", "him"},
    "es": {"él", "ella"},
    "fr": {"elle"},
    "it": {"lui", "lei"},
    "nl": {"hij", "hem"},
}
_PUNCTUATION = re.compile(r"[.,!?;:\"()]+")
_SENTENCE_START = re.compile(r"[.!?] [a-zà-ÿ]")
_BEFORE = (", ", ": ", " - ", "! ", " ", "\n")
_AFTER = (", ", " - ", "\n", " ", " (", ": ")
_LONGEST = 800
_HELD_OUT = 20


def read_source(folder: Path, name: str) -> list[Message]:
    """Read one corpus, without what is held out.

    Raises:
        ConfigError: The file is missing or isn't what the module describes.
    """
    return [_message(row) for row in read_rows(folder, name) if not is_held(row)]


def read_chat() -> list[Message]:
    """Read the project's own chat."""
    lines = [
        line
        for file in sorted(CHAT.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    return [_message(_of_one_language(json.loads(line))) for line in lines]


def _of_one_language(row: dict[str, Any]) -> dict[str, Any]:
    if row["lang"] in LANGUAGES:
        return row
    return {**row, "lang": _MIXED[crc32(row["text"].encode()) % len(_MIXED)]}


def is_held(row: dict[str, Any]) -> bool:
    """Tell whether a text is kept from training; other copies of it are, too."""
    return crc32(row["text"].encode()) % _HELD_OUT == 0


def write_held(folder: Path, out: Path) -> None:
    """Write what is held out of each corpus, in the form that they are read in.

    Raises:
        ConfigError: A corpus is missing or isn't what the module describes.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        held = filter(is_held, read_rows(folder, name))
        path = out / f"{Path(name).name}.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(row)}\n" for row in held)


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read one corpus as it is stored, with the labels that the project adds.

    Raises:
        ConfigError: The file is missing or isn't what the module describes.
    """
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return _annotated(rows, ANNOTATED[name]) if name in ANNOTATED else rows
    except (OSError, ValueError, KeyError) as error:
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(path), "", problem) from None


def _annotated(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    spans = read_annotations(name)
    return [{**row, "spans": spans[row["id"]]} for row in rows if row["id"] in spans]


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


def read_harmless() -> list[Message]:
    """Read everyday texts without any person."""
    return [
        Message((Piece(text),), language)
        for language in LANGUAGES
        for text in read_interface(language)
    ]


class Sources:
    """The corpora of a folder, drawn from anew for each epoch."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Read every corpus from `folder`."""
        self._messages = {name: read_source(folder, name) for name in SOURCES}
        self._chat = read_chat()
        self._harmless = read_harmless()
        self._draw = Draw(seed)
        self._people = Generator(seed).people

    def epoch(self) -> Iterator[Message]:
        """Yield each corpus's share, spelled in new ways."""
        for name, share in SOURCES.items():
            messages = self._messages[name]
            lower_cased = name.startswith(_LOWER_CASED)
            for message in self._share(messages, share):
                if len(message.text) <= _LONGEST:
                    yield self._vary(message, lower_cased=lower_cased)
        for message in self._share(self._chat, CHAT_SHARE):
            yield self._vary(message, lower_cased=False)
        for message in self._harmless:
            yield self._vary(self._address(message), lower_cased=False)

    def _share(self, messages: list[Message], share: float) -> list[Message]:
        whole, part = divmod(share, 1)
        return messages * int(whole) + self._draw.sample(
            messages, int(len(messages) * part)
        )

    def _vary(self, message: Message, *, lower_cased: bool) -> Message:
        if self._draw.happens(0.25):
            message = self._swap_people(message)
        if self._draw.happens(0.3):
            message = self._name_pronouns(message)
        message = self._change_case(message, lower_cased=lower_cased)
        if self._draw.happens(0.12):
            message = message.respell(strip_accents)
        message = slip(message, self._draw)
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


def main() -> None:
    """Read the command line and write the held-out texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="their folder")
    parser.add_argument("--held", type=Path, required=True, help="a folder to write")
    options = parser.parse_args()
    write_held(options.corpora, options.held)


if __name__ == "__main__":
    main()
