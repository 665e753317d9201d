"""People who are named again: once somebody is known, the bare name is enough.

A name that is certain in one place of a text is looked for in the rest of it, where
nothing else may speak for it: "meine Frau Ilaria ... und ilaria meinte". One word that
only the model takes for a name is not certain enough, unless it is a known first name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.core.detect import Detect, Detection, Document, revised
from pipeline.core.findings import THRESHOLD, EntityType, Finding
from recognizers.people.clues import TABLE
from recognizers.words import fold, load_words, plain

ECHO = "echoes"
"""Who says so."""

ANNOUNCED = frozenset({"people", "known_names", "spelled_names"})
"""Recognizers that have more to go by than the word."""

_PERSON = EntityType("PERSON")
_CERTAIN = 0.75
_SCORE = 0.7
_MOST_CERTAIN = 20
"""Findings that are looked for again in one text."""

_LONGEST = 24
_BEFORE = re.compile(r"([^\W\d_]{1,20})[ \t]$")
"""The word before, in the same clause."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_DETERMINERS = frozenset(
    f"{TABLE['determiners']} im am zum zur vom beim ins letzten nachsten jeden".split()
)
"""Before an everyday word they say that it is meant: "der Koch", "im Winter"."""

_ENDINGS = ("e", "en", "er", "es", "em")
_ADJECTIVE = re.compile(rf"(?<=[a-z]{{3}})(?:{'|'.join(_ENDINGS)})$")
_FORMS = 3
"""Of a word that ends as German adjectives do, before a noun with its capital."""
_ADJECTIVES = frozenset(TABLE["adjectives"].split())
_VERBS = frozenset({"com", "giv", "hab"})
"""Stems of verbs that seem to have as many: "haben" and "haber", "come" and "comes"."""


def with_echoes(detect: Detect) -> Detect:
    """Return a detector that also finds every other place of a certain name."""
    return revised(detect, _echoed)


def _echoed(document: Document, detection: Detection) -> Detection:
    people = [it for it in detection.findings if it.entity == _PERSON]
    certain = [it for it in people if it.score >= _CERTAIN][:_MOST_CERTAIN]
    if not certain:
        return detection
    echoes = tuple(_echoes(document.text, certain, people))
    return detection._replace(findings=detection.findings + echoes)


def _echoes(
    text: str, certain: Iterable[Finding], people: Sequence[Finding]
) -> Iterator[Finding]:
    names = {name for it in certain for name in _names(text, it)}
    if not names:
        return
    found = [it for it in people if it.score >= THRESHOLD]
    covered = {at for it in found for at in range(it.start, it.end)}
    for word in _WORD.finditer(plain(text)):
        said = fold(text[word.start() : word.end()])
        if said not in names or word.start() in covered:
            continue
        if said not in _ambiguous() or _is_cased(text, word.start()):
            yield Finding(*word.span(), _PERSON, _SCORE, ECHO, said)


def _names(text: str, person: Finding) -> Iterator[str]:
    """Yield the words of a name that somebody may be called by."""
    words = [fold(word) for word in _WORD.findall(text[person.start : person.end])]
    announced = person.recognizer in ANNOUNCED or len(words) > 1
    for word in words:
        known = announced or word in load_words("first_names")
        if known and word not in load_words("towns"):
            yield word


def _is_cased(text: str, start: int) -> bool:
    """Tell "showing only Blessing" from "der Koch", "guter Koch" and "Winter is"."""
    before = _BEFORE.search(text, max(start - _LONGEST, 0), start)
    if before is None or not text[start].isupper() or text[start : start + 3].isupper():
        return False
    word = fold(before[1])
    return word not in _DETERMINERS and not _is_adjective(word)


def _is_adjective(word: str) -> bool:
    """Tell "guter", a word with other endings, too, from "only" and "wegen"."""
    ending = _ADJECTIVE.search(word)
    if ending is None:
        return False
    stem = word[: ending.start()]
    if stem in _ADJECTIVES or stem in _VERBS:
        return stem in _ADJECTIVES
    return sum(_is_word(f"{stem}{it}") for it in _ENDINGS) >= _FORMS


def _is_word(word: str) -> bool:
    return word in load_words("common") or word in load_words("frequent")


@cache
def _ambiguous() -> frozenset[str]:
    tables = ("common", "frequent", "name_words")
    return frozenset().union(*map(load_words, tables))
