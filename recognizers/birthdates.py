"""Dates of birth: dates that a word near them says somebody was born on."""

import re
from collections.abc import Iterator

from pipeline.core.detect import Document
from pipeline.core.literals import any_of
from pipeline.core.normalize import Reading
from recognizers.dates import ANY_DATE, DATE, SAID, SOLID, is_whole, iso_of
from recognizers.finders import Match
from recognizers.named_birthdates import PARTIAL, claim, find_named_birthdates
from recognizers.untold_birthdates import find_untold_birthdates, is_of_vintage
from recognizers.words import plain

SURE = 0.9
_BACK = 40

_TRIGGER = any_of(
    [
        *(
            "geb",
            "classe",
            "turned",
            "d-o-b",
            "compiut",
            "jahrgang",
            "birt",
            "brit",
            "born",
            "dob",
            "d.o",
            "d o",
            "bday",
        ),
        *("b-day", "date of b", " welt", " world", "alla luce", "al mondo", "ddn"),
        *("nato", "nata", "nati", "nate", "nasc", "ta di nas", "complean", "gli anni"),
        *("naci", "cumple", "naiss", "anniv", "geboor", "urodz", "dogum"),
        *("nasterii", "nascut"),
        *("rođen", "roden", "ditelind", "narozen", "szul", "syntym", "fodt", "fodd"),
        *("fodsel", "janm", "जनम", "рожд", "родил", "الميلاد", "γενν", "γέννη"),
    ]
)
# What is rare comes first, so that a search is quick to find nothing.
_SHORT_TRIGGER = re.compile(
    r"[n*.j1](?:(?<![^\W_]n)ee?(?![^\W\d_])|(?<=\*)[ ]?\d"
    r"|(?:(?<=\bur\.)|(?<=\bb\.)) ?\d|(?<=\bd\.) ?n\.|(?<=\bj)g(?![^\W\d_])"
    r"|(?<=\bclass 1)9)"
).search


def find_birthdates_in_document(
    reading: Reading, document: Document
) -> Iterator[Match]:
    """Find dates of birth; in a field whose hint says so, every date is one."""
    if document.hint and _CUE.search(plain(document.hint)):
        lowered = plain(reading.text)
        for match in (*DATE.finditer(lowered), *SOLID.finditer(lowered)):
            yield from claim(match, SURE)
        return
    yield from find_birthdates(reading.text)
    yield from find_named_birthdates(reading.text)
    if not document.hint:
        yield from find_untold_birthdates(reading.text)


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
    told += _after_stars(lowered, {found.start for found in told})
    yield from told
    if cue:
        yield from _before_cues(lowered, {found.start for found in told})


# --- behind a word for birth ----------------------------------------------------

_CUES = (
    r"geb(?:oh?re?n(?:e[nrs]?)?|[urt]{2,4}s?(?:tag(?:e[ns]?|s)?|dat[a-z]{0,3}|jahr)?"
    r"|\.?[ -]?dat(?:um|\.)?)?|jahrgang"
    r"|auf die welt(?: gekommen)?|zur welt (?:gekommen|gebracht|kam)"
    r"|c[ao]me into (?:the|this) world"
    r"|venut[oaie] (?:alla luce|al mondo)"
    r"|data (?:di )?na[scit]{3,5}a|d\.?d\.?n|nat[oaie]|nascita|compleanno"
    r"|compi(?:o|e|ono|ra|ranno|va)? gli anni"
    r"|born|(?:birth?|brith)[ -]?(?:day|date)?s?|b-?day|dates? ?of ?b[irth]{2,5}"
    r"|d[.\-]? ?o[.\-]? ?b(?:s(?=:))?|turned \d{1,3}(?= on )"
    r"|compiuto (?:i )?\d{1,3} anni"
    r"|nacid[oa]|naci|nacimiento|cumpleanos|nee?|naissance|anniversaire"
    r"|geboortedatum|urodzon[ya]|dogum(?: tarihi(?:m)?)?|(?:data )?urodzenia"
    r"|ur(?=\. ?\d)|(?:data )?nasterii|nascut[a]?|nascimento|nascid[oa]"
    r"|(?:datum )?ro[dđ]enja|ro[dđ]en[a]?|ditelindja|narozen[a]?|szul(?:etett)?"
    r"|szuletesi|syntymaaika|fodt|fodd|fodselsdato|janm(?:adin|tithi)?|जनम|जनमतिथि|जनमदिन"
    r"|дата рождения|родился|родилась|تاريخ الميلاد|γεννηση[ςs]|γέννησης"
    r"|d\. ?n(?=\.)|jg|class(?= 19\d\d(?!\d))"
    r"|(?<!prima )(?<!seconda )classe"
    r"(?= (?:\d{1,2}[ ./\-][a-z\d]{1,9}[ ./\-])?19\d\d(?!\d))"
    r"|b(?=\. ?\d{1,2} [a-z]{3,9} (?:19|20)\d)"
)
_CUE = re.compile(rf"(?<![^\W_])(?:{_CUES})(?![^\W\d_])\.?")
_FILLER = re.compile(
    rf"(?:[^\d]{{0,34}}?|[^\d\n]{{0,28}}(?<![^\W_])(?:falsch|richtig|korrekt|errat[ao]|"
    rf"sbagliat[ao]|giust[ao]|corrett[ao]|wrong|correct)[^\d\n]{{0,28}}?)(?=\d|{SAID})"
)
"""What may stand between a word for birth and its date; more where it is corrected."""
_CELEBRATION = (
    r"[a-z]{0,20}(?:feier|geschenk|torte|kuchen)|fest|party|parties|feste|festa|regal[oi]|torta|gifts?|"
    r"presents?|cakes?"
)
_OTHER_MATTER = re.compile(
    r"liefer|bestell|termin|rechnung|versand|versend|fahrt|flug|"
    r"consegn|ordin|fattur|appuntam|spedi|viaggio|volo|deliver|order|invoice|appoint|"
    r"arriv|book|flight|\bbis\b|\bentro\b|\buntil\b|\bbefore\b|\bvor dem\b|gekauft|"
    r"comprat|bought|\bvon hier\b"
)
_NEAR = re.compile(r"[ \t]{0,3}[:=]?[ \t]{0,3}(?:(?:ist|is|lautet|e|am|il|on)[ ])?")
_JOINT = re.compile(
    r"[ ]?(?:[,;/&+\-–]|\b(?:und|and|e|ed|y|et)\b)[ ]{0,2}"
    r"|,?[ ](?:sondern|ma|bensi|but|statt|instead of|invece d[ei]l?)[ ]"
    r"(?:(?:am|il|on|e|ist|is)[ ])?"
)
"""What joins the dates of several people, or a wrong date and the right one."""
_FEAST = re.compile(rf"(?<![^\W_])(?:{_CELEBRATION})(?![^\W_])")
_BEFORE_FEAST = re.compile(rf"[ ](?:{_CELEBRATION})(?![^\W_])").match
_OF_FEAST = re.compile(
    rf"{_FEAST.pattern}[ ]"
    r"(?:(?:di|per|il|del|zum|fur|den|for|of|my|a|her|his|the)[ ]){1,3}$"
)
"""What makes a date behind "birthday" that of a feast or a gift, if it is to come."""
_FEASTS_FROM = 2024
"""The first year of which a date may be a feast's. No clock, as for `_OF_AGE`."""


def _after_cues(text: str, lowered: str) -> Iterator[Match]:
    position = 0
    for cue in _CUE.finditer(lowered):
        filler = _FILLER.match(lowered, cue.end())
        alliance = text[cue.start() : cue.end()] == "NATO"
        if cue.start() < position or alliance or not filler:
            continue
        if cue[0].startswith("j") and is_of_vintage(lowered, cue.start()):
            continue
        if _OTHER_MATTER.search(filler[0]):
            continue
        feast = _FEAST.search(filler[0]) or _is_of_feast(lowered, cue.start())
        for match in _dates_at(lowered, cue.end(), filler.end()):
            position = match.end()
            festive = feast or _BEFORE_FEAST(lowered, match.end())
            if not (festive and _may_be_to_come(match)):
                yield from claim(match, SURE if is_whole(match) else PARTIAL)


def _is_of_feast(lowered: str, start: int) -> bool:
    return _OF_FEAST.search(lowered, max(start - _BACK, 0), start) is not None


def _may_be_to_come(date: re.Match[str]) -> bool:
    """Tell "cake for my birthday 12/12/2026" from a date long ago."""
    told = iso_of(date)
    return not told or not told[:4].isdecimal() or int(told[:4]) >= _FEASTS_FROM


def _dates_at(lowered: str, cue_end: int, filler_end: int) -> Iterator[re.Match[str]]:
    """Yield the date behind a word for birth, and whole ones joined to a whole one."""
    match = ANY_DATE.match(lowered, filler_end)
    if match is None and _NEAR.fullmatch(lowered, cue_end, filler_end):
        match = SOLID.match(lowered, filler_end)
    while match:
        yield match
        joint = _JOINT.match(lowered, match.end()) if is_whole(match) else None
        match = DATE.match(lowered, joint.end()) if joint else None


# --- before one, and behind the sign for a birth --------------------------------

# The genealogists' sign for a birth; between two of them words are bold.
_STAR = re.compile(r"(?<![\w*])\*[ ]?(?=\d)")
_BORN_AFTER = re.compile(
    r"[ ,]{1,2}(?:\(|(?:ist|is|e|war|sono|bin|ich|wurde|was|i|am|la|il|my|mein|mia|mio|"
    r"das|data|di|sein|ihr|her|his|the|date|of|and|ad?|in|[a-z]{3,15})[ ]){0,5}?"
    rf"(?:{_CUES})(?![^\W\d_])"
)


def _after_stars(lowered: str, told: set[int]) -> Iterator[Match]:
    for star in _STAR.finditer(lowered):
        born = DATE.match(lowered, star.end())
        if born is None or born.start() in told or _may_be_to_come(born):
            continue
        if lowered[born.end() : born.end() + 1] != "*":
            yield from claim(born, SURE)


def _before_cues(lowered: str, told: set[int]) -> Iterator[Match]:
    for match in DATE.finditer(lowered):
        if match.start() not in told and _born_follows(lowered, match.end()):
            yield from claim(match, SURE)


def _born_follows(text: str, end: int) -> bool:
    cue = _BORN_AFTER.match(text, end)
    if not cue or _OTHER_MATTER.search(cue[0]):
        return False
    filler = _FILLER.match(text, cue.end())
    return not (filler and ANY_DATE.match(text, filler.end()))
