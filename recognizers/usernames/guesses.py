"""How sure each way to read a user name is."""

import re

from recognizers.finders import Match

SURE = 0.9
LIKELY = 0.87
POSSIBLE = 0.86
"""All above what a name model says of the town in "Gh0stNapoli"."""


def claim(match: re.Match[str], score: float) -> Match:
    """Claim the group ``name`` of a match.

    Args:
        match: Of a text as `plain` makes it.
        score: How sure it is.
    """
    return Match(*match.span("name"), score, match["name"])
