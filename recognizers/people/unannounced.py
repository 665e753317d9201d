"""Names without a phrase: the whole message, initials, a full name, several people."""

import re
from collections.abc import Iterator, Sequence

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORDS, TABLE
from recognizers.people.judge import POSSIBLE, Span
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words

_MONTHS = frozenset("april august januar juli juni june mai march may".split())
_BRANDED = tuple(TABLE["branded"])
_MOST_LISTED = 8
_KNOWN = FIRST_NAMES - COMMON
_PLAIN_NAMES = _KNOWN - NAME_WORDS - load_words("frequent") - load_words("towns")
"""First names that are nothing else."""

_TEXT_EDGE = re.compile(r"[^\w]{0,20}+")
_OPENING = re.compile(r"[^\w]{0,20}+(?P<word>[^\W\d_]++)(?P<joined>['-]?)")
# A search for a letter is quicker than one for what stands before it, so that comes
# second. What isn't ASCII is looked at again.
_CAPITALISED = re.compile(
    r"[A-Z\x80-\U0010ffff](?<![^\W\d_].)(?<=[^\W\d_])[^\W\d_]*+", re.DOTALL
)
_LONGEST_END = 26
"""Code points in which the last word and the sign before it stand."""
_JOINING = frozenset("'’/&@+#*-")
"""Signs that end no clause."""
_INITIALS = re.compile(
    r"[A-Z]\. (?<![^\W_]...)(?<!\....)(?:[A-Z]\. ){1,2}(?=[A-ZÀ-Þ][^\W\d_]{2})"
)
_JOINED = re.compile(
    r"(?P<sign>,? (?:and|und|e|&|\+) |, )(?P<name>[A-ZÀ-Þ][^\W\d_]{1,19})(?![\w'’-])"
)


def unannounced(text: Text) -> Iterator[Span]:
    """Yield the names that no phrase tells of, in any order."""
    yield from _alone(text)
    yield from _last(text)
    if text.shouted or text.said.islower():  # Half of all chat.
        return
    if ". " in text.said:
        yield from _initialled(text)
    yield from _capitalised(text)


def _alone(text: Text) -> Sequence[Span]:
    """Accept the name that is the whole message."""
    opening = _OPENING.match(text.plain)
    if opening is None or not _may_be_known(*opening.groups()):
        return ()
    name = read_name(text, opening.start("word"))
    if name is None or not name.known:
        return ()
    edge = _TEXT_EDGE.match(text.said, name.end)
    whole = edge is not None and edge.end() == len(text.said)
    return ((name.start, name.end, POSSIBLE),) if whole else ()


def _may_be_known(word: str, joined: str) -> bool:
    """Tell by a look whether a known first name may stand there."""
    return word in _KNOWN or joined != "" or not word.isascii()


def _last(text: Text) -> Iterator[Span]:
    """Yield the known first name that stands alone at the end: "bis morgen. resi"."""
    *before, last = text.plain[-_LONGEST_END:].split() or [""]
    name = last.rstrip(".!?)")
    if not before or name not in _PLAIN_NAMES:
        return
    sign = before[-1][-1]
    if not sign.isalnum() and sign not in _JOINING:
        start = text.plain.rindex(name)
        yield start, start + len(name), POSSIBLE


def _initialled(text: Text) -> Iterator[Span]:
    """Yield "A. K. Beispiel": two initials are enough."""
    for initials in _INITIALS.finditer(text.said):
        name = read_name(text, initials.start())
        if name and name.end > initials.end():
            yield name.start, name.end, POSSIBLE


def _capitalised(text: Text) -> Iterator[Span]:
    """Yield full names, and people in a row, each begun by a first name."""
    done = 0
    for word in _CAPITALISED.finditer(text.said):
        first = fold(word[0])
        if first not in FIRST_NAMES or word.start() < done or not word[0][0].isupper():
            continue
        for span in _full_name(text, word.start(), first):
            done = span[1]
            yield span
        yield from _enumerated(text, word)


def _full_name(text: Text, start: int, first: str) -> Sequence[Span]:
    """Accept a known first name and a capitalised surname behind it."""
    if first in NAME_WORDS:
        return ()
    name = read_name(text, start)
    if name is None or not name.known:
        return ()
    if not name.capitals and name.number_of("listed") < 2:  # noqa: PLR2004 - a first name and a last one
        return ()
    branded = text.plain.startswith(_BRANDED, start)
    return () if branded else ((name.start, name.end, POSSIBLE),)


def _enumerated(text: Text, first: re.Match[str]) -> Iterator[Span]:
    """Yield "Hope, Joy and Faith": each may be a word, together they are people."""
    people = [first.span()]
    signs = ""
    while len(people) < _MOST_LISTED and (
        joined := _JOINED.match(text.said, people[-1][1])
    ):
        people.append(joined.span("name"))
        signs += joined["sign"]
    if signs.strip(", ") and _are_people(
        [fold(text.said[start:end]) for start, end in people], signs
    ):
        yield from ((start, end, POSSIBLE) for start, end in people)


def _are_people(words: Sequence[str], signs: str) -> bool:
    if any(word not in FIRST_NAMES or word in _MONTHS for word in words):
        return False
    everyday = all(word in NAME_WORDS or word in COMMON for word in words)
    return not everyday or "and" in signs or "&" in signs
