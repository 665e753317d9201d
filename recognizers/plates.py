"""Licence plates of Germany, Italy and the United Kingdom."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.plate_districts import DISTRICTS
from recognizers.words import load_words

WRITTEN_OUT = 0.6
"""As on the plate: capitals, separators, a district that exists."""
PLAUSIBLE = 0.5
"""Capitals in the right places."""
POSSIBLE = 0.3
"""In lower case, or run together; only words around it can tell."""

_GERMAN = re.compile(
    r"(?<![^\W_])(?<![-.'’])([A-ZÄÖÜ]{1,3})([-–:· ]{1,2}| - )([A-Z]{1,2})[- ]{0,2}"
    r"([1-9](?:(?: \d){1,3}|\d{0,3})) ?[EH]?(?![^\W_])(?!-\w|[.,]\d)",
    re.IGNORECASE,
)
_LETTER = "[A-HJ-NPR-TV-Z]"
_ITALIAN = re.compile(
    rf"(?<![^\W_])(?<!-){_LETTER}{{2}}([ .-]?)\d( ?)\d\2\d([ .-]?){_LETTER}{{2}}"
    r"(?![^\W_])(?!-\w)",
    re.IGNORECASE,
)
_BRITISH = re.compile(
    r"(?<![^\W_])(?<!-)[A-HJ-PR-Y]{2}(?P<gap> ?)(?P<age>\d\d)[ -]?[A-HJ-PR-Z]{3}"
    r"(?![^\W_])(?!-\w)",
    re.IGNORECASE,
)

_BACK = 30
_ANNOUNCED = re.compile(
    r"zeichen|kennz|kfz|schild|targh?[ae]|targata|plate", re.IGNORECASE
)
"""What says that even a word is the beginning of a plate."""
_WEAK = re.compile(r"[a-z] ?[1-9]\d?", re.IGNORECASE).fullmatch
"""The end of a plate that may as well be a lane's or a platform's."""
_SIZES = frozenset(("XS", "S", "M", "L", "XL"))
_MODEL = re.compile(r"[A-Z]{2,3}-[A-Z]\d{1,4}").fullmatch
"""As makers call their things: one letter, its digits right behind it."""
_NEAR = 24
_NUMBERED = re.compile(
    r"(?:code|gutschein|voucher|coupon|buono|sconto|artikel|articolo|art\.|item|model|"
    r"gro(?:ss|ß)e|size|taglia|akku|batter|drucker|printer|stampante|kabel|filter|"
    r"regal|gleis|gate|seat|sitz|posto|order|ordin|bestell)[^\d\n]{0,12}$",
    re.IGNORECASE,
).search
"""What makes letters and digits an article's or a voucher's."""
_NOTHING_BEFORE = re.compile(
    r"\W{0,4}(?:(?:ecco(?:la|lo)?|hier|ja|jo|s[iì]|yes|yep|ok|okay|it['’]?s|its|is|sure)"
    r"(?:[ ,:.!]{1,3})){0,2}\Z",
    re.IGNORECASE,
).match
_NOTHING_BEHIND = re.compile(r"\W{0,4}\Z").match
_LONE = re.compile(
    r"(?:[WGLSIKE]-\d{4,5}[A-Z]{1,2}|[A-Z]{2}-\d{2,4}[A-Z]{2}|"
    r"\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}|[1-9]-[A-Z]{3}-\d{3}|"
    r"[0-2]\d[12]?-(?:C[ENW]?|DL?|G|K[EKY]|L[DHKMS]?|M[HNO]|OY|RN|SO|T[NS]?|W[DHWX]?)"
    r"-\d{2,6})(?![^\W_])"
)
"""Plates of Austria, Spain, Belgium, Ireland; articles are numbered like them."""
_LONGEST_ANSWER = 40
_UNITS = frozenset(("cm", "cv", "hp", "kg", "km", "kw", "mm", "mq", "nm", "ps"))
_BRITISH_AGES = frozenset("012567")
"""First digits of the half-years given out so far."""


def find_german_plates(text: str) -> Iterator[Match]:
    """Find plates whose first letters are a registration district's."""
    for found in _GERMAN.finditer(text):
        district, gap, letters, number = found.groups()
        weak = gap == " " and _WEAK(f"{letters} {number}")
        if district.upper() not in DISTRICTS or _are_sizes(district, letters):
            continue
        if " " in number and letters in load_words("common"):
            continue
        if not (weak and _is_word(text, found.start(), district)):
            hyphened = gap.strip() in ("-", "·")
            capitals = (district + letters).isupper()
            as_written = capitals and hyphened and not _is_of_thing(text, found)
            alone = (capitals or hyphened) and _is_answer(text, found)
            score = WRITTEN_OUT if as_written else PLAUSIBLE if alone else POSSIBLE
            digits = number.replace(" ", "")
            solid = f"{district.upper()}-{letters.upper()} {digits}"
            yield Match(*found.span(), score, solid)


def find_italian_plates(text: str) -> Iterator[Match]:
    """Find plates of the series since 1994: two letters, three digits, two."""
    for found in _ITALIAN.finditer(text):
        gap, apart, last_gap = found.groups()
        as_written = gap == last_gap and not apart
        measured = gap == " " and found[0][-2:].lower() in _UNITS
        if measured and _is_word(text, found.start(), found[0][:2]):
            continue
        yield _in_capitals(text, found, PLAUSIBLE if as_written else POSSIBLE)


def find_british_plates(text: str) -> Iterator[Match]:
    """Find plates of the series since 2001: area, half-year, three letters.

    A half-year that is none yet needs words around it. With a gap behind the area it
    stands in capitals: "um 15 Uhr" and "to 70 mph" are no plates.
    """
    for found in _BRITISH.finditer(text):
        if found["gap"] and not found[0].isupper():
            continue
        given = found["age"][0] in _BRITISH_AGES
        yield _in_capitals(text, found, PLAUSIBLE if given else POSSIBLE)


def find_lone_plates(text: str) -> Iterator[Match]:
    """Find plates that are a whole text: the answer to a question for one.

    Their shapes are other codes' as well, so that no plate in a sentence is found.
    """
    found = _LONE.search(text) if len(text) <= _LONGEST_ANSWER else None
    if found and _is_answer(text, found):
        yield Match(*found.span(), WRITTEN_OUT, re.sub(r"[ -]", "", found[0]))


def _is_word(text: str, start: int, letters: str) -> bool:
    """Tell "parke am b 12" and "vettura da 150 cv" from plates in small letters."""
    known = letters in load_words("common") or letters in load_words("frequent")
    word = len(letters) > 1 and letters.islower() and known
    return word and not _ANNOUNCED.search(text, max(start - _BACK, 0), start)


def _are_sizes(district: str, letters: str) -> bool:
    """Tell "M-XL 38" from a plate of Munich."""
    return {district.upper(), letters.upper()} <= _SIZES


def _is_of_thing(text: str, plate: re.Match[str]) -> bool:
    """Tell "LP-E10", "GT-I9100" and "voucher HH-AB 2024" from plates."""
    start = plate.start()
    modelled = _MODEL(plate[0]) or _NUMBERED(text, max(start - _NEAR, 0), start)
    return bool(modelled) and not _ANNOUNCED.search(text, max(start - _BACK, 0), start)


def _is_answer(text: str, plate: re.Match[str]) -> bool:
    """Tell whether a message is the plate, and nothing but "here it is"."""
    if plate.start() > _BACK or not _NOTHING_BEFORE(text[: plate.start()]):
        return False
    return _NOTHING_BEHIND(text, plate.end()) is not None


def _in_capitals(text: str, found: re.Match[str], score: float) -> Match:
    """Score a plate as given where it is spaced and in capitals, or the whole text."""
    spaced = found[0].isupper() and " " in found[0]
    solid = re.sub(r"[ .-]", "", found[0]).upper()
    certain = spaced or _is_answer(text, found)
    return Match(*found.span(), score if certain else POSSIBLE, solid)
