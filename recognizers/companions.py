"""Names beside somebody who is known: "Hiroshi and Dele are coming", "Ana Lo Presti".

A name that is certain vouches for the one that "and" joins to it, if that has a capital
and is no everyday word, and for the surname that a particle leads behind it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from pipeline.core.detect import Detect, Detection, Document, revised
from pipeline.core.findings import THRESHOLD, EntityType, Finding
from recognizers.people.surnames import likeness
from recognizers.words import fold, load_words

COMPANION = "companions"
"""Who says so."""

_PERSON = EntityType("PERSON")
_CERTAIN = 0.6
_SCORE = 0.6
_MOST = 20
"""Findings that are looked beside in one text."""
_NEAR = 28

_BEHIND = re.compile(r" (and|und|e|&|\+) ([^\W\d_]{3,20})(?![\w'’-]| [A-ZÀ-Þ])")
_BEFORE = re.compile(r"(?<![\w'’-])(?<![\w.] )([^\W\d_]{3,20}) (and|und|e|&|\+) $")
_LED = re.compile(
    r" ((?:lo|la|li|de|del|della|dello|dal|dalla|dei|de['’]|di|da|van|van der|van de|"
    r"van den|von|ter|ten|el|al|ben|bin|ap|mac|ó|ní|nic) )([^\W\d_]{2,20})(?![\w'’-])",
    re.IGNORECASE,
)
_FOREIGN = frozenset("van ter ten el al ben bin ap de' de’".split())
"""Particles that hardly tell where somebody is from."""
_CORRECTED = re.compile(
    r",? (?:non|nn|not|nicht|net|statt|anstatt|invece di|instead of|rather than) "
    r"([^\W\d_]{3,20})(?![\w'’-]| [A-ZÀ-Þ])"
)
_ALIKE = 0.5
"""Share of letters that two spellings of one name have in common."""
_NICKNAME = re.compile(
    r", (?:il|la|lo|er|el|der|die|big) ([A-ZÀ-Þ][^\W\d_]{2,15}) "
    r"(?=(?:and|und|e|&) [A-ZÀ-Þ])"
)
_BETWEEN = re.compile(
    r", ([A-ZÀ-Þ][^\W\d_]{2,15})(?:,| e| and| und| &) (?:(?:il|la) )?(?=[A-ZÀ-Þ])"
)
"""Who stands between two others: "Ricci, Conti, Mbaye"."""
_ITEM = re.compile(r"(?:^|[:\n(]\s?)$")
_ITEM_END = re.compile(r"\s{0,3}(?:$|[,;.\n)])")
_REACHED_BY = frozenset({"ADDRESS", "PHONE_NUMBER"})
_HEADING = re.compile(r"(?:^|\n)[^\w\n]{0,3}([A-ZÀ-Þ][^\W\d_]{2,19})[,:;]? $")
"""One word that begins a line, up to where somebody is reached."""
_DWELLINGS = load_words("noun_surnames") | frozenset("hof haus house park hall".split())
_SLASHED = re.compile(r" ?/ ?([^\W\d_]{3,20})(?![\w'’/-]| [A-ZÀ-Þ][^\W\d_]+ \d)")
_OPENING = re.compile(r"(?:^|[\n.!?:,]\s?)$")


def with_companions(detect: Detect) -> Detect:
    """Return a detector that also finds who is joined to somebody certain."""
    return revised(detect, _accompanied)


def _accompanied(document: Document, detection: Detection) -> Detection:
    people = [it for it in detection.findings if it.entity == _PERSON]
    certain = [it for it in people if it.score >= _CERTAIN][:_MOST]
    covered = [it for it in detection.findings if it.score >= THRESHOLD]
    reached = [it for it in covered if it.entity in _REACHED_BY]
    if not certain and not reached:
        return detection
    beside = dict.fromkeys(_company(document.text, certain, reached))
    new = tuple(it for it in beside if not any(map(it.overlaps, covered)))
    return detection._replace(findings=detection.findings + new) if new else detection


def _company(
    text: str, people: Sequence[Finding], reached: Iterable[Finding]
) -> Iterator[Finding]:
    for person in people:
        yield from _beside(text, person)
    yield from _between(text, people)
    yield from _heading(text, reached)
    if "/" in text:
        yield from _slashed(text, people)


def _heading(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the surname of "Winter, Gartenweg 3" and "Koch 0171 ...", alone before."""
    for found in findings:
        near = max(found.start - _NEAR, 0)
        word = _HEADING.search(text, near, found.start)
        if word and (near == 0 or word.start() > near) and _heads(word[1], found):
            yield _finding(*word.span(1), word[1])


def _heads(word: str, found: Finding) -> bool:
    """Tell "Winter, Gartenweg 3" from "Villa via Roma 3"."""
    dwelling = found.entity == "ADDRESS" and fold(word) in _DWELLINGS
    return (
        bool(likeness(word)) and not dwelling and fold(word) not in load_words("towns")
    )


def _between(text: str, people: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the words that stand between two people in a list."""
    starts = {person.start for person in people}
    for person in people if len(people) > 1 else ():
        listed = _BETWEEN.match(text, person.end)
        if listed and listed.end() in starts and _is_name(listed[1]):
            yield _finding(*listed.span(1), listed[1])


def _beside(text: str, person: Finding) -> Iterator[Finding]:
    """Yield the words that are joined to a name, behind it and before it."""
    opens = _OPENING.search(text, max(person.start - 2, 0), person.start)
    behind = _BEHIND.match(text, person.end)
    if behind and _is_name(behind[2]) and (opens or behind[1] != "und"):
        yield _finding(*behind.span(2), behind[2])
    led = _LED.match(text, person.end)
    if led and _is_surname(text, person, led):
        yield _finding(led.start(1), led.end(2), led[2])
    corrected = _CORRECTED.match(text, person.end)
    if corrected and _is_misspelt(text, person, corrected[1]):
        yield _finding(*corrected.span(1), corrected[1])
    nickname = _NICKNAME.match(text, person.end)
    if nickname and _is_name(nickname[1]):
        yield _finding(*nickname.span(1), nickname[1])
    before = _BEFORE.search(text, max(person.start - _NEAR, 0), person.start)
    if before and before[2] != "und" and _is_name(before[1]):
        yield _finding(*before.span(1), before[1])


def _slashed(text: str, people: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the other surname of "Koch/Winter Doppelzimmer"."""
    for person in people:
        other = _SLASHED.match(text, person.end)
        if other and likeness(other[1]) and likeness(text[person.start : person.end]):
            yield _finding(*other.span(1), other[1])


def _is_misspelt(text: str, person: Finding, word: str) -> bool:
    """Tell "Hoxha non Oxa" from "Anna non risponde"."""
    name = fold(text[person.start : person.end]).split()[-1]
    said = fold(word)
    cased = word.istitle() if text[person.start].isupper() else word.islower()
    if not cased or said == name or said in _everyday():
        return False
    return SequenceMatcher(None, name, said).ratio() > _ALIKE


def _is_surname(text: str, person: Finding, led: re.Match[str]) -> bool:
    """Tell "Concetta Lo Presti" and "concetta lo presti," from "anna di roma"."""
    if fold(led[2]) in load_words("towns"):
        return False
    if led[2].istitle():
        return led[1].istitle() or led[1].split()[0] in _FOREIGN
    opens = _ITEM.search(text, max(person.start - 2, 0), person.start)
    item = opens and _ITEM_END.match(text, led.end())
    everyday = fold(led[2]) in _everyday()
    told = not everyday or text[max(person.start - 2, 0) : person.start].strip() == ":"
    return bool(item) and told and text[person.start].islower()


def _is_name(word: str) -> bool:
    return word.istitle() and fold(word) not in _everyday()


def _finding(start: int, end: int, word: str) -> Finding:
    return Finding(start, end, _PERSON, _SCORE, COMPANION, fold(word))


@cache
def _everyday() -> frozenset[str]:
    tables = ("common", "frequent", "brands", "towns", "slips")
    return frozenset().union(*map(load_words, tables))
