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

_SIGNED_WORDS = (
    rf"(?P<name>[a-z0-9]{{2,20}}(?:[ ](?:{SIGNS})[ ][a-z0-9]{{1,20}}){{1,4}})"
    r"(?![^\W_])"
)
_SAID_ON = re.compile(
    rf"(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM})(?:[ ](?:{LINKS})){{1,4}}[ ]"
    rf"{_SIGNED_WORDS}|(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM}|{ACCOUNT}|account|"
    rf"profilo?|benut?zer|utente)[ ]{_SIGNED_WORDS.replace('name', 'barely')}"
    rf"|(?<=: ){_SIGNED_WORDS.replace('name', 'before')}[ ]"
    rf"(?:on|auf|bei|su|at)[ ](?:{PLATFORM})(?![^\W_])"
)
"""Said aloud beside a platform: "su ig sono nico punto bari"."""
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
    for match in _SPOKEN.finditer(lowered):
        if is_made(match["name"]):
            yield Match(*match.span(), LIKELY, match["name"])
