"""What a report shows of a text: a stretch with its surroundings, or its shape."""

import string
from dataclasses import dataclass
from itertools import groupby

AROUND = 48
"""Characters shown on either side of a stretch."""

_LONGEST_RUN = 4
_LONGEST = 120
_ELLIPSIS = "…"
_OTHER = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of a text; its surroundings are empty where only a shape is shown."""

    stretch: str
    before: str = ""
    after: str = ""


def quote(text: str, start: int, end: int) -> Excerpt:
    """Quote a stretch with its surroundings, on one line."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return Excerpt(
        stretch=_cut(_visible(text[start:end])),
        before=(_ELLIPSIS if start > AROUND else "") + _visible(before),
        after=_visible(after) + (_ELLIPSIS if end + AROUND < len(text) else ""),
    )


def outline(text: str, start: int, end: int) -> Excerpt:
    """Show the shape of a stretch: enough to see its kind, not what it says."""
    return Excerpt(stretch=_cut(shape(text[start:end])))


def shape(text: str) -> str:
    """Replace letters by x or X and digits by 9; no run is longer than four.

    Only ASCII punctuation stays as it is.

    Example:
        >>> shape("Hannelore M., +44 7700 900123")
        'Xxxxx X., +99 9999 9999'
    """
    runs = groupby(map(_kind, text))
    return "".join(kind * min(_LONGEST_RUN, len(list(run))) for kind, run in runs)


def _kind(character: str) -> str:
    if character.isupper():
        return "X"
    if character.isalpha():
        return "x"
    if character.isnumeric():
        return "9"
    if character.isspace():
        return " "
    return character if character in string.punctuation else _OTHER


def _visible(text: str) -> str:
    """Put text on one line, without what would change how the rest is shown."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() else _OTHER for c in text
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _ELLIPSIS
