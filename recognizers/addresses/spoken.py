"""Numbers of addresses in words: "Ulmenweg fünfzehn", "fourteen mill lane".

The words are read as digits, "via Roma quindici, tre quattro uno due cinque trieste"
as "via Roma 15, 34125 trieste", and the grammars of the languages read that.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.core import normalize_words as words
from pipeline.core.literals import any_of
from pipeline.core.normalize import Reading
from recognizers.addresses.clues import LETTERS, is_told
from recognizers.addresses.english import ENGLISH
from recognizers.addresses.german import GERMAN
from recognizers.addresses.grammar import LIKELY, PLACED, UNSURE, Grammar, Span
from recognizers.addresses.italian import ITALIAN
from recognizers.addresses.surroundings import widened
from recognizers.words import plain

_GRAMMARS = (GERMAN, ITALIAN, ENGLISH)
_NUMBERS = {
    plain(word): digits
    for word, digits in (
        words.GERMAN | words.ITALIAN | words.ENGLISH | {"eins": "1", "zwo": "2"}
    ).items()
}
_TENS = {plain(word): ten for word, ten in words.TENS.items()}
_HUNDRED = "hundred"
_JOINTS = (" ", "-", " and ", " and a ")
_POSTCODE_LENGTHS = (5, 4)
_BELOW_HUNDRED = frozenset(
    plain(word) for word, digits in words.ENGLISH.items() if int(digits)
)

any_street = any_of(
    [
        *("straße", "strasse", "strase", "stasse", "str ", "str. ", "weg ", "gasse"),
        *("alle ", "alee", "allee", "platz ", "via ", "via\t", "viale ", "piaz"),
        *("corso ", "vicolo ", "largo ", " street", " stret", " road", " lane"),
        *(" avenue", " drive", " close", " court", " crescent", " terrace", " grove"),
        " gardens",
    ]
)
"""Find a word that a street's grammar may go by."""

_sure_german = re.compile(
    r"[^\W\d_]{3}(?:stra(?:ss|ß)e|str\.?|gasse|all?ee+) \d"
).search
_two_digits_in = re.compile(r"\d\d").search


class _Word(NamedTuple):
    """A word for a number, or what to read in place of some."""

    start: int
    end: int
    said: str


def _may_be_spoken(low: str) -> bool:
    said = LETTERS.findall(low) if any_street(low) else ()
    return not _NUMBERS.keys().isdisjoint(said)


def _streets(text: str, low: str) -> Iterator[Span]:
    edits = [edit for run in _runs(low) if (edit := _edit(low, run))]
    if not edits:
        return
    reading = _read(text, edits)
    said = plain(reading.text)
    for grammar in (it for it in _GRAMMARS if it.may_apply(said)):
        for street in grammar.read(reading.text, said):
            start, end, score = widened(reading.text, said, *street)
            start, end = reading.original(start, end)
            number = _said_in(edits, *reading.original(*street[:2]))
            if number and score < PLACED and not is_told(low, start):
                score = min(score, _trust(grammar, reading.text[slice(*street[:2])]))
                if _announced(text[start:end]):
                    score = LIKELY
            if number or _said_in(edits, start, end):
                yield start, end, score


SPOKEN = Grammar(_streets, _may_be_spoken)


def _trust(grammar: Grammar, street: str) -> float:
    """Tell "fourteen mill lane" from "two lane road" and "auf platz zwölf"."""
    sure = _sure_german(plain(street)) if grammar is GERMAN else grammar is ENGLISH
    return LIKELY if sure and _two_digits_in(street) else UNSURE


_announced = re.compile(
    r"(?:[Nn]umber|[Nn]o\.?|[Nn]ummer) [a-z]{3,9}(?:[ -][a-z]{3,9})? "
    r"[A-Z][^\W\d_]{2,20} [A-Z][a-z]{2}"
).match
"""Tell "number seven Mill Lane" from "the number one road"."""


def _said_in(edits: Sequence[_Word], start: int, end: int) -> _Word | None:
    return next((e for e in edits if e.start < end and start < e.end), None)


# --- words as digits ------------------------------------------------------------


def _runs(low: str) -> Iterator[list[_Word]]:
    """Yield the number words that only spaces and hyphens part."""
    run: list[_Word] = []
    for word in LETTERS.finditer(low):
        if word[0] not in _NUMBERS and not (run and word[0] == _HUNDRED):
            continue
        if run and low[run[-1].end : word.start()] not in _JOINTS:
            yield run
            run = []
        run.append(_Word(*word.span(), word[0]))
    if run:
        yield run


def _edit(low: str, run: Sequence[_Word]) -> _Word | None:
    """Read a run as a house number, a postcode, or both."""
    start = run[0].start
    if len(run) == 1 and run[0].said in words.NOT_ALONE and not is_told(low, start):
        return None
    return _Word(start, run[-1].end, _parted(list(_parts(run))))


def _parts(run: Sequence[_Word]) -> Iterator[str]:
    """Yield the digits of each number: "one", "twenty-two", "two hundred and four"."""
    hundreds = tens = ""
    for word, following in pairwise([*(w.said for w in run), ""]):
        if following == _HUNDRED:
            hundreds = _NUMBERS[word]
        elif word in _TENS and following in words.UNITS:
            tens = _TENS[word]
        elif word != _HUNDRED:
            digits = tens + _NUMBERS[word]
            yield hundreds + digits.zfill(2 if hundreds else 0)
            hundreds = tens = ""
        elif following not in _BELOW_HUNDRED:
            yield f"{hundreds}00"
            hundreds = ""


def _parted(parts: Sequence[str]) -> str:
    """Part a postcode from the house number before it: "zwölf vier null zwei ..."."""
    digits = "".join(parts)
    for length in _POSTCODE_LENGTHS if len(digits) > max(_POSTCODE_LENGTHS) else ():
        ends = accumulate(map(len, parts))
        if len(digits) - length in ends:
            return f"{digits[:-length]} {digits[-length:]}"
    return digits


def _read(text: str, edits: Sequence[_Word]) -> Reading:
    """Put the digits in place of the words."""
    pieces: list[str] = []
    starts = array("I")
    done = 0
    for start, end, digits in edits:
        pieces += (text[done:start], digits)
        starts.extend((*range(done, start), *[start] * len(digits)))
        done = end
    starts.extend(range(done, len(text) + 1))
    return Reading("numbers", "".join((*pieces, text[done:])), starts)
