"""Dates that can only be somebody's birth, though no word says so.

"Kolja Kruse, 4.3.67", "eccole: GK 482 RN e 17/3/94": people answer what they were
asked for. Such a date stands alone, in a list, or behind a name, an id or a plate; its
year is a grown-up's, and nothing near it was signed, bought or founded.
"""

import re
from collections.abc import Callable, Iterator

from recognizers.dates import DATE, iso_of
from recognizers.finders import Match
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table

LIKELY = 0.65
_BACK = 60
_AHEAD = 30
_LAST_YEAR = 2006

_TABLE = load_table("birthdates")
_PLACES = {
    "within": "{}",
    "whole": r"\b{}\b",
    "beginning": r"\b{}",
    "ending": r"{}\b",
    "unnumbered": r"{}\b(?! ?n)",
}
"""Where in a word those of a heading stand; "policy no." may be of whom it insures."""


def _search_for(heading: str) -> Callable[[str], re.Match[str] | None]:
    """Return a search for any word of a heading of the table."""
    words = [
        _PLACES[place].format(re.escape(" ".join(word.split())))
        for place, listed in _TABLE[heading].items()
        for word in filter(str.strip, listed.split(","))
    ]
    return re.compile("|".join(words)).search


_YEAR = r"(?:19[3-9]\d|200[0-6])"
_MAY_BE_ONE = re.compile(
    rf"\d[./]\d{{1,2}}[./](?:{_YEAR}|[3-9]\d)(?![^\W_])|\d-\d{{1,2}}-{_YEAR}(?!\d)"
    r"|\d(?:st|nd|rd|th)?\.?[ ](?:of[ ])?[a-z]{3,9}\.?,?[ ]"
    rf"(?:{_YEAR}|['’]?[3-9]\d)(?![^\W_])"
    rf"|[a-z][ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]{_YEAR}(?!\d)|(?<!\d){_YEAR}-\d\d-\d\d"
    r"|(?:millenovecento|neunzehnhundert|nineteen[ -])[a-z]{3}|(?:st|nd|rd|th) of the "
).search
_JOINED_BY_SIGNS = re.compile(r"\d{1,4}([./\-])\d{1,2}\1(?:\d{4}|\d\d)").fullmatch
_SHORT_WITH_HYPHENS = re.compile(r"\d{1,2}-\d{1,2}-\d\d").fullmatch
"""A bank's sort code looks like that."""
_STARTS = re.compile(
    r"(?:\A|\n|[,;:/|(]|[ ][-–+&]|(?<![\d.])\d[.)]|[!?.]{1,3}[ ])[ \t]{0,3}$"
    r"|(?<![^\W_])(?:und|and|e|ed|is|ist|it's|its|are|sono|ja|yes|yep|si|ok|okay|klar|"
    r"(?:s?he|it)(?:'?s| is)|i'?m|i am|bin|er|sie|io sono|mine|meins|lui|lei|"
    r"eccolo|eccola|ecco|hier|(?:ist|war) der|(?:its|it's|is) the|e il)[ ]$"
).search
_BEHIND_NAME = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{2,20})[ ][^\W\d_]{2,20}[ ]$"
).search
_ENDS = re.compile(
    r"[ \t]{0,3}(?:\Z|\n|[,;/|)!?](?!\d)|\.(?!\d)|[-–+&][ ]|"
    r"(?:und|and|e|ed|oder|or|o)(?![^\W_])|\d[.)][ ])"
).match
_OF_THINGS = _search_for("things")
_KNOWN_DAYS = frozenset(
    ("1945-05-08", "1961-08-13", "1969-07-20", "1989-11-09", "1990-10-03", "2001-09-11")
)
"""Days of history."""

_TWO_DIGITS = re.compile(
    r"(?<![^\W_])(?:jahrgang|jg\.?|born in|born|geboren(?: (?:im jahr|in|im|anno))?|"
    r"nat[oaie] (?:nel|nell'anno|del)|sono (?:del|nel|classe|della classe)|"
    r"(?:di|della) classe|classe(?= ')|ich bin baujahr)[ ]"
    r"['’]?(?P<y1>[3-9]\d|0[0-6])(?![^\W_]|[.,:/\-]\d|[ ]?(?:%|€)|[ ](?:hours|days|"
    r"weeks|months|stunden|tagen|wochen|ore|giorni|km|kg|uhr|prozent|euro))"
)
_VINTAGE = _search_for("vintages")
_TWO_DIGIT_SIGNS = (
    "jahrgang",
    "jg",
    "born",
    "geboren",
    "nat",
    "sono ",
    "classe",
    "baujahr",
)


def find_untold_birthdates(text: str) -> Iterator[Match]:
    """Find whole dates of a grown-up's birth that stand where answers stand.

    Args:
        text: A folded reading.
    """
    lowered = plain(text)
    if any(sign in lowered for sign in _TWO_DIGIT_SIGNS):
        for year in _TWO_DIGITS.finditer(lowered):
            if is_of_vintage(lowered, year.start()):
                continue
            yield Match(*year.span("y1"), LIKELY, iso_of(year))
    position = 0 if _MAY_BE_ONE(lowered) else len(lowered)
    while date := DATE.search(lowered, position):
        told = iso_of(date) if is_written_out(date[0]) else None
        if told and _is_of_grown_up(told) and _stands_alone(lowered, date):
            yield Match(*date.span(), LIKELY, told)
            position = date.end()
        else:
            # "M-20447, 04.03.1967" begins with something like a date.
            position = date.start() + 1


def is_of_vintage(lowered: str, start: int) -> bool:
    """Tell the year of a wine or a car from that of a birth.

    Args:
        lowered: What `plain` makes of a text.
        start: Where the word before the year begins.
    """
    around = lowered[max(start - _AHEAD, 0) : start + _AHEAD]
    return _VINTAGE(around) is not None


def _stands_alone(lowered: str, date: re.Match[str]) -> bool:
    start, end = date.span()
    floor = max(start - _BACK, 0)
    named = _BEHIND_NAME(lowered, floor, start)
    starts = _STARTS(lowered, floor, start)
    of_name = named and named["first"] in load_words("first_names")
    if not ((starts and _ENDS(lowered, end)) or of_name):
        return False
    line = lowered[floor:start].rpartition("\n\n")[2]
    return not (_OF_THINGS(line) or _OF_THINGS(lowered[end : end + _AHEAD]))


def _is_of_grown_up(told: str) -> bool:
    return (
        told[:4].isdecimal()
        and told not in _KNOWN_DAYS
        and ("1930" <= told[:4] <= str(_LAST_YEAR))
    )


def is_written_out(date: str) -> bool:
    """Tell "4.3.67" and "6. Mai 87" from "12-05-88", and from numbers in a row.

    Args:
        date: What `DATE` matched.
    """
    if _SHORT_WITH_HYPHENS(date):
        return False
    return bool(_JOINED_BY_SIGNS(date)) or any(map(str.isalpha, date))
