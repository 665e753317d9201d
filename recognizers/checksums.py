"""Check digits: what proves that a number is what it looks like.

Those of `stdnum` where it has them; each takes a number as written, separators
and all, and answers whether its check digits are right.
"""

import re
from collections.abc import Callable
from functools import cache

from stdnum import iban, luhn, numdb
from stdnum.at import vnr
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.de import vat as german_vat
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.it import codicefiscale, iva
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.tr import tckimlik

Check = Callable[[str], bool]

_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
_LUHN = ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (0, 2, 4, 6, 8, 1, 3, 5, 7, 9))
_BBAN_PART = re.compile(r"(\d+)!([nac])")
_BBAN_SIGNS = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}
_RVNR_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_RVNR_LETTER = 8
_KVNR_WEIGHTS = (1, 2, 1, 2, 1, 2, 1, 2, 1, 2)
_ICAO_WEIGHTS = (7, 3, 1)


def luhn_is_valid(digits: str) -> bool:
    """Check a number by Luhn's rule (ISO/IEC 7812-1, annex B).

    Example:
        >>> luhn_is_valid("4242424242424242")
        True
    """
    total = sum(_LUHN[i % 2][int(digit)] for i, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def iban_is_valid(number: str) -> bool:
    """Check an IBAN's check digits (ISO 7064 mod 97-10), in upper case, solid."""
    rearranged = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def iban_is_structured(number: str) -> bool:
    """Check where letters and digits stand in an IBAN, in upper case, solid.

    Of a country that is not in the SWIFT IBAN registry nothing is known: any will do.

    Example:
        >>> iban_is_structured("GB29NWBK60161331926819")
        True
        >>> iban_is_structured("GB296016NWBK1331926819")
        False
    """
    return _bban_of(number[:2]).fullmatch(number, 4) is not None


@cache
def _bban_of(country: str) -> re.Pattern[str]:
    """Compile the registry's notation for a country's own part, as ``4!a14!n``."""
    _, known = numdb.get("iban").info(country)[0]
    parts = _BBAN_PART.findall(known.get("bban", ""))
    pattern = "".join(f"{_BBAN_SIGNS[signs]}{{{count}}}" for count, signs in parts)
    return re.compile(pattern or ".*")


def german_pension_number_is_valid(number: str) -> bool:
    """Check a Rentenversicherungsnummer (VKVV § 4): birth month and check digit.

    Example:
        >>> german_pension_number_is_valid("15 070649 C 103")
        True
    """
    solid = _solid(number)
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", solid):
        return False
    if not 1 <= int(solid[4:6]) <= 12:  # noqa: PLR2004 - the month of birth
        return False
    digits = solid[:_RVNR_LETTER] + _letter_value(solid[_RVNR_LETTER]) + solid[9:11]
    return _cross_sum(digits, _RVNR_WEIGHTS) % 10 == int(solid[-1])


def german_health_number_is_valid(number: str) -> bool:
    """Check a Krankenversichertennummer (SGB V § 290): a letter and nine digits.

    Example:
        >>> german_health_number_is_valid("A000500015")
        True
    """
    solid = _solid(number)
    if not re.fullmatch(r"[A-Z]\d{9}", solid):
        return False
    digits = _letter_value(solid[0]) + solid[1:9]
    return _cross_sum(digits, _KVNR_WEIGHTS) % 10 == int(solid[-1])


def german_document_is_valid(number: str) -> bool:
    """Check an identity card's or a passport's number, nationality behind or not."""
    return icao_document_is_valid(_solid(number).removesuffix("D"))


def icao_document_is_valid(number: str) -> bool:
    """Check a document number with its check digit behind (ICAO 9303, part 3).

    Example:
        >>> icao_document_is_valid("L01X00T471")
        True
    """
    solid = _solid(number)
    if not re.fullmatch(r"[0-9A-Z]+\d", solid):
        return False
    total = sum(
        int(character, 36) * _ICAO_WEIGHTS[i % 3]
        for i, character in enumerate(solid[:-1])
    )
    return total % 10 == int(solid[-1])


def _solid(number: str) -> str:
    return _SEPARATORS.sub("", number).upper()


def _letter_value(letter: str) -> str:
    return f"{ord(letter) - ord('A') + 1:02}"


def _cross_sum(digits: str, weights: tuple[int, ...]) -> int:
    products = (
        int(digit) * weight for digit, weight in zip(digits, weights, strict=True)
    )
    return sum(product // 10 + product % 10 for product in products)


def _by(valid: Callable[[str], bool]) -> Check:
    """Take a number as written to a check that wants it solid, in upper case."""
    return lambda number: valid(_solid(number))


CHECKS: dict[str, Check] = {
    "austrian_insurance_number": _by(vnr.is_valid),
    "british_health_number": _by(nhs.is_valid),
    "codice_fiscale": _by(codicefiscale.is_valid),
    "dutch_citizen_number": _by(bsn.is_valid),
    "french_insurance_number": _by(nir.is_valid),
    "german_document": german_document_is_valid,
    "german_health_number": german_health_number_is_valid,
    "german_pension_number": german_pension_number_is_valid,
    "german_tax_id": _by(idnr.is_valid),
    "german_vat_id": _by(german_vat.is_valid),
    "iban": _by(iban.is_valid),
    "icao_document": icao_document_is_valid,
    "luhn": _by(luhn.is_valid),
    "partita_iva": _by(iva.is_valid),
    "polish_citizen_number": _by(pesel.is_valid),
    "spanish_citizen_number": _by(dni.is_valid),
    "spanish_foreigner_number": _by(nie.is_valid),
    "swiss_insurance_number": _by(ahv.is_valid),
    "turkish_citizen_number": _by(tckimlik.is_valid),
}
"""The checks that a pack may name."""
