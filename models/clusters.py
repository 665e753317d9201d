"""Which words are used alike: Brown clusters of frequent words.

A cluster holds words with the same neighbours in much text: first names in one,
surnames in another, trades, fruit, months. They tell a name that no list holds, and
an everyday noun that no training text held, from the company that it usually keeps.
A word with a slip of the finger in it is nobody's name either.
"""

import string
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.arrays import read_arrays
from models.spelling import fold_word

CLUSTERS = Path(__file__).with_name("clusters.npz")

_SHORTEST_ENDING = 4
_SHORTEST_START = 3
_SLIPPED = range(5, 15)
"""Letters of words that are looked at for slips."""


class Use(NamedTuple):
    """How a word is used: its cluster, and how rare it is (0: most frequent)."""

    number: int
    rank: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters by word, in a few bytes a word; no word can be read from it.

    Attributes:
        keys: Checksums of folded words, ascending.
        numbers: The cluster of each.
        ranks: How rare each is: 0 for the most frequent.
        most: Slips lead only to words of this rank or less.
    """

    keys: NDArray[np.uint32]
    numbers: NDArray[np.uint16]
    ranks: NDArray[np.uint8]
    most: int = 130

    def of(self, word: str) -> str:
        """Return the cluster of a word in any case, or an empty string.

        An unknown word has the cluster of the word that was meant, marked with a
        tilde, if a slip of one letter leads to a frequent one. Otherwise it has that
        of the longest known word that it ends in, marked with a hyphen: compounds
        mean what their last part means.
        """
        folded = fold_word(word)
        known = self.find(folded)
        if known:
            return str(known.number)
        return self._meant(folded) or self._ending(folded)

    def find(self, folded: str) -> Use | None:
        """Return how a folded word is used, if it is known."""
        key = key_of(folded)
        at = bisect_left(self.keys.data, key)  # a third of what searchsorted takes
        if at < len(self.keys) and self.keys[at] == key:
            return Use(int(self.numbers[at]), int(self.ranks[at]))
        return None

    def _meant(self, folded: str) -> str:
        if len(folded) not in _SLIPPED or not (folded.isascii() and folded.isalpha()):
            return ""
        keys = _unslipped(folded)
        places = self.keys.searchsorted(keys).clip(max=len(self.keys) - 1)
        places = places[self.keys[places] == keys]
        places = places[self.ranks[places] <= self.most]
        if not len(places):
            return ""
        return f"~{self.numbers[places[self.ranks[places].argmin()]]}"

    def _ending(self, folded: str) -> str:
        for start in range(_SHORTEST_START, len(folded) - _SHORTEST_ENDING + 1):
            known = self.find(folded[start:])
            if known:
                return f"-{known.number}"
        return ""


def key_of(folded: str) -> int:
    """Return the checksum that stands for a folded word."""
    return crc32(folded.encode())


def _unslipped(folded: str) -> NDArray[np.uint32]:
    """Return keys of the word without a letter, with two swapped, with one more."""
    places = range(len(folded))
    fewer = [folded[:at] + folded[at + 1 :] for at in places]
    swapped = [
        folded[:at] + folded[at : at + 2][::-1] + folded[at + 2 :] for at in places
    ]
    more = [f"{folded[:at]}a{folded[at:]}" for at in places]
    keys = np.array([*map(key_of, fewer + swapped + more)], dtype=np.uint32)
    more_keys = keys[-len(folded) :, None] ^ _other_letters()[len(folded) : 0 : -1]
    return np.concatenate([keys, more_keys.ravel()])


@cache
def _other_letters() -> NDArray[np.uint32]:
    """Return what turns the key of a word with an ``a`` into that with a letter.

    By the number of letters behind, and by the letter: checksums of words of one
    length differ by a number that only depends on where their letters differ. Eight
    times as fast as a checksum for each.
    """
    letters = [letter.encode() for letter in string.ascii_lowercase]
    return np.array(
        [
            [crc32(it + bytes(behind)) ^ crc32(b"a" + bytes(behind)) for it in letters]
            for behind in range(_SLIPPED.stop)
        ],
        dtype=np.uint32,
    )


@cache
def load_clusters(path: Path = CLUSTERS) -> Clusters:
    """Read the clusters.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    keys, numbers, ranks = read_arrays(path, "keys", "numbers", "ranks")
    return Clusters(keys, numbers, ranks)
