"""Judge surnames that stand bare: "Weber hat angerufen", "Torte Nowak Samstag".

Nothing announces them; what stands beside them is what stands beside a person's name:
a deed, a role, a booking with its time, wares with their state.
"""

import re
from collections.abc import Iterator

from recognizers.people.clues import FIRST_NAMES, NAME_WORD, TABLE
from recognizers.people.judge import POSSIBLE, WEAK, Span
from recognizers.people.surnames import SEASONS, Likeness, is_small_name, likeness
from recognizers.people.text import Text
from recognizers.words import fold
from recognizers.words.phrases import Phrase

_LONGEST = 28
"""Code points before a phrase in which a surname stands."""
_OPENING = re.compile(
    r"(?:^|[\n.!?,;:]|(?<![^\W\d_])(?:und|and|but|e|ma|gestern|heute|ieri|oggi))"
    r"[ \t]{0,2}([^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?)[ \t]$"
)
_TIME = (
    r"(?:um |ab |gegen |at |@ ?|alle |ore |h )\d{1,2}(?![\d%€])|"
    r"\d{1,2}[:.]\d\d(?!\d| ?€)|"
    r"\d{1,2} ?(?:uhr|h|pm|am)(?!\w)"
)
_COUNT = (
    r"(?:für |per |for |zu |x ?)?\d{1,3} ?(?:x|pers(?:onen|one|\.)?|people|guests|"
    r"gäste|pax|p|stk|stück|flaschen|bottiglie|pezzi|bottles)(?!\w)"
)
_DAY = (
    r"(?:am |on )?(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|heute|morgen|"
    r"domani|oggi|stasera|(?:lun|mart|mercol|giov|ven)edì|sabato|domenica|today|tomorrow|"
    r"tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w)"
)
_STATE = (
    r"(?:" + "|".join(map(re.escape, TABLE["states"].split())) + r")(?!\w)"
    r"|(?:non|geht nicht|ohne|senza|no|without|da pagare|kommt um)(?!\w)"
)
_TIMED = re.compile(rf"[ \t,;:\-]{{1,3}}(?:{_TIME}|{_COUNT})", re.IGNORECASE)
_TOLD = re.compile(
    rf"[ \t,;:\-]{{1,3}}(?:{_TIME}|{_COUNT}|{_DAY}|{_STATE})", re.IGNORECASE
)
_TIMED_TWICE = re.compile(
    rf"[ \t,;:\-]{{1,3}}(?:{_TIME})[ \t,;]{{1,3}}(?:{_COUNT})", re.IGNORECASE
)
_ROOM = re.compile(r"(?:nr\.?|n\.)?[ \t]?\d{1,3}[a-z]?[ \t]{1,2}(?=[A-ZÀ-Þ])")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?[ \t]$")
_ITEM_END = re.compile(r"[ \t]{0,2}(?:$|[\n,;/)]|\d{1,2}[ \t]?(?:pers|pax|p\b|$))")
_YEAR = re.compile(r"[ \t](?:19|20)\d\d(?!\d)")


def deeds(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read who a clause begins with, before what only people do: "Weber rang"."""
    word = _before(text, phrase.start)
    if word is None:
        return
    named = likeness(word[1]) or is_small_name(word[1]) or _is_listed(word[1])
    if named and fold(word[1]) not in SEASONS:
        yield *word.span(1), POSSIBLE


def happens(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read who a clause begins with, before what happens to things as well."""
    word = _before(text, phrase.start)
    if word and likeness(word[1]) >= Likeness.WORD:
        yield *word.span(1), WEAK


def roles(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "Mieterin Sommer" and "Pat. Winter"."""
    word = _behind(text, phrase.end)
    if word is None or _YEAR.match(text.said, word.end()):
        return
    if likeness(word[0]) or _is_listed(word[0]):
        yield *word.span(), POSSIBLE


def bookings(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "Reservierung Koch 19 Uhr": what follows is a booking's."""
    word = _behind(text, phrase.end)
    look = likeness(word[0]) if word else Likeness.NONE
    if word is None or look is Likeness.NONE:
        return
    told = _TIMED_TWICE if look is Likeness.EVERYDAY else _TOLD
    if told.match(text.said, word.end()):
        yield *word.span(), POSSIBLE


def wares(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "Torte Nowak Samstag" and of "Nowak Drucker defekt"."""
    told = _TOLD.match(text.said, phrase.end) is not None
    owner = _before(text, phrase.start) if told else None
    if owner and likeness(owner[1]) is Likeness.SURNAME:
        yield *owner.span(1), POSSIBLE
    word = _behind(text, phrase.end)
    if word is None or _is_listed(word[0]) or not _TOLD.match(text.said, word.end()):
        return
    if likeness(word[0]) is Likeness.SURNAME:
        yield *word.span(), POSSIBLE


def rooms(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "Zi 12 Koch" and "room 4 Young"."""
    number = _ROOM.match(text.said, phrase.end)
    yield from _slot(text, number.end()) if number else ()


def hours(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "10 Uhr Koch, 11 Uhr Lang"."""
    if _CLOCK.search(text.said, max(phrase.start - 6, 0), phrase.start):
        yield from _slot(text, text.name_start(phrase.end))


def _slot(text: Text, start: int) -> Iterator[Span]:
    word = None if text.shouted else NAME_WORD.match(text.said, start)
    if (
        word
        and likeness(word[0]) >= Likeness.WORD
        and _ITEM_END.match(text.said, word.end())
    ):
        yield *word.span(), WEAK


def _before(text: Text, position: int) -> re.Match[str] | None:
    """Return the word that a clause begins with, and that ends at `position`."""
    if text.shouted:
        return None
    return _OPENING.search(text.said, max(position - _LONGEST, 0), position)


def _behind(text: Text, position: int) -> re.Match[str] | None:
    """Return the capitalised word behind `position` that no other name follows."""
    word = NAME_WORD.match(text.said, text.name_start(position))
    if word is None or text.shouted or not word[0][0].isupper():
        return None
    return word


def _is_listed(word: str) -> bool:
    return word[0].isupper() and fold(word) in FIRST_NAMES
