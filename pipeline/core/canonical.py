"""The one spelling that all spellings of a value share.

Two findings with one canonical value get one pseudonym, so this decides what can
be joined in the masked copies.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from ipaddress import ip_address

import idna
import phonenumbers

from pipeline.core.findings import EntityType
from pipeline.core.normalize import DIGITS, FOLDED, SPOKEN, fold, readings_of

_Canonize = Callable[[str, Sequence[str]], str]


def canonical_of(entity: EntityType, text: str, regions: Sequence[str]) -> str:
    """Return the spelling shared by all spellings of one value; never raise.

    Args:
        entity: What the text is.
        text: As it was written, disguised or not.
        regions: Where a national phone number may belong, ISO 3166 codes, the
            likeliest first.

    Example:
        >>> canonical_of(EntityType("PHONE_NUMBER"), "(020) 7946 0123", ["GB"])
        '+442079460123'
    """
    otherwise = _code if _COUNTRYS_OWN(entity) else _plain
    canonize = _CANONIZERS.get(entity, otherwise)
    return canonize(text, regions) or _plain(text, regions)


def _plain(text: str, _regions: Sequence[str]) -> str:
    return " ".join(fold(text).text.casefold().split())


def _best_reading(text: str, wanted: str) -> str:
    """Return the reading that undoes most, of those that a type of value needs."""
    by_name = {reading.name: reading.text for reading in readings_of(text)}
    return by_name.get(wanted, by_name[FOLDED])


# Codes: letters and digits, however grouped.

_NOT_CODE = re.compile(r"[\W_]+")


def _code(text: str, _regions: Sequence[str]) -> str:
    return _NOT_CODE.sub("", _best_reading(text, DIGITS)).upper()


# Phone numbers.

_EXTENSION = re.compile(
    r"(?:ext\w*|durchwahl|dw|interno|int|nst|x)[.: ]*\d+\W*$", re.IGNORECASE
)
_TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
_NOT_DIGIT = re.compile(r"\D+")
_MAX_DIGITS = 20
_BARE_INTERNATIONAL = 11
"""Digits from which on a number without trunk 0 has its country code: a ``wa_id``."""


def _phone(text: str, regions: Sequence[str]) -> str:
    written = _best_reading(text, DIGITS)
    number = _EXTENSION.sub("", _TRUNK_IN_BRACKETS.sub("", written))
    digits = _NOT_DIGIT.sub("", number)
    if len(digits) > _MAX_DIGITS:
        return digits
    for parsed in _parsed(number, digits, regions):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return digits


def _parsed(
    number: str, digits: str, regions: Sequence[str]
) -> Iterator[phonenumbers.PhoneNumber]:
    """Yield what a number may be, the likeliest first.

    A number that names its country is taken at its word. Others are some region's,
    valid there if valid anywhere.
    """
    if international := _international(number, digits):
        yield from _plausible(f"+{international}", None)
    national = [n for region in regions for n in _plausible(digits, region)]
    yield from filter(_is_mobile, national)
    yield from filter(phonenumbers.is_valid_number, national)
    yield from national


_MOBILE = frozenset(
    {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
)


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    """Tell a customer's likeliest number; Ofcom's for drama use are in no plan."""
    drama = f"{number.country_code}{number.national_number}".startswith("447700900")
    return drama or phonenumbers.number_type(number) in _MOBILE


def _international(number: str, digits: str) -> str:
    """Return the digits from the country code on; empty if there seems to be none."""
    if "+" in number or (digits[:1] != "0" and len(digits) >= _BARE_INTERNATIONAL):
        return digits
    return digits[2:] if digits.startswith("00") else ""


def _plausible(number: str, region: str | None) -> Iterator[phonenumbers.PhoneNumber]:
    with suppress(phonenumbers.NumberParseException):
        parsed = phonenumbers.parse(number, region)
        if phonenumbers.is_possible_number(parsed):
            yield parsed


# E-mail addresses.


def _email(text: str, _regions: Sequence[str]) -> str:
    written = "".join(_best_reading(text, SPOKEN).casefold().split())
    local, at, domain = written.removeprefix("mailto:").strip("<>.,;").rpartition("@")
    with suppress(idna.IDNAError, UnicodeError):
        domain = idna.encode(domain, uts46=True).decode("ascii")
    return f"{local}{at}{domain}"


# Names and addresses.

# Umlauts go the way of all accents, and "ae", "oe", "ue" the way of umlauts: so
# Müller, Mueller and MULLER are one. That Manuel also loses his e is no harm: he
# loses it wherever he is written.
_UMLAUT_IN_TWO_LETTERS = re.compile("(?<=[aou])e")
_TITLE = re.compile(
    r"(?:(?:herrn?|frau|fräulein|dr|prof|professor|dott\.?ssa|dott|dottore|dottoressa|"
    r"sig\.?ra|sig\.?na|sig|signor|signora|signore|signorina|mr|mrs|ms|miss|mister|"
    r"sir|madam|dear|ing|avv|dipl|med)\b[.: ]*)+(?=\w)",
    re.IGNORECASE,
)
_SPECIAL_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_NOT_WORDS = re.compile(r"[\W_]+")
_STREET = re.compile(r"(?:strasse|str)(?![^\W\d_])\.?")


def _bare_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", fold(text).text.casefold())
    marks_off = "".join(c for c in decomposed if not unicodedata.combining(c))
    return marks_off.translate(_SPECIAL_LETTERS)


def _person(text: str, _regions: Sequence[str]) -> str:
    untitled = _TITLE.sub("", fold(text).text.strip(), count=1)
    letters = _UMLAUT_IN_TWO_LETTERS.sub("", _bare_letters(untitled))
    return _NOT_WORDS.sub(" ", letters).strip()


def _address(text: str, _regions: Sequence[str]) -> str:
    letters = _UMLAUT_IN_TWO_LETTERS.sub("", _bare_letters(text))
    return " ".join(_NOT_WORDS.sub(" ", _STREET.sub(" str ", letters)).split())


# Dates of birth.

_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d\d)")
_DAY_AND_WORD = re.compile(
    r"(\d{1,2})\W{0,3}(?:st|nd|rd|th)?\W*(?:of\b|di\b)?\W*([^\W\d_]{3,})\W+(\d{4})"
)
_WORD_AND_DAY = re.compile(r"([^\W\d_]{3,})\W+(\d{1,2})(?:st|nd|rd|th)?\W+(\d{4})")
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan gen",
            "feb",
            "mar mär mrz mae",
            "apr",
            "mai may mag",
            "jun giu",
            "jul lug",
            "aug ago",
            "sep set",
            "okt oct ott",
            "nov",
            "dez dec dic",
        ),
        1,
    )
    for name in names.split()
}
_CENTURY = 100
_LAST_YEAR_OF_1900S = 30


def _birthdate(text: str, _regions: Sequence[str]) -> str:
    written = fold(text).text.casefold()
    for year, month, day in _dates_in(written):
        with suppress(ValueError):
            return date(_full_year(year), month, day).isoformat()
    return ""


def _dates_in(written: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day as each way of writing would have them."""
    if found := _YEAR_FIRST.search(written):
        yield int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.search(written):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        yield year, second, first
        yield year, first, second
    if found := _DAY_AND_WORD.search(written):
        yield int(found[3]), _month(found[2]), int(found[1])
    if found := _WORD_AND_DAY.search(written):
        yield int(found[3]), _month(found[1]), int(found[2])


def _month(name: str) -> int:
    return _MONTHS.get(name[:3], 0)


def _full_year(year: int) -> int:
    """Complete a year of two digits: nobody is born in the future."""
    if year >= _CENTURY:
        return year
    return year + (2000 if year < _LAST_YEAR_OF_1900S else 1900)


# Network addresses.


def _ip(text: str, _regions: Sequence[str]) -> str:
    written = fold(text).text.strip(" []")
    with suppress(ValueError):
        return str(ip_address(written))
    return ""


_COUNTRYS_OWN = re.compile("[A-Z]{2}_").match
"""Presidio's way to name a country's ids: ``IT_FISCAL_CODE``."""

_CODES = ("IBAN_CODE", "CREDIT_CARD", "ID_NUMBER", "LICENSE_PLATE", "MAC_ADDRESS")
_CANONIZERS: dict[str, _Canonize] = {
    **dict.fromkeys(_CODES, _code),
    "PHONE_NUMBER": _phone,
    "EMAIL_ADDRESS": _email,
    "PERSON": _person,
    "ADDRESS": _address,
    "DATE_OF_BIRTH": _birthdate,
    "IP_ADDRESS": _ip,
}
