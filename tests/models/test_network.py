"""The network, which is computed without spaCy's parser."""

from itertools import islice

import pytest
import spacy

from models.corpus import Generator
from models.evidence import Level
from models.language import read_words
from models.network import Network, Sensitivity
from models.shipping import ARTEFACT

TEXTS = [message.text for message in islice(Generator(13).messages(400), 400)]
HOSTILE = ["Anna " * 40, "  \n Anna\n\n Meyer ", "\0", "von und zu " * 30, "!!!", "LOC"]


def test_it_claims_what_spacy_finds() -> None:
    """The shipped weights mean what they meant to the trainer."""
    texts = [*TEXTS, *HOSTILE]
    network = Network(ARTEFACT, [Sensitivity(lean=0, level=Level.SURE)])

    claims = network.claims([read_words(text).words for text in texts])

    expected = [doc.ents for doc in spacy.load(ARTEFACT).pipe(texts)]
    assert [[(it.first, it.end, it.label) for it in found] for found in claims] == [
        [(it.start, it.end, it.label_) for it in names] for names in expected
    ]
    assert sum(map(len, claims)) > len(TEXTS) / 2


def test_no_text_has_no_claims() -> None:
    """A batch may be empty once texts without letters are taken out."""
    assert Network(ARTEFACT, [Sensitivity(lean=0, level=Level.SURE)]).claims([]) == []


@pytest.mark.parametrize("text", [*HOSTILE, "Hallo  Anna, bist du da?"])
def test_words_know_their_places(text: str) -> None:
    """A claim's words are led back to the text by them."""
    words = read_words(text)

    places = zip(words.starts(), words.words, strict=True)

    assert all(text[start:].startswith(it) for start, it in places if it != "\ufffd")
