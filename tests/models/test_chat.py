"""How well people are found in chat that the templates don't know.

A smoke test: a change that breaks the tokenizer, a feature or the weights falls far
below these floors, which lie a few points under what the shipped model reaches.
"""

from dataclasses import replace

import pytest

from models.evidence import FOUND, LIKELY
from models.names import NameDetector
from models.score import score
from tests.models.chat import read_chat


@pytest.mark.parametrize(
    ("language", "recall", "precision"),
    [("de", 0.90, 0.91), ("en", 0.82, 0.90), ("it", 0.90, 0.92), ("mixed", 0.92, 0.95)],
)
def test_people_in_chat_are_hidden_and_the_rest_is_readable(
    detector: NameDetector, language: str, recall: float, precision: float
) -> None:
    """Both floors hold for what the model is sure of."""
    measured = score(detector, read_chat(language), FOUND)

    assert measured.recall >= recall
    assert measured.precision >= precision


def test_suspicions_find_more_people_in_small_letters(detector: NameDetector) -> None:
    """What is only likely is worth masking, too, where no capital makes it surer."""
    chat = [
        replace(message, text=message.text.lower())
        for language in ("de", "en", "it", "mixed")
        for message in read_chat(language)
    ]

    suspected = score(detector, chat, LIKELY)

    assert suspected.hidden > score(detector, chat, FOUND).hidden
