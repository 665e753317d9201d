"""Word tables, and how words are compared.

Each table is a file of this folder, open to everybody's additions: words parted by
white space, `#` starts a comment.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Letters that Unicode doesn't take apart into a letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {
        **dict(zip("łøđı", "lodi", strict=True)),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ς": "σ",  # At the end of a word: a fold goes letter by letter.
    }
)
# Small Latin letters without their accents, letter for letter.
_ACCENTS = {
    chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in range(0xDF, 0x250)
} | {"ß": "ß", "ł": "l", "ø": "o", "đ": "d", "ı": "i"}
_ACCENTS |= dict.fromkeys("’´`", "'")
# A search for the few is six times as quick as `str.translate`, which asks for all.
_ACCENTED = re.compile("[\u00df-\u024f’´`]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MAX_REMEMBERED = 8_192
_COMMENT = re.compile(r"#.*")


def lower(text: str) -> str:
    """Lower the case without moving a code point.

    Returns:
        A text of the same length; the rare capital whose small form is longer
        (``İ``) is cut to its first code point.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower()[0] for char in text)


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """Drop case and accents without moving a code point; ``ß`` stays.

    Curly apostrophes become straight ones. The latest texts are remembered: five
    finders ask for the same one in turn.
    """
    lowered = lower(text)
    return lowered if lowered.isascii() else _ACCENTED.sub(_accentless, lowered)


def _accentless(accented: re.Match[str]) -> str:
    return _ACCENTS[accented[0]]


class _Folds(dict[str, str]):
    """What each small letter folds to; remembers the first few thousand it meets."""

    def __missing__(self, letter: str) -> str:
        parts = unicodedata.normalize("NFD", letter.translate(_WHOLE_LETTERS))
        folded = "".join(char for char in parts if not unicodedata.combining(char))
        if len(self) < _MAX_REMEMBERED:
            self[letter] = folded
        return folded


_FOLDS = _Folds()


def fold(word: str) -> str:
    """Drop case and accents: ``Müller`` and ``MULLER`` become ``muller``."""
    word = word.lower()
    return word if word.isascii() else _FOREIGN.sub(_folded, word)


def _folded(foreign: re.Match[str]) -> str:
    return "".join(map(_FOLDS.__getitem__, foreign[0]))


@cache
def load_words(table: str) -> frozenset[str]:
    """Read a table of this folder, such as ``towns``, folded."""
    text = resources.files(__name__).joinpath(f"{table}.txt").read_text("utf-8")
    return frozenset(fold(word) for word in _COMMENT.sub("", text).split())
