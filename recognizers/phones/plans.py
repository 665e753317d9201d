"""Numbering plans: which numbers a region has given out.

They are `phonenumbers`' (Google's libphonenumber metadata), asked directly: its own
parser walks every region for every candidate, which costs more than all other
recognizers together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

# In no plan, but what people type who try things out (Ofcom, numbers for drama use).
_DRAMA_MOBILES = {"GB": r"7700900\d{3}"}
_DRAMA_NUMBERS = {"GB": r"1632960\d{3}"}
_KINDS = (
    "mobile",
    "fixed_line",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A region's numbering plan.

    Attributes:
        region: ISO 3166 code, or ``001`` for numbers of no country.
        code: Country calling code.
        trunk: What is dialled before a national number; may be empty.
        lengths: Of national numbers; one of another length needn't be compared
            with `numbers`, which is the larger part of a guess.
        numbers: All valid national numbers.
        mobiles: Those of mobile phones.
    """

    region: str
    code: str
    trunk: str
    lengths: frozenset[int]
    numbers: re.Pattern[str]
    mobiles: re.Pattern[str]

    def has(self, national: str) -> bool:
        """Tell whether `national` is a valid number, written without trunk prefix."""
        possible = len(national) in self.lengths
        return possible and self.numbers.fullmatch(national) is not None


def country_code(digits: str) -> str | None:
    """Return the country calling code that `digits` begin with, if one does."""
    for length in (1, 2, 3):
        code = digits[:length]
        if code[:1] != "0" and int(code or 0) in COUNTRY_CODE_TO_REGION_CODE:
            return code
    return None


@cache
def plans_of_code(code: str) -> tuple[Plan, ...]:
    """Return the plans of all regions that share a country calling code."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
    return tuple(
        plan
        for region in regions
        for plan in (
            plans_of_region(region)
            if region != "001"
            else _plans(PhoneMetadata.metadata_for_nongeo_region(int(code), None))
        )
    )


@cache
def plans_of_region(region: str) -> tuple[Plan, ...]:
    """Return the plan of a region, an ISO 3166 code; none if there is no such one."""
    return _plans(PhoneMetadata.metadata_for_region(region, None))


def _plans(metadata: PhoneMetadata | None) -> tuple[Plan, ...]:
    """Compile a region's plan; a region that doesn't exist has none."""
    if metadata is None or metadata.general_desc is None:
        return ()
    kinds = [getattr(metadata, kind) for kind in _KINDS]
    patterns = [kind.national_number_pattern for kind in kinds if kind is not None]
    mobile = metadata.mobile.national_number_pattern if metadata.mobile else None
    mobiles = [mobile, _DRAMA_MOBILES.get(metadata.id)]
    return (
        Plan(
            region=metadata.id,
            code=str(metadata.country_code),
            trunk=metadata.national_prefix or "",
            lengths=frozenset(metadata.general_desc.possible_length),
            numbers=_compiled([*patterns, *mobiles, _DRAMA_NUMBERS.get(metadata.id)]),
            mobiles=_compiled(mobiles),
        ),
    )


def _compiled(patterns: Sequence[str | None]) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{pattern})" for pattern in patterns if pattern) or "(?!)"
    )
