"""What every grammar asks of a text: its words, what tells an address, what counts."""

import re
from collections.abc import Callable, Iterable

from pipeline.core.literals import any_of
from recognizers.words import load_words
from recognizers.words.phrases import load_table

TABLE = load_table("addresses")
COMMON = load_words("common")
TOWNS = load_words("towns").union(TABLE["far_towns"].split())
FIRST_NAMES = load_words("first_names")
ENGLISH_NAME_WORDS = frozenset(TABLE["en_name_common"].split())
"""Everyday words that streets are named after all the same, as are the next."""
ITALIAN_NAME_WORDS = frozenset(TABLE["it_name_common"].split())

LOOK_BACK = 60
"""Code points before a street in which a word tells that it is an address."""

LETTERS = re.compile(r"[^\W\d_]+")
"""A word, without the signs in it."""

digit_in = re.compile(r"\d").search

ADDRESS_WORD = re.compile(
    r"(?:adres|anschrift|wohn|liefer|schick|send|versand|zuhause|umgezogen|ziehe|"
    r"hausnummer|strasse|straße|post an|abzuholen|abhol|"
    r"indirizz|abit|residen|viv[oe]|domicil|consegn|spedi|recapit|sede|casa mia|"
    r"mi trovo|ritir|citofono|address|live|living|deliver|ship|mail(?:ing)? (?:it )?to|"
    r"resid|home is|moved to|located|pick ?up|direccion|vivo en|habite|domicile|woon|"
    r"baustelle|cantiere|einsatzort|treffpunkt|building site)"
)
UNIT = re.compile(
    r"[ \t]?(?:uhr|h\b|€|euro?s?\b|eur\b|usd\b|gbp\b|chf|\$|£|%|km\b|m\b|cm\b|mm\b|"
    r"kg\b|g\b|qm|m²|met(?:ers?|res?|ri)\b|"
    r"mq\b|stuck|stueck|stk|pezzi|pz|pcs|pieces|items|min|ore\b|ora\b|hour|tag|giorn|"
    r"day|stund|minut|woche|settiman|week|monat|mes[ei]|month|jahr|ann[io]\b|year|mal\b|"
    r"volt[ae]|times|x\b|mb\b|gb\b|ghz|person|leute|people|person[ae]|teile|zoll|inch|"
    r"prozent|punkt|am\b|pm\b|stars?\b|sterne|stell[ae]\b|[.:]\d|,\d(?!\d{3,4} [a-z]))"
)
"""Behind a number it makes a quantity of it, a price or a time."""


def is_told(low: str, start: int) -> bool:
    """Tell whether words before `start` say that an address follows."""
    return ADDRESS_WORD.search(low, max(start - LOOK_BACK, 0), start) is not None


def alternatives(words: Iterable[str]) -> str:
    """Return the pattern of one of `words`, as written."""
    return "|".join(map(re.escape, words))


def one_of(words: Iterable[str]) -> str:
    """Return the pattern of one of `words`, the beginnings they share written once.

    A word is found wherever `alternatives` would find it, if what must follow says
    that it ends there.

    Example:
        >>> one_of(["street", "st", "road"])
        '(?:road|st(?:reet)?)'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None) is not None
    branches = [re.escape(first) + one_of(rest) for first, rest in rests.items()]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not ends else "|".join(branches)
    if len(branches) > 1 or ends:
        pattern = f"(?:{pattern})"
    return f"{pattern}?" if ends else pattern


def any_ended(words: Iterable[str]) -> Callable[[str], object]:
    """Search for words that a gap ends, or a full stop or slash of their own."""
    return any_of(
        word + gap for word in words for gap in (("",) if word[-1] in "./" else " \t.,")
    )
