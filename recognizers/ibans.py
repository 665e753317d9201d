"""International bank account numbers (ISO 13616)."""

import re
from collections.abc import Iterator

from recognizers.checksums import iban_is_structured, iban_is_valid
from recognizers.finders import Match

PROVEN = 1.0
MISTYPED = 0.4
"""Country and length are right, the check digits or the order of letters and digits
aren't; needs a word nearby."""

# Characters in an IBAN, by country (SWIFT IBAN registry, release 99, and the
# experimental ones of countries that have not registered).
_LENGTHS = {
    country: int(length)
    for length, countries in (
        ("15", "NO"),
        ("16", "BE"),
        ("18", "DK FI FK FO GL NL SD"),
        ("19", "MK SI"),
        ("20", "AT BA EE KZ LT LU MN XK"),
        ("21", "CH HR LI LV"),
        ("22", "BG BH CR DE GB GE IE ME RS VA"),
        ("23", "AE GI IL IQ OM SO TL"),
        ("24", "AD CZ ES MD PK RO SA SE SK TN VG"),
        ("25", "LY PT ST"),
        ("26", "IS TR"),
        ("27", "BI DJ FR GR IT MC MR SM"),
        ("28", "AL AZ BY CY DO GT HN HU LB NI PL SV"),
        ("29", "BR EG PS QA UA"),
        ("30", "JO KW MU YE"),
        ("31", "MT SC"),
        ("32", "LC"),
        ("33", "RU"),
        ("25", "AO CV GW MZ"),
        ("26", "DZ IR"),
        ("27", "CF CG CM GA GQ KM MG TD"),
        ("28", "BF BJ CI MA ML NE SN TG"),
    )
    for country in countries.split()
}

# Any other two are never given out (ISO 7064, mod 97-10).
_CHECK_DIGITS = frozenset(f"{n:02}" for n in range(2, 99))

_GAP = r"[ \t\n\r\u00a0\u2000-\u200a\u202f.\-\u2010-\u2015\u2212_/:•·*|~,=()\[\]{}]"
_CODES = "|".join(
    f"{first}[{''.join(code[1] for code in _LENGTHS if code[0] == first)}]"
    for first in sorted({code[0] for code in _LENGTHS})
)
_BEFORE_CHECK_DIGITS = "|".join(
    rf"(?<=(?:{letters}){_GAP}{{{gaps}}}\d)"
    for letters in (_CODES, rf"[a-z]{_GAP}[a-z]")
    for gaps in range(4)
)
_may_hold_iban = re.compile(
    rf"\d(?<!\d\d)(?:{_BEFORE_CHECK_DIGITS}){_GAP}?\d(?:{_GAP}{{0,3}}[a-z0-9]){{11}}",
    re.IGNORECASE | re.ASCII,
).search
"""Find check digits behind a country, from a digit on: a fifth of the time."""
# Zero-width, so that one candidate never swallows the next; it may be glued to one.
_CANDIDATE = re.compile(
    rf"(?:(?<![^\W_])(?:iban)?+|(?<=\d)(?=[a-z]{{2}}\d\d))(?=([a-z]{_GAP}?[a-z]{_GAP}{{0,3}}\d{_GAP}?\d"
    rf"(?:{_GAP}{{0,3}}[a-z0-9]){{11,31}}))",
    re.IGNORECASE | re.ASCII,
)


def find_ibans(text: str) -> Iterator[Match]:
    """Find IBANs in any case and spacing.

    Yields:
        By start; nothing inside one that is proven. Others may overlap:
        `resolve` settles that. The canonical form is upper case without spaces.
    """
    if not _may_hold_iban(text):
        return
    proven = 0
    for candidate in _CANDIDATE.finditer(text):
        glued = text[max(candidate.end() - 1, 0) : candidate.end()].isdigit()
        if candidate.start() < proven or (glued and candidate.start() != proven):
            continue
        solid = [i for i in range(*candidate.span(1)) if text[i].isalnum()]
        country = "".join(text[i] for i in solid[:2]).upper()
        length = _LENGTHS.get(country)
        if length is None or length > len(solid):
            continue
        match = _judged(text, solid[:length])
        if match is not None:
            proven = match.end if match.score == PROVEN else proven
            yield match


def _judged(text: str, solid: list[int]) -> Match | None:
    iban = "".join(text[i] for i in solid).upper()
    start, end = solid[0], solid[-1] + 1
    if iban_is_proven(iban):
        return Match(start, end, PROVEN, iban)
    if text[end : end + 1].isalnum() or not _is_mostly_digits(iban):
        return None
    return Match(start, end, MISTYPED, iban)


def has_ibans(country: str) -> bool:
    """Tell whether a country, by its two capitals, gives IBANs out."""
    return country in _LENGTHS


def iban_is_proven(iban: str) -> bool:
    """Tell whether it is as long as its country's, and its check digits are right."""
    checked = (
        _LENGTHS.get(iban[:2]) == len(iban)
        and iban[2:4] in _CHECK_DIGITS
        and iban_is_valid(iban)
    )
    return checked and iban_is_structured(iban)


def _is_mostly_digits(iban: str) -> bool:
    return 2 * sum(character.isdigit() for character in iban) >= len(iban)
