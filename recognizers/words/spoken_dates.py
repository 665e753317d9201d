"""Days and years as people say them: "zwölfter", "ventidue", "nineteen forty-one".

German, Italian and English, in the spelling of `recognizers.words.plain`. English tens
and units have nothing between them here, and may have a space or a hyphen in a text.
"""

import re
from collections.abc import Iterator, Mapping

from pipeline.core.normalize_words import ENGLISH, GERMAN, ITALIAN, TENS, UNITS
from recognizers.words import plain

_LAST_YEAR = 2030
_LAST_DAY = 31
_STERN = 20
"""German numbers from here on take ``-ster`` and ``-sten``."""
_IRREGULAR_GERMAN = {1: "ers", 3: "drit", 7: "sieb", 8: "ach"}
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth"
).split()
_CENTURIES = {
    1900: ("neunzehnhundert", "neunzehnhundertund", "millenovecento", "nineteen"),
    2000: (
        *("zweitausend", "zweitausendund", "duemila", "twothousand", "twothousandand"),
        *("twenty", "zwanzig"),
    ),
}
_PAIRED = ("twenty", "zwanzig")
_FIRST_PAIRED = 10
"""The first year said in two pairs of digits: "twenty ten"."""
_ENGLISH_STARTS = ("nineteen", "twothousand", "twothousandand", "twenty")
_APART = ("two", "thousand", "and", "nineteen", "zwanzig", "oh", "null", "zero", *TENS)
"""What a space or a hyphen may follow inside a number."""
_GAP = re.compile(r"[ -]")
_TWO_DIGITS = range(1, 100)


def _below_100(words: Mapping[str, str]) -> dict[int, list[str]]:
    """Return the words for 1 to 99, by number."""
    found: dict[int, list[str]] = {number: [] for number in _TWO_DIGITS}
    for word, digits in words.items():
        if int(digits) in _TWO_DIGITS:
            found[int(digits)].append(plain(word))
    return found


_ENGLISH_PAIRS = {
    tens + unit: ten + one for tens, ten in TENS.items() for unit, one in UNITS.items()
}
_GERMAN = _below_100(GERMAN | {"eins": "1"})
_ITALIAN = _below_100(ITALIAN)
_ENGLISH = _below_100(ENGLISH | _ENGLISH_PAIRS)


def _days() -> Iterator[tuple[str, int]]:
    for day in range(1, _LAST_DAY + 1):
        irregular = _IRREGULAR_GERMAN.get(day)
        ending = "ste" if day >= _STERN else "te"
        for stem in [irregular] if irregular else _GERMAN[day]:
            yield from ((f"{stem}{ending}{last}", day) for last in "rn")
        yield from ((word, day) for word in _ITALIAN[day] if day > 1)
    yield "primo", 1
    yield from zip(_ENGLISH_ORDINALS, range(1, _STERN + 1), strict=True)
    for unit, word in enumerate(_ENGLISH_ORDINALS[:9], 1):
        yield f"twenty{word}", _STERN + unit
    yield from (("thirtieth", 30), ("thirtyfirst", 31))


def _years() -> Iterator[tuple[str, int]]:
    for century, starts in _CENTURIES.items():
        for start in starts:
            language = _language_of(start)
            first = _FIRST_PAIRED if start in _PAIRED else 1
            for rest in range(first, min(100, _LAST_YEAR - century + 1)):
                for word in language[rest]:
                    yield f"{start}{word}", century + rest
                    if start[-1] == word[0] == "o":  # millenovecentotto
                        yield f"{start}{word[1:]}", century + rest
    yield from (("zweitausend", 2000), ("duemila", 2000), ("twothousand", 2000))


def _language_of(start: str) -> Mapping[int, list[str]]:
    if start in _ENGLISH_STARTS:
        return _ENGLISH
    return _ITALIAN if start in {"millenovecento", "duemila"} else _GERMAN


DAYS: Mapping[str, int] = dict(_days())
"""Words for days of a month."""

YEARS: Mapping[str, int] = dict(_years())
"""Words for years."""

DECADES: Mapping[str, int] = {
    word: 1900 + year
    for words in (_ENGLISH, _GERMAN, _ITALIAN)
    for year in range(30, 100)
    for word in words[year]
} | {
    zero + word: 2000 + year
    for zero, words in (("oh", _ENGLISH), ("null", _GERMAN), ("zero", _ITALIAN))
    for year in range(1, 10)
    for word in words[year]
}
"""Words for years without their century: "fifty-eight", "oh five"."""

ENGLISH_ORDINALS: Mapping[str, int] = {
    word: month for month, word in enumerate(_ENGLISH_ORDINALS[:12], 1)
}
"""Words for months by their number: "sixth of the second"."""


def pattern_of(words: Mapping[str, int]) -> str:
    """Return a regular expression for any of these words; the longest wins."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(_with_gaps, longest_first))


def _with_gaps(word: str) -> str:
    for start in _APART:
        rest = word.removeprefix(start)
        if word != rest and rest:
            return rf"{start}[ -]?{_with_gaps(rest)}"
    return word


def number_in(said: str, words: Mapping[str, int]) -> int:
    """Return what stands for a stretch that `pattern_of` these words matched."""
    return words[_GAP.sub("", said)]


GERMAN_ORDINALS = {
    word: day for word, day in DAYS.items() if word.endswith(("ter", "ten"))
}
"""Of `DAYS`, those that also stand for a month: "zwölfter vierter"."""

ITALIAN_MONTHS = {word: month for month in range(1, 13) for word in _ITALIAN[month]}
"""Words for months by their number: "trenta uno novantuno"."""
