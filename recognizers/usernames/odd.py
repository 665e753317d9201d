"""Names that no word is like: "username hbarron", "angemeldet als xxkorinnaxx"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import LINKS, OTHER_PLATFORM, PLATFORM, SIGNS
from recognizers.usernames.guesses import LIKELY, claim
from recognizers.usernames.looks import is_name, is_odd, is_unspeakable

_ODD = rf"(?P<name>[a-z]{{4,30}})(?![\w@\-'/]|\.\w|[ ](?:{SIGNS})[ ])"
_NAMED_BARELY = re.compile(
    r"(?<![^\W_])(?:use?r ?-?name?|(?:benut?zer|nutzer|nick|account|screen) ?name|"
    rf"nome ?utente|game?r? ?tag|psn(?:[ ]id)?)[ ]{_ODD}"
)
"""A name that is no word, behind a word for it: "username hbarron"."""
_ON_IT = re.compile(
    rf"(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM}|(?P<thing>login|account|user|"
    r"utente|benut?zer)|"
    r"handle|profilo?|accedo|entro|logged in|signed in|eingeloggt|angemeldet)"
    rf"(?P<links>(?:[ ](?:{LINKS})){{0,4}})[ ]{_ODD}"
)
_AS = re.compile(r" (?:als|as|come)$").search
_ON_PLATFORM_ODD = re.compile(
    rf"(?<![^\W_])(?P<links>{LINKS})[ ]{_ODD}[ ](?:on|auf|bei|su|at)[ ](?:{PLATFORM})"
    r"(?![^\W_])"
)


def find_odd_names(lowered: str) -> Iterator[Match]:
    """Find names that no word is like, with nothing but a word before them.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _NAMED_BARELY.finditer(lowered):
        if is_name(match["name"]) and is_odd(match["name"]):
            yield claim(match, LIKELY)
    for pattern in (_ON_IT, _ON_PLATFORM_ODD):
        for match in pattern.finditer(lowered):
            told = bool(match["links"])
            thing = pattern is _ON_IT and match["thing"] and not _AS(match["links"])
            if not thing and is_unspeakable(match["name"], told=told):
                yield claim(match, LIKELY)
