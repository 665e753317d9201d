"""Read the words of a name, and how far it goes."""

import re
from collections.abc import Sequence

from recognizers.people.clues import COMMON, LEADING_PARTICLES, NAME_WORD
from recognizers.people.looks import (
    TOWNS,
    Look,
    is_capital_initial,
    read_shouted_word,
    read_word,
)
from recognizers.people.names import Name, Part
from recognizers.people.text import Text
from recognizers.words import fold

MAX_WORDS = 6

_COMMA = re.compile(r",[ \t]{1,2}+(?=[^\W\d_])")
_GAP = re.compile(r"[ \t]{1,2}+(?=[^\W\d_])")
_CUT_GAP = re.compile(r"['’][ \t]{1,2}+(?=[^\W\d_])")
"""Behind the particle of "Ginevra de' Pazzi"."""
_INITIAL_GAP = re.compile(r"\.[ \t]?(?=[^\W\d_])")
_SURNAME_PARTICLES = frozenset("De Dei Del Della Dello Di La Lo Li".split())
_IRISH = frozenset("ÓÒ")
"""Letters that lead a surname: "Ó Conaire"."""
_WORDLESS = ("particle", "initial")


def read_name(text: Text, position: int) -> Name | None:
    """Read the name that begins at `position`, if one does."""
    if position not in text.names:
        text.names[position] = _read(text, position)
    return text.names[position]


def _read(text: Text, position: int) -> Name | None:
    parts = _read_parts(text, position)
    while parts and parts[-1].look == "particle":
        parts.pop()
    if not parts or all(part.look in _WORDLESS for part in parts):
        return None
    return Name(parts, _is_known(text, parts[0]))


def _is_known(text: Text, first: Part) -> bool:
    listed = first.look == "listed"
    return listed and fold(text.said[first.start : first.end]) not in COMMON


def read_behind_comma(text: Text, position: int) -> Name | None:
    """Read the name of ", Anna" at `position`, if one stands there."""
    comma = _COMMA.match(text.said, position)
    return read_name(text, comma.end()) if comma else None


def _read_parts(text: Text, position: int) -> list[Part]:
    parts: list[Part] = []
    while len(parts) < MAX_WORDS:
        word = NAME_WORD.match(text.said, position)
        if word is None:
            break
        part = _part(text, word, parts)
        if not _goes_on(text, parts, part):
            break
        parts.append(part)
        gap = _gap(text, part)
        if gap is None:
            break
        position = gap.end()
    return parts


# --- one word -------------------------------------------------------------------


def _part(text: Text, word: re.Match[str], before: Sequence[Part]) -> Part:
    said = word[0]
    ending, look = read_shouted_word(said) if text.shouted else read_word(said)
    start, end = word.start(), word.end() - ending
    if end - start == 1:
        look = _look_of_letter(text, said[0], end)
    elif look == "stop" and (
        (len(before) > 1 and _ends_name(text, start, end))
        or _is_led(text, before, start)
    ):
        look = "capital"
    return Part(start, end, look)


def _look_of_letter(text: Text, letter: str, end: int) -> Look:
    if letter in _IRISH:
        return "particle"
    dotted = text.said[end : end + 1] == "."
    initial = dotted or (not text.shouted and is_capital_initial(letter))
    return "initial" if initial else "stop"


def _ends_name(text: Text, start: int, end: int) -> bool:
    """Tell whether a short everyday word ends a name: "Thi Thu Ha"."""
    short = end - start <= 3  # noqa: PLR2004 - "Ha", "Che"
    return short and text.said[start:end].istitle() and text.ends_clause(end)


def _is_led(text: Text, before: Sequence[Part], start: int) -> bool:
    """Tell whether a capital particle makes a surname of a word: "Del Vecchio"."""
    if not before or text.shouted or before[-1].look != "particle":
        return False
    said = text.said[before[-1].start : before[-1].end]
    return text.said[start].isupper() and said in _SURNAME_PARTICLES


def _gap(text: Text, part: Part) -> re.Match[str] | None:
    if part.look == "initial":
        dotted = _INITIAL_GAP.match(text.said, part.end)
        return dotted or _GAP.match(text.said, part.end)
    cut = part.look == "particle" and _CUT_GAP.match(text.said, part.end)
    return cut or _GAP.match(text.said, part.end)


# --- several words --------------------------------------------------------------


def _goes_on(text: Text, parts: Sequence[Part], part: Part) -> bool:
    """Tell whether a name that began with `parts` goes on with `part`."""
    if part.look == "stop":
        return False
    if not parts:
        return _begins(text, part)
    if part.look == "unknown":
        return _takes_unknown(text, parts, part)
    if part.look == "capital" and parts[0].look == "unknown":
        return False
    return not _is_origin(text, parts[-1], part)


def _takes_unknown(text: Text, parts: Sequence[Part], part: Part) -> bool:
    """Tell whether a name may go on with a small word that is no everyday one."""
    looks = [each.look for each in parts]
    capitals = looks.count("capital")
    if capitals + looks.count("unknown") > (0 if "listed" in looks else 1):
        return False
    if capitals or (text.said[parts[0].start].isupper() and not text.shouted):
        return text.ends_clause(part.end)
    return not _is_origin(text, parts[-1], part)


def _begins(text: Text, part: Part) -> bool:
    """Tell whether a name may begin with `part`: "von", but not "der"."""
    if part.look != "particle":
        return True
    said = text.said[part.start : part.end]
    return said[0].isupper() or said in LEADING_PARTICLES


def _is_origin(text: Text, last: Part, part: Part) -> bool:
    """Tell whether "di roma" follows, where the person is from."""
    joined = last.look == "particle"
    return joined and fold(text.said[part.start : part.end]) in TOWNS
