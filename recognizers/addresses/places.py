"""Where a street lies: the postcode and town behind it, as each country puts them."""

import re

from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    LETTERS,
    TABLE,
    TOWNS,
    alternatives,
)
from recognizers.words import fold, load_words

# --- parts of patterns ----------------------------------------------------------

TOWN = (
    r"(?:(?:st|sankt|bad|san|santa|santo|s|mt|ft)\.?[ \-])?"
    r"[^\W\d_]{2,30}+(?:['.\-/][^\W\d_]{2,30}+){0,3}+"
)
TOWN_JOIN = (
    r"(?:am|an|der|im|in|ob|bei|di|del|della|dei|sul|sull'|al|de|la|le|les|sur|upon|"
    r"on|under|i\.|a\.|d\.|b\.|den|dem|the|zu|vor|vorm|aan|op|van|-)"
)
"""Joins the words of a town's name: "Frankfurt am Main"."""
POSTCODE = (
    r"(?:(?:d|a|ch|i|it|de|at|fl|f|e|b|l|nl)[- –]{1,2})?"
    r"(?:\d{5}(?:-\d{4})?|\d{4}(?: ?(?!st\.)[a-z]{2}(?![^\W_]))?|\d{3} \d{2}|"
    r"\d{2}-\d{3})"
    r"(?![\d.,/]?\d)(?! \d{3})"
)
"""Of the continent."""
BRITISH_POSTCODE = (
    r"(?:gir ?0aa|[a-pr-uwyz](?:\d{1,2}|[a-hk-y]\d|[a-hk-y]\d\d|\d[a-hjks-uw]|"
    r"[a-hk-y]\d[abehmnprv-y]) {0,2}\d[abd-hjlnp-uw-z]{2})(?![^\W_])"
)
_GAP = r"(?:[ \t]{0,2}[,;\n|/\-–]{1,2}[ \t,\n]{0,3}|[ \t]{1,3})"
_STATES = (
    "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|"
    "nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|"
    "nsw|vic|qld|sa|tas|act|nt|qc|on|bc|ab|mb|sk|ns|nb|pe|nl|"
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|"
    "georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|"
    "maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|"
    "nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|"
    "ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|"
    "tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming"
)

# --- what stands right behind a street ------------------------------------------

POSTCODE_BEHIND = re.compile(
    rf"{_GAP}(?:(?:in|a|ad|cap|plz|nel|aus|zip|-|–|postleitzahl)[ \t:]{{1,2}})?"
    rf"(?P<postcode>{POSTCODE})(?:[ \t,]{{1,2}}(?P<town>{TOWN}))?"
)
TOWN_BEHIND = re.compile(
    rf"(?:[ \t](?:in|a|ad|at|zu|à|en)[ \t]|{_GAP}(?:in[ \t])?)(?P<town>{TOWN})"
)
BRITISH_PLACE = re.compile(
    rf"{_GAP}(?:(?P<towns>(?:{TOWN}{_GAP}){{0,3}}?))(?P<postcode>{BRITISH_POSTCODE})"
)
AMERICAN_PLACE = re.compile(
    rf"{_GAP}(?P<towns>(?:[^\W\d_.]{{2,20}}\.?[ \t]?){{1,3}}?){_GAP}?(?<=[ ,\n])"
    rf"(?:(?:{_STATES})(?![^\W_])\.?(?:,?[ \t\n]{{1,2}}"
    r"(?:\d{4,5}(?:-\d{4})?(?!\d| \d{3})|[a-z]\d[a-z] ?\d[a-z]\d(?![^\W_])))?|"
    r"(?<=[ ,])\d{5}(?:-\d{4})?(?!\d| \d{3}))"
)
"""American, Canadian, Australian: ", Springfield, IL 62704", ", Unley SA 5061"."""
_CODE_AFTER_TOWN = re.compile(
    rf"{_GAP}(?P<towns>(?:[^\W\d_][^\W\d_'\-]{{1,20}}+(?:[ ,]{{1,2}}|(?=,))){{1,5}}?)"
    r",?(?<=[ ,])[ ]?\d{4}(?![^\W_]|[.,:/\-]\d)(?! \d{3})"
)
"""New Zealand, South Africa, Australia, Norway: the code stands behind the town."""
_OUTWARD = re.compile(
    r"(?:,? (?!(?:A|B|C)\d(?!\d))|\n)(?:[BEGLMNSW]|A[BL]|B[ABDHLNRST]|C[ABFHMORTVW]|"
    r"D[ADEGHLNTY]|E[CHNX]|F[KY]|G[LU]|H[ADGPRUX]|I[GMPV]|K[ATWY]|L[ADELNSU]|M[EKL]|"
    r"N[EGNPRW]|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]|T[ADFNQRSW]|UB|W[ACDFNRSV]|"
    r"YO|ZE)\d{1,2}[A-Z]?(?=[ ]?(?:[.,;)!?\n]|\Z))"
)
"""The first half of a British postcode, at the end: ", Rd, G42"."""
_VILLAGE = re.compile(
    r",[ \n](?:(?:Little|Great|Upper|Lower|Nether|Much|Long|Market|Chipping|Stoke|"
    r"Kings|Bishops|Abbots|Castle|Steeple|Temple) [A-Z][^\W\d_]{3,20}|"
    r"\d{3} (?:Reykjav[ií]k|K[óo]pavogur|Hafnarfj[^\W\d_]{2,6}|Gar[ðd]ab[^\W\d_]{1,3}|"
    r"Akureyri|Keflav[ií]k|Selfoss|Mosfellsb[^\W\d_]{1,3}|Reykjanesb[^\W\d_]{1,3}))"
    r"(?=[ ]?(?:[,.;)!?\n]|\Z))"
)
"""Villages by their first word, ", Little Snoring", and towns of Iceland."""
_COUNTY = re.compile(
    rf"(?P<towns>(?:{_GAP}{TOWN}){{0,3}}?){_GAP}(?:co\.?|county)[ \t]"
    rf"(?:{alternatives(TABLE['irish_counties'].split())})(?![^\W_])"
    rf"(?:{_GAP}[ac-fhknprtv-y]\d[\dw] ?[\dac-fhknprtv-y]{{4}}(?![^\W_]))?"
)


def place_end(text: str, low: str, end: int) -> int:
    """Return where the postcode and town behind a street end.

    Args:
        text: A folded reading.
        low: What `plain` makes of it.
        end: Where the street ends; returned if no place stands behind it.
    """
    british = BRITISH_PLACE.match(low, end)
    if british:
        return british.end()
    match = POSTCODE_BEHIND.match(low, end)
    if match:
        return _town_after(text, low, match)
    american = AMERICAN_PLACE.match(low, end)
    if american and _is_american(text, american) and is_town(american["towns"]):
        return american.end()
    behind = code_after_town(text, low, end) or _county_after(low, end)
    behind = behind or _town_alone(text, low, end)
    if behind == end and (village := _VILLAGE.match(text, end)):
        behind = village.end()
    outward = _OUTWARD.match(text, behind)
    return outward.end() if outward else behind


def code_after_town(text: str, low: str, end: int) -> int | None:
    """Return where ", Gardens, Cape Town 8001" behind `end` ends, if it stands there.

    Args:
        text: A folded reading.
        low: What `plain` makes of it.
        end: Where a street ends.
    """
    match = _CODE_AFTER_TOWN.match(low, end)
    if match is None:
        return None
    said = LETTERS.findall(text[slice(*match.span("towns"))])
    towns = [fold(word) for word in said]
    if all(word[0].isupper() for word in said):
        towns = [word for word in towns if word not in ENGLISH_NAME_WORDS]
    elif towns[-1] not in TOWNS:
        return None
    return match.end() if COMMON.isdisjoint(towns) else None


def _county_after(low: str, end: int) -> int | None:
    """Return where ", Dalkey, Co. Dublin A96 X2Y4" ends."""
    match = _COUNTY.match(low, end)
    towns = LETTERS.findall(match["towns"]) if match else ()
    return match.end() if match and COMMON.isdisjoint(towns) else None


def _is_american(text: str, match: re.Match[str]) -> bool:
    """Tell "Springfield, IL" from "is in": a ZIP, capitals or a whole name."""
    tail = re.split(r"[ ,\n]+", match[0].strip(" ,."))[-1]
    state = text[match.end() - len(tail) : match.end()].strip(".")
    return tail[-1].isdigit() or len(state) > 2 or state.isupper()  # noqa: PLR2004 - "IL"


# --- towns ----------------------------------------------------------------------

_WORDS_TOO = {"essen", "neu", "alt", "klein", "gross"}
"""Towns that are everyday words: a postcode must say that they are meant."""
_SURE_TOWNS = TOWNS - _WORDS_TOO
_TOWN_STARTS = frozenset(TABLE["town_starts"].split())
_TOWN_ENDS = frozenset(TABLE["town_ends"].split())
_TOWN_WORDS = frozenset(TABLE["town_words"].split())
_ITALIAN_TOWN = re.compile(
    r"[ \t,]{1,2}(?P<town>[A-ZÀ-Þ](?:[^\W\d_]|['’.]|[ \-](?! )){1,40}?) ?\([A-Z]{2}\)"
)
"""Whatever a province follows: ", Citta' Del Mare (PA)"."""
_ARTICLED_TOWN = re.compile(
    r"[ \t,]{1,2}(?:'[st]|De|Den|Het|Ten|Ter|La|Le|Les|Lo|El|Los|Las|Saint|Sainte)[ \-]"
    r"[A-ZÀ-Þ][^\W\d_]{2,20}+(?:-[^\W\d_]{1,20}+){0,4}"
)
_ends_there = re.compile(r"[ \t]?(?:[,;.)\n]|- |$)").match
_BETWEEN_COMMAS = re.compile(r",[ ]([A-ZÀ-Þ][a-zß-ÿ]{2,20})(?=[,.;)\n]|$)")
"""Whatever is named between two commas: "via Roero 19, Bra, quando"."""
_AREAS_AND_TOWN = re.compile(
    r"(?P<areas>(?:,[ ][A-ZÀ-Þ][\w.'’\-]{1,20}"
    r"(?:[ ][A-ZÀ-Þ\d][\w.'’\-]{0,20}){0,2}){1,2})"
    r",[ ](?P<town>[A-ZÀ-Þ][a-zß-ÿ]{2,20})(?![^\W_])"
    r"(?:[ ,]{1,2}\d{4,6}(?![\d.,:]\d|\d))?"
)
"""Quarters before a known town: ", VI, Lagos"."""
_AT_TOWN = re.compile(
    r"[ ]ad?[ ](?P<town>[A-ZÀ-Þ][a-zß-ÿ]{2,20})(?:[ ](?:Terme|[A-ZÀ-Þ][a-zß-ÿ]{3,20}))?"
    r"(?![^\W_])"
)
"""Whatever an Italian preposition names: "ad Abano Terme"."""
_DUBLIN_DISTRICT = re.compile(r"dublin \d{1,2}w?(?![^\W_])")
_POSTCODE_AFTER_TOWN = re.compile(rf"[ \t,]{{1,3}}{POSTCODE}")
_MORE_TOWN = re.compile(
    rf"[ \t](?P<join>{TOWN_JOIN}[ \t]){{0,2}}"
    r"(?P<more>[^\W\d_]{2,20}+(?:-[^\W\d_]+)?)"
)
_PROVINCE = re.compile(
    r"[ \t]{0,2}(?:\((?:[a-z]{2}|[a-zäöü. ]{2,20})\)|,? ?\b(?P<bare>[A-Z]{2})\b)",
)


def is_town(town: str) -> bool:
    """Tell a town from the sentence going on behind a postcode."""
    first = re.split(r"[ ,\n]", fold(town).strip())[0].strip(".")
    if first in TOWNS:
        return True
    return first not in COMMON or (first in _TOWN_STARTS and " " in town.strip())


def _town_after(text: str, low: str, match: re.Match[str]) -> int:
    """Return where the town behind a postcode ends, or the postcode if none does."""
    code, town = match.end("postcode"), match["town"]
    if named := _ITALIAN_TOWN.match(text, code) or _ARTICLED_TOWN.match(text, code):
        return named.end()
    if town is None:
        return code
    end = match.end("town")
    if is_town(town) or (town in _TOWN_WORDS and _is_capital(text, low, match)):
        return _town_end(text, low, end)
    return code


def _is_capital(text: str, low: str, match: re.Match[str]) -> bool:
    """Tell "87159 Regen" from "87159 regen" and from "87159 Regen heute"."""
    capital = text[match.start("town")].isupper()
    return capital and _ends_there(low, match.end("town")) is not None


def _town_alone(text: str, low: str, end: int) -> int:
    """Return where a town without its postcode ends, or `end`."""
    match = TOWN_BEHIND.match(low, end)
    if match and _is_known(fold(match["town"])):
        return _postcode_behind(text, low, match.end("town"))
    areas = _AREAS_AND_TOWN.match(text, end)
    if areas and fold(areas["town"]) in TOWNS and not _is_said(areas["areas"]):
        return areas.end()
    named = _AT_TOWN.match(text, end)
    if named and not _is_word(fold(named["town"])):
        return named.end()
    town = _BETWEEN_COMMAS.match(text, end)
    return town.end() if town and not _is_word(fold(town[1])) else end


def _is_known(town: str) -> bool:
    """Tell a town, or its quarter: "kassel-wilhelmshöhe"."""
    first, _, quarter = town.partition("-")
    return town in _SURE_TOWNS or (len(quarter) > 3 and first in _SURE_TOWNS)  # noqa: PLR2004


def _is_said(areas: str) -> bool:
    """Tell the words of a sentence from the names of quarters, and from "VI"."""
    words = {fold(word) for word in LETTERS.findall(areas) if not word.isupper()}
    return not (COMMON - ENGLISH_NAME_WORDS).isdisjoint(words)


def _is_word(key: str) -> bool:
    tables = ("common", "frequent", "first_names", "name_words")
    return any(key in load_words(table) for table in tables)


def _postcode_behind(text: str, low: str, end: int) -> int:
    """Return where "4" of "Dublin 4", or "8001" of "Zürich, 8001" ends."""
    if district := _DUBLIN_DISTRICT.match(low, max(end - 6, 0)):
        return district.end()
    match = _POSTCODE_AFTER_TOWN.match(low, end)
    return match.end() if match else _town_end(text, low, end)


def _town_end(text: str, low: str, end: int) -> int:
    """Go on over "am Main", "(MI)" and further words of the town."""
    for _ in range(2):
        more = _MORE_TOWN.match(low, end)
        if more is None or not _is_more_town(text, more):
            break
        end = more.end()
    province = _PROVINCE.match(text, end) or _PROVINCE.match(low, end)
    return province.end() if province else end


def _is_more_town(text: str, more: re.Match[str]) -> bool:
    """Tell "Main" and "am See" from "bitte", and from "MI", which is a province."""
    said, key = text[more.start("more") : more.end()], fold(more["more"])
    known = key not in COMMON or (more["join"] is not None and key in _TOWN_ENDS)
    return known and said[0].isupper() and not said.isupper()
