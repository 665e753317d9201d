"""Italian streets: "via Garibaldi, 5", "p.zza Roma n. 12/A", "via Roma snc"."""

import re
from collections.abc import Iterator, Sequence

from recognizers.addresses.clues import (
    ADDRESS_WORD,
    COMMON,
    FIRST_NAMES,
    ITALIAN_NAME_WORDS,
    LETTERS,
    TABLE,
    TOWNS,
    UNIT,
    alternatives,
    any_ended,
    is_told,
)
from recognizers.addresses.grammar import LIKELY, SURE, UNSURE, Grammar, Span
from recognizers.addresses.places import POSTCODE_BEHIND, TOWN_BEHIND
from recognizers.words import fold, load_words

_STRONG_WORDS = [
    "strada vicinale",
    "strada privata",
    "strada comunale",
    *"via viale v.le vle piazzale piazza piazzetta p.zza pzza p.za p.le p.zle c.so "
    "viua viaa piaza piazz pza p.zz vicoo "
    "vicolo vico larghetto calata supportico sestiere cascina masseria maso podere "
    "lungomare lungarno lungotevere lungolago lungopo lungodora lungoadige "
    "lungofiume l.go c.da contrada loc. localita traversa fraz. frazione v.".split(),
]
_WEAK_WORDS = (
    "corso largo strada rotonda borgo salita galleria calle campo fondamenta rione "
    "str. discesa gradini quartiere rampe residenza ronco villaggio"
).split()
"""Everyday words, too: "corso di inglese 3"."""
_ALLEYS = frozenset(
    "c.da calata cascina contrada larghetto maso masseria supportico vico "
    "vicolo".split()
)
"""Words for nothing but places, whatever they are called: "vico tre re a toledo 31"."""
_EVERYDAY_WORDS = frozenset(
    "corso campo strada rotonda str. residenza villaggio galleria quartiere".split()
)
"""Those of the weak words that a small name doesn't make a street of."""
_STRONG = alternatives(_STRONG_WORDS)
_WEAK = alternatives(_WEAK_WORDS)
_NAME = (
    r"(?P<name>(?:(?:\d{1,2}°?|[ivx]{1,5})[ \t]"
    r"(?=(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|"
    r"ottobre|novembre|dicembre))|[ivx]{2,5}[ \t])?"
    r"[^\W\d_]{1,25}+\.?(?:(?:[ \t]|(?<=\.)|(?<=')|')[^\W\d_]{1,25}+[.']?){0,5}?)"
)
_HOUSE_NUMBER = (
    r"(?:[ \t]{0,2}[,\-]?[ \t]{0,2}"
    r"(?:n\.?[°º]?|nr\.?|num\.?|numero|civico|n\.ro|al|al numero)?"
    r"[ \t]{0,2}(?<=[\s,.°º\-])(?P<number>\d{1,4}"
    r"(?:[ \t]?[/\-][ \t]?(?:\d{1,3}(?:/\d{1,3})?|[a-z]|bis|ter)(?![^\W\d_])|"
    r"[a-f](?![^\W_])|[ \t](?:[b-df](?![^\W_])|[ae](?=[ \t]?(?:[,.;)\n]|$)))|"
    r"r(?![^\W_])|[ \t](?:bis|ter)\b)?|"
    r"s\.?n\.?c\b\.?)(?![^\W_]|[.,:/]\d))"
)
_STREET = re.compile(
    rf"(?<![^\W_])(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))[ \t]{{0,2}}"
    rf"(?<=[ \t.]){_NAME}{_HOUSE_NUMBER}"
)
_VENETIAN = re.compile(
    r"(?<![^\W_])(?:(?P<sestiere>cannaregio|dorsoduro)|giudecca|castello|"
    r"(?:san|s\.) ?(?:marco|polo)|(?:santa|s\.) ?croce)[ ,]{1,2}\d{1,4}(?:/[a-e])?"
    r"(?![^\W_]|[.,:/]\d)"
)
"""Venice numbers the houses of a district, not of a street: "San Polo 2013"."""
_NUMBERLESS = re.compile(
    rf"(?<![^\W_])(?:{_STRONG}|corso|largo)[ \t]{{1,2}}"
    r"(?P<name>[^\W\d_]{2,25}+(?:(?:[ \t]|')[^\W\d_]{2,25}+){0,3}?)"
    rf"(?=[ \t]{{0,2}}[,\-\n]|[ \t]\d{{5}}\b|[ \t]{{0,2}}$|\.)"
)


def _streets(text: str, low: str) -> Iterator[Span]:
    for found in _STREET.finditer(low):
        if not _is_named(text, low, found) or UNIT.match(low, found.end("number")):
            continue
        score = SURE
        if found["weak"] and not _is_sure(text, low, found):
            score = UNSURE
        yield found.start(), found.end("number"), score
    for found in _NUMBERLESS.finditer(low):
        if low.endswith(ANY_STREET, 0, found.start()):
            continue
        by_ship = found["name"] in _WAYS_OF_SENDING and not _is_in(low, found.start())
        if not by_ship and is_name(found["name"]) and _is_placed(low, found):
            yield found.start(), found.end(), LIKELY
    for found in _VENETIAN.finditer(low):
        yield *found.span(), SURE if found["sestiere"] else UNSURE


_VENETIAN_WORDS = "cannaregio dorsoduro giudecca castello marco polo croce".split()

ITALIAN = Grammar(_streets, any_ended(_STRONG_WORDS + _WEAK_WORDS + _VENETIAN_WORDS))


# --- what may be a name ---------------------------------------------------------

_PARTICLES = frozenset(TABLE["it_particles"].split())
_NOT_FIRST = frozenset(TABLE["it_not_first"].split())


def is_name(name: str) -> bool:
    """Tell "via dei Mille" from "via mail" and "via alle"."""
    words = LETTERS.findall(name)
    if len(words) > 1 and words[-1] == "i" and words[-2] not in _PARTICLES:
        words.pop()  # "corso Umberto I"
    if not words or words[0] in _NOT_FIRST or words[-1] in _PARTICLES - {"s"}:
        return False
    rest = [word for word in words if word not in _PARTICLES]
    return bool(rest) and not any(map(_ends_name, rest))


def _ends_name(word: str) -> bool:
    return word in COMMON and word not in ITALIAN_NAME_WORDS and word not in FIRST_NAMES


def _is_in(low: str, start: int) -> bool:
    return low.endswith(("in ", "a ", "alla "), 0, start)


# --- what stands around it ------------------------------------------------------

ANY_STREET = (
    "un ",
    "una ",
    "ogni ",
    "questa ",
    "quella ",
    "mia ",
    "tua ",
    "sua ",
    "nostra ",
)
"""Before a street's word they say that a common one is meant: "una via stretta"."""
_WAYS_OF_SENDING = frozenset("mare terra aria acqua ferrovia treno nave".split())
"""What goods go by without "in": "spedizione via mare"."""
_PLACE_BEFORE = re.compile(r"\d{5}[ \t]+[^\W\d_ ]+[ ,\n\-]+$")
_CAP_LENGTH = 5
_POSTCODE = re.compile(r",? \d{5}(?![^\W_]),? [a-z]{2}")


def _is_named(text: str, low: str, found: re.Match[str]) -> bool:
    if is_name(found["name"]) or _is_at_postcode(text, low, found):
        return True
    words = LETTERS.findall(found["name"])
    if found["strong"] is None or words[0] in _NOT_FIRST:
        return False
    if found["strong"] in _ALLEYS and words[-1] not in COMMON:
        return True
    name = text[slice(*found.span("name"))]
    if len(words) == 1 or text.isupper() or not _is_capitalised(name):
        return False
    return found["strong"] != "via" or not _is_means(text, low, found, words)


_IN = re.compile(r"(?<![^\W\d_])(?:in|a|alla)[ ]$")
_PLACED = re.compile(r"[ \t]?[,\n][ \t]?[a-z]|[ \t\n,]{1,3}\d{5}(?!\d)")


def _is_means(text: str, low: str, found: re.Match[str], words: Sequence[str]) -> bool:
    """Tell "inviato via Pay Pal 50" from "Via Pay Pal 50" and "via Ponte a Mare 4"."""
    if not load_words("brands").isdisjoint(words):
        return True
    start, end = found.start(), found.end("number")
    joined = any(map(str.islower, LETTERS.findall(text, *found.span("name"))))
    led = text[start].isupper() or _IN.search(low, max(start - 6, 0), start)
    told = led or is_told(low, start)
    return not (joined or told or _PLACED.match(low, end))


_LONGEST_JOINT = len("dei")


def _is_capitalised(name: str) -> bool:
    """Tell "Mulini a Vento": with capitals, everyday words name a street."""
    words = LETTERS.findall(name)
    inner = (it for it in words[1:-1] if len(it) > _LONGEST_JOINT)
    return all(it[0].isupper() for it in (words[0], words[-1], *inner))


def _is_sure(text: str, low: str, found: re.Match[str]) -> bool:
    """Tell "corso Buenos Aires 3" from "corso di inglese 3"."""
    name = text[slice(*found.span("name"))]
    words = [word for word in LETTERS.findall(name) if fold(word) not in _PARTICLES]
    if words and words[0][0].isupper() and not name.isupper():
        return True
    everyday = found["weak"] in _EVERYDAY_WORDS or any(map(_is_everyday, words))
    return not everyday or is_told(low, found.start())


def _is_everyday(word: str) -> bool:
    return fold(word) in COMMON or fold(word) in load_words("frequent")


def _is_at_postcode(text: str, low: str, found: re.Match[str]) -> bool:
    """Tell "Piazza Cipolla, 1, 84014", "via su planu 12 09047" from "via posta 1"."""
    if _POSTCODE.match(low, found.end("number")) is None:
        return False
    named = text[found.start()].isupper() and text[found.start("name")].isupper()
    words = LETTERS.findall(found["name"])
    foreign = words[0] not in _NOT_FIRST and words[-1] not in COMMON
    return named or bool(found["strong"] and foreign)


def _is_placed(low: str, found: re.Match[str]) -> bool:
    """Tell whether a postcode, a town or words show that a street is meant."""
    after = POSTCODE_BEHIND.match(low, found.end())
    if after and len(after["postcode"]) >= _CAP_LENGTH:
        return True
    window = low[max(found.start() - 40, 0) : found.start()]
    if _PLACE_BEFORE.search(window):
        return True
    town = TOWN_BEHIND.match(low, found.end())
    return bool(ADDRESS_WORD.search(window)) or bool(
        town and fold(town["town"]) in TOWNS
    )
