"""Dates of birth: dates that a word near them says somebody was born on."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.core.detect import Document
from pipeline.core.literals import any_of
from pipeline.core.normalize import Reading
from recognizers.finders import Match
from recognizers.words import plain
from recognizers.words.spoken_dates import (
    DAYS,
    GERMAN_ORDINALS,
    YEARS,
    number_in,
    pattern_of,
)

SURE = 0.9
PARTIAL = 0.65

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
_YEAR = r"(?P<{}>(?:19|20)\d\d|['’]?\d\d)(?!\d)"
_SAID_YEAR = rf"(?P<{{}}>(?:19|20)\d\d(?!\d)|['’]?\d\d(?!\d)|(?:{pattern_of(YEARS)})\b)"
_SHAPES = (
    r"(?P<y1>(?:19|20)\d\d)[-./ ](?P<m1>\d{1,2})[-./ ](?P<d1>\d{1,2})(?!\d)",
    r"(?P<d2>\d{1,2}) ?[./\- ] ?(?P<m2>\d{1,2}) ?[./\- ] ?" + _YEAR.format("y2"),
    r"(?P<d3>\d\d)(?P<m3>\d\d)(?P<y3>(?:19|20)\d\d)(?!\d)",
    rf"(?P<d4>\d{{1,2}}|{_DAY_WORD})(?:\.|°|º|st|nd|rd|th|er)?[ ./\-]{{0,2}}"
    rf"(?:(?:de|of|di|del) )?(?P<m4>{_MONTH})\b\.?,?[ /\-]?(?:(?:de|del) )?"
    + _SAID_YEAR.format("y4"),
    rf"(?P<d0>{_DAY_WORD})[ ,]{{1,2}}(?P<m0>{pattern_of(GERMAN_ORDINALS)})[ ,]{{1,2}}"
    + _SAID_YEAR.format("y0"),
    rf"(?P<m5>{_MONTH})\b\.? ?(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,? "
    + _YEAR.format("y5"),
    rf"(?P<m10>{_MONTH}) (?:the )?(?P<d10>{_DAY_WORD}),? " + _SAID_YEAR.format("y10"),
)
_PARTIAL_SHAPES = (
    rf"(?P<d6>\d{{1,2}})(?:\.|°|st|nd|rd|th)? ?(?:(?:de|of|di) )?(?P<m6>{_MONTH})\b",
    rf"(?P<m7>{_MONTH}) (?P<d7>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",
    r"(?P<d8>\d{1,2})\.(?P<m8>\d{1,2})\.(?!\d)",
    r"(?P<y9>(?:19|20)\d\d)(?!\d)",
)
_DATE = re.compile("|".join(_SHAPES))
_JOINT = re.compile(r"[ ]?(?:[,;/&+\-–]|\b(?:und|and|e|ed|y|et)\b)[ ]{0,2}")
"""What joins the dates of several people."""
_DD, _MM = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_SOLID = re.compile(
    rf"(?<![\w.,/\-])(?:(?P<d1>{_DD})(?P<m1>{_MM})(?P<y1>\d\d)|"
    rf"(?P<m2>{_MM})(?P<d2>{_DD})(?P<y2>\d\d)|(?P<y3>\d\d)(?P<m3>{_MM})(?P<d3>{_DD}))"
    r"(?![\w]|[.,/\-]\d)"
)
"""Six digits, a date right behind the word for one only: "geburtsdatum: 120385"."""
_NEAR = re.compile(r"[ \t]{0,3}[:=]?[ \t]{0,3}(?:(?:ist|is|lautet|e|am|il|on)[ ])?")
_ANY_DATE = re.compile("|".join((*_SHAPES, *_PARTIAL_SHAPES)))

_CUES = (
    r"geb(?:ore?n(?:e[nrs]?)?|urts?(?:tags?|dat(?:um|en)?|jahr)|\.?[ -]?dat(?:um|\.)?)?"
    r"|jahrgang"
    r"|nat[oaie]|nascita|compleanno|compi(?:o|e|ono|ra|ranno|va)? gli anni"
    r"|born|birth(?:day|date)?s?|b-?day|dates? ?of ?birth|d\.? ?o\.? ?b(?:s(?=:))?"
    r"|nacid[oa]|naci|nacimiento|cumpleanos|nee?|naissance|anniversaire"
    r"|geboortedatum|urodzon[ya]|dogum(?: tarihi(?:m)?)?|(?:data )?urodzenia"
    r"|ur(?=\. ?\d)|(?:data )?nasterii|nascut[a]?|nascimento|nascid[oa]"
    r"|(?:datum )?ro[dđ]enja|ro[dđ]en[a]?|ditelindja|narozen[a]?|szul(?:etett)?"
    r"|szuletesi|syntymaaika|fodt|fodd|fodselsdato|janm(?:adin|tithi)?|जनम|जनमतिथि|जनमदिन"
    r"|дата рождения|родился|родилась|تاريخ الميلاد|γεννηση[ςs]|γέννησης"
    r"|d\. ?n(?=\.)|jg|classe?(?= 19\d\d(?!\d))"
    r"|b(?=\. ?\d{1,2} [a-z]{3,9} (?:19|20)\d)"
)
_CUE = re.compile(rf"(?<![^\W_])(?:{_CUES})(?![^\W\d_])\.?")
_TRIGGER = any_of(
    [
        *("geb", "jahrgang", "birth", "born", "dob", "d.o", "d o", "bday", "b-day"),
        *("nato", "nata", "nati", "nate", "nasc", "complean", "gli anni", "naci"),
        *("cumple", "naiss", "anniv", "geboor", "urodz", "dogum", "nasterii", "nascut"),
        *("rođen", "roden", "ditelind", "narozen", "szul", "syntym", "fodt", "fodd"),
        *("fodsel", "janm", "जनम", "рожд", "родил", "الميلاد", "γενν", "γέννη"),
    ]
)
_SHORT_TRIGGER = re.compile(
    r"nee?\b|\*[ ]?\d|\bur\. ?\d|\bd\. ?n\.|\bjg\b|\bb\. ?\d|\bclasse? 19"
).search
# The genealogists' sign for a birth; between two of them words are bold.
_STAR = re.compile(r"(?<![\w*])\*[ ]?(?=\d)")
_FILLER = re.compile(r"[^\d]{0,28}?(?=\d|\b(?:" + _DAY_WORD + "|" + _MONTH + r")\b)")
_OTHER_MATTER = re.compile(
    r"liefer|bestell|termin|rechnung|versand|versend|fahrt|flug|feier|party|festa|"
    r"consegn|ordin|fattur|appuntam|spedi|viaggio|volo|deliver|order|invoice|appoint|"
    r"arriv|book|flight|\bbis\b|\bentro\b|\buntil\b|\bbefore\b|\bvor dem\b|gekauft|"
    r"comprat|bought|geschenk|regalo|present|\bgift|\bvon hier\b"
)
_BORN_AFTER = re.compile(
    r"[ ,]{1,2}(?:\(|(?:ist|is|e|war|sono|bin|ich|wurde|was|i|am|la|il|my|mein|mia|mio|"
    r"das|data|di|sein|ihr|her|his|the|date|of|and|ad?|in|[a-z]{3,15})[ ]){0,5}?"
    rf"(?:{_CUES})(?![^\W\d_])"
)
_NAME_AND_DIGIT = re.compile(
    r"(?<![^\W\d_])[A-ZÀ-Þ][^\W\d_]{1,20} [A-ZÀ-Þ][^\W\d_]{1,20},? \(?(?=\d)"
)
_OF_AGE = 2008
"""A whole date behind a name, no later than this, is a birth's and no appointment's.

18 years before 2026. Written here and not taken from a clock: what is found in a text
must not depend on the day.
"""


def find_birthdates(text: str) -> Iterator[Match]:
    """Find dates that stand by a word for birth.

    Args:
        text: A folded reading.

    Yields:
        The date alone, without its word; `canonical` is ISO 8601 as far as it is
        told: ``1985-03-03``, ``--03-03`` or ``1985``.
    """
    lowered = plain(text)
    if not (_TRIGGER(lowered) or _SHORT_TRIGGER(lowered)):
        return
    cue = _CUE.search(lowered)
    told = list(_after_cues(text, lowered)) if cue else []
    yield from told
    starts = {found.start for found in told}
    for star in _STAR.finditer(lowered):
        born = _DATE.match(lowered, star.end())
        if born and born.start() not in starts and lowered[born.end() :][:1] != "*":
            starts.add(born.start())
            yield from _match(born, SURE)
    if cue is None:
        return
    for match in _DATE.finditer(lowered):
        if match.start() not in starts and _born_follows(lowered, match.end()):
            yield from _match(match, SURE)


def find_dates_behind_names(text: str) -> Iterator[Match]:
    """Find "Stan Beispiel, 29 Aug 1939".

    Args:
        text: A folded reading.
    """
    for name in _NAME_AND_DIGIT.finditer(text):
        behind = _DATE.match(plain(text), name.end())
        for found in _match(behind, PARTIAL) if behind else ():
            if found.canonical and int(found.canonical[:4]) <= _OF_AGE:
                yield found


def find_birthdates_in_document(
    reading: Reading, document: Document
) -> Iterator[Match]:
    """Find dates of birth; in a field whose hint says so, every date is one."""
    if document.hint and _CUE.search(plain(document.hint)):
        lowered = plain(reading.text)
        for match in (*_DATE.finditer(lowered), *_SOLID.finditer(lowered)):
            yield from _match(match, SURE)
        return
    yield from find_birthdates(reading.text)
    yield from find_dates_behind_names(reading.text)


def _after_cues(text: str, lowered: str) -> Iterator[Match]:
    position = 0
    for cue in _CUE.finditer(lowered):
        filler = _FILLER.match(lowered, cue.end())
        alliance = text[cue.start() : cue.end()] == "NATO"
        if cue.start() < position or alliance or not filler:
            continue
        if _OTHER_MATTER.search(filler[0]):
            continue
        for match in _dates_at(lowered, cue.end(), filler.end()):
            position = match.end()
            yield from _match(match, SURE if _is_whole(match) else PARTIAL)


def _dates_at(lowered: str, cue_end: int, filler_end: int) -> Iterator[re.Match[str]]:
    """Yield the date behind a word for birth, and whole ones joined to a whole one."""
    match = _ANY_DATE.match(lowered, filler_end)
    if match is None and _NEAR.fullmatch(lowered, cue_end, filler_end):
        match = _SOLID.match(lowered, filler_end)
    while match:
        yield match
        joint = _JOINT.match(lowered, match.end()) if _is_whole(match) else None
        match = _DATE.match(lowered, joint.end()) if joint else None


def _born_follows(text: str, end: int) -> bool:
    cue = _BORN_AFTER.match(text, end)
    if not cue or _OTHER_MATTER.search(cue[0]):
        return False
    filler = _FILLER.match(text, cue.end())
    return not (filler and _ANY_DATE.match(text, filler.end()))


def _is_whole(match: re.Match[str]) -> bool:
    groups = {name[0] for name, value in match.groupdict().items() if value}
    return groups == {"d", "m", "y"}


def _match(match: re.Match[str], score: float) -> Iterator[Match]:
    canonical = _iso(match)
    if canonical:
        yield Match(match.start(), match.end(), score, canonical)


def _iso(match: re.Match[str]) -> str | None:
    given = {name[0]: value for name, value in match.groupdict().items() if value}
    year = _year(given["y"]) if "y" in given else None
    if "d" not in given:
        return str(year) if year and FIRST_YEAR <= year <= LAST_YEAR else None
    day = _number(given["d"], DAYS)
    month = _MONTHS.get(given["m"]) or _number(given["m"], DAYS)
    if month > 12 >= day:  # noqa: PLR2004 - months; the American order
        day, month = month, day
    return _written(year, month, day)


def _number(said: str, words: Mapping[str, int]) -> int:
    return int(said) if said.isdecimal() else number_in(said, words)


def _year(said: str) -> int:
    year = _number(said.strip("'’"), YEARS)
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
