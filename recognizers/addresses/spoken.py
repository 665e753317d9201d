"""House numbers in words: "Ulmenweg fünfzehn", "via Roma quindici"."""

import re
from collections.abc import Iterator

from pipeline.core.normalize_words import NOT_ALONE, NUMBERS
from recognizers.addresses import german, italian
from recognizers.addresses.clues import UNIT, alternatives, is_told
from recognizers.addresses.grammar import SURE, UNSURE, Grammar, Span
from recognizers.words import plain

_NUMBER_WORDS = sorted(
    {
        plain(word)
        for word, digits in NUMBERS.items()
        if 0 < int(digits) < 100 and word not in NOT_ALONE  # noqa: PLR2004
    },
    key=len,
    reverse=True,
)
_NUMBER = rf"(?P<number>{alternatives(_NUMBER_WORDS)})(?![^\W_])"
_GERMAN = re.compile(
    r"(?<![^\W_])(?P<stem>[^\W\d_]{2,25}?-?)(?P<word>straße|strasse|str|weg|gasse|allee|"
    rf"platz)\.?[ \t]{_NUMBER}"
)
_GERMAN_APART = re.compile(
    r"(?<![^\W_])(?P<word>straße|strasse|weg|gasse|allee|platz)[ \t]" + _NUMBER
)
_ITALIAN = re.compile(
    r"(?<![^\W_])(?:via|viale|piazza|piazzale|corso|vicolo|largo)[ \t]"
    r"(?P<name>[^\W\d_]{2,20}(?:[ \t][^\W\d_]{2,20}){0,3}?)[ \t,]{1,2}"
    rf"(?:n\.? ?|numero )?{_NUMBER}"
)
# Not in a group: a search for one of the first letters is three times as quick.
_street_before_word = re.compile(
    r"straße\.?[ \t][a-z]|str(?:asse)?\.?[ \t][a-z]|weg\.?[ \t][a-z]|"
    r"gasse\.?[ \t][a-z]|allee\.?[ \t][a-z]|platz\.?[ \t][a-z]|"
    r"via(?:le)?[ \t]|piazza(?:le)?[ \t]|corso[ \t]|vicolo[ \t]|largo[ \t]"
).search


def _streets(text: str, low: str) -> Iterator[Span]:
    for found in _GERMAN.finditer(low):
        if german.is_stem(found["stem"], found["word"]):
            yield from _if_no_quantity(low, found, found.start())
    for found in _GERMAN_APART.finditer(low):
        start = german.name_before(text, low, found.start())
        if start is not None:
            yield from _if_no_quantity(low, found, start)
    for found in _ITALIAN.finditer(low):
        if italian.is_name(found["name"]):
            yield from _if_no_quantity(low, found, found.start())


def _if_no_quantity(low: str, found: re.Match[str], start: int) -> Iterator[Span]:
    if not UNIT.match(low, found.end()):
        told = is_told(low, found.start())
        yield start, found.end(), SURE if told else UNSURE


SPOKEN = Grammar(_streets, _street_before_word)
