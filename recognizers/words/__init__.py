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
    code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xDF, 0x250)
} | {ord("ß"): "ß", ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("ı"): "i"}
_ACCENTS |= dict.fromkeys(map(ord, "’´`"), "'")
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
    return lowered if lowered.isascii() else lowered.translate(_ACCENTS)


def fold(word: str) -> str:
    """Drop case and accents: ``Müller`` and ``MULLER`` become ``muller``."""
    word = word.lower()
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word.translate(_WHOLE_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


@cache
def load_words(table: str) -> frozenset[str]:
    """Read a table of this folder, such as ``towns``, folded."""
    text = resources.files(__name__).joinpath(f"{table}.txt").read_text("utf-8")
    return frozenset(fold(word) for word in _COMMENT.sub("", text).split())
