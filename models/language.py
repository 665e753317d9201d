"""The language of chat: one tokenizer and one set of word features for all.

Registered with spaCy as ``chat``. Import this module before loading a model that
was trained in it: the features are functions and are installed, not stored.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
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
    rf"""
      [^\W\d_]{{1,6}}['’](?=[^\W\d_]{{2}})              # dell'avvocato, O'Brien
    | ['’][sS]\b                                        # Anna's
    | (?:[^\W\d_][\u0300-\u036f]?){{1,{LONGEST_WORD}}}  # a word
    | \d{{1,{LONGEST_WORD}}}
    | \s+
    | (\S)\1{{0,9}}                                     # !!!
    """,
    re.VERBOSE,
)
_HUMP = re.compile(r"(?<=[a-zà-öø-ÿß])(?=[A-ZÀ-ÖØ-Þ])")
_LONGEST_RUN = 4
_NO_CLASS = {"_": CODE}
"""spaCy asks a vocabulary for the language of this word to know its own."""
_UNENCODABLE = re.compile(r"[\ud800-\udfff\x00]")


def split_words(text: str) -> Iterator[str]:
    """Cut a text into words and white space that together are the text.

    Words end at apostrophes, hyphens, digits and where a capital follows a small
    letter, as in the greeting ``HalloAnna``. Time is linear in the length.
    """
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word.islower() or word.istitle() or not word.isalpha():
            yield word
        else:
            yield from _HUMP.split(word)


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
        spaces: Whether such a space follows each.
    """

    words: list[str]
    spaces: list[bool]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def starts(self) -> list[int]:
        """Return each word's place in the text, in code points."""
        lengths = map(add, map(len, self.words), self.spaces)
        return list(accumulate(lengths, initial=0))[:-1]


def read_words(text: str) -> Words:
    """Cut any string, also one with NUL or lone surrogates.

    These can't be stored in a document: each becomes one U+FFFD.
    """
    words: list[str] = []
    spaces: list[bool] = []
    for word in split_words(_UNENCODABLE.sub("\ufffd", text)):
        if word == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
    return Words(words, spaces)


class Tokenizer(DummyTokenizer):
    """Turns a text into a spaCy document whose words cover it."""

    def __init__(self, vocab: Vocab) -> None:
        """Make documents that share `vocab`."""
        self.vocab = vocab

    @override
    def __call__(self, text: str) -> Doc:
        """Make a document of the text's words."""
        words = read_words(text)
        return Doc(self.vocab, words=words.words, spaces=words.spaces)


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
