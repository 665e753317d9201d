"""Dates as people write and say them, in six languages and more."""

import re
from collections.abc import Mapping
from datetime import date

from recognizers.words import plain
from recognizers.words.spoken_dates import (
    DAYS,
    DECADES,
    ENGLISH_ORDINALS,
    GERMAN_ORDINALS,
    ITALIAN_MONTHS,
    YEARS,
    number_in,
    pattern_of,
)

FIRST_YEAR = 1900
LAST_YEAR = 2030
"""Years of birth that are taken for one; two digits up to 30 mean this century."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january gennaio gen enero ene janvier janv",
            "februar feb feber february febbraio febb febrero fevrier fev",
            "märz maerz marz mrz march mar marzo mars",
            "april apr aprile abril abr avril avr",
            "mai may maggio mag mayo",
            "juni june jun giugno giu junio juin",
            "juli july jul luglio lug julio juillet juil",
            "august aug agosto ago aout",
            "september sept sep settembre sett set septiembre septembre",
            "oktober okt october oct ottobre ott octubre octobre",
            "november nov novembre noviembre",
            "dezember dez december dec dicembre dic diciembre decembre",
        ),
        1,
    )
    for name in map(plain, names.split())
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_WORD = pattern_of(DAYS)
SAID = rf"\b(?:{_DAY_WORD}|{_MONTH})\b"
"""Pattern of the words that a date may begin with."""
_YEAR = r"(?P<{}>(?:19|20)\d\d|['’]?\d\d)(?!\d)"
_NO_COUNT = (
    r"(?![ ](?:euros?|pounds|franken|person(?:e|s|en)|people|leute[n]?|guests|"
    r"gaste[n]?|invitati|ospiti|minut(?:es|en|i)|stunden|hours|ore|prozent|percent|per|kilo))"
)
"""Behind a year without its century: "geburtstag am dritten mai, neunzig gäste"."""
_SAID_YEAR = (
    rf"(?P<{{}}>(?:19|20)\d\d(?!\d)|['’]?\d\d(?!\d)|(?:{pattern_of(YEARS)})\b|"
    rf"(?<!,)(?<!, )(?:{pattern_of(DECADES)})\b{_NO_COUNT})"
)
_ORDINALS = (
    rf"(?P<d12>\d{{1,2}}(?:st|nd|rd|th)|{_DAY_WORD}) of the "
    rf"(?P<m12>{pattern_of(ENGLISH_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)),? "
    + _SAID_YEAR.format("y12")
)
"""Day and month counted: "sixth of the second fifty-eight"."""
_COUNTED_MONTHS = {**GERMAN_ORDINALS, **ITALIAN_MONTHS}
_SHAPES = (
    r"(?P<y1>(?:19|20)\d\d)[-./ ](?P<m1>\d{1,2})[-./ ](?P<d1>\d{1,2})(?!\d)",
    r"(?P<d2>\d{1,2}) ?[.,/\- ] ?(?P<m2>\d{1,2}) ?[.,/\- ] ?" + _YEAR.format("y2"),
    r"(?P<d3>\d\d)(?P<m3>\d\d)(?P<y3>(?:19|20)\d\d)(?!\d)",
    r"(?P<y13>(?:19|20)\d\d)(?P<m13>0[1-9]|1[0-2])(?P<d13>0[1-9]|[12]\d|3[01])(?!\d)",
    rf"(?P<d4>\d{{1,2}}|{_DAY_WORD})(?:\.|°|º|st|nd|rd|th|er)?[ ./\-]{{0,2}}"
    rf"(?:(?:de|of|di|del) )?(?P<m4>{_MONTH})(?![^\W\d_])\.?,?[ /\-]?(?:(?:de|del) )?"
    + _SAID_YEAR.format("y4"),
    rf"(?P<d0>{_DAY_WORD})[ ,]{{1,2}}(?P<m0>{pattern_of(_COUNTED_MONTHS)})[ ,]{{1,2}}"
    + _SAID_YEAR.format("y0"),
    _ORDINALS,
    rf"(?P<m5>{_MONTH})\b\.? ?(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,? "
    + _YEAR.format("y5"),
    rf"(?P<m10>{_MONTH}) (?:the )?(?P<d10>{_DAY_WORD}),? " + _SAID_YEAR.format("y10"),
)
_ALL_MONTHS = {**DAYS, **ITALIAN_MONTHS}
_ALL_YEARS = {**YEARS, **DECADES}
_NO_AMOUNT = r"(?![\w./,%€]|[ ]?(?:kg|lbs?|pounds|kilos?)\b)"
_PARTIAL_SHAPES = (
    rf"(?P<d6>\d{{1,2}})(?:\.|°|st|nd|rd|th)? ?(?:(?:de|of|di) )?(?P<m6>{_MONTH})\b",
    rf"(?P<m7>{_MONTH}) (?P<d7>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",
    r"(?P<d8>\d{1,2})\.(?P<m8>\d{1,2})\.(?!\d)",
    rf"(?P<d11>\d{{1,2}})[./](?P<m11>\d{{1,2}}){_NO_AMOUNT}",
    r"(?P<y9>(?:19|20)\d\d)(?!\d|[\-/]\d{3})",
)
DATE = re.compile("|".join(_SHAPES))
"""A whole date, in the spelling of `plain`: its groups are what `iso_of` reads."""
ANY_DATE = re.compile("|".join((*_SHAPES, *_PARTIAL_SHAPES)))
"""The same, or a part of one: a day with its month, a year."""
_DD, _MM = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
SOLID = re.compile(
    rf"(?<![\w.,/\-])(?:(?P<d1>{_DD})(?P<m1>{_MM})(?P<y1>\d\d)|"
    rf"(?P<m2>{_MM})(?P<d2>{_DD})(?P<y2>\d\d)|(?P<y3>\d\d)(?P<m3>{_MM})(?P<d3>{_DD}))"
    r"(?![\w]|[.,/\-]\d)"
)
"""Six digits, a date right behind the word for one only: "geburtsdatum: 120385"."""


def is_whole(match: re.Match[str]) -> bool:
    """Tell whether a date has its day, month and year."""
    groups = {name[0] for name, value in match.groupdict().items() if value}
    return groups == {"d", "m", "y"}


def iso_of(match: re.Match[str]) -> str | None:
    """Write a match of a pattern above in ISO 8601, as far as it is told.

    Returns:
        Such as ``1985-03-03``, ``--03-03`` or ``1985``; None if there is no such day.
    """
    given = {name[0]: value for name, value in match.groupdict().items() if value}
    year = _year(given["y"]) if "y" in given else None
    if "d" not in given:
        return str(year) if year and FIRST_YEAR <= year <= LAST_YEAR else None
    day = _number(given["d"], DAYS)
    month = _MONTHS.get(given["m"]) or _number(given["m"], _ALL_MONTHS)
    if month > 12 >= day:  # noqa: PLR2004 - months; the American order
        day, month = month, day
    return _written(year, month, day)


def _number(said: str, words: Mapping[str, int]) -> int:
    digits = said.rstrip("stndrh")
    return int(digits) if digits.isdecimal() else number_in(said, words)


def _year(said: str) -> int:
    year = _number(said.strip("'’"), _ALL_YEARS)
    if year >= 100:  # noqa: PLR2004 - it has its century
        return year
    return year + (2000 if year <= LAST_YEAR % 100 else 1900)


def _written(year: int | None, month: int, day: int) -> str | None:
    """Return the date in ISO 8601, or nothing if there is no such day."""
    try:
        whole = date(year or 2000, month, day)
    except ValueError:
        return None
    if year is None:
        return f"-{whole:-%m-%d}"
    return whole.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
