"""American addresses, whatever their street is called.

Told by state and ZIP, "4610 Brown Light, Savannahville, WA 51896", by the suite, "689
French Curve Apt. 548", or by a military post office, "PSC 5953, Box 8042, APO AA
92119".
"""

import re
from collections.abc import Iterator

from recognizers.addresses.clues import (
    COMMON,
    ENGLISH_NAME_WORDS,
    LETTERS,
    TABLE,
    UNIT,
    is_told,
    one_of,
)
from recognizers.addresses.grammar import LIKELY, PLACED, Grammar, Span
from recognizers.words import load_words

_BRANDS = load_words("brands")
_EVERYDAY = (COMMON | load_words("frequent")) - ENGLISH_NAME_WORDS
_NOT_STREETS = frozenset(TABLE["not_streets"].split())
_STATE_WORDS = frozenset(TABLE["state_words"].split())
_STATES = one_of(TABLE["american_states"].split())
_WORD = r"[^\W\d_](?:[^\W\d_]{0,3}\.|[^\W\d_]{0,20}+(?:['\-][^\W\d_]{0,20}){0,2})"
_STREET = (
    r"(?<![^\W_])(?<![.,/:#€$£\-])(?P<number>\d{1,6}[a-z]?),? "
    rf"(?P<name>(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th)(?![^\W_]))(?: {_WORD}){{0,3}}?)"
)
_SUITE_WORD = r"(?:apt|apartment|suite|ste|unit)\.? "
_SUITE_NUMBER = r"#?\d{1,5}[a-z]?(?![^\W_]|[.,:]\d)"
_IN_STATE = re.compile(
    rf"{_STREET}(?P<suite>,? (?:{_SUITE_WORD}|(?=#)){_SUITE_NUMBER})?[,\n] ?"
    rf"(?P<town>{_WORD}(?: {_WORD}){{0,3}}?),? "
    rf"(?P<state>{_STATES}) \d{{5}}(?:-\d{{4}})?(?![^\W_]|[.,]\d)"
)
_AT_SUITE = re.compile(f"{_STREET},? (?P<word>{_SUITE_WORD}){_SUITE_NUMBER}")
_MILITARY = re.compile(
    r"(?<![^\W_])(?:(?:psc|cmr|unit) \d{1,5}[, \n]{1,2}box \d{1,5}|"
    r"(?:uss|usns|usnv|uscgc) [^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)"
    r"[, \n]{1,2}[afd]po[, ]{1,2}a[aep] \d{5}(?:-\d{4})?(?![^\W_])"
)
_ZIP = r"(?<=[ ,\n][a-z]{2} \d)\d{4}(?![^\W_])"
_zip_in = re.compile(rf"\d{_ZIP}").search
"""Cheap, from a digit on: the patterns above start at every number."""
_may_be_american = re.compile(
    rf"\d(?<=[ #]\d)(?:{_ZIP}"
    r"|(?<=(?:apt|ent|ite|ste|nit)[ .][ #]\d)|(?<=(?:apt|ent|ite|ste|nit) \d)"
    r"|(?<=\. #\d))"
).search
_is_year = re.compile(r"(?:19|20)\d\d").fullmatch
_LONG_NUMBER = 3
"""Digits of a number that hardly counts things."""
_LONGEST_UNIT = 4
"""Letters of what may be a unit though no everyday word: "USD", not "Dayton"."""
_word_before = re.compile(r"([^\W\d_]{2,20})[ .:#]{1,3}$").search


def _addresses(text: str, low: str) -> Iterator[Span]:
    for found in _AT_SUITE.finditer(low):
        if _is_at_suite(text, low, found):
            yield found.start(), found.end(), LIKELY
    if not _zip_in(low):
        return
    for found in _IN_STATE.finditer(low):
        if _is_in_state(text, low, found):
            yield found.start(), found.end(), PLACED
    for found in _MILITARY.finditer(low):
        yield found.start(), found.end(), PLACED


AMERICAN = Grammar(_addresses, _may_be_american)


def _is_in_state(text: str, low: str, found: re.Match[str]) -> bool:
    """Tell by a suite, by capitals, or by words that are no others."""
    if _is_ordered(low, found):
        return False
    if found["suite"]:
        return True
    told = is_told(low, found.start())
    if all(text[found.start(part)].isupper() for part in ("name", "town", "state")):
        return told or not _is_everyday(found["name"], found["town"])
    sure_state = told or found["state"] not in _STATE_WORDS
    return sure_state and _is_uncommon(f"{found['name']} {found['town']}")


def _is_everyday(name: str, town: str) -> bool:
    """Tell "Blue Mug, Large Box" from "Brown Light, Little Rock"."""
    return _EVERYDAY.issuperset(LETTERS.findall(town)) and not _EVERYDAY.isdisjoint(
        LETTERS.findall(name)
    )


def _is_at_suite(text: str, low: str, found: re.Match[str]) -> bool:
    """Tell "689 French Curve Apt. 548" from "2 Spare Parts Unit 5"."""
    words = LETTERS.findall(found["name"])
    if len(words) < 2 or _is_ordered(low, found):  # noqa: PLR2004 - "305 Deluxe Suite 2"
        return False
    if is_told(low, found.start()):
        return True
    if found["word"].startswith("unit") or len(found["number"]) < _LONG_NUMBER:
        return False
    return text[found.start("name")].isupper() and not _is_product(found, words)


def _is_product(found: re.Match[str], words: list[str]) -> bool:
    """Tell "2024 Honda Civic Suite 5" and "300 Thread Count Sheet Suite 4"."""
    if found["word"].startswith("a"):  # no product is called "Apt."
        return COMMON.issuperset(words)
    named = words[0] in _BRANDS or _EVERYDAY.issuperset(words)
    return named or _is_year(found["number"]) is not None


def _is_ordered(low: str, found: re.Match[str]) -> bool:
    """Tell an order and its articles, "Order 4410 Blue Mug", from a house."""
    before = _word_before(low, max(found.start() - 24, 0), found.start())
    if before and before[1] in _NOT_STREETS:
        return True
    words = LETTERS.findall(found["name"])
    short_or_known = len(words[0]) <= _LONGEST_UNIT or words[0] in COMMON
    if short_or_known and UNIT.match(low, found.end("number")):
        return True
    said = words[0] in _NOT_STREETS or COMMON.issuperset({*words} - ENGLISH_NAME_WORDS)
    goods = len(words) == 1 and words[0].endswith("s")
    return (said or goods) and len(found["number"]) < _LONG_NUMBER


def _is_uncommon(words: str) -> bool:
    return COMMON.isdisjoint({*LETTERS.findall(words)} - ENGLISH_NAME_WORDS)
