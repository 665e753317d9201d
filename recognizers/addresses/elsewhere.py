"""French, Spanish, Polish and Turkish streets.

"12 rue de la Paix", "Calle Mayor 5", "ul. Długa 5", "Gül caddesi no 5".
"""

import re
from collections.abc import Iterator

from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    ITALIAN_NAME_WORDS,
    UNIT,
    alternatives,
    any_ended,
)
from recognizers.addresses.grammar import SURE, Grammar, Span

_FRENCH_WORDS = (
    "rue avenue av. boulevard bd place chemin allee impasse quai cours route faubourg "
    "square"
).split()
_SPANISH_AND_POLISH_WORDS = (
    "calle c/ avenida avda. avda av. plaza paseo carrer camino carretera ronda "
    "travesia rua ul. ul ulica aleja al. os."
).split()
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
_SPANISH_OR_POLISH = re.compile(
    rf"(?<![^\W_])(?:{alternatives(_SPANISH_AND_POLISH_WORDS)})"
    r"[ \t]{0,2}(?<=[ \t./])"
    r"(?P<name>[^\W\d_]{2,25}\.?(?:[ \t'\-][^\W\d_]{1,25}){0,5}?)"
    r"[ \t]{0,1},?[ \t](?:n\.?[°º]?[ \t]?|no\.?[ \t]?|num\.?[ \t]?)?"
    r"(?P<number>\d{1,4}[a-d]?(?:/\d{1,4})?)"
    r"(?![^\W_]|[.,:]\d)(?:,?[ \t]\d{1,2}[º°ªoa]?[ \t]?[a-d](?![^\W_]))?"
)
_TURKISH = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]{2,25}(?:[ \t][^\W\d_]{2,25}){0,1})[ \t]"
    rf"(?:{alternatives(_TURKISH_WORDS)})\.?[ \t,]{{1,2}}"
    r"(?:[^\n]{0,40}?no[ \t:.]{0,3})?\d{1,4}(?:/\d{1,3}|[a-c])?(?![^\W_])"
)


def _streets(text: str, low: str) -> Iterator[Span]:
    for found in _FRENCH.finditer(low):
        if _is_french(text, low, found):
            yield found.start(), found.end(), SURE
    for found in _SPANISH_OR_POLISH.finditer(low):
        if _is_name(found["name"]) and not UNIT.match(low, found.end()):
            yield found.start(), found.end(), SURE
    for found in _TURKISH.finditer(low):
        yield found.start(), found.end(), SURE


ELSEWHERE = Grammar(
    _streets, any_ended(_FRENCH_WORDS + _SPANISH_AND_POLISH_WORDS + _TURKISH_WORDS)
)


def _is_french(text: str, low: str, found: re.Match[str]) -> bool:
    """Ask for one number, and for a capital if it stands behind."""
    numbered = bool(found["before"]) != bool(found["after"])
    if not numbered or UNIT.match(low, found.end()):
        return False
    named = not text[slice(*found.span("name"))].islower()
    return bool(named or found["before"]) and _is_name(found["name"])


_PARTICLES = frozenset("de du des la le les l d del los las el".split())
_NAME_WORDS = ENGLISH_NAME_WORDS | ITALIAN_NAME_WORDS
_LETTERS = re.compile(r"[^\W\d_]+")


def _is_name(name: str) -> bool:
    words = [word for word in _LETTERS.findall(name) if word not in _PARTICLES]
    return bool(words) and not any(w in COMMON and w not in _NAME_WORDS for w in words)
