"""Phone numbers, as people write them in the regions a deployment serves.

One linear pass proposes runs of digits; the numbering plans of `phonenumbers`
(Google's libphonenumber metadata) dispose. The plans are asked directly: its own
parser walks every region for every candidate, which costs more than all other
recognizers together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from recognizers.finders import Find, Match

SHORTEST, LONGEST = 6, 17
"""Digits in a number as written, trunk and country prefixes included."""

CERTAIN = 1.0
"""Written with + and in the country's plan."""
ALMOST_CERTAIN = 0.9
"""Written with 00 and in the country's plan."""
USUAL = 0.75
"""A mobile number as its country writes it."""
PROBABLE = 0.7
"""Any other full number with a trunk 0, or a mobile one with a bare code."""
UNPLANNED = 0.6
"""Written with +, but in no plan: a typo is still somebody's number."""
GROUPED = 0.6
"""No prefix, but grouped as its country groups numbers."""
LIKELY = 0.5
UNSURE = 0.4
"""A valid number that is as likely any other number."""
UNPREFIXED = 0.3
"""Valid but for its trunk 0."""
POSSIBLE = 0.2
"""Digits enough; only words around it can tell."""
CODE = 0.05
"""Joined to letters or other digits; not even words make it a number."""

_FULL_LENGTH = 9
_BARE_LENGTH = 11
_ITALIAN_MOBILE = 10
_ALONE_LENGTH = 10
_LEAST_IN_LIST = 5
_LIST_STEPS = {1, 2, 3, 4, 5}
_LEAST_FOURS = 3
"""Groups of four digits before the last one that make a card's or a SIM's number."""

_GAP = r"[ \t\u00a0\u2000-\u200a\u202f.\-\u2010-\u2015\u2212/()·_\\\[\]{}~]"
_BROKEN = r"[\-/.(]\n"
"""A sign that shows that the number goes on in the next line."""
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_NO_PHONE = (
    # A date; but 01.23.45.67.89 is a French number.
    r"\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d\d(?![./-]?\d)"
    r"|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?![./-]?\d)"
    r"|(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![./ \-]?\d)"
    rf"|{_OCTET}(?:\.{_OCTET}){{3}}(?![.\d])"
)
_GLUED = "|".join(
    rf"(?<=(?<![^\W_])(?i:{word}))"
    for word in (
        "tel telefon telefonnummer fon handy handynummer mobil mobile mobilnummer "
        "nummer numero mob cel cell cellulare phone whatsapp"
    ).split()
)
"""Words that people forget the space behind: ``Tel089/1234567``."""
_RUN = re.compile(
    rf"(?:(?<![^\W_])|{_GLUED})(?<!\d[.,:])(?:(?:{_NO_PHONE})"
    rf"|(?P<run>[(+]{{0,3}}\d(?:(?:{_BROKEN}|{_GAP}{{1,5}}+\+?)?+\d)*+))"
)
_GROUP = re.compile(r"[+(]{0,2}\d+\)?")
_EXTENSION = re.compile(
    r"[ \t]{0,2}[,;]?[ \t]{0,2}(?:ext(?:ension)?|durchwahl|dw|int(?:erno)?|nst|poste|x)"
    r"[.: ]{0,5}\d{1,7}(?!\d)|[-\u2010-\u2013]\d{1,4}(?![-. /]?\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r",\d{1,2}(?!\d)|[ \t]?(?:[€$£%°]|(?:euro?|eur|usd|chf|gbp|[kcm]?m|[km]?g|[mc]?l|"
    r"[gm]b|st(?:ü|ue)?c?k|pcs|x|uhr|pezzi)(?![^\W_]))",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?:\+?1)?[-. ]?\(?\d{3}\)[-. /]{0,2}\d{3}[-. ]?\d{4}"
    r"|(?:1[-. ]?)?\d{3}(?:-?\d{3}-?|\.\d{3}[. -]|/\d{3}[. -]|-\d{3} )\d{4}"
)
_SPACED_AMERICAN = re.compile(r"(?:1 )?\d{3} \d{3} \d{4}")
_GROUPS_OF_ABROAD = re.compile(
    r"(?:1[-. ])?\d{3}([-. /])\d{3}[-. ]\d{3,4}|\d{3}[-. /]\d{2}[-. ]\d{2}[-. ]\d{2}"
    r"|\d{2}[-. /]\d{3}[-. ]\d{2}[-. ]\d{2}"
)
_AREA_IN_BRACKETS = re.compile(
    r"(?:\d{1,3} )?\(0?\d{2,5}\)[ \-/]{0,2}\d{3,5}[ \-]?\d{2,5}"
)
_GROUPS_OF_TURKEY = re.compile(r"\d{3}([-. ])\d{3}\1\d{2}\1\d{2}")
# An amount, a decimal fraction, or the middle of an order code such as AB-0815.
_PART_OF_CODE = re.compile(
    r"[#$€£]\s?$|\d[-_/]$|\b[A-Z]{1,3}[-_/]$|(?<!\d)\d{1,3}[.,]$"
)
_TAIL_OF_CODE = re.compile(r"(?<![^\W\d])[a-z]{1,4}[-_]$|\d[-_]$", re.IGNORECASE)
_HEAD_OF_CODE = re.compile(r"[-_]\d{5}")
_PHONE_WORD = re.compile(
    r"(?:tel|mob|cell?|fax|fon|sms|ph|hdy|nr|num|no|call)[-_]$", re.IGNORECASE
)
_ACROSS = re.compile(
    rf"(?<![^\W_])(?<!\d[.,:])(?P<head>[+(]{{0,2}}\d(?:{_GAP}{{0,3}}+\d){{1,9}}+)\)?"
    rf"[ \t]{{0,3}}\r?\n[ \t]{{0,3}}[1-9](?:{_GAP}{{0,3}}+\d){{2,11}}+(?![^\W_])"
)
"""Digits at the end of a line, and more at the beginning of the next."""
_LINE_END = re.compile(r"\s*\n\s*")
_NOT_DIGITS = re.compile(r"\D")
_A_ZERO_TOO_MANY = re.compile(r"000[2-9]\d[^\d]").match

_DRAMA_MOBILES = {"GB": r"7700900\d{3}"}
_DRAMA_NUMBERS = {"GB": r"1632960\d{3}"}
# In no plan, but what people type who try things out (Ofcom, numbers for drama use).

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


@dataclass(frozen=True, slots=True)
class Guess:
    """What a written number may be."""

    score: float
    canonical: str | None


class _Group(NamedTuple):
    """Digits written together."""

    start: int
    end: int
    digits: str
    plus: bool


def phone_finder(regions: Sequence[str]) -> Find:
    """Return a finder of phone numbers.

    International forms are found for every country; national forms for
    `regions` only.

    Args:
        regions: ISO 3166 codes.
    """
    plans = tuple(plan for region in regions for plan in _plans_of_region(region))

    @lru_cache(maxsize=8_192)
    def guess(written: str) -> Guess | None:
        return _guess(written, plans)

    def find_phones(text: str) -> Iterator[Match]:
        """Find phone numbers; two beside each other stay two."""
        for run in _RUN.finditer(text):
            if run["run"]:
                groups = _groups(text, *run.span("run"))
                for start, end, found in _split(text, groups, guess):
                    match = _in_place(text, start, end, found)
                    yield _alone(text, match) if match.score == UNSURE else match
        if "\n" in text:
            yield from _across_lines(text, guess)

    return find_phones


def _groups(text: str, start: int, end: int) -> list[_Group]:
    return [
        _Group(*group.span(), _NOT_DIGITS.sub("", group[0]), "+" in group[0])
        for group in _GROUP.finditer(text, start, end)
    ]


_Piece = tuple[int, int, Guess]
_Guesser = Callable[[str], "Guess | None"]


def _split(text: str, groups: list[_Group], guess: _Guesser) -> Iterator[_Piece]:
    """Split a run of digits into numbers: the likely ones, then what is left."""
    if _is_list(groups) or _is_code(groups):
        return
    if _is_spelled(groups):
        yield _spelled(text, groups, guess)
        return
    left: list[_Group] = []
    first = 0
    fruitless = ""
    while first < len(groups):
        seen = _seen_from(text, groups, first)
        same = seen == fruitless  # Digits repeated without end cost nothing.
        last = None if same else _last_of_likely(text, groups, first, guess)
        fruitless = seen if last is None else ""
        if last is None:
            left.append(groups[first])
            first += 1
            continue
        yield from _leftover(text, left, guess)
        yield _piece(text, groups[first], groups[last], guess, after=bool(left))
        left = []
        first = last + 1
    yield from _leftover(text, left, guess)


def _across_lines(text: str, guess: _Guesser) -> Iterator[Match]:
    """Find numbers that go on in the next line: neither half would be one.

    What has no prefix is as likely two numbers below each other: only words tell.
    """
    for halves in _ACROSS.finditer(text):
        head = halves["head"]
        if len(_NOT_DIGITS.sub("", head)) >= _FULL_LENGTH:
            continue
        found = guess(_LINE_END.sub(" ", halves[0]))
        if found is None or found.score < GROUPED:
            continue
        prefixed = head.lstrip("(").startswith(("0", "+")) or "(" in head
        score = found.score if prefixed else UNSURE
        yield _in_place(text, *halves.span(), replace(found, score=score))


def _is_spelled(groups: Sequence[_Group]) -> bool:
    """Tell whether each digit stands alone, as people spell out a long number."""
    lengths = [len(group.digits) for group in groups]
    return _FULL_LENGTH <= len(lengths) <= LONGEST and max(lengths) == 1


def _spelled(text: str, groups: Sequence[_Group], guess: _Guesser) -> _Piece:
    start, end = groups[0].start, groups[-1].end
    found = guess(text[start:end]) or Guess(LIKELY, None)
    return start, end, replace(found, score=max(found.score, LIKELY))


def _is_list(groups: Sequence[_Group]) -> bool:
    """Tell "38 39 40 41 42 43" and other even rows of numbers from one number."""
    if len(groups) < _LEAST_IN_LIST or any(len(group.digits) > 2 for group in groups):  # noqa: PLR2004
        return False
    numbers = [int(group.digits) for group in groups]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return len(steps) == 1 and steps <= _LIST_STEPS and not _opens(groups[0])


def _is_code(groups: Sequence[_Group]) -> bool:
    """Tell "8944 1100 0667 2390 415", a SIM card, from digits with a number in it."""
    *lengths, last = (len(group.digits) for group in groups)
    fours = len(lengths) >= _LEAST_FOURS and set(lengths) == {4} and last <= 4  # noqa: PLR2004
    return fours and not _opens(groups[0])


def _seen_from(text: str, groups: list[_Group], first: int) -> str:
    """Return all that decides whether a likely number starts at `first`."""
    last = min(first + 2 * LONGEST, len(groups) - 1)
    return text[groups[first].start : groups[last].end]


def _last_of_likely(
    text: str, groups: list[_Group], first: int, guess: _Guesser
) -> int | None:
    """Return where the likely number that starts at `first` ends, if one does.

    The longest wins, unless what it would swallow is a number of its own.
    """
    ends = [
        last
        for last in _ends(groups, first)
        if _is_likely(text, groups[first], groups[last], guess)
    ]
    for last in reversed(ends[:-1]):
        if _opens(groups[last + 1]) and any(
            _is_likely(text, groups[last + 1], groups[other], guess)
            for other in _ends(groups, last + 1)
        ):
            return last
    return ends[-1] if ends else None


def _ends(groups: list[_Group], first: int) -> Iterator[int]:
    """Yield where a number that starts at `first` could end, by its digits."""
    digits = 0
    for last in range(first, len(groups)):
        digits += len(groups[last].digits)
        if digits > LONGEST or (last > first and groups[last].plus):
            return
        if digits >= SHORTEST:
            yield last


def _opens(group: _Group) -> bool:
    return group.plus or (group.digits.startswith("0") and len(group.digits) > 1)


def _is_likely(text: str, first: _Group, last: _Group, guess: _Guesser) -> bool:
    found = guess(text[first.start : last.end])
    return found is not None and found.score >= LIKELY


def _piece(
    text: str, first: _Group, last: _Group, guess: _Guesser, *, after: bool
) -> _Piece:
    """Take a likely number; one `after` other digits is likely a part of theirs."""
    found = guess(text[first.start : last.end])
    assert found is not None
    if after and found.score <= PROBABLE:
        found = replace(found, score=UNSURE)
    return first.start, last.end, found


def _leftover(text: str, left: list[_Group], guess: _Guesser) -> Iterator[_Piece]:
    """Yield what only words around it can make a number."""
    if left and SHORTEST <= sum(len(group.digits) for group in left) <= LONGEST:
        start, end = left[0].start, left[-1].end
        yield start, end, guess(text[start:end]) or Guess(POSSIBLE, None)


def _in_place(text: str, start: int, end: int, found: Guess) -> Match:
    """Weigh what touches the number: an extension, a unit, a code it is part of."""
    extension = _EXTENSION.match(text, end)
    alone = extension or not text[end : end + 1].isalpha()
    score = found.score
    if score < CERTAIN and (
        not alone
        or _PART_OF_CODE.search(text, max(start - 5, 0), start)
        or (extension is None and _UNIT.match(text, end))
    ):
        score = min(score, POSSIBLE)
    if score < PROBABLE and _HEAD_OF_CODE.match(text, end) and text[start] != "+":
        score = CODE
    if score <= UNSURE and _is_tail_of_code(text, start):
        score = CODE
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return Match(start, extension.end() if extension else end, score, found.canonical)


def _alone(text: str, match: Match) -> Match:
    """Trust a valid number that is the whole message: it answers a question."""
    around = text[: match.start] + text[match.end :]
    digits = _NOT_DIGITS.sub("", text[match.start : match.end])
    if len(digits) < _ALONE_LENGTH or any(map(str.isalnum, around)):
        return match
    return replace(match, score=LIKELY)


def _is_tail_of_code(text: str, start: int) -> bool:
    """Tell "AU-26-36056" and "408-1234567-8901234" from "Tel-0171 ..."."""
    before = text[max(start - 6, 0) : start]
    return bool(_TAIL_OF_CODE.search(before)) and not _PHONE_WORD.search(before)


# What a number may be ------------------------------------------------------------


def _guess(written: str, plans: Sequence[Plan]) -> Guess | None:
    """Read a number by its form: with a country code, or of one of `plans`."""
    digits = _NOT_DIGITS.sub("", written)
    if not SHORTEST <= len(digits) <= LONGEST:
        return None
    if ")" not in written:
        written = written.replace("(", "")
    if "+" in written:
        return _international(digits, CERTAIN)
    if digits.startswith("00"):
        prefix = "000" if _A_ZERO_TOO_MANY(written) else "00"
        return _international(digits.removeprefix(prefix), ALMOST_CERTAIN)
    found = _best(_national(written, digits, plan) for plan in plans)
    if found is not None and found.score >= GROUPED:
        return found
    if _is_bracketed(written, digits):
        return Guess(GROUPED, found.canonical if found else None)
    return _best((found, _from_abroad(written, digits)))


def _from_abroad(written: str, digits: str) -> Guess | None:
    """Read "353 87 123 4567" and "5511914314567": a country's code without its +."""
    code = _country_code(digits)
    if code is None or len(code) == 1 or len(digits) < _BARE_LENGTH:
        return None
    apart = written.startswith((f"{code} ", f"{code}-")) and written.count(" ") > 1
    if not (apart or len(digits) > _BARE_LENGTH):
        return None
    for plan in _plans_of_code(code):
        national = _without_trunk(digits[len(code) :], plan)
        if plan.has(national) and (apart or plan.mobiles.fullmatch(national)):
            return Guess(LIKELY if apart else UNSURE, f"+{code}{national}")
    return None


def _is_bracketed(written: str, digits: str) -> bool:
    """Tell whether an area code stands in brackets: "(011) 4567-8901"."""
    shaped = _AREA_IN_BRACKETS.fullmatch(written)
    return bool(shaped) and (digits[0] == "0" or len(digits) >= _FULL_LENGTH)


def _international(digits: str, score: float) -> Guess | None:
    code = _country_code(digits)
    if code is None or len(digits) < len(code) + 5:
        return None
    rest = digits[len(code) :]
    for plan in _plans_of_code(code):
        national = _without_trunk(rest, plan)
        if plan.has(national):
            return Guess(score, f"+{code}{national}")
    return Guess(UNPLANNED, f"+{digits}") if len(digits) in range(8, 16) else None


def _country_code(digits: str) -> str | None:
    for length in (1, 2, 3):
        code = digits[:length]
        if code[:1] != "0" and int(code or 0) in COUNTRY_CODE_TO_REGION_CODE:
            return code
    return None


def _without_trunk(rest: str, plan: Plan) -> str:
    """Drop the 0 of "+49 (0) 151", which nobody dials after a country code."""
    return rest.removeprefix(plan.trunk) if plan.trunk else rest


def _national(written: str, digits: str, plan: Plan) -> Guess | None:
    with_trunk = plan.trunk == "0" or digits.startswith("0")
    national = (
        _with_trunk(written, digits, plan)
        if with_trunk
        else _without_prefix(written, digits, plan)
    )
    return _best((_bare_international(written, digits, plan), national))


def _best(guesses: Iterable[Guess | None]) -> Guess | None:
    """Return the surest guess, of equals the first."""
    best = None
    for guess in guesses:
        if guess and (best is None or guess.score > best.score):
            best = guess
    return best


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
    return Guess(PROBABLE if len(digits) >= _FULL_LENGTH else UNSURE, canonical)


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


# Numbering plans -----------------------------------------------------------------


@cache
def _plans_of_code(code: str) -> tuple[Plan, ...]:
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
    return tuple(
        plan
        for region in regions
        for plan in (
            _plans_of_region(region)
            if region != "001"
            else _plans(PhoneMetadata.metadata_for_nongeo_region(int(code), None))
        )
    )


@cache
def _plans_of_region(region: str) -> tuple[Plan, ...]:
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
