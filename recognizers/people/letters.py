"""Judge how letters and calls begin and end: "Liebe", "LG", "anna hier"."""

import re
from collections.abc import Iterator, Sequence

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORD, NAME_WORDS, TABLE
from recognizers.people.judge import LIKELY, POSSIBLE, PROBABLE, WEAK, Span
from recognizers.people.names import Name
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words
from recognizers.words.phrases import Phrase

_NOT_BEFORE_GREETINGS = frozenset(TABLE["not_before_greetings"].split())
_POSSESSIVES = frozenset(TABLE["possessive_closings"].split())

_GREETED = frozenset(TABLE["greeted_words"].split())
_ENDEARMENTS = frozenset(TABLE["endearments"].split())
_FREQUENT = load_words("frequent")

_GREETED_END = re.compile(r"[ \t]?(?:[,!\n]|$)")
_CALL_END = re.compile(
    r"[ \t]{0,2}(?:[,.!;\n]|$|(?:from|von|vom|aus|da|dal|del|della|again|nochmal)\s)"
)
_CLOSING_GAP = re.compile(r"[ \t]{0,3}+[,.!:\-–*_]{0,3}+(?:\s{0,6}+)[\"'*_\-–]{0,2}+")
_LINE_END = re.compile(r"[^\w\n]{0,20}+(?:$|\n)")
_OF = re.compile(r"[ \t](?:of|von|vom|di|del|della|dello)(?![^\W\d_])")
_CALLER = re.compile(r"(?:^|[\n.!?,])[ \t]{0,2}([^\W\d_]{2,16})([ ][b-hj-z])?[ \t]$")
_OFFICE = re.compile(
    r"[ ](?:[A-Z]{2,4}|accounts|billing|reception|sales|support|the)\b"
)
"""Where somebody calls from."""
_NO_CALLERS = frozenset(TABLE["no_first_names"].split())
_LINE_START = re.compile(r"(?:^|[\n.!?,;])[ \t\W]{0,5}+([^\n.!?,;]{2,40})$")


def greeted(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "Hallo Anna"; "oder lieber Wasser" has none."""
    start = text.name_start(phrase.end)
    name = read_name(text, start)
    if name and name.known:
        yield name.start, name.end, LIKELY
    elif name and name.capitals:
        meant = text.word_before(phrase.start) not in _NOT_BEFORE_GREETINGS
        if meant and text.ends_clause(name.end):
            yield name.start, name.end, WEAK
    else:
        yield from _greeted_word(text, phrase, start)


def _greeted_word(text: Text, phrase: Phrase, start: int) -> Sequence[Span]:
    """Accept the word of "Hi Gift," and "ciao vale," that a message begins with."""
    word = NAME_WORD.match(text.said, start)
    if word is None or not _GREETED_END.match(text.said, word.end()):
        return ()
    key = fold(word[0])
    capital = word[0][0].isupper() and key in _GREETED
    small = key in FIRST_NAMES and key in NAME_WORDS and key not in _ENDEARMENTS
    begins = not text.said[: phrase.start].strip()
    return ((*word.span(), WEAK),) if begins and (capital or small) else ()


def signed(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name at the end of the line of "Viele Grüße, Anna", or of the next."""
    gap = _CLOSING_GAP.match(text.said, phrase.end)
    name = read_name(text, gap.end()) if gap else None
    if gap is None or name is None or not _LINE_END.match(text.said, name.end):
        return
    if _is_house(text, name):
        return
    if name.number_of("listed"):
        yield name.start, name.end, LIKELY
    elif gap[0].strip(" \t") and _may_sign(text, phrase, gap[0], name):
        yield name.start, name.end, PROBABLE if name.capitals else WEAK


def _is_house(text: Text, name: Name) -> bool:
    """Tell "Ihre Rosen-Apotheke" from "Ihre Müller-Koch"."""
    _, hyphen, last = text.plain[name.start : name.end].rpartition("-")
    return bool(hyphen) and last in COMMON and last not in NAME_WORDS


def _may_sign(text: Text, phrase: Phrase, gap: str, name: Name) -> bool:
    """Tell "macht ihr, gell?" from a letter's end."""
    said = text.plain[phrase.start : phrase.end]
    return bool(name.capitals) or "\n" in gap or said not in _POSSESSIVES


def calling(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the first name before "hier" that a line or a sentence begins with."""
    name = _name_before(text, phrase)
    if name is None or not name.known:
        yield from _everyday_caller(text, phrase)
    if name is None:
        return
    if name.known:
        yield name.start, _before_gap(text, phrase), LIKELY
    elif _CALL_END.match(text.said, phrase.end) and _is_unheard(text, name):
        yield name.start, name.end, WEAK


def _everyday_caller(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the everyday name of "ben k from accounts" and "Jo from HR"."""
    begin = max(phrase.start - 24, 0)
    caller = _CALLER.search(text.said, begin, phrase.start)
    key = fold(caller[1]) if caller else ""
    if caller is None or key not in FIRST_NAMES - _NO_CALLERS:
        return
    sure = caller[2] or (caller[1].istitle() and _OFFICE.match(text.said, phrase.end))
    if sure:
        yield caller.start(1), _before_gap(text, phrase), POSSIBLE


def _before_gap(text: Text, phrase: Phrase) -> int:
    """Return where "ben k" ends in "ben k from accounts"."""
    begin = max(phrase.start - 4, 0)
    return begin + len(text.said[begin : phrase.start].rstrip())


def answering(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "przemek speaking", whoever that is."""
    name = _name_before(text, phrase)
    if name:
        sure = name.known or name.capitals
        yield name.start, name.end, LIKELY if sure else POSSIBLE


def naming(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "james billing is my name", which a line begins with."""
    line = _LINE_START.search(text.said, max(phrase.start - 48, 0), phrase.start)
    if line is None or _OF.match(text.plain, phrase.end):
        return
    name = read_name(text, line.start(1))
    rest = text.said[name.end if name else line.start(1) : phrase.start]
    if name and len(rest.split()) <= (1 if name.known else 0):
        sure = name.known or name.capitals
        yield name.start, name.end + len(rest.rstrip()), LIKELY if sure else POSSIBLE
    elif name is None and fold(rest.strip()) in FIRST_NAMES:
        yield line.start(1), line.start(1) + len(rest.rstrip()), POSSIBLE


def _name_before(text: Text, phrase: Phrase) -> Name | None:
    line = _LINE_START.search(text.said, max(phrase.start - 48, 0), phrase.start)
    name = read_name(text, line.start(1)) if line else None
    rest = text.said[name.end : phrase.start].strip() if name else ""
    if name is None or (len(rest) > 1 if name.known else rest):
        return None
    return name


def _is_unheard(text: Text, name: Name) -> bool:
    """Tell "Tendai here," from "Wetter hier:": one word that is no everyday one."""
    word = fold(text.said[name.start : name.end])
    return len(name.parts) == 1 and word not in _FREQUENT
