"""Licence plates of many countries behind the vehicle that bears them.

"der blaue Corsa mit HA DK 1209", "white astra ye19 vtp", "vespa grigia X4 7TRN": such
letters and digits are a plate's only because a car stands before them. In small letters
nothing but colours and the like may stand between the two.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.finders import Match
from recognizers.plate_districts import AUSTRIAN_DISTRICTS, DISTRICTS
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table

BESIDE = 0.86
"""Above what a name model says of the letters."""

_TABLE = load_table("vehicles")


def _one_of(*headings: str) -> str:
    words = {word for heading in headings for word in _TABLE[heading].split()}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_GAP = r"[ ,.:;(\"'\n\-–]{1,3}+"
_END = r"(?![^\W_])(?![-.,:/]\d|-\w)"
_NUMBERED = r"[a-z]{0,3}\d{1,4}[a-z]{0,2}|\d[.,]\d"
"""What tells a model from its like: "A3", "xc60", "1.9"."""
_VEHICLE = re.compile(
    rf"(?<![^\W_])(?:(?P<bike>{_one_of('bikes')})|(?P<model>{_one_of('models')})|"
    rf"(?:{_one_of('vehicles')}))(?:'?s)?(?![^\W_])"
)
_GAPS = re.compile(_GAP).match
_ANY_VEHICLE = any_of(
    word
    for heading in ("bikes", "models", "vehicles")
    for word in _TABLE[heading].split()
)
_LINK = re.compile(
    rf"(?:{_one_of('links', 'bikes', 'models')}|{_NUMBERED})(?![^\W_])"
).match
_WORD = re.compile(r"[^\W\d_]{1,15}(?![^\W_])").match
_FURTHEST = 6
_NO_CAR = re.compile(rf"{_GAP}(?:{_one_of('no_cars')})(?![^\W_])").match

_AUSTRIAN = rf"(?:{'|'.join(sorted(AUSTRIAN_DISTRICTS, key=len, reverse=True))})"
_CANTON = "(?:A[GIR]|B[ELS]|FR|G[ELR]|JU|LU|N[EW]|OW|S[GHOZ]|T[GI]|UR|V[DS]|Z[GH])"
_COUNTY = (
    "(?:A[BGR]|B[CHNRTVZ]|C[JLSTV]|D[BJ]|G[JLR]|H[DR]|I[FLS]|M[HMST]|[NO]T|PH|"
    "S[BJMV]|T[LMR]|V[LNS])"
)
_IRISH = "(?:C[ENW]?|DL?|G|K[EKY]|L[DHKMS]?|M[HNO]|OY|RN|SO|T[NS]?|W[DHWX]?)"
_SHAPES = (
    (
        r"(?P<district>[A-ZÄÖÜ]{1,3})[ \-·]{1,3}(?P<letters>[A-Z]{1,2})[ \-]{0,2}"
        r"[1-9]\d{0,3} ?[EH]?"
    ),
    rf"(?P<austrian>{_AUSTRIAN})[ \-]?\d{{1,5}} ?(?P<tail>[A-Z]{{1,3}})",
    r"[A-HJ-PR-Y]{2} ?\d\d[ \-]?(?P<series>[A-HJ-PR-Z]{3})",
    r"(?P<italian>[A-HJ-NPR-TV-Z]{2}) ?\d{3} ?(?P<last>[A-HJ-NPR-TV-Z]{2})",
    r"[A-HJ-NPR-TV-Y]\d{3} ?(?P<prefixed>[A-HJ-PR-Y]{3})",
    rf"{_CANTON} ?(?:\d{{2,3}} \d{{3}}|\d{{5,6}})",
)
_IN_CAPITALS = (
    r"(?P<solid>[A-ZÄÖÜ]{2,5})[1-9]\d{1,3}[EH]?",
    r"[A-HJ-NPR-TV-Y]\d{1,2} ?(?P<short>[A-HJ-PR-Y]{3})",
    r"(?P<old>[A-HJ-PR-Y]{3}) ?\d{1,3}[A-HJ-NPR-TV-Y]",
    rf"{_CANTON} ?(?:\d{{1,3}} \d{{3}}|\d{{4,6}})",
    rf"(?:B ?\d{{2,3}}|{_COUNTY} ?\d\d) ?[A-Z]{{3}}",
    rf"\d{{2,3}}[ \-]{_IRISH}[ \-]\d{{2,6}}",
    r"[BCDEFGKLNOPRSTWZ][A-Z]{1,2} ?(?:\d{4}[A-Z]|\d{3}[A-Z]{2}|\d[A-Z]\d{3})",
)
_OF_BIKES = (
    r"[A-Z]{2} ?\d{5}",
    (
        r"X(?=[A-Z\d ]{0,5}\d)(?=(?:[\d ]{0,4}[A-Z]){2})"
        r"(?:[A-Z\d] ?[A-Z\d]{4}|[A-Z\d]{2} ?[A-Z\d]{3})"
    ),
    r"\d{3}[ \-]?(?P<mopeds>[A-Z]{3})",
)


def _shaped(*shapes: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(shapes)}){_END}")


_PLATE_IN_SMALL = re.compile(_shaped(*_SHAPES).pattern, re.IGNORECASE)
_PLATE = _shaped(*_SHAPES, *_IN_CAPITALS)
_BIKE_IN_SMALL = re.compile(_shaped(*_OF_BIKES, *_SHAPES).pattern, re.IGNORECASE)
_BIKE = _shaped(*_OF_BIKES, *_SHAPES, *_IN_CAPITALS)
_FIRST = re.compile(rf"(?<![^\W_])(?<![-.,/#]){_PLATE.pattern}")
_TO_VEHICLE = re.compile(
    rf"{_GAP}(?:(?:{_one_of('links')})(?![^\W_]){_GAP}){{0,4}}+(?=[^\W\d_])"
).match
_ALONE = re.compile(
    rf"(?:\A|(?<=[.?!:,\n])|(?<=[.?!:,] )){_PLATE_IN_SMALL.pattern}", re.IGNORECASE
)
_TO_END = re.compile(r"\s{0,3}[.,!?]?\s{0,3}(?:\n|\Z)").match
_OF_CARS = (_PLATE_IN_SMALL, _PLATE)
_LETTERS = ("tail", "last", "series", "prefixed", "short", "old", "mopeds")
_NO_LETTERS = frozenset(_TABLE["no_letters"].split())
_LINKS = frozenset(_TABLE["links"].split())
_MEASURED = re.compile(r"[ ]?(?:km|€|euro?|uhr|ps|kw|cc|ccm|cm|mm|mal)(?![^\W_])").match
_DISPLACED = re.compile(
    r"[RKFSCGHL]T? ?\d{2,3}[05]0? ?(?:GS|GT|RR?|XR|S|RS|RT)"
).fullmatch
"""How makers call motorcycles: "S 1000 RR"."""


def find_vehicle_plates(text: str) -> Iterator[Match]:
    """Find plates whose vehicle is named before them.

    Args:
        text: A folded reading.
    """
    lowered = plain(text)
    if not _ANY_VEHICLE(lowered):
        return
    vehicles = [
        vehicle
        for vehicle in _VEHICLE.finditer(lowered)
        if not _NO_CAR(lowered, vehicle.end())
    ]
    plates = [_plate_behind(text, lowered, vehicle) for vehicle in vehicles]
    plates += _plates_elsewhere(text, lowered, {it.start() for it in vehicles})
    for plate in filter(None, plates):
        yield Match(*plate.span(), BESIDE, re.sub(r"\W", "", plate[0]).upper())


def _plates_elsewhere(
    text: str, lowered: str, vehicles: set[int]
) -> Iterator[re.Match[str]]:
    """Find "HA DK 1209, blauer Corsa", and "Is my golf ready? ye19 vtp"."""
    for plate in _FIRST.finditer(text) if vehicles else ():
        words = _TO_VEHICLE(lowered, plate.end())
        if words and words.end() in vehicles and _is_plate(plate, lowered):
            yield plate
    for plate in _ALONE.finditer(text) if vehicles else ():
        if _TO_END(text, plate.end()) and _is_plate(plate, lowered):
            yield plate


def _plate_behind(
    text: str, lowered: str, vehicle: re.Match[str]
) -> re.Match[str] | None:
    """Walk from the vehicle to its plate, word by word."""
    small, capitals = (_BIKE_IN_SMALL, _BIKE) if vehicle["bike"] else _OF_CARS
    at, shape = vehicle.end(), small
    for _ in range(_FURTHEST):
        gap = _GAPS(text, at)
        if gap is None:
            return None
        for shaped in dict.fromkeys((capitals, shape)):
            plate = shaped.match(text, gap.end())
            if plate and _is_plate(plate, lowered):
                return plate
        word = _LINK(lowered, gap.end())
        if word is None:
            word, shape = _WORD(lowered, gap.end()), capitals
        if word is None:
            return None
        at = word.end()
    return None


def _is_plate(plate: re.Match[str], lowered: str) -> bool:
    """Tell a plate from "A3 TDI", "12 000 km" and "bin um 1200"."""
    said = {name: value.lower() for name, value in plate.groupdict().items() if value}
    letters = next((said[name] for name in _LETTERS if name in said), "")
    if letters in _NO_LETTERS or (letters and _is_small_word(plate, letters)):
        return False
    if _MEASURED(lowered, plate.end()) or _DISPLACED(plate[0]):
        return False
    if "solid" in said:
        return any(plate["solid"][:cut] in DISTRICTS for cut in (1, 2, 3))
    if area := said.get("austrian") or said.get("italian"):
        return not _is_small_word(plate, area)
    return "district" not in said or _is_german(plate)


def _is_german(plate: re.Match[str]) -> bool:
    """Tell "ka ab 1234" from "in m 38" and "bin um 1200"."""
    district, letters = plate["district"], plate["letters"].lower()
    if district.upper() not in DISTRICTS:
        return False
    if district.lower() in _LINKS and not plate[0].isupper():
        return False
    either = _is_small_word(plate, letters) or letters in _NO_LETTERS
    return not (
        _is_small_word(plate, district.lower()) and (either or len(letters) == 1)
    )


def _is_small_word(plate: re.Match[str], letters: str) -> bool:
    """Tell whether letters in small type are a word: "da 150 cv"."""
    known = letters in _LINKS or (len(letters) > 1 and letters in load_words("common"))
    return known and " " in plate[0] and not plate[0].isupper()
