"""What a written number may be: by its form, and by the plan of a country."""

import re
from collections.abc import Sequence

from recognizers.phones.guesses import (
    ALMOST_CERTAIN,
    CERTAIN,
    FULL_LENGTH,
    GROUPED,
    LIKELY,
    LONGEST,
    PROBABLE,
    SHORTEST,
    UNPLANNED,
    UNPREFIXED,
    UNSURE,
    USUAL,
    Guess,
    best,
    digits_of,
)
from recognizers.phones.plans import Plan, country_code, plans_of_code

_BARE_LENGTH = 11
_ITALIAN_MOBILE = 10
_A_ZERO_TOO_MANY = re.compile(r"000[2-9]\d[^\d]").match
_AREA_IN_BRACKETS = re.compile(
    r"(?:\d{1,3} )?\(0?\d{2,5}\)[ \-/]{0,2}\d{3,5}[ \-]?\d{2,5}"
)


def guess_number(written: str, plans: Sequence[Plan]) -> Guess | None:
    """Read a number by its form: with a country code, or of one of `plans`.

    Args:
        written: Digits and what parts them, as they stand in the text.
        plans: Of the regions whose national forms are understood.
    """
    digits = digits_of(written)
    if not SHORTEST <= len(digits) <= LONGEST:
        return None
    if ")" not in written:
        written = written.replace("(", "")
    if "+" in written:
        return _international(digits, CERTAIN)
    if digits.startswith("00"):
        prefix = "000" if _A_ZERO_TOO_MANY(written) else "00"
        return _international(digits.removeprefix(prefix), ALMOST_CERTAIN)
    found = best(_national(written, digits, plan) for plan in plans)
    if found is not None and found.score >= GROUPED:
        return found
    if _is_bracketed(written, digits):
        return Guess(GROUPED, found.canonical if found else None)
    return best((found, _from_abroad(written, digits)))


def _is_bracketed(written: str, digits: str) -> bool:
    """Tell whether an area code stands in brackets: "(011) 4567-8901"."""
    shaped = _AREA_IN_BRACKETS.fullmatch(written)
    return bool(shaped) and (digits[0] == "0" or len(digits) >= FULL_LENGTH)


# --- with a country's code ------------------------------------------------------


def _international(digits: str, score: float) -> Guess | None:
    code = country_code(digits)
    if code is None or len(digits) < len(code) + 5:
        return None
    rest = digits[len(code) :]
    for plan in plans_of_code(code):
        national = _without_trunk(rest, plan)
        if plan.has(national):
            return Guess(score, f"+{code}{national}")
    return Guess(UNPLANNED, f"+{digits}") if len(digits) in range(8, 16) else None


def _without_trunk(rest: str, plan: Plan) -> str:
    """Drop the 0 of "+49 (0) 151", which nobody dials after a country code."""
    return rest.removeprefix(plan.trunk) if plan.trunk else rest


def _bare_international(written: str, digits: str, plan: Plan) -> Guess | None:
    """Read "4915112345678", WhatsApp's way to write a number."""
    if not digits.startswith(plan.code) or len(digits) < _BARE_LENGTH:
        return None
    national = _without_trunk(digits[len(plan.code) :], plan)
    if not plan.has(national):
        return None
    canonical = f"+{plan.code}{national}"
    if plan.mobiles.fullmatch(national) and plan.region != "US":
        return Guess(PROBABLE, canonical)
    return Guess(LIKELY if written.startswith(f"{plan.code} ") else UNSURE, canonical)


def _from_abroad(written: str, digits: str) -> Guess | None:
    """Read "353 87 123 4567" and "5511914314567": a country's code without its +."""
    code = country_code(digits)
    if code is None or len(code) == 1 or len(digits) < _BARE_LENGTH:
        return None
    apart = written.startswith((f"{code} ", f"{code}-")) and written.count(" ") > 1
    if not (apart or len(digits) > _BARE_LENGTH):
        return None
    for plan in plans_of_code(code):
        national = _without_trunk(digits[len(code) :], plan)
        if plan.has(national) and (apart or plan.mobiles.fullmatch(national)):
            return Guess(LIKELY if apart else UNSURE, f"+{code}{national}")
    return None


# --- as a country writes its own ------------------------------------------------

_AMERICAN = re.compile(
    r"(?:\+?1)?[-. ]?\(?\d{3}\)[-. /]{0,2}\d{3}[-. ]?\d{4}"
    r"|(?:1[-. ]?)?\d{3}(?:-?\d{3}-?|\.\d{3}[. -]|/\d{3}[. -]|-\d{3} )\d{4}"
)
_SPACED_AMERICAN = re.compile(r"(?:1 )?\d{3} \d{3} \d{4}")
_GROUPS_OF_ABROAD = re.compile(
    r"(?:1[-. ])?\d{3}([-. /])\d{3}[-. ]\d{3,4}|\d{3}[-. /]\d{2}[-. ]\d{2}[-. ]\d{2}"
    r"|\d{2}[-. /]\d{3}[-. ]\d{2}[-. ]\d{2}"
)
_GROUPS_OF_TURKEY = re.compile(r"\d{3}([-. ])\d{3}\1\d{2}\1\d{2}")


def _national(written: str, digits: str, plan: Plan) -> Guess | None:
    with_trunk = plan.trunk == "0" or digits.startswith("0")
    national = (
        _with_trunk(written, digits, plan)
        if with_trunk
        else _without_prefix(written, digits, plan)
    )
    return best((_bare_international(written, digits, plan), national))


def _with_trunk(written: str, digits: str, plan: Plan) -> Guess | None:
    """Read "0151 ...", or with less trust "151 ...", where a trunk 0 is usual."""
    national = digits.removeprefix(plan.trunk)
    if not plan.has(national):
        return None
    canonical = f"+{plan.code}{national}"
    turkish = plan.region == "TR" and _GROUPS_OF_TURKEY.fullmatch(written)
    if not digits.startswith("0"):
        return Guess(GROUPED if turkish else UNPREFIXED, canonical)
    if plan.mobiles.fullmatch(national):
        return Guess(USUAL, canonical)
    return Guess(PROBABLE if len(digits) >= FULL_LENGTH else UNSURE, canonical)


def _without_prefix(written: str, digits: str, plan: Plan) -> Guess | None:
    """Read a number of a country where people dial none: Italy, Spain, US, ..."""
    national = digits.removeprefix(plan.trunk)
    american = plan.region == "US" and _AMERICAN.fullmatch(written)
    shaped = american and not written.isdecimal()
    canonical = f"+{plan.code}{national}"
    if not plan.has(national):
        spaced = plan.region == "US" and _SPACED_AMERICAN.fullmatch(written)
        return Guess(UNPLANNED, canonical) if shaped or spaced else None
    if shaped:
        return Guess(USUAL, canonical)
    if (
        plan.region == "IT"
        and plan.mobiles.fullmatch(national)
        and len(digits) == _ITALIAN_MOBILE
    ):
        return Guess(GROUPED, canonical)
    if _GROUPS_OF_ABROAD.fullmatch(written):
        return Guess(GROUPED, canonical)
    return Guess(UNSURE, canonical)
