"""Addresses told by their postcode, whatever their street is called.

A postcode with its town is read first, then what stands before it, backwards: "5 Heol
y Bryn, Pontypridd CF37 4ED", "Lauben 22, 39100 Bozen", "No. 17, 4th Cross,
Indiranagar, Bengaluru 560038". No word list names such streets.
"""

import re
from collections.abc import Iterator

from recognizers.addresses.clues import COMMON, LETTERS, TABLE
from recognizers.addresses.grammar import PLACED, Grammar, Span
from recognizers.words import fold

_HOUSES = tuple(TABLE["house_names"].split())
_HOUSE_ENDS = tuple({*_HOUSES}.difference(TABLE["house_town_ends"].split()))
_NOT_STREETS = frozenset(TABLE["not_streets"].split())
_INDIAN = tuple(TABLE["indian_parts"].split())
_INDIAN_WORDS = frozenset(TABLE["indian_words"].split())
_STREET_TYPES = frozenset(TABLE["street_types"].split())
_STREET_ENDS = ("strasse", "str", "weg", "gasse", "allee", "platz", "straat", "laan")
_NO_STEMS = frozenset(TABLE["de_no_stems"].split() + TABLE["de_no_streets"].split())
_LOOK_BACK = 110

_postcode_in = re.compile(
    r"\d(?:[a-z]{2}(?![^\W_])|(?<=[a-z]\d)[\dw] ?[\da-z]{4}(?![^\W_])"
    r"|(?<=[,\n \-–]\d)\d\d ?\d{3}(?!\d)|(?<=[,\n] \d)\d{4} (?=[^\W\d])"
    r"|(?<=[adfil]-\d)\d{4}(?=[.,;)\n]|\Z)"
    r"|[\w/]{0,12}[ ]?[,\n\-–][ \-\n]?(?:[a-z]-)?\d{4}(?:\d,?)? )"
).search
"""Find a postcode of one of the shapes below: from a digit on, as there are few."""


def _placed(text: str, low: str) -> Iterator[Span]:
    yield from _island(text, low)
    yield from _continental(text, low)
    if _pin_in(low):
        yield from _indian(low)


BY_POSTCODE = Grammar(_placed, _postcode_in)


# --- United Kingdom, Ireland ----------------------------------------------------

_ISLAND_POSTCODE = re.compile(
    r"[ ,\n](?P<postcode>(?:[a-pr-uwyz](?:\d{1,2}|[a-hk-y]\d{1,2}|\d[a-hjks-uw]|"
    r"[a-hk-y]\d[abehmnprv-y]) \d[abd-hjlnp-uw-z]{2}"
    r"|[ac-fhknprtv-y]\d[\dw] ?[\dac-fhknprtv-y]{4}))(?![^\W_])"
)
_NUMBERED = re.compile(
    r"(?:(?:flat|apt|apartment|unit|arch|studio|shop|suite|office|block|plot|barn|no|"
    r"number)\.? ?)?(?<![^\W_])\d{1,4}[a-z]?"
    r"(?: ?[\-/] ?\d{1,4}[a-z]?)?(?:,? [^\W\d_][^\W\d_'.\-]{0,20}){0,5}$"
)
_NAME = re.compile(
    r"(?:(?<![^\W_])[A-ZÀ-Þ][^\W\d_'’.]{0,20}(?:['’\-.][^\W\d_]{0,20})?"
    r"(?: (?:y|yr|na|an|the|of|on|upon|under|le|in|and|by)(?: the)?(?= ))?[ ]?){1,5}$"
)
_FLAT = re.compile(
    r"(?:flat|apt|apartment|unit|room|suite|arch|studio|shop|office|block|level|"
    r"penthouse|stall|barn|top|fl)\.? ?(?:no\.? ?)?\w{1,4}(?:/\w{1,3})?$"
    r"|(?<![^\W_])(?<!/)\d/\d$"
)
_DISTRICT = re.compile(r"(?:dublin|belfast|london|paris|wien) \d{1,2}w?$").match
_SMALL_TOWN = re.compile(r"[^\W\d_]{3,20}(?: [^\W\d_]{2,20})?").fullmatch
_MOST_PARTS = 5
_IS_EIRCODE = re.compile(
    r"[AC-FHKNPRTV-Y]\d[\dW] ?(?=[A-Z]{0,3}\d)[\dAC-FHKNPRTV-Y]{4}"
).fullmatch


def _island(text: str, low: str) -> Iterator[Span]:
    for found in _ISLAND_POSTCODE.finditer(low):
        postcode = text[slice(*found.span("postcode"))]
        if not (postcode.isupper() or " " in postcode):
            continue
        end = len(low[: found.start() + 1].rstrip(" ,\n"))
        start = _island_start(text, low, end)
        if start is None and _IS_EIRCODE(postcode):
            start = _rural_start(text, low, end)
        if start is not None:
            yield start, found.end(), PLACED


def _island_start(text: str, low: str, postcode: int) -> int | None:
    """Walk back over town, street and house; None where no house stands."""
    for begin, end in _parts_before(low, postcode):
        if _DISTRICT(low[begin:end]):
            continue
        if number := _NUMBERED.search(low, begin, end):
            named = _NOT_STREETS.isdisjoint(LETTERS.findall(number[0]))
            return _house_start(text, low, number.start(), begin) if named else None
        name = _NAME.search(text, begin, end)
        if name and _ends_as_house(name[0]):
            return name.start()
        is_name = name is not None and name.start() == begin
        if not is_name and not (end == postcode and _SMALL_TOWN(low, begin, end)):
            return None
    return None


def _rural_start(text: str, low: str, postcode: int) -> int | None:
    """Walk back over names: an Eircode belongs to one house, numbered or not."""
    start = None
    for begin, end in _parts_before(low, postcode):
        name = _NAME.search(text, begin, end)
        if name is None:
            break
        start = name.start()
        if start > begin:
            break
    return start


def _parts_before(low: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield what commas and line ends part, the last first."""
    floor = max(end - _LOOK_BACK, 0)
    for _ in range(_MOST_PARTS):
        sign = max(low.rfind(",", floor, end), low.rfind("\n", floor, end))
        begin = max(sign + 1, floor)
        yield begin + low.startswith(" ", begin, end), end
        if sign < floor:
            return
        end = sign


def _house_start(text: str, low: str, start: int, begin: int) -> int:
    """Take in the flat, or the house's name, in the part before its number."""
    before = low[:begin].rstrip(" ,\n")
    if start > begin or not before:
        return start
    begin, end = next(_parts_before(low, len(before)))
    if flat := _FLAT.search(low, begin, end):
        return flat.start()
    name = _NAME.search(text, begin, end)
    if name and name.start() == begin and (flat := _flat_before(low, begin)):
        return flat.start()
    if not (name and _ends_as_house(name[0])):
        return start
    flat_before = re.search(r"[,\n] ?$", low[:begin]) and begin == name.start()
    return _house_start(text, low, begin, begin) if flat_before else name.start()


def _flat_of_house(low: str, start: int) -> re.Match[str] | None:
    """Find a flat two parts before a street."""
    before = low[:start].rstrip(" ,\n")
    begin, _ = next(_parts_before(low, len(before)))
    return _flat_before(low, begin)


def _flat_before(low: str, begin: int) -> re.Match[str] | None:
    """Find the flat of "Apartment 12, The Old Distillery, 8 Cork Street"."""
    before = low[:begin].rstrip(" ,\n")
    parted = not {",", "\n"}.isdisjoint(low[len(before) : begin])
    return _FLAT.search(low, max(len(before) - 24, 0), len(before)) if parted else None


def with_house(text: str, low: str, start: int) -> int:
    """Return where the flat or the house's name before a street begins.

    Args:
        text: A folded reading.
        low: What `plain` makes of it.
        start: Where the street begins; returned if no house stands before it.
    """
    before = low[:start].rstrip(" ,\n")
    parted = not {",", "\n"}.isdisjoint(low[len(before) : start])
    last = before[max(len(before) - 24, 0) :]
    named = before.endswith(_HOUSES) or _FLAT.search(last) or _flat_of_house(low, start)
    return _house_start(text, low, start, start) if parted and named else start


def _ends_as_house(name: str) -> bool:
    """Tell "Rook Cottage" and "Rookcottage" from "Bellhaven", which is a town."""
    last = name.lower().split()[-1]
    return last in _HOUSES or last.endswith(_HOUSE_ENDS)


# --- the continent --------------------------------------------------------------

_CONTINENTAL = re.compile(
    r"(?P<gap>[ ]?[,\n\-–][ \n]?[ ]?)(?:[A-Z]{1,2}-)?\d{4,5}"
    r"(?: (?=[A-ZÀ-Þ][^\W\d_]{2,})|, (?=[A-ZÀ-Þ][^\d\n,()]{1,40}\([A-Z]{2}\))"
    r"|(?<=[ADFIL]-\d{5})(?!\d)(?=[.,;)\n]|\Z))"
)
"""A province makes up for the comma in ", 61034, Calmazzo (PU)"."""
_HOUSE_BEFORE = re.compile(
    r"(?P<name>(?:(?:[Aa]m|[Aa]n der|[Aa]uf der|[Ii]m|[Ii]n der|[Zz]um|[Zz]ur|"
    r"[Uu]nter den|[Bb]ei der) )?"
    r"(?:(?<![^\W_])[A-ZÀ-Þ](?:[^\W\d_'’.]{1,20}|\d{1,2}(?=,))"
    r"(?:['’\-.][^\W\d_]{0,20})?"
    r"(?: (?:di|del|della|dei|de|da|der|den|am|la|le|a|im)(?= ))? ?){1,4},? ?)"
    r"(?<=[ ])(?:n\.? ?|nr\.? ?)?"
    r"\d{1,4}[a-zA-Z]?(?:[/\-](?:\d{1,3}|[a-zA-Z]|bis)){0,2}"
    r"(?:,? (?:[Pp]iano|[Aa]ppartamento|[Ii]nterno|[Ss]cala) \d{1,3}[A-Za-z]?)?$"
)
_FARM_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:Hof|Gut|Gutshof|Weiler|Einöde|Forsthaus|Haus|Bauernhof|Ferienhof|"
    r"Mühle|Alm|Villa|Casa|Maso|Tenuta|Podere|Cascina) [A-ZÀ-Þ][^\W\d_]{2,20}"
    r"(?: [A-ZÀ-Þ][^\W\d_]{2,20})?|"
    r"[A-ZÀ-Þ][^\W\d_]{2,20}(?:(?<![Bb]ahn)(?<!ried)(?<!Gast)(?<!Markt)hof|mühle|häusl))$"
)
"""Farms that need no number: "Hof Sonnental, 79286 Glottertal"."""
_STREET_BEFORE = re.compile(
    r"(?<![^\W_])(?P<stem>(?:[A-ZÄÖÜ][a-zäöüß]{1,20}-){0,3}[A-ZÄÖÜ][a-zäöüß]{1,20}?-?)"
    r"(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Gg]asse|[Aa]llee|[Ww]all|[Dd]amm|[Uu]fer|"
    r"[Gg]raben|[Ss]tieg|[Cc]haussee|[Pp]romenade)$"
)
"""Streets whose number was left out: "Ostwall, 47798 Krefeld"."""


def _continental(text: str, low: str) -> Iterator[Span]:
    for found in _CONTINENTAL.finditer(text):
        floor = max(found.start() - _LOOK_BACK, 0)
        house = _HOUSE_BEFORE.search(text, floor, found.start())
        if house and _is_street(low[slice(*house.span("name"))]):
            yield house.start(), house.end(), PLACED
        elif farm := _FARM_BEFORE.search(text, floor, found.start()):
            yield farm.start(), farm.end(), PLACED
        elif street := _numberless(text, floor, found.start()):
            yield street.start(), street.end(), PLACED


def _numberless(text: str, floor: int, end: int) -> re.Match[str] | None:
    """Find "Ostwall" before its postcode, but not "Umweg"."""
    street = _STREET_BEFORE.search(text, floor, end)
    return street if street and street["stem"].lower() not in _NO_STEMS else None


def _is_street(name: str) -> bool:
    """Tell a street or hamlet from "Zimmer 12, 80331 München".

    A street that says it is one is left to its language's grammar, which knows where
    its name begins.
    """
    words = [fold(word) for word in re.findall(r"[^\W_]+", name)]
    said = any(word in _STREET_TYPES or word.endswith(_STREET_ENDS) for word in words)
    return not said and words[-1] not in COMMON and _NOT_STREETS.isdisjoint(words)


# --- India ----------------------------------------------------------------------

_PIN = re.compile(
    r"(?P<town>[^\W\d_]{3,20}) ?[\-–]? ?(?:pin(?:code)? ?[:\-]? ?)?"
    r"[1-9]\d{2} ?\d{3}(?![ \-]?\d)"
)
_pin_in = re.compile(r"(?<!\d)[1-9]\d{2} ?\d{3}(?![ \-]?\d)").search
"""A cheap look for the above, which starts at every word."""
_FIRST_PART = re.compile(
    r"(?<![^\W_])(?:(?:(?:flat|plot|house|h|door|d|shop|room|block|qtr|site|villa)\.?"
    r" ?)?(?:no\.? ?)?[:#]? ?(?<![^\W_])(?:[a-z]{1,2} ?[\-/]? ?)?\d{1,5}[a-z]?"
    r"(?:[\-/](?:\d{1,4}[a-z]?|[a-z])){0,4})(?=[, ])"
)


def _indian(low: str) -> Iterator[Span]:
    for found in _PIN.finditer(low):
        floor = max(
            found.start() - _LOOK_BACK, low.rfind("\n", 0, found.start()) + 1, 0
        )
        first = _FIRST_PART.search(low, floor, found.start())
        if found["town"] in COMMON:
            continue
        if first and _has_indian_part(low[first.start() : found.start()]):
            yield first.start(), found.end(), PLACED


def _has_indian_part(said: str) -> bool:
    """Tell "48 MG Road, Bengaluru 560001" from an order and its numbers."""
    sentence = re.search(r"[!?;]|[^\W_]{3}\. ", said)
    words = LETTERS.findall(said)
    ends = any(word.endswith(_INDIAN) for word in words)
    return not sentence and (ends or not _INDIAN_WORDS.isdisjoint(words))
