"""Street addresses, as people write them in chats.

Each language puts the number elsewhere, so each has a grammar. All work the same
way: a cheap pattern finds the number beside a street word; what stands before it
is read back into a name; postcode, town, flat and floor beside it join the span.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.core.literals import any_of
from pipeline.core.normalize_letters import BULLETS
from pipeline.core.normalize_words import NOT_ALONE, NUMBERS
from recognizers.finders import Match
from recognizers.placed_addresses import find_placed, may_be_placed, with_house
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import load_table

PLACED = 0.95
"""Street, number, and a postcode or town."""
SURE = 0.85
LIKELY = 0.65
UNSURE = 0.4
"""Not without a postcode, a town, or a word such as "Adresse" before it."""

_BACK = 90
_BULLET = re.compile(f"[{BULLETS}]")
_Span = tuple[int, int, float]

_TABLE = load_table("addresses")
_COMMON = load_words("common")
_TOWNS = load_words("towns")
_FIRST_NAMES = load_words("first_names")

_DIGIT = re.compile(r"\d").search
_NUMBERLESS = any_of(
    ["snc", "via", "piazza", "corso", "straße ", "strasse ", "weg ", "gasse ", "allee "]
)
_TRIGGER = re.compile(
    r"\bsnc\b|\b(?:via|viale|piazza|corso)\b|(?:straße|strasse|weg|gasse|allee) [a-z]"
).search


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _any_ended(words: Iterable[str]) -> Callable[[str], object]:
    """Search for words that a gap ends, or a full stop or slash of their own."""
    return any_of(
        word + gap for word in words for gap in (("",) if word[-1] in "./" else " \t.,")
    )


# --- what stands around a street ------------------------------------------------

_TOWN_JOIN = (
    r"(?:am|an|der|im|in|ob|bei|di|del|della|dei|sul|sull'|al|de|la|le|les|sur|upon|"
    r"on|under|i\.|a\.|d\.|b\.|den|dem|the|zu|vor|-)"
)
_TOWN = (
    r"(?:(?:st|sankt|bad|san|santa|santo|s|mt|ft)\.?[ \-])?"
    r"[^\W\d_]{2,30}+(?:['.\-/][^\W\d_]{2,30}+){0,3}+"
)
_POSTCODE = (
    r"(?:(?:d|a|ch|i|it|de|at|fl|f|e|b|l|nl)[- –]{1,2})?"
    r"(?:\d{5}(?:-\d{4})?|\d{4}(?: ?[a-z]{2}(?![^\W_]))?|\d{3} \d{2}|\d{2}-\d{3})"
    r"(?![\d.,/]?\d)(?! \d{3})"
)
_UK_POSTCODE = (
    r"(?:gir ?0aa|[a-pr-uwyz](?:\d{1,2}|[a-hk-y]\d|[a-hk-y]\d\d|\d[a-hjks-uw]|"
    r"[a-hk-y]\d[abehmnprv-y]) {0,2}\d[abd-hjlnp-uw-z]{2})(?![^\W_])"
)
_GAP = r"(?:[ \t]{0,2}[,;\n|/\-–]{1,2}[ \t,\n]{0,3}|[ \t]{1,3})"
_AFTER_POSTCODE = re.compile(
    rf"{_GAP}(?:(?:in|a|cap|plz|nel|aus|zip|-|–|postleitzahl)[ \t:]{{1,2}})?"
    rf"(?P<postcode>{_POSTCODE})(?:[ \t,]{{1,2}}(?P<town>{_TOWN}))?"
)
_AFTER_TOWN = re.compile(
    rf"(?:{_GAP}|[ \t](?:in|a|at|zu|à|en)[ \t])(?:in[ \t])?(?P<town>{_TOWN})"
)
_MORE_TOWN = re.compile(
    rf"[ \t](?P<join>{_TOWN_JOIN}[ \t]){{0,2}}(?P<more>[^\W\d_]{{2,20}}+(?:-[^\W\d_]+)"
    rf"?)"
)
_PROVINCE = re.compile(
    r"[ \t]{0,2}(?:\((?:[a-z]{2}|[a-zäöü. ]{2,20})\)|,? ?\b(?P<bare>[A-Z]{2})\b)",
)
_UK_AFTER = re.compile(
    rf"{_GAP}(?:(?P<towns>(?:{_TOWN}{_GAP}){{0,3}}?))(?P<postcode>{_UK_POSTCODE})"
)
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
_US_AFTER = re.compile(
    rf"{_GAP}(?P<towns>(?:[^\W\d_.]{{2,20}}\.?[ \t]?){{1,3}}?){_GAP}?(?<=[ ,\n])"
    rf"(?:(?:{_STATES})(?![^\W_])\.?(?:,?[ \t\n]{{1,2}}"
    r"(?:\d{4,5}(?:-\d{4})?(?!\d| \d{3})|[a-z]\d[a-z] ?\d[a-z]\d(?![^\W_])))?|"
    r"(?<=[ ,])\d{5}(?:-\d{4})?(?!\d| \d{3}))"
)
_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<postcode>{_POSTCODE})[ \t]{{1,2}}(?P<town>{_TOWN}"
    rf"(?:[ \t](?:{_TOWN_JOIN}[ \t]){{0,2}}{_TOWN})?)[ \t]{{0,2}}"
    r"(?:\([a-z]{2}\)[ \t]{0,2})?(?:[,\n\-–:;][ \t]{0,2})?(?:(?:in|an|auf)[ \t]"
    r"(?:der[ \t])?)?$"
)
_EXTRAS = re.compile(
    r"(?:[ \t]{0,2}[,/\-–\n]?[ \t]{0,2}"
    r"(?:hinterhaus|hinterhof|vorderhaus|seitenflugel|seitenfluegel|gartenhaus|hofgebaude|"
    r"(?:(?:hh|vh|sf|eg|dg|ug|og)(?![^\W_]))|"
    r"(?:\d{1,2}|erster|zweiter|dritter)\.? ?(?:stock|og|etage|obergeschoss|piano|"
    r"stiege|floor|stockwerk)(?:[ ,]{1,2}(?:links|rechts|mitte))?|"
    r"(?:stiege|stg|tur|tuer|top|wohnung|whg|app|apt|appartement|zimmer|"
    r"zi|haus|aufgang|eingang|block|etage|stock)\.?[ \t]?(?:nr\.? ?)?(?:\d{1,4}[a-z]?|"
    r"[a-z])"
    r"(?![^\W_])|"
    r"(?:interno|int|scala|sc|piano|palazzina|pal|edificio|citofono|appartamento|lotto)"
    r"\.?[ \t]?(?:n\.? ?)?(?:\d{1,4}[a-z]?|[a-z]|terra|rialzato)(?![^\W_])|"
    r"(?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm|bldg|building|#)\.?[ \t]?"
    r"(?:no\.? ?)?#?(?:\d{1,5}[a-z]?|[a-z]\d{0,3})(?![^\W_])|"
    r"(?:links|rechts)(?![^\W_]))){1,4}"
)
_UNIT = re.compile(
    r"[ \t]?(?:uhr|h\b|€|euro?s?\b|eur\b|chf|\$|£|%|km\b|m\b|cm\b|mm\b|kg\b|g\b|qm|m²|"
    r"mq\b|"
    r"stuck|stueck|stk|pezzi|pz|pcs|pieces|items|min|ore\b|ora\b|hour|tag|giorn|day|"
    r"stund|minut|woche|settiman|week|monat|mes[ei]|month|jahr|ann[io]\b|year|mal\b|volt[ae]|times|"
    r"x\b|mb\b|gb\b|ghz|person|leute|people|person[ae]|teile|zoll|inch|prozent|"
    r"punkt|am\b|pm\b|stars?\b|sterne|stell[ae]\b|[.:]\d|"
    r",\d(?!\d{3,4} [a-z]))"
)
_CONTEXT = re.compile(
    r"(?:adress|anschrift|wohn|liefer|schick|send|versand|zuhause|umgezogen|ziehe|"
    r"hausnummer|strasse|straße|post an|abzuholen|abhol|"
    r"indirizz|abit|residen|viv[oe]|domicil|consegn|spedi|recapit|sede|casa mia|"
    r"mi trovo|ritir|citofono|address|live|living|deliver|ship|mail(?:ing)? (?:it )?to|"
    r"resid|home is|moved to|located|pick ?up|direccion|vivo en|habite|domicile|woon|"
    r"baustelle|cantiere|einsatzort|treffpunkt|building site)"
)


# --- German ---------------------------------------------------------------------

_DE_STRONG = (
    r"straße|strasse|strase|straase|str|gasse|gaße|allee|chaussee|damm|"
    r"gasschen|promenade|steig|stieg|twiete|weg|platz|straat|laan|gracht|"
    r"plein|dijk|singel|steeg"
)
_DE_WEAK = (
    r"hof|ring|ufer|zeile|kade|wall|graben|markt|berg|park|kamp|redder|brucke|bruecke|"
    r"tor|hohe|hoehe|hang|"
    r"rain|anger|winkel|grund|feld|wiese|wiesen|siedlung|anlage|garten|bogen|kai|mole|"
    r"aue|leite|ried|halde|acker|eck|tal|heide|hagen|busch|stiege|terrasse|pfad|linden|"
    r"muhle|muehle|kirche|see|bach|stein|hugel|huegel|gaerten|dorf|schloss|bahnhof|"
    r"hafen|wald|reihe|freiheit|pfad|buhl|rondell|steige|stadtpark"
)
_HOUSE = (
    r"(?P<number>\d{1,4}(?:[ \t]?[a-h](?:[\-+][a-h])?(?![^\W_]))?"
    r"(?:[ \t]?[\-/+–][ \t]?\d{1,4}(?:[ \t]?[a-h](?![^\W_]))?(?:/\d{1,3}[a-h]?)?"
    r"|/[a-h](?![^\W_])|[ \t]1/[234])?)"
    r"(?![^\W_]|[.:/]\d|,\d(?!\d{3,4} [a-z]))"
)
_DE_ANCHOR = re.compile(
    rf"(?P<word>(?:{_DE_STRONG}|{_DE_WEAK}))(?:\.|(?![^\W_]))"
    rf"[ \t]{{0,2}},?[ \t]{{0,2}}(?:(?:nr|no|nummer|hausnummer|hausnr|haus)"
    rf"\.?[ \t]{{0,2}})?"
    rf"{_HOUSE}"
)
_DE_OF = re.compile(
    r"(?<![^\W_])(?:stra(?:ß|ss)e|platz|allee|weg)[ \t](?:des|der|am|an der|zum|zur)"
    r"[ \t]"
    r"(?:\d{1,2}\.[ \t])?[^\W\d_]{2,20}(?:[ \t][^\W\d_]{2,20})?[ \t]" + _HOUSE
)
_DE_ENDS = frozenset(word[-3:] for word in f"{_DE_STRONG}|{_DE_WEAK}".split("|"))
_DE_NUMBER_WORDS = ("hausnummer", "hausnr", "haus", "nummer", "nr", "no")
_NUMBER_START = re.compile(r"\d(?<=[a-z \t.,]\d)")
_OF = any_of(["straße", "strasse", "platz", "allee", "weg"])


def _may_be_german(low: str) -> bool:
    """Tell by the letters before each number, and by "Straße des ..."."""
    starts = (number.start() for number in _NUMBER_START.finditer(low))
    heads = (low[max(start - 32, 0) : start].rstrip(" \t.,") for start in starts)
    return any(map(_ends_as_street, heads)) or _OF(low) is not None


def _ends_as_street(head: str) -> bool:
    if head[-3:] in _DE_ENDS:
        return True
    return any(
        head.removesuffix(word).rstrip(" \t.,")[-3:] in _DE_ENDS
        for word in _DE_NUMBER_WORDS
        if head.endswith(word)
    )


_DE_STEM = re.compile(
    r"(?:[^\W_]{1,30}(?:['\-–/]|\.-)|(?<![^\W_])[^\W\d_]{1,5}\.[ \t]?){0,5}"
    r"[^\W\d_]{0,30}$"
)
_LAST_PART = re.compile(r"[^\W\d_]*$")
_DE_PLACE = re.compile(
    r"(?<![^\W_])(?:am|an der|an den|an dem|auf der|auf dem|auf den|im|in der|in den|"
    r"zum|zur|"
    r"unter den|unter der|hinter der|hinter dem|hinter den|vor dem|vor der|bei der|"
    r"beim|"
    r"neben der|uber der|ob der|alter|alte|neuer|neue|grosser|großer|grosse|große|"
    r"kleiner|kleine|oberer|obere|unterer|untere|langer|lange)[ \t]"
    r"(?:(?:alten|neuen|grossen|großen|kleinen|oberen|unteren|langen|hohen|roten|"
    r"weissen|weißen|grunen|schwarzen|schonen|breiten)[ \t])?(?P<stem>[^\W\d_]{0,20}"
    r"(?:-[^\W\d_]{2,20})?)$"
)
_DE_SITE = re.compile(
    r"(?<![^\W_])(?:wohn[a-z]{0,4}|adresse|anschrift|baustelle|treffpunkt)[:,]?[ ]"
    r"(?:(?:ist|im|in der|am)[ ])?$"
)
"""Right behind these a small compound is a street's: "baustelle hansaring 61"."""
_DE_ADJECTIVES = frozenset(_TABLE["de_adjectives"].split())
_DE_NO_STEMS = frozenset(_TABLE["de_no_stems"].split())
_DE_NO_STREETS = frozenset(_TABLE["de_no_streets"].split())
_DE_WAY_STEMS = frozenset(_TABLE["de_way_stems"].split())
_DE_STREET_WORDS = ("straße", "strasse", "str", "gasse", "allee")
_DE_STOP_ALONE = frozenset(_TABLE["de_stop_alone"].split())


def _german(text: str, low: str) -> Iterator[_Span]:
    for anchor in _DE_ANCHOR.finditer(low):
        word, end = anchor["word"], anchor.end("number")
        if _UNIT.match(low, end):
            continue
        start = _de_start(text, low, anchor.start("word"), word)
        if start is not None:
            yield start, end, _de_score(low, start, anchor)
    for match in _DE_OF.finditer(low):
        yield match.start(), match.end(), SURE


_DE_PLAIN_STEMS = frozenset({"haupt", "land", "markt", "ring", "bahnhof"})
"""Streets that many places have, each with its own adjective before."""
_DE_SURE_WORDS = frozenset(_TABLE["de_sure_words"].split())
_DE_PREPOSITIONS = ("am ", "an d", "auf d", "im ", "in d", "unter d", "hinter d", "zu")
_DE_NAMED = re.compile(r"(?:er|en|-)[ ]?$|[^ ]$")
_DE_STRONG_WORDS = frozenset(_DE_STRONG.split("|"))


def _de_start(text: str, low: str, at: int, word: str) -> int | None:
    """Read the street's name backwards from its last word, which is at `at`."""
    stem = _DE_STEM.search(low, max(at - 60, 0), at)
    start = stem.start() if stem else at
    if word not in _DE_STRONG_WORDS:
        return _weak_start(text, low, (start, at), word)
    if start == at:
        return _name_before(text, low, at)
    stem_read = low[start:at].strip(" .-")
    if not _is_stem(stem_read, word):
        return None
    if stem_read in _DE_PLAIN_STEMS:
        start = _with_place(text, low, start)
    return _with_adjectives(low, start)


def _with_place(text: str, low: str, start: int) -> int:
    """Take in "Landstraßer" of "Landstraßer Hauptstraße"."""
    for before, word in _words_before(low, start):
        named = text[before].isupper() and fold(word) not in _COMMON
        return before if named and word.endswith("er") else start
    return start


def _weak_start(text: str, low: str, stem: tuple[int, int], word: str) -> int | None:
    """Accept "am alten Markt" and "Rosenhof", not "Bahnhof" nor "hof"."""
    start, at = stem
    place = _DE_PLACE.search(low, max(start - 40, 0), at)
    if place and place["stem"] not in _DE_NO_STEMS:
        return place.start()
    long_enough = at - start > 2  # noqa: PLR2004 - "Eichhof", not "Abhof"
    told = text[start].isupper() or _DE_SITE.search(low, max(start - 40, 0), start)
    compound = long_enough and told
    return start if compound and _is_stem(low[start:at].strip(" .-"), word) else None


def _is_stem(stem: str, word: str) -> bool:
    last = _LAST_PART.search(stem)
    part = last[0] if last else stem
    if word in _DE_STREET_WORDS:
        return part not in _DE_NO_STREETS
    no_stem = part in _DE_NO_STEMS and not (word == "weg" and part in _DE_WAY_STEMS)
    return not no_stem and part + word not in _COMMON


def _name_before(text: str, low: str, at: int) -> int | None:
    """Read back from a street word that stands alone: "Berliner Straße"."""
    words = _words_before(low, at)
    first = next(words, None)
    if first is None:
        return None
    start, said = first
    if said in _DE_ADJECTIVES:
        place = _DE_PLACE.search(low, max(start - 40, 0), at)
        if place and place.start() < start:
            return place.start()
        # "Alte Gasse 3" is a name; "die alte Straße 3" is one where people live.
        told = _CONTEXT.search(low, max(start - 60, 0), at) is not None
        named = told or text[start].isupper()
        return start if named and said not in _DE_STOP_ALONE else None
    if said in _DE_STOP_ALONE or fold(said) in _COMMON:
        return None
    if said.endswith("er"):
        return _with_adjectives(low, start)
    for before, word in words:
        named = text[before].isupper() and fold(word) not in _COMMON
        known = named or word in _DE_ADJECTIVES or fold(word) in _FIRST_NAMES
        if word in _DE_STOP_ALONE or not known or fold(word) in _TOWNS:
            break
        start = before
    return start


def _with_adjectives(low: str, start: int) -> int:
    """Take in "Alte" of "Alte Dorfstraße"."""
    for before, word in _words_before(low, start):
        if word not in _DE_ADJECTIVES or word in _DE_STOP_ALONE:
            break
        start = before
    return start


_WORD_BEFORE = re.compile(
    r"([^\W\d_][^\W\d_.'\-]{0,29}(?:['\-][^\W\d_]{1,29}){0,3}\.?)[ \t]{1,2}$"
)


def _words_before(low: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield start and letters of up to three words before `at`, the nearest first."""
    for _ in range(3):
        match = _WORD_BEFORE.search(low, max(at - 36, 0), at)
        if match is None:
            return
        at = match.start(1)
        yield at, match[1].rstrip(".")


_DE_GATES = ("tor", "kai", "bahnhof")
"""Numbered themselves: "am Tor 4"."""


def _de_score(low: str, start: int, anchor: re.Match[str]) -> float:
    if _CONTEXT.search(low, max(start - 60, 0), start):
        return SURE
    name = low[start : anchor.start("word")]
    if anchor["word"] in _DE_SURE_WORDS:
        return SURE
    if anchor["word"] in _DE_STRONG_WORDS and name and _DE_NAMED.search(name):
        return SURE
    gate = anchor["word"] in _DE_GATES and name.endswith(" ")
    return LIKELY if name.startswith(_DE_PREPOSITIONS) and not gate else UNSURE


# --- Italian --------------------------------------------------------------------

_IT_STRONG_WORDS = (
    "via viale v.le vle piazzale piazza piazzetta p.zza pzza p.za p.le p.zle c.so "
    "vicolo vico lungomare lungarno lungotevere lungolago lungopo lungodora lungoadige "
    "lungofiume l.go c.da contrada loc. localita traversa fraz. frazione v."
).split()
_IT_WEAK_WORDS = (
    "corso largo strada borgo salita galleria calle campo fondamenta rione str."
).split()
_IT_STRONG = _alternatives(_IT_STRONG_WORDS)
_IT_WEAK = _alternatives(_IT_WEAK_WORDS)
_may_be_italian = _any_ended(_IT_STRONG_WORDS + _IT_WEAK_WORDS)
_IT_NAME = (
    r"(?P<name>(?:(?:\d{1,2}°?|[ivx]{1,5})[ \t](?=(?:gennaio|febbraio|marzo|aprile|"
    r"maggio|"
    r"giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))|[ivx]{2,5}[ \t])?"
    r"[^\W\d_]{1,25}+\.?(?:(?:[ \t]|(?<=\.)|(?<=')|')[^\W\d_]{1,25}+[.']?){0,5}?)"
)
_IT_NUMBER = (
    r"(?:[ \t]{0,2}[,\-]?[ \t]{0,2}(?:n\.?[°º]?|nr\.?|num\.?|numero|civico|n\.ro|al|"
    r"al numero)?"
    r"[ \t]{0,2}(?<=[\s,.°º\-])(?P<number>\d{1,4}(?:[ \t]?[/\-][ \t]?"
    r"(?:\d{1,3}(?:/\d{1,3})?|[a-z]|bis|ter)(?![^\W\d_])|"
    r"[ \t]?[a-f](?![^\W_])|[ \t](?:bis|ter)\b)?|s\.?n\.?c\b\.?)(?![^\W_]|[.,:/]\d))"
)
_IT_ANCHOR = re.compile(
    rf"(?<![^\W_])(?:(?P<strong>{_IT_STRONG})|(?P<weak>{_IT_WEAK}))[ \t]{{0,2}}"
    rf"(?<=[ \t.]){_IT_NAME}{_IT_NUMBER}"
)
_IT_NO_NUMBER = re.compile(
    rf"(?<![^\W_])(?:{_IT_STRONG}|corso|largo)[ \t]{{1,2}}"
    r"(?P<name>[^\W\d_]{2,25}+(?:(?:[ \t]|')[^\W\d_]{2,25}+){0,3}?)"
    rf"(?=[ \t]{{0,2}}[,\-\n]|[ \t]\d{{5}}\b|[ \t]{{0,2}}$|\.)"
)
_IT_PARTICLES = frozenset(_TABLE["it_particles"].split())
_IT_NOT_FIRST = frozenset(_TABLE["it_not_first"].split())


def _italian(text: str, low: str) -> Iterator[_Span]:
    for anchor in _IT_ANCHOR.finditer(low):
        if not _it_is_name(anchor["name"]) or _UNIT.match(low, anchor.end("number")):
            continue
        score = SURE
        if anchor["weak"] and not _it_is_sure(text, low, anchor):
            score = UNSURE
        yield anchor.start(), anchor.end("number"), score
    for match in _IT_NO_NUMBER.finditer(low):
        if _it_is_name(match["name"]) and _it_is_placed(low, match):
            yield match.start(), match.end(), LIKELY


def _it_is_name(name: str) -> bool:
    """Tell "via dei Mille" from "via mail" and "via alle"."""
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) > 1 and words[-1] == "i" and words[-2] not in _IT_PARTICLES:
        words.pop()  # "corso Umberto I"
    if not words or words[0] in _IT_NOT_FIRST or words[-1] in _IT_PARTICLES - {"s"}:
        return False
    rest = [word for word in words if word not in _IT_PARTICLES]
    return bool(rest) and not any(_it_ends_name(word) for word in rest)


_IT_NAME_COMMON = frozenset(_TABLE["it_name_common"].split())


def _it_ends_name(word: str) -> bool:
    return word in _COMMON and word not in _IT_NAME_COMMON and word not in _FIRST_NAMES


def _it_is_sure(text: str, low: str, anchor: re.Match[str]) -> bool:
    """Tell "corso Buenos Aires 3" from "corso di inglese 3"."""
    first = anchor.start("name")
    if text[first].isupper() and not text[first : anchor.end("name")].isupper():
        return True
    return bool(_CONTEXT.search(low, max(anchor.start() - 60, 0), anchor.start()))


def _it_is_placed(low: str, match: re.Match[str]) -> bool:
    after = _AFTER_POSTCODE.match(low, match.end())
    if after and len(after["postcode"]) >= 5:  # noqa: PLR2004 - an Italian CAP
        return True
    window = low[max(match.start() - 40, 0) : match.start()]
    if re.search(r"\d{5}[ \t]+[^\W\d_ ]+[ ,\n\-]+$", window):
        return True
    town = _AFTER_TOWN.match(low, match.end())
    return bool(_CONTEXT.search(window)) or bool(town and fold(town["town"]) in _TOWNS)


_IT_ROAD = re.compile(
    r"(?<![^\W_])(?:strada[ \t](?:provinciale|statale|comunale|regionale|vicinale)|"
    r"s\.? ?[ps]\.?)[ \t]?(?:n\.?[°º]? ?)?\d{1,4}(?:[ \t](?:bis|dir|var))?[ \t,]{1,2}"
    r"(?:[a-z]{4,15}[ \t,]{1,2}){0,2}?"
    r"(?:(?:al )?km|chilometro|n\.?[°º]?|nr\.?|civico)[ .]{0,2}"
    r"\d{1,4}(?:[.,+]\d{1,3})?(?![^\W_])"
)
_may_be_road = _any_ended(
    ["provinciale", "statale", "comunale", "regionale", "sp", "ss"]
)
_may_be_road_in_short = any_of(["s.p", "s.s", "s. p", "s. s"])


def _roads(_text: str, low: str) -> Iterator[_Span]:
    """Read "strada provinciale 14 km 3,200"."""
    for road in _IT_ROAD.finditer(low):
        told = _CONTEXT.search(low, max(road.start() - 60, 0), road.start())
        yield road.start(), road.end(), SURE if told else UNSURE


# --- house numbers in words -----------------------------------------------------

_SPOKEN_NUMBERS = sorted(
    {
        plain(word)
        for word, digits in NUMBERS.items()
        if 0 < int(digits) < 100 and word not in NOT_ALONE  # noqa: PLR2004
    },
    key=len,
    reverse=True,
)
_SPOKEN_NUMBER = rf"(?P<number>{_alternatives(_SPOKEN_NUMBERS)})(?![^\W_])"
_DE_SPOKEN = re.compile(
    r"(?<![^\W_])(?P<stem>[^\W\d_]{2,25}?-?)(?P<word>straße|strasse|str|weg|gasse|allee|"
    rf"platz)\.?[ \t]{_SPOKEN_NUMBER}"
)
_DE_SPOKEN_ALONE = re.compile(
    r"(?<![^\W_])(?P<word>straße|strasse|weg|gasse|allee|platz)[ \t]" + _SPOKEN_NUMBER
)
_IT_SPOKEN = re.compile(
    r"(?<![^\W_])(?:via|viale|piazza|piazzale|corso|vicolo|largo)[ \t]"
    r"(?P<name>[^\W\d_]{2,20}(?:[ \t][^\W\d_]{2,20}){0,3}?)[ \t,]{1,2}"
    rf"(?:n\.? ?|numero )?{_SPOKEN_NUMBER}"
)
_STREET_BEFORE_WORD = re.compile(
    r"(?:straße|strasse|str|weg|gasse|allee|platz)\.?[ \t][a-z]|"
    r"\b(?:via|viale|piazza|piazzale|corso|vicolo|largo)[ \t]"
).search


def _said(text: str, low: str) -> Iterator[_Span]:
    """Read "Ulmenweg fünfzehn", "Lange Gasse elf" and "via Roma quindici"."""
    for found in _DE_SPOKEN.finditer(low):
        if _is_stem(found["stem"], found["word"]):
            yield from _if_no_quantity(low, found)
    for found in _DE_SPOKEN_ALONE.finditer(low):
        start = _name_before(text, low, found.start())
        for _, end, score in _if_no_quantity(low, found) if start is not None else ():
            yield start or 0, end, score
    for found in _IT_SPOKEN.finditer(low):
        if _it_is_name(found["name"]):
            yield from _if_no_quantity(low, found)


def _if_no_quantity(low: str, found: re.Match[str]) -> Iterator[_Span]:
    if not _UNIT.match(low, found.end()):
        told = _CONTEXT.search(low, max(found.start() - 60, 0), found.start())
        yield found.start(), found.end(), SURE if told else UNSURE


# --- English --------------------------------------------------------------------

_EN_STRONG = (
    r"street|road|avenue|lane|crescent|terrace|boulevard|parkway|highway|mews|"
    r"rd|ave|av|ln|blvd|pkwy|hwy|cres|str"
)
_EN_WEAK = (
    r"st|drive|dr|court|ct|close|place|pl|square|sq|way|gardens|grove|hill|row|walk|"
    r"gate|"
    r"quay|wharf|circle|cir|trail|trl|alley|plaza|green|park|rise|view|vale|ter|"
    r"broadway|"
    r"common|villas|meadows?|fields?|bank|cottages|point|loop|pike|run|crossing|bend|"
    r"mount|approach|brae|chase|croft|drove|esplanade|garth|glade|glen|heath|lea|mead|"
    r"parade|passage|promenade|ridge|spinney|strand|wynd|yard"
)
_EN_ANCHOR = re.compile(
    r"(?<![^\W_])(?<![\d.,/:#€$£])(?P<flat>(?:(?:flat|apt|apartment|unit|suite|room|no|"
    r"number)\.?[ \t]?(?:\d{1,4}[a-z]?|[a-z])?[ \t]{0,1},?[ \t\n]{1,2})?)"
    r"(?P<number>(?:u(?=\d{1,3}/))?\d{1,5}[a-z]?(?:[ \t]?[\-–/][ \t]?\d{1,4}[a-z]?)?)"
    r"(?![.,:]\d),?[ \t]{1,2}"
    r"(?P<name>(?:(?:[ns][ew]|[nsew])\.?[ \t]|north[ \t]|south[ \t]|east[ \t]|"
    r"west[ \t]|the[ \t]|st\.?[ \t])?"
    r"(?:(?:\d{1,3}(?:st|nd|rd|th)|[^\W\d_][^\W\d_'.\-]{0,24}(?:['.\-][^\W\d_]{0,24})"
    r"{0,2})[ \t]{1,2}){1,4}?)"
    rf"(?:(?P<strong>{_EN_STRONG})|(?P<weak>{_EN_WEAK}))(?![^\W_])\.?"
    r"(?P<way>,?[ \t](?:n\.?[we]\.?|s\.?[we]\.?|[nsew]|north|south|east|west)(?![^\W_])"
    r")?"
)
_EN_NAMELESS = re.compile(
    r"(?P<number>\d(?<![^\W_]\d)\d{0,4}[a-z]?)[ \t](?P<name>broadway|the (?:"
    r"green|avenue|street|"
    r"close|crescent|drive|grove|lane|mews|square|terrace|croft|rise|mount|row|paddock|"
    r"orchard))(?![^\W_])(?=[ \t]?(?:[,.;!?)\n]|$)|[ \t](?:in|at|near)[ \t])"
)
_EN_BOX = re.compile(
    r"(?<![^\W_])(?:p\.?[ \t]?o\.?[ \t]?box|post office box|postfach|casella postale|"
    r"c\.p\.|apartado de correos|boite postale)[ \t]{0,2}(?:nr\.?|n\.?|no\.?|#)"
    r"?[ \t]{0,2}"
    r"\d{1,3}(?:[ \t]?\d{1,3}){0,2}(?!\d)"
)
_EN_ALONE = re.compile(
    r"(?<![^\W_])(?P<number>(?:(?:flat|apt|unit|number|no\.?)[ \t]{1,2})?\d{1,4}[a-z]?)"
    rf"[,\t \n]{{1,3}}(?:at[ \t])?(?P<postcode>{_UK_POSTCODE})"
)
_EN_STREET = re.compile(rf"[ \t](?:{_EN_STRONG}|{_EN_WEAK})(?![^\W_])").search
_EN_BOXES = any_of(["box", "postfach", "casella", "c.p.", "apartado", "boite"])
_UK_POSTCODE_END = re.compile(r"\d[a-z]{2}(?![^\W_])").search
_EN_NAME_COMMON = frozenset(_TABLE["en_name_common"].split())
_EN_LENGTHS = frozenset({"mile", "miles", "km", "min", "mins", "metre", "metres"})
_EN_ROUTE = re.compile(
    r"(?<![^\W_])(?<![.,/:#-])\d{1,5}[a-z]?,?[ \t](?:(?:[nsew]|north|south|east|west)"
    r"\.?[ \t])?(?:(?:county|state|farm|ranch|township|forest)[ \t](?:road|rd|route|"
    r"highway|hwy)|(?:us|state|old)?[ \t]?(?:highway|hwy)|rural route|route)\.?[ \t]"
    r"\d{1,4}[a-z]?(?:[ \t][nsew](?![^\W_]))?(?![^\W_])"
)
"""Roads that have a number for a name: "1180 County Road 12"."""
_EN_ROUTES = any_of(["road ", "rd ", "rd. ", "route ", "hwy ", "highway "])


def _english(text: str, low: str) -> Iterator[_Span]:
    if _EN_STREET(low):
        for anchor in _EN_ANCHOR.finditer(low):
            if _en_is_street(text, low, anchor):
                yield anchor.start(), anchor.end(), SURE
    for match in _EN_NAMELESS.finditer(low):
        yield match.start(), match.end(), LIKELY
    for may_match, pattern in ((_EN_ROUTES, _EN_ROUTE), (_EN_BOXES, _EN_BOX)):
        for match in pattern.finditer(low) if may_match(low) else ():
            yield match.start(), match.end(), SURE
    if _UK_POSTCODE_END(low):
        yield from _numbers_at_postcodes(text, low)


def _numbers_at_postcodes(text: str, low: str) -> Iterator[_Span]:
    for match in _EN_ALONE.finditer(low):
        if " " in match["postcode"] or text[match.start("postcode")].isupper():
            yield match.start(), match.end(), SURE


def _en_is_street(text: str, low: str, anchor: re.Match[str]) -> bool:
    if _en_is_placed(text, low, anchor):
        return True
    words = re.findall(r"[^\W_']+", anchor["name"])
    if words[0] in _EN_LENGTHS or _is_sentence(words):
        return False
    if anchor["strong"] and len(words) <= 3:  # noqa: PLR2004 - "Martin Luther King Avenue"
        return True
    kind = anchor.start("weak") if anchor["weak"] else anchor.start("strong")
    capitals = text[kind].isupper() and text[anchor.start("name")].isupper()
    return bool(
        capitals
        or _UK_AFTER.match(low, anchor.end())
        or _US_AFTER.match(low, anchor.end())
        or _CONTEXT.search(low, max(anchor.start() - 60, 0), anchor.start())
    )


def _is_sentence(words: list[str]) -> bool:
    """Tell "days on the" of "3 days on the road" from a street's name."""
    common = {word for word in words if word in _COMMON} - _EN_NAME_COMMON
    return bool(common.intersection(words[-3:]) and common - {"the", "st", "of"})


def _en_is_placed(text: str, low: str, anchor: re.Match[str]) -> bool:
    """Tell by what follows: everyday words, too, name streets ("Beach Rd")."""
    end = anchor.end()
    american = _US_AFTER.match(low, end)
    if american and american[0][-1].isdigit() and anchor["strong"]:
        return True
    named = text[anchor.start("name")].isupper()
    return named and bool(_UK_AFTER.match(low, end) or _code_after_town(text, low, end))


# --- French, Spanish, Polish, Turkish -------------------------------------------

_FR_STREETS = (
    "rue avenue av. boulevard bd place chemin allee impasse quai cours route faubourg "
    "square"
).split()
_ES_STREETS = (
    "calle c/ avenida avda. avda av. plaza paseo carrer camino carretera ronda "
    "travesia rua ul. ul ulica aleja al. os."
).split()
_TR_STREETS = "mahallesi mah caddesi cad sokak sokagi sok".split()
_may_be_other = _any_ended(_FR_STREETS + _ES_STREETS + _TR_STREETS)
_FR_ANCHOR = re.compile(
    r"(?<![^\W_])(?:(?P<before>\d{1,4}(?:[ \t]?(?:bis|ter|[a-c])(?![^\W_]))?)"
    r",?[ \t]{1,2})?"
    rf"(?:{_alternatives(_FR_STREETS)})"
    r"[ \t](?P<name>(?:(?:de|du|des|la|le|les|l'|d'|saint|sainte|et)"
    r"[ \t]?){0,3}"
    r"[^\W\d_]{2,25}(?:[ \t'\-][^\W\d_]{1,25}){0,3}?)"
    r"(?:[ \t]{0,1},?[ \t](?P<after>\d{1,4}[a-d]?)(?![^\W_]|[.,:]\d)|(?=[ \t]?[,\n]|"
    r"[ \t]\d{5}|$|\.))"
)
_ES_ANCHOR = re.compile(
    rf"(?<![^\W_])(?:{_alternatives(_ES_STREETS)})[ \t]{{0,2}}(?<=[ \t./])"
    r"(?P<name>[^\W\d_]{2,25}\.?(?:[ \t'\-][^\W\d_]{1,25}){0,5}?)"
    r"[ \t]{0,1},?[ \t](?:n\.?[°º]?[ \t]?|no\.?[ \t]?|num\.?[ \t]?)?"
    r"(?P<number>\d{1,4}[a-d]?(?:/\d{1,4})?)"
    r"(?![^\W_]|[.,:]\d)(?:,?[ \t]\d{1,2}[º°ªoa]?[ \t]?[a-d](?![^\W_]))?"
)
_TR_ANCHOR = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]{2,25}(?:[ \t][^\W\d_]{2,25}){0,1})[ \t]"
    rf"(?:{_alternatives(_TR_STREETS)})\.?[ \t,]{{1,2}}"
    r"(?:[^\n]{0,40}?no[ \t:.]{0,3})?\d{1,4}(?:/\d{1,3}|[a-c])?(?![^\W_])"
)


def _others(text: str, low: str) -> Iterator[_Span]:
    for match in _FR_ANCHOR.finditer(low):
        numbered = bool(match["before"]) != bool(match["after"])
        if numbered and not _UNIT.match(low, match.end()):
            named = not text[slice(*match.span("name"))].islower()
            if (named or match["before"]) and _names_street(match["name"]):
                yield match.start(), match.end(), SURE
    for match in _ES_ANCHOR.finditer(low):
        if _names_street(match["name"]) and not _UNIT.match(low, match.end()):
            yield match.start(), match.end(), SURE
    for match in _TR_ANCHOR.finditer(low):
        yield match.start(), match.end(), SURE


def _names_street(name: str) -> bool:
    particles = {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "del",
        "los",
        "las",
        "el",
    }
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word not in particles]
    allowed = _EN_NAME_COMMON | _IT_NAME_COMMON
    return bool(words) and not any(w in _COMMON and w not in allowed for w in words)


# --- forms ----------------------------------------------------------------------

_FORM_STREET = any_of(["strasse:", "straße:", "street:", "via:", "strada:", "address:"])
_FORM = re.compile(
    r"(?:stra(?:ss|ß)e|street|via|strada|address)[ ]?:[ ]?(?P<street>[^\n\d:]{3,40})\n"
    r"(?:haus ?-?(?:nummer|nr)|house (?:number|no)|nr|no|nummer|numero|number|civico|n)"
    r"[.°º]?[ ]?:[ ]?(?P<number>\d{1,4}[ ]?[a-z]?)(?![^\W_])"
)


def _in_form(text: str, low: str) -> Iterator[_Span]:
    """Find a street whose number has a field of its own."""
    for form in _FORM.finditer(low):
        if text[form.start("street")].isalpha():
            yield *form.span("street"), SURE
            yield *form.span("number"), SURE


# --- joining --------------------------------------------------------------------


class _Grammar(NamedTuple):
    """How a language writes streets, and a cheap look that rules most texts out."""

    read: Callable[[str, str], Iterator[_Span]]
    may_apply: Callable[[str], object]


_GRAMMARS = (
    _Grammar(_german, _may_be_german),
    _Grammar(_italian, _may_be_italian),
    _Grammar(_english, _DIGIT),
    _Grammar(_others, _may_be_other),
    _Grammar(_roads, lambda low: _may_be_road(low) or _may_be_road_in_short(low)),
    _Grammar(_said, _STREET_BEFORE_WORD),
    _Grammar(find_placed, may_be_placed),
    _Grammar(_in_form, _FORM_STREET),
)
"""Of messages with a number, one in ten meets a grammar: 10 µs instead of 35."""


def find_addresses(text: str) -> Iterator[Match]:
    """Find streets with their number, and what belongs to them.

    Args:
        text: A folded reading.

    Yields:
        A stretch an address, by start, disjoint. Postcode and town join it where
        they are adjacent; alone they are none.
    """
    text = _BULLET.sub(",", text)
    low = plain(text)
    if not _DIGIT(low) and not (_NUMBERLESS(low) and _TRIGGER(low)):
        return
    streets = [
        street
        for grammar in _GRAMMARS
        if grammar.may_apply(low)
        for street in grammar.read(text, low)
    ]
    widened = (_trimmed(text, _widened(text, low, *street)) for street in streets)
    last: _Span | None = None
    for span in sorted(widened):
        if last and span[0] <= last[1]:
            last = last[0], max(last[1], span[1]), max(last[2], span[2])
            continue
        if last:
            yield Match(*last)
        last = span
    if last:
        yield Match(*last)


def _trimmed(text: str, span: _Span) -> _Span:
    """Leave out the full stop of a sentence, but not that of "St."."""
    start, end, score = span
    word = re.search(r"[^\W_]{4,}\.$", text[max(end - 12, start) : end])
    return (start, end - 1, score) if word else span


# The same street in the other language: "Sonnenstraße/Via Sole 14".
_TWIN = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{3,25}(?:straße|strasse|str\.|weg|gasse|platz|allee)|"
    r"(?:via|piazza|vicolo|viale)(?: [^\W\d_]{2,20}){1,3}) ?[/\-–] ?$"
)
_TWIN_HEAD = re.compile(r"(?<![^\W_])(?:via|piazza|vicolo|viale) $")


def _widened(text: str, low: str, start: int, end: int, score: float) -> _Span:
    """Take in flat and floor, postcode and town, before and after."""
    extras = _EXTRAS.match(low, end)
    if extras:
        end, score = extras.end(), max(score, LIKELY)
    placed = _place_after(text, low, end)
    before = _BEFORE.search(low, max(start - _BACK, 0), start)
    if before and _is_town(before["town"]):
        return before.start("postcode"), placed, PLACED
    begin = with_house(text, low, start)
    if "/" in low[start:end] and (
        head := _TWIN_HEAD.search(low, max(start - _BACK, 0), start)
    ):
        begin = head.start()
    if twin := _TWIN.search(low, max(start - _BACK, 0), start):
        begin, score = twin.start(), max(score, LIKELY)
    return begin, placed, score if placed == end else PLACED


_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS_TOO = {"essen", "neu", "alt", "klein", "gross"}
"""Towns that are everyday words: a postcode must say that they are meant."""


def _place_after(text: str, low: str, end: int) -> int:
    """Return where the postcode and town behind `end` end, or `end`."""
    british = _UK_AFTER.match(low, end)
    if british:
        return british.end()
    match = _AFTER_POSTCODE.match(low, end)
    if match:
        town = match["town"]
        if town is None or not _is_town(town):
            return match.end("postcode")
        return _town_end(text, low, match.end("town"))
    american = _US_AFTER.match(low, end)
    if american and _is_american(text, american) and _is_town(american["towns"]):
        return american.end()
    behind = _code_after_town(text, low, end) or _county_after(low, end)
    return behind or _town_alone(text, low, end)


def _town_alone(text: str, low: str, end: int) -> int:
    """Return where a town without its postcode ends, or `end`."""
    match = _AFTER_TOWN.match(low, end)
    if match and fold(match["town"]) in _TOWNS - _WORDS_TOO:
        return _postcode_behind(text, low, match.end("town"))
    town = _TOWN_ALONE.match(text, end)
    return town.end() if town and not _is_word(fold(town[1])) else end


_TOWN_ALONE = re.compile(r",[ ]([A-ZÀ-Þ][a-zß-ÿ]{2,20})(?=[,.;)\n]|$)")
"""Whatever is named between two commas: "via Roero 19, Bra, quando"."""


def _is_word(key: str) -> bool:
    tables = ("common", "frequent", "first_names", "name_words")
    return any(key in load_words(table) for table in tables)


# New Zealand, South Africa, Australia, Norway: the code stands behind the town.
_CODE_AFTER_TOWN = re.compile(
    rf"{_GAP}(?P<towns>(?:[^\W\d_][^\W\d_'\-]{{1,20}}+(?:[ ,]{{1,2}}|(?=,))){{1,5}}?)"
    r",?(?<=[ ,])[ ]?\d{4}(?![^\W_]|[.,:/\-]\d)(?! \d{3})"
)
_COUNTY = re.compile(
    rf"(?P<towns>(?:{_GAP}{_TOWN}){{0,3}}?){_GAP}(?:co\.?|county)[ \t]"
    rf"(?:{_alternatives(_TABLE['irish_counties'].split())})(?![^\W_])"
    rf"(?:{_GAP}[ac-fhknprtv-y]\d[\dw] ?[\dac-fhknprtv-y]{{4}}(?![^\W_]))?"
)


def _code_after_town(text: str, low: str, end: int) -> int | None:
    """Return where ", Gardens, Cape Town 8001" ends."""
    match = _CODE_AFTER_TOWN.match(low, end)
    if match is None:
        return None
    said = _LETTERS.findall(text[slice(*match.span("towns"))])
    towns = [fold(word) for word in said]
    if all(word[0].isupper() for word in said):
        towns = [word for word in towns if word not in _EN_NAME_COMMON]
    elif towns[-1] not in _TOWNS:
        return None
    return match.end() if _COMMON.isdisjoint(towns) else None


def _county_after(low: str, end: int) -> int | None:
    """Return where ", Dalkey, Co. Dublin A96 X2Y4" ends."""
    match = _COUNTY.match(low, end)
    towns = _LETTERS.findall(match["towns"]) if match else ()
    return match.end() if match and _COMMON.isdisjoint(towns) else None


def _is_american(text: str, match: re.Match[str]) -> bool:
    """Tell "Springfield, IL" from "is in": a ZIP, capitals or a whole name."""
    tail = re.split(r"[ ,\n]+", match[0].strip(" ,."))[-1]
    state = text[match.end() - len(tail) : match.end()].strip(".")
    return tail[-1].isdigit() or len(state) > 2 or state.isupper()  # noqa: PLR2004 - "IL"


def _postcode_behind(text: str, low: str, end: int) -> int:
    if district := _DUBLIN.match(low, max(end - 6, 0)):
        return district.end()
    match = re.compile(rf"[ \t,]{{1,3}}{_POSTCODE}").match(low, end)
    return match.end() if match else _town_end(text, low, end)


_DUBLIN = re.compile(r"dublin \d{1,2}w?(?![^\W_])")
_TOWN_STARTS = frozenset(_TABLE["town_starts"].split())


def _is_town(town: str) -> bool:
    """Tell a town from the sentence going on behind a postcode."""
    first = re.split(r"[ ,\n]", fold(town).strip())[0].strip(".")
    if first in _TOWNS:
        return True
    return first not in _COMMON or (first in _TOWN_STARTS and " " in town.strip())


def _town_end(text: str, low: str, end: int) -> int:
    """Go on over "am Main", "(MI)" and further words of the town."""
    for _ in range(2):
        more = _MORE_TOWN.match(low, end)
        if more is None or not text[more.start("more")].isupper():
            break
        if (
            fold(more["more"]) in _COMMON
            or text[more.start("more") : more.end()].isupper()
        ):
            break
        end = more.end()
    province = _PROVINCE.match(text, end) or _PROVINCE.match(low, end)
    return province.end() if province else end
