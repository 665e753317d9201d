"""The language of chat: one tokenizer and one set of word features for all.

Registered with spaCy as ``chat``. Import this module before loading a model that
was trained in it: the features are functions and are installed, not stored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

from spacy.attrs import (  # type: ignore[import-not-found]  # no stub is published
    IS_SPACE,
    LANG,
    LOWER,
    NORM,
    PREFIX,
    SHAPE,
    SUFFIX,
)
from spacy.language import BaseDefaults, Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab
from thinc.api import Config
from typing_extensions import override

from models.clusters import Clusters, load_clusters
from models.gazetteer import Gazetteer, load_gazetteer
from models.spelling import fold_word

CODE = "chat"
FEATURES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "LANG", "LOWER")
"""What the network sees of a word. ``LANG``, which a text in mixed languages has
no other use for, holds the gazetteer's class; ``LOWER``, which says no more than
``NORM``, the word's cluster."""

LONGEST_WORD = 40
"""Longer runs are cut, so that no word costs more than that."""

_TOKEN = re.compile(
    rf"""(
      [^\W\d_]{{1,{LONGEST_WORD}}}+(?!['’\u0300-\u036f])  # a word like most
    | [^\W\d_]{{1,6}}['’](?=[^\W\d_]{{2}})              # dell'avvocato, O'Brien
    | (?:[^\W\d_][\u0300-\u036f]?){{1,{LONGEST_WORD}}}  # a word
    | \d{{1,{LONGEST_WORD}}}
    | \s+
    | ['’][sS]\b                                        # Anna's
    | (\S)\2{{0,9}}                                     # !!!
    )([ ](?!\s))?                                       # the space after it
    """,
    re.VERBOSE,
)
_HUMP = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[a-zà-öø-ÿß].)")
"""Looks behind, since capitals are rare: a text is searched in half of the time."""
_LONGEST_RUN = 4
_NO_CLASS = {"_": CODE}
"""spaCy asks a vocabulary for the language of this word to know its own."""
_UNENCODABLE = re.compile(r"[\ud800-\udfff\x00]")


def split_words(text: str) -> list[str]:
    """Cut a text into words and white space that together are the text.

    Words end at apostrophes, hyphens, digits and where a capital follows a small
    letter, as in the greeting ``HalloAnna``. Time is linear in the length.
    """
    words, spaces = _cut(text)
    return [
        piece for pair in zip(words, spaces, strict=True) for piece in pair if piece
    ]


def _cut(text: str) -> tuple[list[str], list[str]]:
    """Return words, white space and signs, and the single space or none after each."""
    found = _TOKEN.findall(text)
    words, spaces = [it[0] for it in found], [it[2] for it in found]
    if _HUMP.search(text) is None:
        return words, spaces
    pairs = zip(words, spaces, strict=True)
    parts = [part for pair in pairs for part in _parted(*pair)]
    return [word for word, _ in parts], [space for _, space in parts]


def _parted(word: str, space: str) -> list[tuple[str, str]]:
    """Cut a word before each capital that follows a small letter."""
    if not word.isalpha():
        return [(word, space)]
    cuts = [0, *(hump.start() for hump in _HUMP.finditer(word)), len(word)]
    parts = [word[start:end] for start, end in pairwise(cuts)]
    return [*((part, "") for part in parts[:-1]), (parts[-1], space)]


def shape_of(word: str) -> str:
    """Return ``Xxxx`` for ``Anna``: at most `_LONGEST_RUN` of a kind in a row."""
    shape, last, run = "", "", 0
    for c in word:
        kind = "d" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c
        run = run + 1 if kind == last else 1
        last = kind
        if run <= _LONGEST_RUN:
            shape += kind
    return shape


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words.

    Attributes:
        words: Words, and white space other than a single space after a word.
        spaces: That space after each, or an empty string.
    """

    words: list[str]
    spaces: list[str]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def starts(self) -> list[int]:
        """Return each word's place in the text, in code points."""
        lengths = map(add, map(len, self.words), map(len, self.spaces))
        return list(accumulate(lengths, initial=0))[:-1]


def read_words(text: str) -> Words:
    """Cut any string, also one with NUL or lone surrogates.

    These can't be stored in a document: each becomes one U+FFFD.
    """
    # Neither is printable, which is told in a quarter of the time of a search.
    clean = text if text.isprintable() else _UNENCODABLE.sub("\ufffd", text)
    return Words(*_cut(clean))


class Tokenizer(DummyTokenizer):
    """Turns a text into a spaCy document whose words cover it."""

    def __init__(self, vocab: Vocab) -> None:
        """Make documents that share `vocab`."""
        self.vocab = vocab

    @override
    def __call__(self, text: str) -> Doc:
        """Make a document of the text's words."""
        words = read_words(text)
        return Doc(self.vocab, words.words, [*map(bool, words.spaces)])


def know(vocab: Vocab, gazetteer: Gazetteer, clusters: Clusters) -> None:
    """Install the word features, with what the lists know."""
    features = {**_features(gazetteer, clusters), IS_SPACE: str.isspace}
    vocab.lex_attr_getters = features  # type: ignore[attr-defined]  # of the C class


def features_of(gazetteer: Gazetteer, clusters: Clusters) -> Callable[[str], list[int]]:
    """Return what tells a word's features, as a vocabulary numbers them."""
    features = _features(gazetteer, clusters).values()
    return lambda word: [get_string_id(feature(word)) for feature in features]


def _features(
    gazetteer: Gazetteer, clusters: Clusters
) -> dict[int, Callable[[str], str]]:
    """Return the features in the order of `FEATURES`."""
    return {
        NORM: fold_word,
        PREFIX: lambda word: fold_word(word)[:3],
        SUFFIX: lambda word: fold_word(word)[-4:],
        SHAPE: shape_of,
        LANG: lambda word: gazetteer.class_of(word) or _NO_CLASS.get(word, "-"),
        LOWER: lambda word: clusters.of(word) or "-",
    }


@registry.tokenizers("maskstream.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the tokenizer for a pipeline, and install the word features."""

    def tokenizer(nlp: Language) -> Tokenizer:
        know(nlp.vocab, load_gazetteer(), load_clusters())
        return Tokenizer(nlp.vocab)

    return tokenizer


class ChatDefaults(BaseDefaults):
    """Says which tokenizer the language has."""

    config = Config(
        {"nlp": {"lang": CODE, "tokenizer": {"@tokenizers": "maskstream.Tokenizer.v1"}}}
    )


@registry.languages(CODE)
class Chat(Language):  # type: ignore[no-untyped-call]
    """Any language in Latin script, as people write it in chats."""

    lang = CODE
    Defaults = ChatDefaults
