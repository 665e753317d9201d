"""Names that are the whole message: the answer to "who am I talking to?".

Nothing stands around such a name that could speak for it. What speaks for it is that
it can hardly be anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.clusters import Clusters
from models.gazetteer import FIRST, LAST, Gazetteer
from models.spelling import fold_word

_MOST_WORDS = 3
_MOST_TOKENS = 8
_SHORTEST = 3
_SHORTEST_BESIDE_DIGITS = 4
"""Shorter ones are part of a code: ``abc 1234``."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words."""

    gazetteer: Gazetteer
    clusters: Clusters

    def may_be_named(self, word: str) -> bool:
        """Tell whether a word is a name and nothing else, or wholly unknown."""
        known = self.gazetteer.class_of(word)
        if known:
            return set(known) <= {FIRST, LAST}
        return not self.clusters.of(word)


def name_alone(words: Sequence[str], vocabulary: Vocabulary) -> range | None:
    """Return where the name stands if a text is a name and a number at most.

    Args:
        words: All words and signs of a text.
        vocabulary: What is known of words.

    Returns:
        The place of the name's words; None for any other text.
    """
    if len(words) > _MOST_TOKENS:
        return None
    places = [at for at, word in enumerate(words) if word[0].isalpha()]
    named = [words[at] for at in places]
    if not 0 < len(named) <= _MOST_WORDS or places[-1] - places[0] >= len(named):
        return None
    if max(map(len, map(fold_word, named))) < _shortest(words):
        return None
    if not all(map(vocabulary.may_be_named, named)):
        return None
    return range(places[0], places[-1] + 1)


def _shortest(words: Sequence[str]) -> int:
    digits = any(word[0].isdigit() for word in words)
    return _SHORTEST_BESIDE_DIGITS if digits else _SHORTEST
