"""Dates of birth that a name tells: behind it, below it, or in a list of children.

"Stan Beispiel, 29 Aug 1939"; a name on one line and a date on the next; "Kinder: Ada
Beispiel 110619 u. Bo Beispiel 4/3/22". Recent dates are births' only where papers
follow or children are spoken of: appointments stand behind names as well.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.dates import DATE, SOLID, iso_of
from recognizers.finders import Match
from recognizers.untold_birthdates import is_written_out
from recognizers.words import load_words, plain

PARTIAL = 0.65
_OF_AGE = 2020
"""A whole date behind a name, no later than this, is a birth's and no appointment's.

Six years before 2026. Written here and not taken from a clock: what is found in a text
must not depend on the day.
"""
_GROWN_UP = 2006
_LAST_CHILD = 2025

_CAPITAL = r"[A-ZÀ-ÞĆČĎĐĞİŁŃŇŘŚŞŠŤŹŻŽ]"
_NAME_AND_DIGIT = re.compile(
    rf"{_CAPITAL}(?<![^\W\d_].)[^\W\d_]{{1,20}} "
    rf"{_CAPITAL}[^\W\d_]{{1,20}},? \(?(?=\d)"
)
_PAPERS = re.compile(
    r"\W{0,3}\s{0,2}(?:(?:sv|ahv|cf|c\.f|cod|nhs|kv|reisepass|pass|ausweis|perso|carta|"
    r"patente|permesso|fuhrerschein|passport|passaporto|id|nino|ssn|tax|kasse|aok|"
    r"barmer|tk|dak|ogk|usl|asl|tessera|doc|dok|gp|hausarzt|pediatra)|"
    r"(?:codice fisc|krankenk|vers|steuer|personal|impf|allerg)[a-z]{0,20})"
    r"(?:nr|nummer|karte)?(?![^\W\d_])"
).match
"""What stands behind a birth in a form: the number of a card, an insurer, a doctor."""


def find_named_birthdates(text: str) -> Iterator[Match]:
    """Find dates that are births because of the name beside them.

    Args:
        text: A folded reading.

    Yields:
        The dates alone; they may overlap.
    """
    yield from _behind_names(text)
    if _DIGIT_BEGINS_LINE(text):
        yield from _below_names(text)
    lowered = plain(text)
    if _CHILD(lowered):
        yield from _of_children(text, lowered)


def claim(match: re.Match[str], score: float) -> Iterator[Match]:
    """Yield a date as found, unless there is no such day.

    Args:
        match: Of one of the patterns in `recognizers.dates`.
        score: How sure it is a birth's.
    """
    canonical = iso_of(match)
    if canonical:
        yield Match(match.start(), match.end(), score, canonical)


def _claimed(date: re.Match[str] | None, *, last: int) -> Iterator[Match]:
    """Claim a whole date that is written out, of no later year."""
    for found in claim(date, PARTIAL) if date and is_written_out(date[0]) else ():
        if found.canonical and int(found.canonical[:4]) <= last:
            yield found


def _behind_names(text: str) -> Iterator[Match]:
    for name in _NAME_AND_DIGIT.finditer(text):
        lowered = plain(text)
        date = DATE.match(lowered, name.end())
        papers = date and _PAPERS(lowered, date.end())
        yield from _claimed(date, last=_LAST_CHILD if papers else _OF_AGE)


# --- below a name ---------------------------------------------------------------

_NAME_LINE = re.compile(
    rf"^[ \t]{{0,3}}(?P<label>[^\W\d_][^\n:\d]{{1,30}}:[ ])?"
    rf"{_CAPITAL}[^\W\d_'’\-]{{1,20}}(?:['’ \-]{{1,2}}(?:d[aei]|von|van|de)?[ ]?"
    rf"{_CAPITAL}[^\W\d_'’\-]{{1,20}}){{1,3}},?[ \t]{{0,3}}\n[ \t]{{0,3}}\*?[ ]?(?=\d)",
    re.MULTILINE,
)
_DIGIT_BEGINS_LINE = re.compile(r"\n[ \t]{0,3}\*?[ ]?\d").search
_LINE_ENDS = re.compile(r"[ \t]{0,3},?[ \t]{0,3}(?:\n|\Z)").match
_FORM_OF_CHILD = re.compile(
    r"kind|child|bambin|figli|sohn|tochter|patient|pazient"
).search


def _below_names(text: str) -> Iterator[Match]:
    """Find a date that has a line of its own below a name's."""
    for name in _NAME_LINE.finditer(text):
        lowered = plain(text)
        date = DATE.match(lowered, name.end())
        end = _LINE_ENDS(lowered, date.end()) if date else None
        if end is None:
            continue
        labelled = _FORM_OF_CHILD(lowered[max(name.start() - 40, 0) : name.end()])
        of_any_age = labelled or _PAPERS(lowered, end.end())
        yield from _claimed(date, last=_LAST_CHILD if of_any_age else _GROWN_UP)


# --- children -------------------------------------------------------------------

_CHILD = any_of(
    [
        *("kita", "kindergart", "kinderarzt", "kinderpass", "kinderreisepass"),
        *("tagesmutter", "asilo", "pediatra", "nursery", "paediatric", "childminder"),
        *("my son", "daughter", "tochter", "mein sohn", "meinen sohn", "figli", "bimb"),
        *("passport", "schulanmeld", "kinder:", "kinder ", "kids:", "children:"),
        *("children are", "kids are", "bambini:", "my kids", "my child"),
    ]
)
_CHILD_AND_DATE = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]{2,20})(?:[ ]?\(|,?[ ])(?:\*[ ]?)?(?=\d)"
)
_CHILD_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:mein|unser)(?:en?|er)? )?(?:kind(?:er)?|kids|child(?:ren)?|"
    r"figli[oae]?|bimb[oiae]|bambin[oiae]|sohn|tochter|son|daughter)(?![^\W_])"
    r"(?:[^.!?\n]|(?<=[ .][^\W_])\.|(?<=[ .][^\W_]{2})\.){0,80}$"
).search
_CHILD_REACH = 110


def _of_children(text: str, lowered: str) -> Iterator[Match]:
    """Find "Mia (04.03.2018)" beside a kindergarten, a doctor, a passport."""
    for child in _CHILD_AND_DATE.finditer(lowered):
        if child["name"] in load_words("first_names"):
            last = _LAST_CHILD if "(" in child[0] else _OF_AGE
            yield from _claimed(DATE.match(lowered, child.end()), last=last)
    for name in _NAME_AND_DIGIT.finditer(text):
        if _CHILD_BEFORE(lowered, max(name.start() - _CHILD_REACH, 0), name.start()):
            yield from _claimed(DATE.match(lowered, name.end()), last=_LAST_CHILD)
            date = SOLID.match(lowered, name.end())
            yield from claim(date, PARTIAL) if date else ()
