"""Hosts that stand at somebody's home, or in a family's name.

"muster.myfritz.net:8080", "nas.family-muster.de", "plex.muster.org:32400": they lead
to one household's files and cameras, with a path behind them or not. The hosts of
firms, of devices' makers and of whole services stay readable.
"""

import re
from collections.abc import Iterator
from functools import cache

from recognizers.finders import Match
from recognizers.words import load_words
from recognizers.words.phrases import load_table

PRIVATE = 0.8
"""As a link that names somebody."""

_TABLE = load_table("links")


def _listed(heading: str) -> frozenset[str]:
    return frozenset(_TABLE[heading].split())


_DYNAMIC = tuple(f".{name}" for name in sorted(_listed("dynamic_names")))
_DEVICES = _listed("home_devices")
_SERVICES = _listed("home_services")
_NO_HOMES = _listed("no_homes")
_NO_FAMILIES = _listed("no_families")
_THIRD_LEVEL = 3

_HOST = re.compile(
    r"(?<![\w@.\-])(?:https?://)?"
    r"(?P<host>(?:[a-z0-9][a-z0-9\-]{0,60}\.){1,4}[a-z]{2,10})(?![\w\-]|\.\w|@)"
    r"(?P<port>:\d{2,5}(?!\d))?(?P<path>/[^\s<>\"]{0,400})?",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"(?:family|familie|famiglia|fam)-(?P<of>[a-z\-]{3,30})"
    r"|(?:familie(?!n)|famiglia)(?P<solid>[a-z]{4,30})"
    r"|(?P<named>[a-z]{3,30})-(?:family|familie|famiglia|home|zuhause)"
).fullmatch
_TRAILING = ".,;:!?'*_)]}»”"


def find_home_hosts(text: str) -> Iterator[Match]:
    """Find hosts of households, with what stands before and behind them.

    Args:
        text: A folded reading.
    """
    for found in _HOST.finditer(text):
        if _is_home(found["host"].lower(), ported=found["port"] is not None):
            end = found.start() + len(found[0].rstrip(_TRAILING))
            yield Match(found.start(), end, PRIVATE)


def _is_home(host: str, *, ported: bool) -> bool:
    if host.endswith(_DYNAMIC):
        return host.split(".", maxsplit=1)[0] not in _NO_HOMES
    labels = host.split(".")
    if any(map(_is_family, labels[:-1])):
        return True
    served = labels[0] in _DEVICES or (ported and labels[0] in _SERVICES)
    known = labels[-2] in load_words("brands") or labels[-2] in _NO_HOMES
    return served and len(labels) >= _THIRD_LEVEL and not known


def _is_family(label: str) -> bool:
    """Tell "familie-muster" from "family-hotel"."""
    told = _FAMILY(label)
    if told is None:
        return False
    name = next(filter(None, told.groups()))
    return _harmless().isdisjoint([*name.split("-"), name])


@cache
def _harmless() -> frozenset[str]:
    return _NO_FAMILIES | load_words("brands") | load_words("common")
