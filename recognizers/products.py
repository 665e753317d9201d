"""Cars, series, assistants, plants and goods that are called like people.

"Renault Zoe", "dexter staffel 4", "das Kleid Sophie in Größe 38": here, too, what
stands beside the name tells. Who is introduced by a phrase is never asked about.
"""

import re
from collections.abc import Sequence

from recognizers.words import fold, plain
from recognizers.words.phrases import load_table

_TABLE = load_table("namesakes")
_ASSISTANTS = frozenset(_TABLE["assistants"].split())
_MAKERS = frozenset(_TABLE["makers"].split())
_VANS = frozenset(_TABLE["vans"].split())
_PLANTS = frozenset(_TABLE["plants"].split())
_KIN = frozenset(map(fold, load_table("people")["kin"].split()))
_SIZES = frozenset({"gr", "tg"})
_WARES = frozenset(map(fold, _TABLE["wares"].split()))
_HOUSES = frozenset(map(fold, _TABLE["houses"].split()))
_GARDEN = re.compile("|".join(map(plain, _TABLE["garden"].split())))

_NEAR = 48
_SHORT = 3
"""Letters of what stands behind a model, and is none of it: "Bj"."""
_EPISODE = r"(?:staffel|season|stagione|folge|episode|episodio|puntata)"
_EPISODE_BEHIND = re.compile(
    r"(?:[ \t](?:in|of|and|und|&|di|e)[ \t][^\W\d_]{1,12})?+[\"'“”»]?[ \t]{1,2}"
    rf"(?:{_EPISODE}[ \t]{{0,2}}\d|s\d\d?[ \t]?e\d)"
)
_EPISODE_BEFORE = re.compile(
    rf"(?<![^\W\d_]){_EPISODE}[ \t]\d{{1,3}}[ \t](?:von|of|di|bei|from)[ \t][\"'„“«]?$"
)
_PERSONAL = re.compile(
    r"[ \t](?:hat (?:mir|mich|uns|gesagt|angerufen|geschrieben|bestellt)|sagt|sagte|"
    r"meint|meinte|kommt|holt|wohnt|aus|vom|von|und ich|has|said|says|called|from|ha|"
    r"dice|viene)(?![^\W\d_])"
)
"""What is said of people, and of no device."""
_COLOURS = (
    "weiß|weiss|schwarz|grau|blau|rot|grun|gruen|beige|braun|gelb|natur|eiche|anthrazit|"
    "creme|white|black|grey|gray|blue|red|green|bianco|bianca|nero|nera|grigio|blu|rosso"
)
_MEASURED = re.compile(
    rf"[ \t,(]{{1,3}}(?:in[ \t])?(?:(?:{_COLOURS}|gro(?:ß|ss)e|groesse|size|taglia)"
    r"(?![^\W\d_])|(?:gr|tg)\.?[ \t]?\d|\d{2,3}[ \t]?(?:[x×]|cm))"
)
_QUOTED = re.compile(r"[\"'„“«»]")
_LISTED_BEFORE = frozenset("und oder lieber keine kein statt e o and or".split())
_VERB = re.compile(
    r"[ \t](?:hat|ist|war|will|kommt|sagt|und ich|has|is|was|ha|viene)(?![^\W\d_])"
)


def names_a_product(
    text: str, start: int, end: int, before: Sequence[str], name: Sequence[str]
) -> bool:
    """Tell whether a claim is a product's name.

    Args:
        text: As it was written.
        start: First code point of the claim.
        end: One past its last.
        before: Up to three folded words before it, on the same line.
        name: Its folded words.
    """
    if _is_model(text, start, before, name) or _is_series(text, start, end):
        return True
    worn = not _WARES.isdisjoint(before[-1:])
    if len(name) > 1:
        housed = name[-1] in _HOUSES and text[start].isupper()
        return housed or (worn and name[-1] in _SIZES)
    behind = plain(text[end : end + _NEAR])
    return (
        (name[0] in _ASSISTANTS and _is_device(before, behind))
        or (worn and _is_ware(text, start, behind))
        or (name[0] in _PLANTS and _is_plant(text, before, behind))
    )


def _is_device(before: Sequence[str], behind: str) -> bool:
    """Tell "Alexa geht nicht" from "meine Tochter Alexa" and "Alexa sagt"."""
    return _KIN.isdisjoint(before[-1:]) and not _PERSONAL.match(behind)


def _is_model(
    text: str, start: int, before: Sequence[str], name: Sequence[str]
) -> bool:
    """Tell "Renault Zoe" from "please seat Leon"."""
    maker, *model = name if name[0] in _MAKERS else [*before[-1:], *name]
    if not model or maker not in _MAKERS or len("".join(model[1:])) > _SHORT:
        return False
    if maker == "mercedes":  # A first name, too.
        return model[0] in _VANS
    return _is_spelt_alike(text, start, maker)


def _is_spelt_alike(text: str, start: int, maker: str) -> bool:
    """Tell whether maker and model both have a capital, or neither."""
    said = text[max(start - len(maker) - 2, 0) : start + len(maker) + 2]
    at = plain(said).find(maker)
    return at >= 0 and said[at].isupper() == text[start].isupper()


def _is_series(text: str, start: int, end: int) -> bool:
    """Tell "dexter staffel 4" and "folge 3 von lucifer" from who watches it."""
    if _EPISODE_BEHIND.match(plain(text[end : end + _NEAR])):
        return True
    before = plain(text[max(start - _NEAR, 0) : start])
    return _EPISODE_BEFORE.search(before) is not None


def _is_ware(text: str, start: int, behind: str) -> bool:
    """Tell 'Stühle "Paul"' and "Kleid Sophie in Größe 38" by quotes and measure."""
    quoted = _QUOTED.match(text, start - 1) and _QUOTED.match(behind)
    return quoted is not None or _MEASURED.match(behind) is not None


def _is_plant(text: str, before: Sequence[str], behind: str) -> bool:
    """Tell "kein Lavendel, lieber Iris" from who waters it."""
    listed = bool(before) and before[-1] in _LISTED_BEFORE
    if not listed or _VERB.match(behind):
        return False
    return _GARDEN.search(plain(text)) is not None
