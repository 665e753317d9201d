"""User names in humps: "add me on psn GazzaReloaded"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import LINKS, OTHER_PLATFORM, PLATFORM
from recognizers.usernames.guesses import LIKELY

_CAMEL = r"(?P<name>[A-Z]?[a-z0-9]{1,20}(?:[A-Z][a-z0-9]{0,20}){1,5})(?![\w@\-'/]|\.\w)"
_TOLD_CAMEL = re.compile(
    rf"(?<![^\W_])(?:(?i:(?:add|find|adde?|follow|folg|trovi|"
    rf"trovate|cerca)[a-z]{{0,3}}[ ]"
    rf"(?:me|mich|mi|mir)[ ](?:on|auf|bei|su|at)[ ](?:{PLATFORM}|{OTHER_PLATFORM})"
    rf"(?:[ ](?:{LINKS})){{0,4}})|(?i:(?:{PLATFORM}|{OTHER_PLATFORM})[ ]?"
    rf"(?:name|nick|id|tag|user|username|gamertag)|(?:on |auf |su )?"
    rf"twitch))[ ]?[:=]?[ ]{_CAMEL}"
)
_ALSO_CAMEL = re.compile(
    rf"(?<![^\W_])(?i:or|oder|and|und|o|e)[ ](?i:(?:on[ ]|auf[ ]|su[ ])?"
    rf"(?:{PLATFORM}|{OTHER_PLATFORM})(?:[ ](?:{LINKS})){{0,4}})[ ]?[:=]?[ ]{_CAMEL}"
)
"""Behind another platform's name: "..., or steam TheRealGaz"."""


def find_in_humps(text: str, *, also: bool) -> Iterator[Match]:
    """Find "TheRealGaz" where its owner says so, or beside other names of theirs.

    Args:
        text: A folded reading.
        also: Whether other names were found.
    """
    for pattern in (_TOLD_CAMEL, _ALSO_CAMEL) if also else (_TOLD_CAMEL,):
        for match in pattern.finditer(text):
            yield Match(*match.span("name"), LIKELY, match["name"].lower())
