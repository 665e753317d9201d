"""User names said aloud: "su ig sono nico punto bari"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import (
    ACCOUNT,
    LINKS,
    MADE,
    OTHER_PLATFORM,
    PLATFORM,
    SIGNS,
)
from recognizers.usernames.guesses import LIKELY
from recognizers.usernames.looks import is_made, is_odd_pair, is_said
from recognizers.words import load_words

_SIGNED_WORDS = (
    rf"(?P<name>[a-z0-9]{{2,20}}(?:[ ](?:{SIGNS})[ ][a-z0-9]{{1,20}}){{1,4}})"
    r"(?![^\W_])"
)
_SAID_ON = re.compile(
    rf"(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM})(?:,?[ ](?:{LINKS})){{1,4}}[ ]"
    rf"{_SIGNED_WORDS}|(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM}|{ACCOUNT}|account|"
    rf"profilo?|benut?zer|utente)[ ]{_SIGNED_WORDS.replace('name', 'barely')}"
    rf"|(?<=: ){_SIGNED_WORDS.replace('name', 'before')}[ ]"
    rf"(?:on|auf|bei|su|at)[ ](?:{PLATFORM})(?![^\W_])"
)
"""Said aloud beside a platform: "su ig sono nico punto bari"."""
_APART = re.compile(
    r"(?<![^\s:])@ (?P<name>[a-z][a-z0-9_]{1,20}"
    r"(?: ?[._] ?[a-z0-9_]{2,20}){1,4})(?![\w@])"
)
"""Held apart so that no filter sees it: "@ ivana . markovic . makeup"."""
_SPOKEN = re.compile(
    rf"(?<![^\W_])(?:chiocciola|klammeraffe|affenschwanz|arroba|arobase)[ \t]{MADE}"
    r"(?![ \t](?:punto|punkt|dot|point)[ \t])"
)


def find_said_aloud(lowered: str) -> Iterator[Match]:
    """Find names whose signs are words, and those behind a spoken "@".

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _SAID_ON.finditer(lowered):
        group = match.lastgroup or ""
        if (is_odd_pair if group == "barely" else is_said)(match[group]):
            yield Match(*match.span(group), LIKELY, match[group])
    for match in _APART.finditer(lowered) if "@ " in lowered else ():
        if _is_apart(match["name"]):
            yield Match(*match.span(), LIKELY, match["name"].replace(" ", ""))
    for match in _SPOKEN.finditer(lowered):
        if is_made(match["name"]):
            yield Match(*match.span(), LIKELY, match["name"])


def _is_apart(name: str) -> bool:
    """Tell "ivana . markovic" from "@ home . bis gleich"."""
    parts = name.replace("_", ".").split(".")
    return load_words("common").isdisjoint(part.strip() for part in parts[:2])
