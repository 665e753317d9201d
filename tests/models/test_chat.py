"""How well people are found in chat that the templates don't know.

A smoke test: a change that breaks the tokenizer, a feature or the weights falls far
below these floors, which lie a few points under what the shipped model reaches.
"""

import pytest

from models.evidence import FOUND, LIKELY
from models.names import NameDetector
from models.score import score
from tests.models.chat import read_chat


@pytest.mark.parametrize(
    ("language", "recall", "precision"),
    [("de", 0.86, 0.88), ("en", 0.85, 0.90), ("it", 0.81, 0.85), ("mixed", 0.92, 0.95)],
)
def test_people_in_chat_are_hidden_and_the_rest_is_readable(
    detector: NameDetector, language: str, recall: float, precision: float
) -> None:
    """Both floors hold for what the model is sure of."""
    measured = score(detector, read_chat(language), FOUND)

    assert measured.recall >= recall
    assert measured.precision >= precision


@pytest.mark.parametrize("language", ["de", "en", "it", "mixed"])
def test_suspicions_find_more_people(detector: NameDetector, language: str) -> None:
    """A deployment that fears leaks more than noise can ask for them."""
    chat = read_chat(language)

    suspected = score(detector, chat, LIKELY)

    assert suspected.hidden >= score(detector, chat, FOUND).hidden
