"""British, Irish, American and Australian streets: the number stands before.

And what is written like one: numbered roads, post boxes, and a house number that
nothing but a British postcode follows.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import COMMON, ENGLISH_NAME_WORDS, is_told, one_of
from recognizers.addresses.grammar import LIKELY, SURE, Grammar, Span
from recognizers.addresses.places import (
    AMERICAN_PLACE,
    BRITISH_PLACE,
    BRITISH_POSTCODE,
    code_after_town,
)

_STRONG = (
    "street|road|avenue|lane|crescent|terrace|boulevard|parkway|highway|mews|"
    "rd|ave|av|ln|blvd|pkwy|hwy|cres|str|"
    "stret|steet|sreet|streat|strret|stree|raod|roda|laen|aveneu|avenu|avneue|aveune|"
    "cresent|crecent|terace|terrase|boulvard|boulevar"
)
_WEAK = (
    "st|drive|dr|court|ct|close|place|pl|square|sq|way|gardens|grove|hill|row|walk|"
    "gate|quay|wharf|circle|cir|trail|trl|alley|plaza|green|park|rise|view|vale|ter|"
    "broadway|common|villas|meadows|meadow|fields|field|bank|cottages|point|loop|pike|run|"
    "crossing|bend|mount|approach|brae|chase|croft|drove|esplanade|garth|glade|glen|"
    "heath|lea|mead|parade|passage|promenade|ridge|spinney|strand|wynd|yard"
)
"""Everyday words, too: a capital, a place or words before must tell."""
_STREET = re.compile(
    r"(?<![^\W_])(?<![\d.,/:#€$£])(?P<flat>(?:(?:flat|apt|apartment|unit|suite|studio|room|"
    r"no|number)\.?[ \t]?(?:\d{1,4}[a-z]?|[a-z])?[ \t]{0,1},?[ \t\n]{1,2})?)"
    r"(?P<number>(?:u(?=\d{1,3}/))?\d{1,5}[a-z]?(?:[ \t]?[\-–/][ \t]?\d{1,4}[a-z]?)?)"
    r"(?![.,:]\d),?[ \t]{1,2}"
    r"(?P<name>(?:(?:[ns][ew]|[nsew])\.?[ \t]|north[ \t]|south[ \t]|east[ \t]|"
    r"west[ \t]|the[ \t]|st\.?[ \t])?"
    r"(?:(?:\d{1,3}(?:st|nd|rd|th)|[^\W\d_][^\W\d_'.\-]{0,24}(?:['.\-][^\W\d_]{0,24})"
    r"{0,2})[ \t]{1,2}){1,4}?)"
    rf"(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})(?![ \t](?:{_STRONG})(?![^\W_])))"
    r"(?![^\W_])\.?(?P<way>"
    r",?[ \t](?:n\.?[we]\.?|s\.?[we]\.?|[nsew]|north|south|east|west)(?![^\W_]))?"
)
_street_word_in = re.compile(rf"[ \t](?:{_STRONG}|{_WEAK})(?![^\W_])").search
_NAMELESS = re.compile(
    r"(?P<number>\d(?<![^\W_]\d)\d{0,4}[a-z]?)[ \t](?P<name>broadway|the "
    r"(?:green|avenue|street|close|crescent|drive|grove|lane|mews|square|terrace|croft|"
    r"willows|beeches|oaks|limes|laurels|glebe|copse|hollies|firs|cedars|paddocks|"
    r"rise|mount|row|paddock|orchard))(?![^\W_])"
    r"(?=[ \t]?(?:[,.;!?)\n]|$)|[ \t](?:in|at|near)[ \t])"
)
"""Streets that are called what they are: "5 The Green"."""
_NUMBERED_ROAD = re.compile(
    r"(?<![^\W_])(?<![.,/:#-])\d{1,5}[a-z]?,?[ \t](?:(?:[nsew]|north|south|east|west)"
    r"\.?[ \t])?(?:(?:county|state|farm|ranch|township|forest)[ \t](?:road|rd|route|"
    r"highway|hwy)|(?:us|state|old)?[ \t]?(?:highway|hwy)|rural route|route)\.?[ \t]"
    r"\d{1,4}[a-z]?(?:[ \t][nsew](?![^\W_]))?(?![^\W_])"
)
"""Roads that have a number for a name: "1180 County Road 12"."""
_any_numbered_road = any_of(["road ", "rd ", "rd. ", "route ", "hwy ", "highway "])
_POST_BOX = re.compile(
    r"(?<![^\W_])(?:p\.?[ \t]?o\.?[ \t]?box|post office box|postfach|casella postale|"
    r"c\.p\.|apartado de correos|boite postale)[ \t]{0,2}"
    r"(?:nr\.?|n\.?|no\.?|#)?[ \t]{0,2}\d{1,3}(?:[ \t]?\d{1,3}){0,2}(?!\d)"
)
_any_post_box = any_of(["box", "postfach", "casella", "c.p.", "apartado", "boite"])
_ALIKE = ((_any_numbered_road, _NUMBERED_ROAD), (_any_post_box, _POST_BOX))
"""Written like streets; each with a cheap look."""
_NUMBER_AT_POSTCODE = re.compile(
    r"(?<![^\W_])(?P<number>(?:(?:flat|apt|unit|number|no\.?)[ \t]{1,2})?\d{1,4}[a-z]?)"
    rf"[,\t \n]{{1,3}}(?:at[ \t])?(?P<postcode>{BRITISH_POSTCODE})"
)
_postcode_end_in = re.compile(r"\d[a-z]{2}(?![^\W_])").search
_GLUED = "ushighway|ushwy|statehighway|statehwy|oldhighway|oldhwy"
_WORDS = (
    f"{_STRONG}|{_WEAK}|paddock|orchard|route|willows|beeches|oaks|limes|laurels|glebe|"
    f"copse|hollies|firs|cedars|paddocks|{_GLUED}"
)
_may_be_english = re.compile(
    rf"[ \t\d.bcpx](?:(?<=[ \t])(?:{one_of(_WORDS.split('|'))})(?![^\W_])"
    r"|(?<=\d)[a-z]{2}(?![^\W_])"
    r"|(?<=box)|(?<=c\.)p\.|(?<=c)asella|(?<=p)ostfach|(?<=ap)artado|(?<=b)oite)"
).search
"""Find a word of any pattern above, or how a British postcode ends."""


def _streets(text: str, low: str) -> Iterator[Span]:
    if _street_word_in(low):
        for found in _STREET.finditer(low):
            if _is_street(text, low, found):
                yield found.start(), found.end(), SURE
    for found in _NAMELESS.finditer(low):
        yield found.start(), found.end(), LIKELY
    for may_match, pattern in _ALIKE:
        for found in pattern.finditer(low) if may_match(low) else ():
            yield found.start(), found.end(), SURE
    if _postcode_end_in(low):
        yield from _numbers_at_postcodes(text, low)


ENGLISH = Grammar(_streets, _may_be_english)


def _numbers_at_postcodes(text: str, low: str) -> Iterator[Span]:
    """Read "12, SW1A 1AA", which is all that a parcel needs."""
    for found in _NUMBER_AT_POSTCODE.finditer(low):
        if " " in found["postcode"] or text[found.start("postcode")].isupper():
            yield found.start(), found.end(), SURE


# --- streets and sentences ------------------------------------------------------

_LENGTHS = frozenset({"mile", "miles", "km", "min", "mins", "metre", "metres"})
_NAME_WORD = re.compile(r"[^\W_']+")


def _is_street(text: str, low: str, found: re.Match[str]) -> bool:
    if _is_placed(text, low, found):
        return True
    words = _NAME_WORD.findall(found["name"])
    if words[0] in _LENGTHS or _is_sentence(words):
        return False
    if found["strong"] and len(words) <= 3:  # noqa: PLR2004 - "Martin Luther King Avenue"
        return True
    kind = found.start("weak") if found["weak"] else found.start("strong")
    capitals = text[kind].isupper() and text[found.start("name")].isupper()
    return bool(
        capitals
        or BRITISH_PLACE.match(low, found.end())
        or AMERICAN_PLACE.match(low, found.end())
        or is_told(low, found.start())
    )


def _is_placed(text: str, low: str, found: re.Match[str]) -> bool:
    """Tell by what follows: everyday words, too, name streets ("Beach Rd")."""
    end = found.end()
    american = AMERICAN_PLACE.match(low, end)
    if american and american[0][-1].isdigit() and found["strong"]:
        return True
    named = text[found.start("name")].isupper()
    return named and bool(
        BRITISH_PLACE.match(low, end) or code_after_town(text, low, end)
    )


def _is_sentence(words: list[str]) -> bool:
    """Tell "days on the" of "3 days on the road" from a street's name."""
    common = {word for word in words if word in COMMON} - ENGLISH_NAME_WORDS
    return bool(common.intersection(words[-3:]) and common - {"the", "st", "of"})
