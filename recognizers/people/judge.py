"""What a judge of phrases is, and how sure it may be."""

from collections.abc import Callable, Iterable, Sequence

from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words.phrases import Phrase

SURE = 0.85
"""A phrase that announces a name, and something that looks like one."""
LIKELY = 0.75
"""A phrase that may precede a name, and a known first name."""
PROBABLE = 0.65
POSSIBLE = 0.6
WEAK = 0.55

Span = tuple[int, int, float]
"""A person's name: first code point, one past the last, score."""

Judge = Callable[[Text, Phrase], Iterable[Span]]
"""Yields the names that a phrase of its kind tells of in a text."""


def any_name(text: Text, position: int) -> Sequence[Span]:
    """Accept whatever may be a name: the phrase before it says that it is one."""
    name = read_name(text, position)
    if name is None:
        return ()
    return ((name.start, name.end, SURE if name.looks_like_one else POSSIBLE),)
