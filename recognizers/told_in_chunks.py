"""Cards and accounts told chunk by chunk: "4012 poi 8888 poi ancora 8888 e 1881".

Small words stand between the chunks, and some are told by how often a digit comes: "sei
zeri". Check digits must prove what the chunks make together.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.core.normalize_digits import digits_of
from pipeline.core.normalize_words import NUMBERS, TENS, TIMES, UNITS
from recognizers.cards import card_is_proven
from recognizers.finders import Match
from recognizers.ibans import has_ibans, iban_is_proven
from recognizers.words import load_words, plain

_EIGHT_DIGITS = re.compile(r"\d(?:\D{0,24}\d){7}").search
_ZEROES = ("zeri", "nullen", "zeros", "zeroes", "noughts")
"""Who counts these tells the rest in words, too."""
_ITEM = re.compile(r"(?P<gap>[ \t\n,.;:…\-]{0,5})(?P<word>[^\W\d_]{1,40}|\d{1,19})")
_BETWEEN = frozenset(
    "e ed und and dann poi then ancora nochmal nochmals wieder again another altri "
    "altre altro andere anderen dopo danach next infine zuletzt finally followed by "
    "gefolgt von seguito seguiti da weitere noch di nuovo sempre die il le "
    "gli more".split()
)
_PLURALS = {
    **dict.fromkeys(_ZEROES, "0"),
    **dict.fromkeys(("ones", "einsen", "uni"), "1"),
    **{f"{word}s": digit for word, digit in UNITS.items()},
}
"""Digits of which several come: "sei zeri"."""
_OFTEN = TIMES | {"funfmal": 5, "sechsmal": 6}
_TIMES = frozenset({"x", "mal", "times", "volte"})
_MOST_TIMES = 12
_LETTERS = (1, 4)
"""How many an account may have in a row: a check's, a British bank's."""
_SHORTEST = 13
"""Characters of a card; no IBAN has fewer."""
_LONGEST = _MOST_CHUNKS = 34
"""Of an IBAN, even where it is told digit by digit."""

_Proof = Callable[[str], str | None]
"""Returns the canonical form of what check digits prove."""


class _Chunk(NamedTuple):
    """Letters or digits, and where they were told."""

    start: int
    end: int
    said: str


def find_cards_in_chunks(text: str) -> Iterator[Match]:
    """Find the numbers of cards whose chunks have words between them.

    Args:
        text: A folded reading.
    """
    yield from _proven(text, lambda said: said if card_is_proven(said) else None)


def find_ibans_in_chunks(text: str) -> Iterator[Match]:
    """Find IBANs told in the same way, from their country on.

    Args:
        text: A folded reading.
    """

    def iban(said: str) -> str | None:
        return said.upper() if iban_is_proven(said.upper()) else None

    yield from _proven(text, iban)


def _proven(text: str, proof: _Proof) -> Iterator[Match]:
    lowered = plain(text)
    many = _EIGHT_DIGITS(lowered) or any(word in lowered for word in _ZEROES)
    for run in _runs(lowered) if many else ():
        if sum(len(it.said) for it in run) < _SHORTEST:
            continue
        done = 0
        fruitless: set[str] = set()  # Digits repeated without end cost nothing.
        for at, chunk in enumerate(run):
            window = run[at : at + _MOST_CHUNKS]
            seen = " ".join(it.said for it in window)
            if chunk.start < done or seen in fruitless:
                continue
            found = _first_proven(window, proof)
            if found is None:
                fruitless.add(seen)
            elif _holds_words(lowered, found):
                done = found.end
                yield found


def _holds_words(lowered: str, found: Match) -> bool:
    """Tell what other rules don't find: more is said than the value's own signs."""
    signs = "".join(filter(str.isalnum, lowered[found.start : found.end]))
    return signs.upper() != found.canonical


def _first_proven(chunks: list[_Chunk], proof: _Proof) -> Match | None:
    for chunk, said in zip(chunks, accumulate(it.said for it in chunks), strict=True):
        if len(said) > _LONGEST:
            return None
        if canonical := proof(said):
            return Match(chunks[0].start, chunk.end, 1.0, canonical)
    return None


# --- how chunks are told --------------------------------------------------------


def _runs(lowered: str) -> Iterator[list[_Chunk]]:
    """Yield rows of chunks that nothing but small words parts."""
    run: list[_Chunk] = []
    words = list(_ITEM.finditer(lowered))
    at, end = 0, 0
    while at < len(words):
        joined = words[at].start() == end
        end = words[at].end()
        taken, said = _said_at([word["word"] for word in words[at : at + 3]])
        if not (joined and taken):
            yield run
            run = []
        if said:
            end = words[at + taken - 1].end()
            run.append(_Chunk(words[at].start("word"), end, said))
        at += max(taken, 1)
    yield run


def _said_at(words: list[str]) -> tuple[int, str]:
    """Read the first chunk of a few words.

    Returns:
        How many of them it takes, and what it says: nothing for a word that stands
        between chunks, and none for what is no part of a number.
    """
    word, following, third = [*words, "", ""][:3]
    if word in _BETWEEN:
        return 1, ""
    if said := _repeated(word, following, third):
        return said
    if word in TENS and following in UNITS:
        return 2, TENS[word] + UNITS[following]
    if _is_number(word):
        return 1, digits_of(word, "")
    return (1, word) if _is_of_account(word) else (0, "")


def _is_of_account(word: str) -> bool:
    """Tell a country, a bank's letters or one alone from the words of a sentence."""
    if has_ibans(word.upper()):
        return True
    named = word.isascii() and len(word) in _LETTERS
    return named and (len(word) == 1 or word not in load_words("common"))


def _repeated(word: str, following: str, third: str) -> tuple[int, str] | None:
    """Read "sei zeri", "three times 1111" and "dreimal 1111"."""
    count = _count_of(word)
    if count and following in _PLURALS:
        return 2, _PLURALS[following] * count
    if count and following in _TIMES and _is_number(third):
        return 3, digits_of(third, "") * count
    if word in _OFTEN and _is_number(following):
        return 2, digits_of(following, "") * _OFTEN[word]
    return None


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in NUMBERS


def _count_of(word: str) -> int:
    """Tell how often what follows may come."""
    count = int(digits_of(word, "")) if _is_number(word) else 0
    return count if count <= _MOST_TIMES else 0
