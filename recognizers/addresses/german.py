"""German streets, and the Dutch ones built alike: the number stands behind.

Found by the last part of the street's word beside a number, then read backwards:
"An der Alten Gasse 5", "Landstraßer Hauptstraße 12a", "am alten Markt 3".
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import (
    ADDRESS_WORD,
    COMMON,
    FIRST_NAMES,
    LOOK_BACK,
    TABLE,
    TOWNS,
    UNIT,
    is_told,
)
from recognizers.addresses.grammar import LIKELY, SURE, UNSURE, Grammar, Span
from recognizers.words import fold, load_words

_STRONG = (
    "straße|strasse|str|gasse|gaße|allee|chaussee|damm|gasschen|"
    "strase|straase|strass|stasse|stase|staße|strße|strsse|strasee|straßse|"
    "starße|starsse|srasse|straße|alee|aleee|alleee|gase|"
    "promenade|steig|stieg|twiete|weg|platz|straat|laan|gracht|plein|dijk|singel|steeg"
)
"""Words that end a street's name wherever they stand, slips of the finger included."""
_SHORT_ALLEY = r"(?<=[^\W\d_]{3}[nsrkd])alle"
"""A slip that is a word, too: "Lindenalle", not "Halle" nor "alle"."""
_SWISS = r"gass|stross|(?<=[^\W\d_]{3})wag"
"""As spoken in Switzerland: "Rebgass", "Dorfstross", "Mattewäg"."""
_WEAK = (
    "hof|ring|ufer|zeile|kade|wall|graben|markt|berg|park|kamp|redder|brucke|bruecke|"
    "tor|hohe|hoehe|hang|rain|anger|winkel|grund|feld|wiese|wiesen|siedlung|anlage|"
    "garten|bogen|kai|mole|aue|leite|ried|halde|acker|eck|tal|heide|hagen|busch|stiege|"
    "terrasse|pfad|linden|boulevard|dreef|baan|pad|muhle|muehle|kirche|see|bach|stein|hugel|huegel|gaerten|dorf|"
    "schloss|bahnhof|hafen|wald|reihe|freiheit|buhl|rondell|steige|stadtpark|"
    "deich|teich|weiher|moor|brink|horst|koppel|born|brunnen|weide|fleet|siel|kuhle|gewann|tore"
)
"""Words that end other names, too: only a place or a capital makes a street."""
_STRONG_WORDS = frozenset([*_STRONG.split("|"), "alle", "gass", "stross", "wag"])
_STREET_WORDS = ("straße", "strasse", "str", "gasse", "allee")
_SURE_WORDS = frozenset(TABLE["de_sure_words"].split())
_GATES = ("tor", "kai", "bahnhof")
"""Numbered themselves: "am Tor 4"."""

_HOUSE_NUMBER = (
    r"(?P<number>\d{1,4}(?:[ \t]?[a-h](?:[\-+][a-h])?(?![^\W_]))?"
    r"(?:[ \t]?[\-/+–][ \t]?\d{1,4}(?:[ \t]?[a-h](?![^\W_]))?(?:/\d{1,3}[a-h]?)?"
    r"|/[a-h](?![^\W_])|[ \t]1/[234])?)"
    r"(?![^\W_]|[.:/]\d|,\d(?!\d{3,4} [a-z]))"
)
_WORD_AND_NUMBER = re.compile(
    rf"(?P<word>(?:{_STRONG}|{_WEAK}|{_SHORT_ALLEY}|{_SWISS}))(?:\.|(?![^\W_]))"
    r"[ \t]{0,2},?[ \t]{0,2}(?:(?:nr|no|nummer|hausnummer|hausnr|haus)\.?[ \t]{0,2})?"
    + _HOUSE_NUMBER
)
_STREET_OF = re.compile(
    r"(?<![^\W_])(?:stra(?:ß|ss)e|platz|allee|weg)"
    r"[ \t](?:des|der|am|an der|zum|zur)[ \t]"
    r"(?:\d{1,2}\.[ \t])?[^\W\d_]{2,20}(?:[ \t][^\W\d_]{2,20})?[ \t]" + _HOUSE_NUMBER
)
"""Named behind its word: "Straße des 17. Juni 135"."""


def _streets(text: str, low: str) -> Iterator[Span]:
    for found in _WORD_AND_NUMBER.finditer(low):
        word, end = found["word"], found.end("number")
        if UNIT.match(low, end):
            continue
        start = _street_start(text, low, found.start("word"), word)
        if start is not None and not _is_counted(text, low, start, found):
            yield start, end, _score(low, start, found)
    for found in _STREET_OF.finditer(low):
        yield found.start(), found.end(), SURE


# --- a cheap look ---------------------------------------------------------------

_ENDS = frozenset(
    word[-3:] for word in f"{_STRONG}|{_WEAK}|alle|gass|stross|wag".split("|")
)
_NUMBER_WORDS = ("hausnummer", "hausnr", "haus", "nummer", "nr", "no")
_NUMBER_START = re.compile(r"\d(?<=[a-z \t.,]\d)")
_any_of_word = any_of(["straße", "strasse", "platz", "allee", "weg"])


def _may_be_german(low: str) -> bool:
    """Tell by the letters before each number, and by "Straße des ..."."""
    for number in _NUMBER_START.finditer(low):
        head = low[max(number.start() - 32, 0) : number.start()].rstrip(" \t.,")
        if head[-3:] in _ENDS or (
            head.endswith(_NUMBER_WORDS) and _ends_as_street(head)
        ):
            return True
    return _any_of_word(low) is not None


def _ends_as_street(head: str) -> bool:
    """Tell by what stands before "Hausnummer"."""
    return any(
        head.removesuffix(word).rstrip(" \t.,")[-3:] in _ENDS
        for word in _NUMBER_WORDS
        if head.endswith(word)
    )


GERMAN = Grammar(_streets, _may_be_german)


# --- where the name begins ------------------------------------------------------

_STEM = re.compile(
    r"(?:[^\W_]{1,30}(?:['\-–/]|\.-)|(?<![^\W_])[^\W\d_]{1,5}\.[ \t]?){0,5}"
    r"[^\W\d_]{0,30}$"
)
"""What is written together with the street's word: "Karl-Marx-" of a "Straße"."""
_PLAIN_STEMS = frozenset({"haupt", "land", "markt", "ring", "bahnhof"})
"""Streets that many places have, each with its own adjective before."""
_PLACE = re.compile(
    r"(?<![^\W_])(?:am|an der|an den|an dem|auf der|auf dem|auf den|im|in der|in den|"
    r"zum|zur|unter den|unter der|unterm|hinter der|hinter dem|hinter den|hinterm|"
    r"vor dem|vor der|vorm|"
    r"bei der|beim|neben der|uber der|ob der|alter|alte|neuer|neue|grosser|großer|"
    r"grosse|große|kleiner|kleine|oberer|obere|unterer|untere|langer|lange)[ \t]"
    r"(?:(?:alten|neuen|grossen|großen|kleinen|oberen|unteren|langen|hohen|roten|"
    r"weissen|weißen|grunen|schwarzen|schonen|breiten)[ \t])?"
    r"(?P<stem>[^\W\d_]{0,20}(?:-[^\W\d_]{2,20})?)$"
)
"""Words that make a street of a place: "am alten Markt", "Unter den Linden"."""
_SITE = re.compile(
    r"(?<![^\W_])(?:wohn[a-z]{0,4}|adresse|anschrift|baustelle|treffpunkt)[:,]?[ ]"
    r"(?:(?:ist|im|in der|am)[ ])?$"
)
"""Right behind these a small compound is a street's: "baustelle hansaring 61"."""


def _street_start(text: str, low: str, at: int, word: str) -> int | None:
    """Read the street's name backwards from its last word, which is at `at`."""
    stem = _STEM.search(low, max(at - 60, 0), at)
    start = stem.start() if stem else at
    if word not in _STRONG_WORDS:
        return _weak_start(text, low, (start, at), word)
    if start == at:
        return name_before(text, low, at)
    stem_read = low[start:at].strip(" .-")
    if not is_stem(stem_read, word):
        return None
    if stem_read in _PLAIN_STEMS:
        start = _with_place(text, low, start)
    return _with_adjectives(low, start)


def _with_place(text: str, low: str, start: int) -> int:
    """Take in "Landstraßer" of "Landstraßer Hauptstraße"."""
    for before, word in _words_before(low, start):
        named = text[before].isupper() and fold(word) not in COMMON
        return before if named and word.endswith("er") else start
    return start


def _weak_start(text: str, low: str, stem: tuple[int, int], word: str) -> int | None:
    """Accept "am alten Markt" and "Rosenhof", not "Bahnhof" nor "hof"."""
    start, at = stem
    place = _PLACE.search(low, max(start - 40, 0), at)
    if place and place["stem"] not in _NO_STEMS:
        return place.start()
    long_enough = at - start > 2  # noqa: PLR2004 - "Eichhof", not "Abhof"
    told = text[start].isupper() or _SITE.search(low, max(start - 40, 0), start)
    compound = long_enough and told
    return start if compound and is_stem(low[start:at].strip(" .-"), word) else None


# --- what may be a name ---------------------------------------------------------

_NAMED_WORDS = frozenset(TABLE["de_named_words"].split())
_NO_SURNAMES = COMMON | load_words("brands")
_LONGEST_PARTICLE = 3
_NO_STEMS = frozenset(TABLE["de_no_stems"].split())
_NO_STREETS = frozenset(TABLE["de_no_streets"].split())
_WAY_STEMS = frozenset(TABLE["de_way_stems"].split())
_ADJECTIVES = frozenset(TABLE["de_adjectives"].split())
_STOP_ALONE = frozenset(TABLE["de_stop_alone"].split())
_ORIGINS = frozenset(TABLE["de_origins"].split())
_LAST_PART = re.compile(r"[^\W\d_]*$")
_WORD_BEFORE = re.compile(
    r"([^\W\d_][^\W\d_.'\-]{0,29}(?:['\-][^\W\d_]{1,29}){0,3}\.?)[ \t]{1,2}$"
)


def is_stem(stem: str, word: str) -> bool:
    """Tell "Garten" of "Gartenstraße" from "Sitz" of "Sitzplatz"."""
    if _is_named_after(stem, word):
        return True
    last = _LAST_PART.search(stem)
    part = last[0] if last else stem
    if word in _STREET_WORDS:
        return part not in _NO_STREETS
    no_stem = part in _NO_STEMS and not (word == "weg" and part in _WAY_STEMS)
    return not no_stem and part + word not in COMMON


def _is_named_after(stem: str, word: str) -> bool:
    """Tell "Otto-von-Ampel-Ring" from "Do-it-yourself-Ring" and "Rosa-Quarz-Stein"."""
    first, *others = parts = [fold(part) for part in stem.strip("- ").split("-")]
    if not others or word not in _NAMED_WORDS:
        return False
    if first in FIRST_NAMES:
        return others[-1] not in _NO_SURNAMES
    return all(map(_is_surname, parts))


def _is_surname(part: str) -> bool:
    """Tell "Lindner" from "Wi" and "Fi" of a "Wi-Fi-Ring"."""
    return len(part) > _LONGEST_PARTICLE and part not in _NO_SURNAMES


def name_before(text: str, low: str, at: int) -> int | None:
    """Read back from a street word that stands alone: "Berliner Straße".

    Args:
        text: A folded reading.
        low: What `plain` makes of it.
        at: Where the street word begins.

    Returns:
        Where the name begins; None if what stands there is no name.
    """
    words = _words_before(low, at)
    first = next(words, None)
    if first is None:
        return None
    start, said = first
    if said in _ADJECTIVES:
        return _adjective_start(text, low, first, at)
    if said in _STOP_ALONE or (fold(said) in COMMON and said not in _ORIGINS):
        return None
    if said.endswith("er"):
        return _with_adjectives(low, start)
    for before, word in words:
        if not _goes_on(text[before], word):
            break
        start = before
    return start


def _adjective_start(
    text: str, low: str, first: tuple[int, str], at: int
) -> int | None:
    """Accept "Alte Gasse 3", and "die alte Straße 3" where people live."""
    start, said = first
    place = _PLACE.search(low, max(start - 40, 0), at)
    if place and place.start() < start:
        return place.start()
    told = ADDRESS_WORD.search(low, max(start - LOOK_BACK, 0), at) is not None
    named = told or text[start].isupper()
    return start if named and said not in _STOP_ALONE else None


def _goes_on(initial: str, word: str) -> bool:
    """Tell whether a name of several words has `word`, too: "Karl Marx Straße"."""
    named = initial.isupper() and fold(word) not in COMMON
    known = named or word in _ADJECTIVES or fold(word) in FIRST_NAMES
    return known and word not in _STOP_ALONE and fold(word) not in TOWNS


def _with_adjectives(low: str, start: int) -> int:
    """Take in "Alte" of "Alte Dorfstraße"."""
    for before, word in _words_before(low, start):
        if word not in _ADJECTIVES or word in _STOP_ALONE:
            break
        start = before
    return start


def _words_before(low: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield start and letters of up to three words before `at`, the nearest first."""
    for _ in range(3):
        match = _WORD_BEFORE.search(low, max(at - 36, 0), at)
        if match is None:
            return
        at = match.start(1)
        yield at, match[1].rstrip(".")


# --- what is counted ------------------------------------------------------------

_COUNTED = re.compile(
    r"[ \t]{1,2}(?!(?:in|bei|im|und|ist|bitte|klingel|wohn|abhol|abzu|komm|lieg|"
    r"hinter|vorder|stock|etage|tur|links|rechts|heute|morgen|gegen)"
    r"[a-z]{0,8}(?![^\W\d_]))(?P<word>[^\W\d_]{3,30})"
)
"""Behind a number, and no clause that goes on behind an address."""


def _is_counted(text: str, low: str, start: int, found: re.Match[str]) -> bool:
    """Tell "am weiher 4 Enten" from "am weiher 4, Celle" and "wohne am weiher 4"."""
    small = text[start : found.start("number")].islower()
    if not small or found["word"] in _STRONG_WORDS or not found["number"].isdecimal():
        return False
    counted = _COUNTED.match(low, found.end("number"))
    if counted is None or fold(counted["word"]) in TOWNS:
        return False
    told = is_told(low, start) or _SITE.search(low, max(start - LOOK_BACK, 0), start)
    return not told


# --- how sure -------------------------------------------------------------------

_PREPOSITIONS = ("am ", "an d", "auf d", "im ", "in d", "unter", "hinter", "vor", "zu")
_NAMED = re.compile(r"(?:er|en|-)[ ]?$|[^ ]$")


def _score(low: str, start: int, found: re.Match[str]) -> float:
    if is_told(low, start):
        return SURE
    name = low[start : found.start("word")]
    if found["word"] in _SURE_WORDS or _is_named_after(name, found["word"]):
        return SURE
    if found["word"] in _STRONG_WORDS and name and _NAMED.search(name):
        return SURE
    gate = found["word"] in _GATES and name.endswith(" ")
    return LIKELY if name.startswith(_PREPOSITIONS) and not gate else UNSURE
