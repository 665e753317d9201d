"""User names that a sign tells: "@anna_b", "Anna#1234"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import NO_HANDLES, TABLE
from recognizers.usernames.guesses import LIKELY, POSSIBLE, SURE, claim

_HANDLE = re.compile(
    r"(?<![^\s(\[{<:,;\"'„“«/|])@(?P<name>[a-z0-9_](?:[a-z0-9_.]{0,62}[a-z0-9_])?+)"
    r"(?![^\W_]|[@\-]|\.[a-z])",
)
_TAG = re.compile(r"(?<![^\s(\[\"':,;])(?P<name>[^\W\d_][\w.]{1,30}#\d{4,5})(?![^\W_])")
_GAME_TAG = re.compile(
    r"(?<![^\W_])(?:riot(?: id)?|valorant|league|"
    r"lol)(?:[ ](?:name|id|is|ist|tag))?[ ]?:?[ ]"
    r"(?P<name>[^\W_][\w ]{2,15}#[a-z0-9]{3,5})(?![^\W_])"
    r"|(?<![^\W_])(?P<code>sw-\d{4}-\d{4}-\d{4})(?![^\W_])"
)
_NO_TAGS = frozenset(TABLE["no_tags"].split())


def find_handles(lowered: str) -> Iterator[Match]:
    """Find "@anna_b".

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _HANDLE.finditer(lowered) if "@" in lowered else ():
        if _is_handle(match["name"]):
            yield Match(*match.span(), SURE, match["name"])


def find_tags(lowered: str) -> Iterator[Match]:
    """Find "Anna#1234", and the codes of friends.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _TAG.finditer(lowered) if "#" in lowered else ():
        if match["name"].partition("#")[0] not in _NO_TAGS:
            yield claim(match, POSSIBLE)
    for match in _GAME_TAG.finditer(lowered):
        group = "name" if match["name"] else "code"
        yield Match(*match.span(group), LIKELY, match[group])


def _is_handle(name: str) -> bool:
    letters = any(char.isalpha() for char in name)
    return letters and len(name) > 2 and name not in NO_HANDLES  # noqa: PLR2004 - "@5" is a price
