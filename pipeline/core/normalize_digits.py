"""Digits as people say or hide them: in words, as letters, between signs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.core import normalize_words as words
from pipeline.core.literals import any_of
from pipeline.core.normalize_letters import BULLETS

LEAST_NUMBER_WORDS = 4
"""Fewer number words in a row are prose, unless digits stand among them."""

Meant = tuple[int, int, str]
"""Where something starts and ends, and what to read in its place."""

_LEAST_MIXED = 8
_MOST_MIXED = 20
_ENOUGH_DIGITS = 10
"""With so many digits, a word beside them belongs to the sentence."""

_DIGIT = re.compile(r"\d").search
_FOUR_DIGITS = re.compile(r"\d(?:[^\d]*\d){3}")


def digits_meant_in(text: str, hints: str) -> Iterator[Meant]:
    """Find what stands for digits, or hides them.

    Args:
        text: A folded reading.
        hints: The same in small letters, with spaces in place of signs.

    Yields:
        Edits that may overlap, in no order.

    Example:
        >>> list(digits_meant_in("0•1•5•1•2•3•4", ""))[:2]
        [(1, 2, ''), (3, 4, '')]
    """
    digits = _FOUR_DIGITS.search(text)
    if digits:
        yield from _lettered(text)
        yield from _signed(text)
    if _may_be_said(text, hints, several=digits is not None):
        for run in _runs(text):
            yield from _said(text, run)


def _may_be_said(text: str, hints: str, *, several: bool) -> bool:
    """Tell whether enough number words stand there, or some among several digits."""
    said = list(filter(_HINTS.__contains__, hints.split()))
    if said and _any_glued(hints):
        said += _GLUED.findall(hints)
    if several:
        touching = _TOUCHING(hints)
        said += filter(_NUMBER_LIKE.__contains__, touching)
        said += filter(_GLUED.fullmatch, touching)
        return len(said) >= LEAST_NUMBER_WORDS or not {*said} <= words.NOT_ALONE
    beside_digits = len(said) == LEAST_NUMBER_WORDS - 1 and bool(_DIGIT(text))
    return len(said) >= LEAST_NUMBER_WORDS or beside_digits


# Letters in place of digits.

_GROUP = re.compile(r"[\dOolIiSBh]+")
_GROUPS = re.compile(
    r"(?<![^\W_])[\dOolIiSBh]{1,40}+(?![^\W_])"
    r"(?:\)?[ .\-/(]{1,3}[\dOolIiSBh]{1,40}+(?![^\W_]))*+"
)
_LETTER = re.compile("[OolIiSB]").search
_LONE_H = re.compile("(?<![Oo])h").search
"""No part of "oh"."""
_TRUE_ZEROES = re.compile("[Oo]{2,}").fullmatch
_ALWAYS = re.compile(r"[\dOolI]{3,40}").fullmatch
_STARTS_NUMBER = ("0", "O", "o")
_LEAST_TRUE_DIGITS = 2
_LONGEST_GROUP = 3
_WITH_NEIGHBOURS = 3
"""Groups, of which the one in the middle has one on either side."""
_LEAST_IN_NUMBER = 7
_LEAST_BUT_FEW = 9
_AS_DIGITS = str.maketrans("OolIiSB", "0011158", "h")


def _lettered(text: str) -> Iterator[Meant]:
    """Read "O171 33 8O" as a number: by a group of its own, or by its neighbours."""
    for found in _GROUPS.finditer(text):
        if not _LETTER(found[0]) or _LONE_H(found[0]):
            continue
        groups = list(_GROUP.finditer(text, *found.span()))
        for run in _without_words(groups):
            whole = _is_number("".join(group[0] for group in run))
            for group in run:
                if whole or _is_lettered(group[0]):
                    yield from _letters_of(group)


def _without_words(groups: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Part the groups where one is a word: "20 o 30", but not "5 . O 1"."""
    run: list[re.Match[str]] = []
    for at, group in enumerate(groups):
        said = _true_digits(group[0]) or _TRUE_ZEROES(group[0])
        beside = groups[max(at - 1, 0) : at + 2]
        if said or _is_spelled(beside) or _is_like_digit(group[0], beside):
            run.append(group)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_spelled(groups: Sequence[re.Match[str]]) -> bool:
    """Tell whether a letter and its neighbours stand alone, as digits of a number."""
    return all(len(group[0]) == 1 for group in groups)


def _is_like_digit(said: str, beside: Sequence[re.Match[str]]) -> bool:
    """Tell the zero of "57 O - 15 7" from the word between two numbers."""
    between = said in ("I", "l") and len(beside) == _WITH_NEIGHBOURS
    short = all(len(group[0]) <= _LONGEST_GROUP for group in beside)
    return short and (said == "O" or between)


def _is_number(said: str) -> bool:
    true = _true_digits(said)
    mostly_digits = len(said) >= _LEAST_BUT_FEW and 4 * true >= 3 * len(said)
    alike = not {"S", "B", "i"} & set(said) or said.startswith(_STARTS_NUMBER)
    enough = len(said) >= _LEAST_IN_NUMBER and 3 * true >= len(said)
    return enough and (alike or mostly_digits)


def _is_lettered(group: str) -> bool:
    return bool(_ALWAYS(group)) and _true_digits(group) >= _LEAST_TRUE_DIGITS


def _letters_of(group: re.Match[str]) -> Iterator[Meant]:
    for at, character in enumerate(group[0], group.start()):
        if not character.isdigit():
            yield at, at + 1, character.translate(_AS_DIGITS)


def _true_digits(said: str) -> int:
    return sum(map(str.isdigit, said))


# Signs between digits.

_SINGLE = re.compile(
    r"\d(?<![^\W_]\d)(?<!\d[^\w\n]\d)(?P<sign>[^\w\n]{1,4})\d(?:(?P=sign)\d){5,18}+"
    r"(?![^\W_])(?!(?P=sign)\d)"
)
_ODD_SIGN = r"[^\w\s.,:;/\\()\[\]{}'\"?!%&#$€£@<>=+°×÷±-]"
_ODD = re.compile(
    rf"\d(?<![^\W_]\d)\d{{0,5}}(?P<sign>[ ]?{_ODD_SIGN}{{1,3}}[ ]?)\d{{1,7}}"
    r"(?:(?P=sign)\d{1,6}){0,8}+(?![^\W_])"
)


def _signed(text: str) -> Iterator[Meant]:
    """Leave out what stands between single digits; an odd sign is a space."""
    for found in _SINGLE.finditer(text):
        digits = re.findall(r"\d", found[0])
        if not found["sign"].isspace() and digits != sorted(set(digits)):
            yield from _signs_of(found, "")
    for found in _ODD.finditer(text):
        if _true_digits(found[0]) >= _LEAST_IN_NUMBER:
            yield from _signs_of(found, " ")


def _signs_of(found: re.Match[str], meant: str) -> Iterator[Meant]:
    for sign in re.finditer(r"\D+", found[0]):
        yield found.start() + sign.start(), found.start() + sign.end(), meant


# Numbers said aloud.

_ITEM = re.compile(r"[^\W\d_]+|\d+|\+")
_SEPARATOR = re.compile(rf"[ \n,.;:/()_*{BULLETS}-]{{0,5}}").fullmatch
_TOUCHING = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{3,20}+(?=\d)|(?<=\d)[^\W\d_]{3,20}+"
).findall
"""Words that touch digits: "tre3tre"."""
_ONE_DIGIT = [
    [
        word
        for word, digits in language.items()
        if len(digits) == 1
        or digits in ("20", "30", "40", "50", "60", "70", "80", "90")
    ]
    for language in (
        words.GERMAN | {"eins": "1", "zwo": "2"},
        words.ITALIAN,
        words.ENGLISH,
    )
]
_ANY_DIGIT = "|".join(word for said in _ONE_DIGIT for word in said)
_any_glued = any_of(
    one + other for said in _ONE_DIGIT for one in said for other in said
)
_GLUED = re.compile(
    rf"(?<![^\W\d_])(?:{_ANY_DIGIT}){{2,8}}+(?![^\W\d_])", re.IGNORECASE
)
"""Number words with nothing between them: "nullachtneun"."""
_DIGIT_WORD = re.compile(_ANY_DIGIT, re.IGNORECASE)
_IN_PARTS = re.compile(r"\d[:.,]\d").search
_PARTED = re.compile(r"[,;:]|[^\W\d_]").search
"""What no number has between its digits."""
_DATE = re.compile(r"\b\d\d? \d\d? (?:19|20)\d\d\b")
_NUMBER_LIKE = words.NUMBERS.keys() | words.TIMES.keys()
_SAID = _NUMBER_LIKE | words.PLUS | words.THEN
_HINTS = (_NUMBER_LIKE | words.THEN) - words.EVERYDAY


class _Number(NamedTuple):
    """A word or digits that may be part of a number said aloud."""

    start: int
    end: int
    word: str


def _runs(text: str) -> Iterator[list[_Number]]:
    """Find runs of number words and digits that are a number."""
    run: list[_Number] = []
    end = 0
    for item in _items(text):
        word = item[0].lower()
        if run and not _SEPARATOR(text, end, item.start()):
            yield from _numbers(text, run)
            run = []
        end = item.end()
        if word in _SAID or not word[0].isalpha():
            run.append(_Number(*item.span(), word))
        elif not (word in words.FILLERS and _is_all_words(run)):
            yield from _numbers(text, run)
            run = []
    yield from _numbers(text, run)


def _items(text: str) -> Iterator[re.Match[str]]:
    """Yield words, digits and plus signs; of glued number words each."""
    glued = _any_glued(text.lower())
    for item in _ITEM.finditer(text):
        if (
            glued
            and item[0].lower() not in _SAID
            and _GLUED.fullmatch(text, *item.span())
        ):
            yield from _DIGIT_WORD.finditer(text, *item.span())
        else:
            yield item


def _is_all_words(run: Sequence[_Number]) -> bool:
    """Tell whether "und" may go on with the number: "null drei null und vier"."""
    return len(run) > 1 and all(number.word[0].isalpha() for number in run)


def _numbers(text: str, run: list[_Number]) -> Iterator[list[_Number]]:
    while run and run[-1].word in words.THEN:
        run.pop()
    if sum(number.word in _NUMBER_LIKE for number in run) >= LEAST_NUMBER_WORDS:
        yield run
    elif _is_mixed(kept := _without_prose(run)) and not _is_row(text, kept):
        yield kept


def _is_row(text: str, run: Sequence[_Number]) -> bool:
    """Tell "08:30, dann 09:15" and "2,50 then 3,80" from one number."""
    then_alone = all(n.word in words.THEN or n.word.isdecimal() for n in run)
    return then_alone and bool(_IN_PARTS(text, run[0].start, run[-1].end))


def _without_prose(run: list[_Number]) -> list[_Number]:
    """Drop the words at the ends where the digits are enough: "alle due 347 ..."."""
    digits = [at for at, number in enumerate(run) if number.word.isdecimal()]
    if sum(len(run[at].word) for at in digits) < _ENOUGH_DIGITS:
        return run
    first = digits[0]
    plus = next((at for at in range(first) if run[at].word in words.PLUS), None)
    if plus is not None:
        return run[plus : digits[-1] + 1]
    if first > 1 and _spells(run[first - 2], run[first - 1]):
        first -= 1
    while first and (
        _opens(run[first - 1].word) or _spells(run[first - 1], run[first])
    ):
        first -= 1
    return run[first : digits[-1] + 1]


def _spells(number: _Number, following: _Number) -> bool:
    """Tell "four 2" and "acht neun" from "alle due 347"."""
    alone = number.word in words.NOT_ALONE
    return not alone and (len(following.word) == 1 or following.word in words.NUMBERS)


def _opens(word: str) -> bool:
    """Tell whether a number may begin with the word: "null 151", "doppel null 49"."""
    return word in words.TIMES or digits_of(word, "") in ("0", "00", "+")


def _is_mixed(run: Sequence[_Number]) -> bool:
    """Tell whether words and digits make a number together: "333 88 quattro 1207"."""
    said = {number.word for number in run if number.word in _HINTS}
    count = sum(len(digits_of(number.word, "")) for number in run)
    least = _ENOUGH_DIGITS if said <= words.THEN else _LEAST_MIXED
    is_number = not said <= words.NOT_ALONE and least <= count <= _MOST_MIXED
    return is_number and not _DATE.search(" ".join(number.word for number in run))


def _said(text: str, run: Sequence[_Number]) -> Iterator[Meant]:
    """Read a run as one number: words as digits, nothing in between."""
    for number, following in pairwise([*run, _Number(run[-1].end, run[-1].end, "")]):
        between = text[number.end : following.start]
        if number.word.isdecimal() and following.word.isdecimal():
            if _PARTED(between):
                yield number.end, following.start, " "
            continue
        said = digits_of(number.word, following.word)
        said += " " if ".." in between else ""
        if said != text[number.start : following.start]:
            yield number.start, following.start, said


def digits_of(word: str, following: str) -> str:
    """Return the digits that a word of a number stands for.

    Args:
        word: In small letters.
        following: The next one: English tens lose their 0 before a unit, "double"
            repeats what follows it.

    Returns:
        Digits or a plus sign; the word itself where it is neither.
    """
    if word in words.TENS and following in words.UNITS:
        return words.TENS[word]
    if word in words.TIMES:  # The word itself stands for all but the last of them.
        return digits_of(following, "")[:1] * (words.TIMES[word] - 1)
    if word in words.THEN:
        return ""
    if word in words.PLUS:
        return "+"
    return words.NUMBERS.get(word, word)
