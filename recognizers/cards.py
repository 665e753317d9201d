"""Payment card numbers (ISO/IEC 7812), of every scheme and however spaced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recognizers.checksums import luhn_is_valid
from recognizers.finders import Match

PROVEN = 1.0
"""A scheme's prefix and length, and Luhn's check digit."""
SHORT = 0.7
"""The same, but a length or prefix that other numbers have too."""
MISTYPED = 0.45
"""Grouped like a card of a scheme, but Luhn's check digit is wrong: as likely a
voucher's; needs a word nearby, or a date behind."""
SHAPED = 0.4
"""Grouped in fours like a card, of no known scheme."""
DATED = 0.3
"""What a date such as 12/27 behind a number adds: cards expire."""
UNSURE = 0.4
"""Luhn's check digit, which one number in ten has."""
POSSIBLE = 0.3
"""A scheme's prefix and length alone, or the usual length and Luhn's check digit."""

_DIGITS = range(12, 20)
_USUAL = (15, 16)
_GAP = r"[ \t\n\r\u00a0\u2000-\u200a\u202f.\-\u2010-\u2015\u2212/*_|]"
_RUN = re.compile(rf"(?<![^\W_])(?<!\d[.,])\d(?:{_GAP}{{0,3}}+\d){{11,}}+(?![^\W_])")
_GROUP = re.compile(r"\d+")
_NOT_DIGITS = re.compile(r"\D")
_ODDLY_APART = re.compile(
    r"\d(?<![^\W_]\d)(?<!\d[.,]\d)\d{3}([^\w\n]{1,5})\d{4}\1\d{4}\1\d{4}(?!\1?[^\W_])"
)
"""Four groups with one sign between them, whichever: "(4242) (4242) ..."."""
_AS_IN_LISTS = re.compile(r"[,;:=]")
_EXPIRY = re.compile(
    r"[ \t,;|]{0,3}\n?[(]?"
    r"(?:(?:exp(?:iry|ires?)?|valid|g(?:ü|ue)ltig|ablauf\w{0,5}|scad\w{0,6})\b[.:]?"
    r"(?: (?:date|thru|until|bis|il|al)\b)?[.:]?)?[ \t]{0,2}"
    r"(?:0[1-9]|1[0-2]) ?[/\-] ?(?:20)?[2-4]\d(?![\w/.\-])",
    re.IGNORECASE,
)
# ITU-T E.118: 89 for telecommunication, up to 19 digits, and often a 20th.
_SIM = re.compile(r"89(?:[ \-.]?\d){16,18}")


@dataclass(frozen=True, slots=True)
class _Scheme:
    """How the numbers of a scheme begin, and how long they are."""

    prefix: re.Pattern[str]
    lengths: tuple[int, ...]
    score: float = PROVEN


def _scheme(prefix: str, *lengths: int, score: float = PROVEN) -> _Scheme:
    return _Scheme(re.compile(prefix), lengths, score)


# Issuer identification numbers as the schemes publish them; the first that fits
# counts.
_SCHEMES = (
    _scheme(r"4", 16, 19),  # Visa
    _scheme(r"4", 13, score=SHORT),
    _scheme(r"5[1-5]", 16),  # Mastercard
    _scheme(r"2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)", 16),  # Mastercard 2-series
    _scheme(r"3[47]", 15),  # American Express
    _scheme(r"3(?:0[0-5]|095|[689])", 14, 16),  # Diners Club
    _scheme(r"6(?:011|4[4-9]|5)", 16, 19),  # Discover
    _scheme(r"35(?:2[89]|[3-8]\d)", 16, 17, 18, 19),  # JCB
    _scheme(r"2131|1800", 15),  # JCB, of old
    _scheme(r"62|81", 16, 17, 18, 19),  # UnionPay
    _scheme(r"220[0-4]", 16, 17, 18, 19),  # Mir
    _scheme(r"9792", 16),  # Troy
    _scheme(r"60|82|508", 16),  # RuPay
    _scheme(  # Maestro's usual beginnings
        r"50(?:18|20|38)|5612|5893|6304|6390|67(?:0[69]|59|6[123]|71|99)",
        *_DIGITS,
        score=PROVEN,
    ),
    _scheme(r"5019|4571", 16),  # Dankort
    _scheme(r"5[0678]|6", *_DIGITS, score=UNSURE),  # the rest of Maestro
    _scheme(r"1", 15, score=UNSURE),  # UATP
)
_ANY_PREFIX = re.compile("|".join(scheme.prefix.pattern for scheme in _SCHEMES))
_SHAPES = ((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3))
_FIRST = (4, *_USUAL)
"""Digits in the first group of what may be a card of no known scheme."""


def find_cards(text: str) -> Iterator[Match]:
    """Find card numbers; what stands beside them, such as a date, stays out.

    Yields:
        Disjoint matches, oddly written ones last; the canonical form is the bare
        digits.
    """
    for run in _RUN.finditer(text):
        if _SIM.fullmatch(run[0]):
            continue
        groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
        yield from _cards(text, groups)
    for found in _ODDLY_APART.finditer(text):
        if not _RUN.fullmatch(found[0]) and (score := _score_of_odd(found)):
            yield Match(*found.span(), score, _NOT_DIGITS.sub("", found[0]))


def card_is_proven(digits: str) -> bool:
    """Tell whether solid digits have a scheme's prefix, length and check digit."""
    likely = digits.isdecimal() and len(digits) in _DIGITS
    scheme = _scheme_of(digits) if likely else None
    return bool(scheme and scheme.score == PROVEN and luhn_is_valid(digits))


def _score_of_odd(found: re.Match[str]) -> float:
    """Believe a scheme and Luhn's check digit alone; a list needs a word as well."""
    digits = _NOT_DIGITS.sub("", found[0])
    if _scheme_of(digits) is None or not luhn_is_valid(digits):
        return 0.0
    return UNSURE if _AS_IN_LISTS.search(found[1]) else SHORT


def _cards(text: str, groups: list[tuple[int, int]]) -> Iterator[Match]:
    first = 0
    fruitless = ""
    while first < len(groups):
        window = groups[first : first + _DIGITS[-1]]
        seen = text[window[0][0] : window[-1][1]]
        # Digits repeated without end cost nothing.
        same = seen == fruitless
        found = None if same else max(_starting(text, window), default=None)
        if found is None:
            fruitless = seen
            first += 1
            continue
        _, score, minus_count = found
        last = first - minus_count - 1
        start, end = groups[first][0], groups[last][1]
        dated = DATED if score < SHORT and _EXPIRY.match(text, end) else 0.0
        solid = _solid(text, groups[first : last + 1])
        yield Match(start, end, score + dated, solid)
        first = last + 1


def _starting(
    text: str, groups: list[tuple[int, int]]
) -> Iterator[tuple[bool, float, int]]:
    """Yield the rank of each card from the first group on: the highest is taken."""
    digits, shape = "", tuple[int, ...]()
    opening = "".join(text[start:end] for start, end in groups[:4])
    if not _ANY_PREFIX.match(opening) and groups[0][1] - groups[0][0] not in _FIRST:
        return
    for count, (start, end) in enumerate(groups, 1):
        digits += text[start:end]
        shape = (*shape, end - start)
        if len(digits) > _DIGITS[-1]:
            return
        if len(digits) in _DIGITS and (score := _score(digits, shape)):
            yield shape in _SHAPES, score, -count


def _score(digits: str, shape: tuple[int, ...]) -> float:
    scheme = _scheme_of(digits)
    grouped = shape in _SHAPES
    if scheme is None:
        return _score_of_unknown(digits, grouped=grouped)
    if luhn_is_valid(digits):
        return PROVEN if grouped else scheme.score
    if grouped and scheme.score == PROVEN:
        return MISTYPED
    return SHAPED if grouped else min(scheme.score, POSSIBLE)


def _score_of_unknown(digits: str, *, grouped: bool) -> float:
    if len(set(digits)) == 1:
        return 0.0
    if grouped:
        return SHAPED
    whole = len(digits) in _USUAL and luhn_is_valid(digits)
    return POSSIBLE if whole else 0.0


def _scheme_of(digits: str) -> _Scheme | None:
    for scheme in _SCHEMES:
        if len(digits) in scheme.lengths and scheme.prefix.match(digits):
            return scheme
    return None


def _solid(text: str, groups: list[tuple[int, int]]) -> str:
    return "".join(text[start:end] for start, end in groups)
