"""French, Spanish, Polish and Turkish streets.

"12 rue de la Paix", "Calle Mayor 5", "ul. Długa 5", "Gül caddesi no 5".
"""

import re
from collections.abc import Iterator

from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    ITALIAN_NAME_WORDS,
    LETTERS,
    TABLE,
    UNIT,
    alternatives,
    any_ended,
    is_told,
)
from recognizers.addresses.grammar import SURE, Grammar, Span

_FRENCH_WORDS = (
    "rue avenue av. boulevard bd place chemin allee impasse quai cours route faubourg "
    "square"
).split()
_SPANISH_AND_POLISH_WORDS = (
    "calle c/ avenida avda. avda av. plaza paseo carrer camino carretera ronda "
    "travesia rua ul. ul ulica aleja al. os. pl. plac osiedle rondo"
).split()
_SPANISH_WEAK_WORDS = TABLE["es_weak_words"].split()
_SPANISH_TOLD_WORDS = TABLE["es_told_words"].split()
_NORDIC_ENDS = (
    "gata gatan gaten gade gate vej vejen vagen veien vegen vegur stigur straeti "
    "stræti katu"
).split()
_NOT_ALWAYS = ("gata", "gade", "gate")
"""Ends of other words, too: "Brigata 5", "Brigade 5", "Watergate 5"."""
_TURKISH_WORDS = "mahallesi mah caddesi cad sokak sokagi sok".split()
_FRENCH = re.compile(
    r"(?<![^\W_])"
    r"(?:(?P<before>\d{1,4}(?:[ \t]?(?:bis|ter|[a-c])(?![^\W_]))?),?[ \t]{1,2})?"
    rf"(?:{alternatives(_FRENCH_WORDS)})"
    r"[ \t](?P<name>(?:(?:de|du|des|la|le|les|l'|d'|saint|sainte|et)[ \t]?){0,3}"
    r"[^\W\d_]{2,25}(?:[ \t'\-][^\W\d_]{1,25}){0,3}?)"
    r"(?:[ \t]{0,1},?[ \t](?P<after>\d{1,4}[a-d]?)(?![^\W_]|[.,:]\d)|(?=[ \t]?[,\n]|"
    r"[ \t]\d{5}|$|\.))"
)
_MONTHS = alternatives(TABLE["es_and_pl_months"].split())
_CAPITAL = r"[A-ZÀ-Þ][^\W\d_]{1,25}"
_FRENCH_NAMED = re.compile(
    r"(?<![^\W_])(?P<before>\d{1,4}(?: ?(?:bis|ter|[a-cA-C])(?![^\W_]))?,? )?"
    r"(?:[Rr]ue|[Bb]oulevard|[Cc]hemin|[Aa]ll[ée]e|[Ii]mpasse|[Qq]uai|"
    r"(?P<weak>[Aa]venue|[Pp]lace)) "
    r"(?P<particles>(?:(?:[Dd]e|[Dd]u|[Dd]es|la|le|les) |[dl]['’]){0,3})"
    rf"(?P<name>{_CAPITAL}(?:[ \-](?!Apt|Appt|Suite|Unit){_CAPITAL}){{0,3}})"
    r"(?(before)(?![^\W_])|(?=, \d{5} [A-ZÀ-Þ]))"
)
"""A name in capitals ends where they do: "19, rue de De Sousa danke"."""
_PLACE_BEHIND = re.compile(r", \d{4,5} [^\W\d_]{3}")
_POSTCODE_BEHIND = re.compile(r", \d{5}(?!\d)")
_SPANISH_OR_POLISH = re.compile(
    rf"(?<![^\W_])(?:{alternatives(_SPANISH_AND_POLISH_WORDS)}|"
    rf"(?P<weak>{alternatives(_SPANISH_WEAK_WORDS)})|"
    rf"(?P<told>{alternatives(_SPANISH_TOLD_WORDS)}))"
    r"[ \t]{0,2}(?<=[ \t./])"
    rf"(?P<name>(?:[^\W\d_]{{2,25}}[ \t])?\d{{1,2}}[ \t](?:de[ \t])?(?:{_MONTHS})|"
    r"[^\W\d_]{2,25}\.?(?:[ \t'\-][^\W\d_]{1,25}){0,5}?)"
    r"[ \t]{0,1},?[ \t](?:n\.?[°º]?[ \t]?|no\.?[ \t]?|num\.?[ \t]?)?"
    r"(?P<number>\d{1,4}[a-d]?(?:/\d{1,4})?)"
    r"(?![^\W_]|[.,:]\d)(?:,?[ \t]\d{1,2}[º°ªoa]?[ \t]?[a-d](?![^\W_]))?"
)
_TURKISH = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]{2,25}(?:[ \t][^\W\d_]{2,25}){0,1})[ \t]"
    rf"(?:{alternatives(_TURKISH_WORDS)})\.?[ \t,]{{1,2}}"
    r"(?:[^\n]{0,40}?no[ \t:.]{0,3})?\d{1,4}(?:/\d{1,3}|[a-c])?(?![^\W_])"
)


_NORDIC = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{2,20} [^\W\d_]{2,20}s gate(?= \d{1,3}[a-h]?, \d{4} )|"
    r"[^\W\d_]{3,20}(?:(?<![aeiou])gata|(?<!bri)gade|"
    rf"{alternatives(it for it in _NORDIC_ENDS if it not in _NOT_ALWAYS)}))[ ]"
    r"\d{1,3}(?:[ ]?[a-h](?![^\W_]))?(?:[ ]?[a-z]{1,2}\.)?(?![^\W_]|[.:/]\d)"
)
"""Icelandic, Danish, Swedish, Norwegian, Finnish: "Njálsgata 22"."""


def _streets(text: str, low: str) -> Iterator[Span]:
    yield from _french(text, low)
    for found in _SPANISH_OR_POLISH.finditer(low):
        if _is_spanish_or_polish(text, low, found):
            yield found.start(), found.end(), SURE
    for found in _NORDIC.finditer(low):
        if text[found.start()].isupper() and not UNIT.match(low, found.end()):
            yield found.start(), found.end(), SURE
    for found in _TURKISH.finditer(low):
        yield found.start(), found.end(), SURE


def _french(text: str, low: str) -> Iterator[Span]:
    for found in _FRENCH.finditer(low):
        if _is_french(text, low, found):
            yield found.start(), found.end(), SURE
    for found in _FRENCH_NAMED.finditer(text):
        if _is_french_named(low, found):
            yield found.start(), found.end(), SURE


ELSEWHERE = Grammar(
    _streets,
    any_ended(
        _FRENCH_WORDS
        + _SPANISH_AND_POLISH_WORDS
        + _SPANISH_WEAK_WORDS
        + _SPANISH_TOLD_WORDS
        + _TURKISH_WORDS
        + _NORDIC_ENDS
    ),
)


def _is_french(text: str, low: str, found: re.Match[str]) -> bool:
    """Ask for one number, and for a capital if it stands behind."""
    numbered = bool(found["before"]) != bool(found["after"])
    if _is_goods(found) or not numbered or UNIT.match(low, found.end()):
        return False
    named = not text[slice(*found.span("name"))].islower()
    placed = _PLACE_BEHIND.match(low, found.end())
    return bool(named or placed or found["before"]) and _is_name(found["name"])


def _is_goods(found: re.Match[str]) -> bool:
    """Tell "6 Place Settings" from "6 place des Vosges"."""
    plural = found["name"].endswith("s") and found["name"].isalpha()
    return plural and _counted(found[0]) is not None


_counted = re.compile(r"\d{1,4} (?:place|route|square) [a-z]+").fullmatch


def _is_spanish_or_polish(text: str, low: str, found: re.Match[str]) -> bool:
    """Ask for capitals and more of words that are no street's alone."""
    weak = found["weak"] or found["told"]
    if UNIT.match(low, found.end()) or (weak and not _is_capitalised(text, found)):
        return False
    if found["told"] and not is_told(low, found.start()):
        return False
    return _is_name(found["name"]) or _is_written_as_name(text, found)


def _is_french_named(low: str, found: re.Match[str]) -> bool:
    """Tell "4 avenue Foch" from "4 Place Mats" and "La place Rouge, 10000 Hours"."""
    placed = _POSTCODE_BEHIND.match(low, found.end())
    if UNIT.match(low, placed.end() if placed else found.end()):
        return False
    if placed or not found["weak"] or found["particles"] or is_told(low, found.start()):
        return True
    words = LETTERS.findall(found["name"].lower())
    return not words[-1].endswith("s") and COMMON.isdisjoint(words)


def _is_capitalised(text: str, found: re.Match[str]) -> bool:
    """Tell "Cuesta Ibán Ponce" from "cuesta Mucho"."""
    words = LETTERS.findall(text[slice(*found.span("name"))])
    said = [text[found.start()], *(word[0] for word in words if word not in _PARTICLES)]
    return all(map(str.isupper, said))


def _is_written_as_name(text: str, found: re.Match[str]) -> bool:
    """Tell "Paseo Ibán Ponce" by its capitals, though words of it are everyday ones."""
    words = LETTERS.findall(text[slice(*found.span("name"))])
    said = [word for word in words if word not in _PARTICLES]
    capital = all(word[0].isupper() and not word.isupper() for word in said)
    return capital and not COMMON.issuperset(word.lower() for word in said)


_PARTICLES = frozenset("de du des la le les l d del los las el i ii iii iv v".split())
_NAME_WORDS = ENGLISH_NAME_WORDS | ITALIAN_NAME_WORDS


def _is_name(name: str) -> bool:
    words = [word for word in LETTERS.findall(name) if word not in _PARTICLES]
    return bool(words) and not any(w in COMMON and w not in _NAME_WORDS for w in words)
