"""Which words are known as names, towns, particles, titles or everyday words."""

import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from models.spelling import fold_word
from pipeline.core.errors import ConfigError

GAZETTEER = Path(__file__).with_name("gazetteer.txt.xz")

FIRST, LAST, TOWN, PARTICLE, TITLE, WORD, BRAND = "FLCPTWB"
"""First name, surname, town, particle, title, everyday word, brand.

A class is a set of these, written as a sorted string.
"""

_NAMES = frozenset((FIRST, LAST, TOWN))
_SHORTEST_GENITIVE = 4


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Classes by folded word.

    Attributes:
        classes: Letters in alphabetical order, such as ``FL`` for a word that is
            both a first name and a surname.
    """

    classes: Mapping[str, str]

    def class_of(self, word: str) -> str:
        """Return the class of a word in any case, or an empty string.

        A genitive has its name's class with a small s: ``Annas`` is ``Fs``.
        """
        folded = fold_word(word)
        known = self.classes.get(folded)
        if known is not None:
            return known
        if len(folded) >= _SHORTEST_GENITIVE and folded.endswith("s"):
            stem = self.classes.get(folded[:-1], "")
            return f"{stem}s" if stem in {"F", "L", "FL"} else ""
        return ""

    def nominative_of(self, word: str) -> str:
        """Return the folded word; of a name's genitive, the folded name."""
        folded = fold_word(word)
        if folded.endswith("s") and _NAMES.isdisjoint(self.classes.get(folded, "")):
            stem = folded[:-1]
            return folded if _NAMES.isdisjoint(self.classes.get(stem, "")) else stem
        return folded

    def sample(self, share: float) -> "Gazetteer":
        """Return one that knows only a part of the words, the same ones each time.

        A model that saw every name and word in the gazetteer would never learn to
        do without it. Of the words that are no names, half as many are dropped.

        Args:
            share: Part of the names that stay, in [0, 1].
        """
        limits = {True: share, False: (1 + share) / 2}
        kept = {
            word: known
            for word, known in self.classes.items()
            if crc32(word.encode()) % 1000 < 1000 * limits[not _NAMES.isdisjoint(known)]
        }
        return Gazetteer(MappingProxyType(kept))


def pack(words: Mapping[str, Iterable[str]]) -> bytes:
    """Write classes as xz: a line each, the class, a tab, its sorted words."""
    by_class: dict[str, list[str]] = {}
    for word, letters in words.items():
        by_class.setdefault("".join(sorted(letters)), []).append(word)
    lines = [
        f"{known}\t{' '.join(sorted(by_class[known]))}" for known in sorted(by_class)
    ]
    return lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: bytes) -> Gazetteer:
    """Read what `pack` wrote."""
    lines = lzma.decompress(packed).decode().splitlines()
    pairs = (line.split("\t") for line in lines)
    classes = {word: known for known, words in pairs for word in words.split(" ")}
    return Gazetteer(MappingProxyType(classes))


@cache
def load_gazetteer(path: Path = GAZETTEER) -> Gazetteer:
    """Read a gazetteer file.

    Raises:
        ConfigError: It is missing or damaged.
    """
    try:
        return unpack(path.read_bytes())
    except (OSError, lzma.LZMAError, ValueError, MemoryError) as error:
        raise ConfigError(
            str(path), "", f"unreadable: {type(error).__name__}"
        ) from None
