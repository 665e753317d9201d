"""The tokenizer and the features of words."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clusters import Clusters, key_of
from models.gazetteer import Gazetteer
from models.language import LONGEST_WORD, Chat, know, shape_of, split_words

NLP = Chat()
ANYTHING = st.text(st.characters(exclude_categories=()))
"""Lone surrogates and NUL included."""


@given(ANYTHING)
def test_words_together_are_the_text(text: str) -> None:
    """Offsets of words are offsets of the text: nothing is dropped or moved."""
    assert "".join(split_words(text)) == text


@given(ANYTHING)
def test_document_has_the_texts_length(text: str) -> None:
    """Even NUL and lone surrogates, which can't be stored, keep their place."""
    assert len(NLP.make_doc(text).text) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("HalloAnna", ["Hallo", "Anna"], id="glued greeting"),
        pytest.param("dell'avvocato", ["dell'", "avvocato"], id="elision"),
        pytest.param("O’Brien", ["O’", "Brien"], id="typographic apostrophe"),
        pytest.param("Anna's", ["Anna", "'s"], id="genitive"),
        pytest.param("Meyer-Lenz", ["Meyer", "-", "Lenz"], id="double surname"),
        pytest.param("ok.Anna", ["ok", ".", "Anna"], id="no space after a point"),
        pytest.param("anna92", ["anna", "92"], id="digits"),
        pytest.param("ANNA!!!", ["ANNA", "!!!"], id="capitals are one word"),
    ],
)
def test_names_are_words_of_their_own(text: str, words: list[str]) -> None:
    """A name glued to something else is still seen as a word."""
    assert list(split_words(text)) == words


def test_a_word_has_a_longest_length() -> None:
    """No word costs more than a long one."""
    assert max(map(len, split_words("a" * 1000))) == LONGEST_WORD


@pytest.mark.parametrize("unit", ["a", ".", "aB", "'", "a'", "(a", "\u0301", " ", "0"])
def test_a_text_without_spaces_takes_linear_time(unit: str) -> None:
    """No text makes the tokenizer slow."""
    text = (unit * 200_000)[:200_000]

    begun = time.process_time()
    sum(1 for _ in split_words(text))

    assert time.process_time() - begun < 2


def test_features_come_from_the_lists_that_are_installed() -> None:
    """A word's class and cluster are looked up in any case."""
    nlp = Chat()
    keys = np.array([key_of("anna")], np.uint32)
    clusters = Clusters(keys, np.array([7], np.uint16), np.array([0], np.uint8))
    know(nlp.vocab, Gazetteer({"anna": "F"}), clusters)

    doc = nlp.make_doc("ANNA ruft")

    assert [word.norm_ for word in doc] == ["anna", "ruft"]
    assert [word.lang_ for word in doc] == ["F", "-"]
    assert [word.lower_ for word in doc] == ["7", "-"]


@pytest.mark.parametrize(
    ("word", "shape"), [("Anna", "Xxxx"), ("McCOY", "XxXXX"), ("a1!", "xd!")]
)
def test_shape_tells_the_kinds_of_characters(word: str, shape: str) -> None:
    """Runs are cut to four, so that all long names share a shape."""
    assert shape_of(word) == shape
