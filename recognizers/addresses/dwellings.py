"""Streets without a house number, where somebody lives or had something left.

"abgestellt beim Opa in der Kirchgasse", "abito in via dei Mille", "we live just off
Mill Lane". The words around the street tell; those of a firm tell otherwise.
"""

import re
from collections.abc import Iterator
from itertools import chain

from recognizers.addresses import german
from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    FIRST_NAMES,
    ITALIAN_NAME_WORDS,
    LETTERS,
    TABLE,
)
from recognizers.addresses.grammar import SURE
from recognizers.addresses.italian import ANY_STREET
from recognizers.addresses.surroundings import widened
from recognizers.finders import Match
from recognizers.words import fold, load_words, plain

_Stretch = tuple[int, int]
_FREQUENT = COMMON | load_words("frequent")


def find_dwellings(text: str) -> Iterator[Match]:
    """Find streets without a house number that somebody lives in.

    Args:
        text: A folded reading.

    Yields:
        A stretch a street, with the town behind it; two may overlap.
    """
    low = plain(text)
    for start, end in chain(
        _german(text, low), _italian(text, low), _english(text, low)
    ):
        if _is_dwelling(low, start, end):
            begin, stop, score = widened(text, low, start, end, SURE)
            town = _TOWN.match(text, stop) if stop == end else None
            if town and fold(town["first"]) not in _NO_TOWNS:
                stop = town.end()
            yield Match(begin, stop, score)


_TOWN = re.compile(
    r", (?:(?:a|in|at) )?(?P<first>[A-ZÀ-Þ][^\W\d_]{2,20})"
    r"(?:[ \-](?:(?:di|del|della|in|sul|am|an der|upon|on) )?"
    r"[A-ZÀ-Þ][^\W\d_]{2,20}){0,2}"
    r"(?=[ ]?(?:[.,;!?\n]|\Z|(?:e|ed|and|und|ma|but|aber|dal|da|seit|since)[ ]))"
)
"""A town behind a home's street: "in via dei Mille, Casale Monferrato"."""
_NO_TOWNS = COMMON | FIRST_NAMES


# --- what stands around ---------------------------------------------------------

_REACH = 60
_FIRM_REACH = 25
_DWELLING = frozenset(TABLE["dwelling"].split())
_NOT_DWELLING = frozenset(TABLE["not_dwelling"].split())
_STOP = re.compile(r"[.!?;]\s|\n")


def _is_dwelling(low: str, start: int, end: int) -> bool:
    """Tell whether the same sentence says of somebody's home, and of no firm's."""
    before = _STOP.split(low[max(start - _REACH, 0) : start])[-1]
    after = _STOP.split(low[end : end + _REACH])[0]
    near = LETTERS.findall(f"{before[-_FIRM_REACH:]} {after[:_FIRM_REACH]}")
    said = LETTERS.findall(f"{before} {after}")
    return not _DWELLING.isdisjoint(said) and _NOT_DWELLING.isdisjoint(near)


# --- German ---------------------------------------------------------------------

_GERMAN = re.compile(
    r"(?<![^\W_])(?:in|an|auf|am|im|zur|zum|bei)[ ](?:(?:der|die|dem|den)[ ])?"
    r"(?P<street>(?:[^\W\d_]{2,25}[ \-]){0,3}?(?P<stem>[^\W\d_]{0,25}?)"
    r"(?P<word>straße|strasse|str(?=\.)|gasse|allee|weg|platz)\.?)"
    r"(?![^\W_])"
)
_WAYS = ("weg", "platz")
"""Not with a small letter and apart: "im Haus oder schon weg"."""
_NO_HOMES = frozenset(f"{TABLE['de_no_homes']} {TABLE['de_no_stems']}".split())


def _german(text: str, low: str) -> Iterator[_Stretch]:
    for found in _GERMAN.finditer(low):
        start = _german_start(text, low, found)
        if start is not None and start >= found.start("street"):
            yield start, found.end()


def _german_start(text: str, low: str, found: re.Match[str]) -> int | None:
    """Read the name: "Kirchgasse", "Berliner Straße", not "Sackgasse" nor "Umweg"."""
    stem, word = found["stem"], found["word"]
    if not stem:
        at = found.start("word")
        street = text[at].isupper() or word not in _WAYS
        return german.name_before(text, low, at) if street else None
    named = stem not in _NO_HOMES and german.is_stem(stem, word)
    return found.start("stem") if named else None


# --- Italian --------------------------------------------------------------------

_ITALIAN = re.compile(
    r"(?<![^\W_])(?:via|viale|v\.le|piazza|piazzetta|p\.zza|vicolo|vico|corso|largo|"
    r"contrada|salita|borgo|frazione|localita|traversa|lungomare)[ ]"
    r"(?P<particles>(?:(?:(?:de[il]|degli|dell[aeo]|di|da|san|santa|santo|monte|"
    r"fratelli|generale|don|papa) )|dell'|d'|sant'){0,3})"
    r"(?P<first>[^\W\d_]{3,25})(?:[ ](?P<second>[^\W\d_]{2,25}))?(?![^\W_])"
)
_HAMLET = re.compile(
    r"(?:contrada|frazione|localita) [^\W\d_]{3,20}(?: [^\W\d_]{3,20})?"
    r"(?:, (?P<town>[^\W\d_]{4,20}))?(?=[ ]?(?:[,.;!?\n]|$))"
)
"""Whatever a hamlet is called: "contrada piano lago, mangone"."""
_PROGRESS = re.compile(r".{2,20}(?:[gsz]ione|mento|uppo)").fullmatch
_NOT_FIRST = frozenset(TABLE["it_not_first"].split())


def _italian(text: str, low: str) -> Iterator[_Stretch]:
    for found in _ITALIAN.finditer(low):
        first, second = found["first"], found["second"]
        if hamlet := _HAMLET.match(low, found.start()):
            yield found.start(), _hamlet_end(hamlet)
            continue
        if not _is_italian(text, found):
            continue
        capital = second and text[found.start("second")].isupper()
        given = second and first in FIRST_NAMES and second not in COMMON
        yield found.start(), found.end("second" if capital or given else "first")


def _hamlet_end(hamlet: re.Match[str]) -> int:
    town = hamlet["town"]
    if not town or (town not in _FREQUENT and town not in FIRST_NAMES):
        return hamlet.end()
    return hamlet.start("town") - len(", ")


def _is_italian(text: str, found: re.Match[str]) -> bool:
    """Tell "via garibaldi" from "via di sviluppo" and "in corso di formazione"."""
    first = found["first"]
    small = text[found.start("first")].islower()
    if first in _NOT_FIRST or (small and text.endswith(ANY_STREET, 0, found.start())):
        return False
    if found["particles"] == "di " and _PROGRESS(first):
        return False
    named = first in ITALIAN_NAME_WORDS or first not in _FREQUENT
    return named or text[found.start("first")].isupper()


# --- English --------------------------------------------------------------------

_PREPOSITION = "on|in|at|off|of|to|near|along|down|up|from|behind"
_ENGLISH = re.compile(
    rf"(?<![^\W_])(?:{_PREPOSITION})[ ](?P<the>the[ ])?"
    rf"(?P<name>(?:(?!(?:{_PREPOSITION}|the)[ ])"
    r"[^\W\d_][^\W\d_'.\-]{0,24}[ ]){1,3}?)"
    r"(?:(?P<strong>street|road|avenue|lane|crescent|terrace|boulevard|mews|rd|ave|ln)|"
    r"(?P<weak>drive|close|way|court|gardens|grove|hill|row|walk|rise|view|vale|place|"
    r"square|green|park))(?![^\W_])"
)
_NAMELESS = COMMON - ENGLISH_NAME_WORDS
_KINDS = ("high", "main", "easy", "wall")
"""With "street" in small letters these make adjectives: "high street fashion"."""
_goes_on = re.compile(
    r"[ -](?!(?:in|at|and|with|near|by|opposite|above|next|but|so|just|where|since|for|"
    r"which|right|behind|over|now|then)(?![^\W_]))[a-z]"
).match


def _english(text: str, low: str) -> Iterator[_Stretch]:
    for found in _ENGLISH.finditer(low):
        kind = found["name"].strip() in _KINDS and _goes_on(text, found.end())
        if not kind and _is_english(text, found):
            yield found.start("name"), found.end()


def _is_english(text: str, found: re.Match[str]) -> bool:
    """Tell "Mill Lane" by its capitals, "mill lane" by words that are no others."""
    kind = found["strong"] or found["weak"]
    said = [
        *LETTERS.findall(text[slice(*found.span("name"))]),
        _said(text, found, kind),
    ]
    if all(word[0].isupper() for word in said):
        return not text.isupper()
    return bool(found["strong"] and not found["the"]) and _NAMELESS.isdisjoint(
        LETTERS.findall(found["name"])
    )


def _said(text: str, found: re.Match[str], kind: str) -> str:
    return text[found.end() - len(kind) : found.end()]
