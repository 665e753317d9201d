"""Italian roads that have a number for a name: "strada provinciale 14 km 3,200"."""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import is_told
from recognizers.addresses.grammar import SURE, UNSURE, Grammar, Span

_ROAD = re.compile(
    r"(?<![^\W_])(?:strada[ \t](?:provinciale|statale|comunale|regionale|vicinale)|"
    r"s\.? ?[ps]\.?)[ \t]?(?:n\.?[°º]? ?)?\d{1,4}(?:[ \t](?:bis|dir|var))?[ \t,]{1,2}"
    r"(?:[a-z]{4,15}[ \t,]{1,2}){0,2}?"
    r"(?:(?:al )?km|chilometro|n\.?[°º]?|nr\.?|civico)[ .]{0,2}"
    r"\d{1,4}(?:[.,+]\d{1,3})?(?![^\W_])"
)
_any_road = any_of(["provinciale", "statale", "comunale", "regionale", "vicinale"])
_any_road_in_short = re.compile(r"s\.? ?[ps]\.?[ \t]?(?:n\.?[°º]? ?)?\d").search


def _roads(_text: str, low: str) -> Iterator[Span]:
    for road in _ROAD.finditer(low):
        told = is_told(low, road.start())
        yield road.start(), road.end(), SURE if told else UNSURE


def _may_be_road(low: str) -> object:
    return _any_road(low) or _any_road_in_short(low)


ROADS = Grammar(_roads, _may_be_road)
