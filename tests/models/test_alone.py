"""Whole messages that are a name."""

import numpy as np
import pytest

from models.alone import Vocabulary, name_alone
from models.clusters import Clusters, key_of
from models.gazetteer import Gazetteer
from models.language import read_words


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Know a first name, a surname that is a word, and a verb."""
    words = sorted((key_of(word), 1) for word in ("passt", "wolf"))
    keys, numbers = (np.array(column) for column in zip(*words, strict=True))
    clusters = Clusters(
        keys.astype(np.uint32), numbers.astype(np.uint16), np.zeros(2, np.uint8)
    )
    return Vocabulary(Gazetteer({"anna": "F", "wolf": "LW"}), clusters)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("megash", "megash"),
        ("Anna", "Anna"),
        ("kijay ning 5418", "kijay ning"),
        ("*rmakirushnan*", "rmakirushnan"),
    ],
)
def test_a_message_that_can_only_be_a_name(
    text: str, name: str, vocabulary: Vocabulary
) -> None:
    """Words that nobody knows, or that are names alone."""
    words = read_words(text)

    place = name_alone(words.words, vocabulary)

    assert place is not None
    start = words.starts()[place.start]
    end = words.starts()[place.stop - 1] + len(words.words[place.stop - 1])
    assert text[start:end] == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("passt", id="word"),
        pytest.param("pasts", id="word with a slip"),
        pytest.param("wolf", id="name that is a word"),
        pytest.param("megash passt", id="beside a word"),
        pytest.param("a b c d", id="too many words"),
        pytest.param("xk", id="too short"),
        pytest.param("xkq 1234", id="code"),
        pytest.param("megash 1 kijay", id="not in a row"),
        pytest.param("123", id="no word"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_messages(text: str, vocabulary: Vocabulary) -> None:
    """Short answers are mostly harmless."""
    assert name_alone(read_words(text).words, vocabulary) is None
