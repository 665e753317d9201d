"""What touches a number: an extension, a unit, a code that it is part of."""

import re
from dataclasses import replace

from recognizers.finders import Match
from recognizers.phones.guesses import (
    CERTAIN,
    CODE,
    LIKELY,
    POSSIBLE,
    PROBABLE,
    UNSURE,
    USUAL,
    Guess,
    digits_of,
)

_ALONE_LENGTH = 10
_BACK = 6
"""Characters before a number that tell whether it is a part of a code."""
_EXTENSION = re.compile(
    r"[ \t]{0,2}[,;]?[ \t]{0,2}(?:ext(?:ension)?|durchwahl|dw|int(?:erno)?|nst|poste|x)"
    r"[.: ]{0,5}\d{1,7}(?!\d)|[-\u2010-\u2013]\d{1,4}(?![-. /]?\d)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"[ ,;.…-]{1,4}(?:no|nein|nope|sorry|wait|oops|upps|ops|[äe]h+m?|halt|quatsch|"
    r"moment|scusa|anzi|i mean|ich meine|volevo dire|correction|korrektur|hinten|"
    r"am ende|alla fine|finisce con|endet auf|end(?:s|ing) (?:in|with))(?![^\W_])"
    r"(?:[ ,.:…]{1,3}(?:no|nein|sorry|wait|[äe]h|scusa|anzi|it's|is|ist|sind|sono|not|"
    r"nicht|non|the|die|le|last|letzten?|ultime|digits|ziffern|cifre|two|zwei|due|three|"
    r"drei|tre|four|vier|quattro|hinten|am ende|alla fine|are)(?![^\W_])){0,6}"
    r"[ ,.:…]{1,3}\d{2,6}(?![\w%€]|[ ]?\d|[.,:/-]\d|[ ](?:uhr|euro?|pm|am|st(?:ü|ue)ck|"
    r"pcs|pieces|pezzi|min|days|tage|giorni|years|jahre|mal|times|volte)(?![^\W_]))",
    re.IGNORECASE,
)
"""What somebody takes back of a number: "07700 900123, no sorry 124"."""
_CASE = re.compile(
    r"(?:^|[\n.,:;!?(] ?|\b(?:mein|der|zum|dem|den|unser|ihr) )Fall[ :#]{1,2}$"
)
"""A number that is a case's, but not "auf jeden Fall 0171 ..."."""
_CASE_REACH = 16
_IN_SERIES = re.compile(
    r"(?:seri(?:en|al|ale)|s/n|imei|iccid|matricola)[^\W\d_]{0,7}[^\w\n]{0,3}"
    r"(?:(?:nr|no|n|number|nummer)[^\w\n]{0,3})?\d[\d .]{3,32}$",
    re.IGNORECASE,
).search
"""A serial number's first groups, of which a later one looks like a phone."""
_SERIES_REACH = 48
_UNIT = re.compile(
    r",\d{1,2}(?!\d)|[ \t]?(?:[€$£%°]|(?:euro?|eur|usd|chf|gbp|[kcm]?m|[km]?g|[mc]?l|"
    r"[gm]b|st(?:ü|ue)?c?k|pcs|x|uhr|pezzi)(?![^\W_]))",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"[ \t]?(?:€|(?:euro?|eur|usd|chf|zeichen|zeilen|characters|rows|bytes|caratteri|"
    r"righe)(?![^\W_]))",
    re.IGNORECASE,
)
"""What even words for a phone nearby don't outweigh."""
_LAST_GROUP = re.compile(r"[ ]\d{2,3}(?=[ \t]{0,2}(?:\n|\Z|[.,;)!?](?:\s|\Z)))")
"""A short group behind a number in groups, with nothing after it: "02885 24293 972"."""
_LONGEST_IN_GROUPS = 13
# An amount, a decimal fraction, or the middle of an order code such as AB-0815.
_PART_OF_CODE = re.compile(
    r"[#$€£]\s?$|\d[-_/]$|\b[A-Z]{1,3}[-_/]$|(?<!\d)\d{1,3}[.,]$"
)
_TAIL_OF_CODE = re.compile(r"(?<![^\W\d])[a-z]{1,4}[-_]$|\d[-_]$", re.IGNORECASE)
_HEAD_OF_CODE = re.compile(r"[-_]\d{5}")
_TWINS = re.compile(r"(?<!\d)(\d)\d{9}[-/]\1\d{9}(?!\d)")
"""Two numbers of one country's mobile length: a code's parts differ in length."""
_PHONE_WORD = re.compile(
    r"(?:tel|mob|cell?|fax|fon|sms|ph|hdy|nr|num|no|call)[-_]$", re.IGNORECASE
)


def in_place(
    text: str, start: int, end: int, found: Guess, *, behind: int = 0
) -> Match:
    """Weigh what touches a number: an extension, a unit, a code it is part of.

    Args:
        text: A folded reading.
        start: Where the number begins.
        end: Where it ends.
        found: What it may be by itself.
        behind: Where the number before it ends: what touches that is another matter.
    """
    if found.score >= UNSURE and _is_twin(text, start, end):
        return Match(start, end, found.score, found.canonical)
    before = text[max(start - _BACK, behind) : start]
    extension = (
        _EXTENSION.match(text, end)
        or _CORRECTION.match(text, end)
        or _last_group(text, start, end)
    )
    score = _weighed(text, (start, end), found.score, before, extension)
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return Match(start, extension.end() if extension else end, score, found.canonical)


def _weighed(
    text: str,
    span: tuple[int, int],
    score: float,
    before: str,
    extension: re.Match[str] | None,
) -> float:
    """Lower the score of what is measured, paid, or part of a code."""
    start, end = span
    alone = extension or not text[end : end + 1].isalpha()
    if score < CERTAIN and (
        not alone
        or _PART_OF_CODE.search(before)
        or (extension is None and _UNIT.match(text, end))
    ):
        score = min(score, POSSIBLE)
    if score < CERTAIN and extension is None and _AMOUNT.match(text, end):
        score = CODE
    if score < PROBABLE and _HEAD_OF_CODE.match(text, end) and text[start] != "+":
        score = CODE
    if score <= UNSURE and _is_tail_of_code(before):
        score = CODE
    return CODE if _is_of_thing(text, start, score) else score


def _is_of_thing(text: str, start: int, score: float) -> bool:
    """Tell a case's number, and the later groups of a serial number."""
    case = score < USUAL and _CASE.search(text[max(start - _CASE_REACH, 0) : start])
    series = text[max(start - _SERIES_REACH, 0) : start]
    return bool(case or (score < CERTAIN and _IN_SERIES(series)))


def _last_group(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the group by which a number is longer than its plan allows."""
    written = text[start:end]
    group = _LAST_GROUP.match(text, end)
    if group is None or not written.startswith("0") or " " not in written:
        return None
    fits = len(digits_of(written + group[0])) <= _LONGEST_IN_GROUPS
    return group if fits else None


def _is_twin(text: str, start: int, end: int) -> bool:
    """Tell "3331234567-3407654321" from a code: both would be numbers by themselves."""
    length = end - start + 1
    return bool(_TWINS.match(text, start) or _TWINS.match(text, max(start - length, 0)))


def _is_tail_of_code(before: str) -> bool:
    """Tell "AU-26-36056" and "408-1234567-8901234" from "Tel-0171 ..."."""
    return bool(_TAIL_OF_CODE.search(before)) and not _PHONE_WORD.search(before)


def if_alone(text: str, match: Match) -> Match:
    """Trust a valid number that is the whole message: it answers a question."""
    around = text[: match.start] + text[match.end :]
    digits = digits_of(text[match.start : match.end])
    if len(digits) < _ALONE_LENGTH or any(map(str.isalnum, around)):
        return match
    return replace(match, score=LIKELY)
