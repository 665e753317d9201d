"""Judge people who are told of together: lists, ages, families.

"Kinder: Mia, Joy, Till", "Hope (5) and River (3)", "die Müllers von oben".
"""

import re
from collections.abc import Iterator

from recognizers.people.clues import FIRST_NAMES, NAME_WORDS, TABLE
from recognizers.people.judge import POSSIBLE, Span
from recognizers.people.surnames import CALENDAR, Likeness, is_small_name, likeness
from recognizers.people.text import Text
from recognizers.words import fold
from recognizers.words.phrases import Phrase

_NAME = r"[A-ZÀ-Þ][^\W\d_]{1,15}"
_AND = r"(?:,|(?:,[ ])?[ ]?(?:und|and|e|&|\+))[ ]"
_LIST = re.compile(rf"[ ]?:[ ]{{0,2}}({_NAME}(?:[ ]?{_AND}{_NAME}){{1,11}})(?![\w'-])")
_WORD = re.compile(_NAME)
_AGED = re.compile(rf"(?<![^\W_])({_NAME}),?[ ]\(?\d{{1,2}}[ -]?$")
_AGED_TOGETHER = re.compile(
    rf"(?<![^\W_])({_NAME})[ ]?\(\d{{1,2}}\)"
    rf"(?:[ ]?{_AND}{_NAME}[ ]?\(\d{{1,2}}\)){{1,7}}"
)
_NAMES = (FIRST_NAMES | NAME_WORDS) - CALENDAR
_FIRST_NAMES = FIRST_NAMES - CALENDAR - frozenset(TABLE["no_first_names"].split())
_FAMILY = re.compile(
    r"(?<![^\W_])(?:(?P<many>[Dd]ie|[Dd]en|[Tt]he)|[Bb]ei|[Ii]|[Dd]?ai|[Dd]ei)[ ]"
    r"(?P<name>[^\W\d_]{3,20})[ ]$"
)
_LONGEST = 28


def listed(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the first names of "Kinder: Mia, Joy, Till", all of which are known."""
    found = None if text.shouted else _LIST.match(text.said, phrase.end)
    if found:
        yield from _all_known(found[1], found.start(1))


def aged(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the first name of "Paul 3J" and "Asia 5 anni": "Golf 5 Jahre" has none."""
    if text.shouted:
        return
    found = _AGED.search(text.said, max(phrase.start - _LONGEST, 0), phrase.start)
    if found and fold(found[1]) in _FIRST_NAMES:
        yield *found.span(1), POSSIBLE


def aged_together(text: Text) -> Iterator[Span]:
    """Yield the first names of "Hope (5) and River (3)"."""
    for found in () if text.shouted else _AGED_TOGETHER.finditer(text.said):
        yield from _all_known(found[0], found.start())


def families(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "die Müllers von oben", not "die Post gegenüber"."""
    found = _FAMILY.search(text.said, max(phrase.start - _LONGEST, 0), phrase.start)
    if found is None or text.shouted:
        return
    word = found["name"]
    stem = word.removesuffix("s")
    small = stem != word and is_small_name(stem)
    like = max(likeness(stem), likeness(word))
    least = Likeness.SURNAME if found["many"] and stem == word else Likeness.EVERYDAY
    if small or like >= least:
        yield *found.span("name"), POSSIBLE


def _all_known(said: str, start: int) -> Iterator[Span]:
    """Yield the names of a list if each is a known name, be it a word, too."""
    names = list(_WORD.finditer(said))
    if all(fold(name[0]) in _NAMES for name in names):
        yield from ((start + n.start(), start + n.end(), POSSIBLE) for n in names)
