"""Which words are used alike: Brown clusters of frequent words.

A cluster holds words with the same neighbours in much text: first names in one,
surnames in another, trades, fruit, months. They tell a name that no list holds, and
an everyday noun that no training text held, from the company that it usually keeps.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.spelling import fold_word
from pipeline.core.errors import ConfigError

CLUSTERS = Path(__file__).with_name("clusters.npz")

_SHORTEST_ENDING = 4
_SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters by word, in a few bytes a word; no word can be read from it.

    Attributes:
        keys: Checksums of folded words, ascending.
        numbers: The cluster of each.
    """

    keys: NDArray[np.uint32]
    numbers: NDArray[np.uint16]

    def of(self, word: str) -> str:
        """Return the cluster of a word in any case, or an empty string.

        An unknown word has the cluster of the longest known word that it ends in,
        marked with a hyphen: compounds mean what their last part means.
        """
        folded = fold_word(word)
        number = self._find(folded)
        if number:
            return number
        for start in range(_SHORTEST_START, len(folded) - _SHORTEST_ENDING + 1):
            number = self._find(folded[start:])
            if number:
                return f"-{number}"
        return ""

    def _find(self, folded: str) -> str:
        key = key_of(folded)
        at = int(self.keys.searchsorted(key))
        if at < len(self.keys) and self.keys[at] == key:
            return str(self.numbers[at])
        return ""


def key_of(folded: str) -> np.uint32:
    """Return the checksum that stands for a folded word."""
    return np.uint32(crc32(folded.encode()))


@cache
def load_clusters(path: Path = CLUSTERS) -> Clusters:
    """Read the clusters.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Clusters(arrays["keys"], arrays["numbers"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ConfigError(
            str(path), "", f"unreadable: {type(error).__name__}"
        ) from None
