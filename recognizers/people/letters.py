"""Judge how letters and calls begin and end: "Liebe", "LG", "anna hier"."""

import re
from collections.abc import Iterator

from recognizers.people.clues import TABLE
from recognizers.people.judge import LIKELY, PROBABLE, WEAK, Span
from recognizers.people.names import Name
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words.phrases import Phrase

_NOT_BEFORE_GREETINGS = frozenset(TABLE["not_before_greetings"].split())
_POSSESSIVES = frozenset(TABLE["possessive_closings"].split())

_CLOSING_GAP = re.compile(r"[ \t]{0,3}+[,.!:\-–*_]{0,3}+(?:\s{0,6}+)[\"'*_\-–]{0,2}+")
_LINE_END = re.compile(r"[^\w\n]{0,20}+(?:$|\n)")
_LINE_START = re.compile(r"(?:^|[\n.!?,;])[ \t\W]{0,5}+([^\n.!?,;]{2,40})$")


def greeted(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "Hallo Anna"; "oder lieber Wasser" has none."""
    name = read_name(text, text.name_start(phrase.end))
    if name is None:
        return
    if name.known:
        yield name.start, name.end, LIKELY
        return
    meant = text.word_before(phrase.start) not in _NOT_BEFORE_GREETINGS
    if meant and name.capitals and text.ends_clause(name.end):
        yield name.start, name.end, WEAK


def signed(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name at the end of the line of "Viele Grüße, Anna", or of the next."""
    gap = _CLOSING_GAP.match(text.said, phrase.end)
    name = read_name(text, gap.end()) if gap else None
    if gap is None or name is None or not _LINE_END.match(text.said, name.end):
        return
    if name.number_of("listed"):
        yield name.start, name.end, LIKELY
    elif gap[0].strip(" \t") and _may_sign(text, phrase, gap[0], name):
        yield name.start, name.end, PROBABLE if name.capitals else WEAK


def _may_sign(text: Text, phrase: Phrase, gap: str, name: Name) -> bool:
    """Tell "macht ihr, gell?" from a letter's end."""
    said = text.plain[phrase.start : phrase.end]
    return bool(name.capitals) or "\n" in gap or said not in _POSSESSIVES


def calling(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the first name before "hier" that a line or a sentence begins with."""
    line = _LINE_START.search(text.said, max(phrase.start - 48, 0), phrase.start)
    name = read_name(text, line.start(1)) if line else None
    if name is None or text.said[name.end : phrase.start].strip():
        return
    if name.known:
        yield name.start, name.end, LIKELY
