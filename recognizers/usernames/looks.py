"""What looks like a user name, and what like a word of the sentence."""

import re
from functools import cache

from recognizers.usernames.clues import NO_HANDLES, TABLE
from recognizers.words import load_words

_NO_PARTS = frozenset(TABLE["no_parts"].split())
_ENDS_OF_SITES = frozenset({"com", "de", "it", "net", "org", "uk", "at", "ch", "eu"})
_LAST_DIGIT = re.compile(r"(?<=[^\W\d])\d$")
"""One digit doesn't make a name of a word: "story2"."""
_EDGE = 3
_SHORTEST_ODD = 5
_VOWELS = frozenset("aeiouy")
_TECHNICAL = frozenset(TABLE["technical"].split())
_OPINIONS = frozenset(TABLE["opinions"].split())
_ABSTRACT = tuple(TABLE["abstract"].split())


def is_made(name: str) -> bool:
    """Tell "dark_luna92" from "story_highlights" and "gmx.de"."""
    if name.rpartition(".")[2] in _ENDS_OF_SITES:
        return False
    parts = (_LAST_DIGIT.sub("", part) for part in re.findall(r"[^\W_]+", name))
    return any(len(part) > 1 and not _is_of_things(part) for part in parts)


def is_said(name: str) -> bool:
    """Tell "nico punto bari" from the sentence going on: "io, punto e basta"."""
    first, *_, last = name.split()
    return load_words("common").isdisjoint((first, last))


def is_odd(name: str) -> bool:
    """Tell "hbarron" from "mismatch" and "availability"."""
    known = name in load_words("frequent") or name in _NO_PARTS
    return not known and _may_be_said(name) and not name.endswith(_ABSTRACT)


def is_odd_pair(name: str) -> bool:
    """Tell "carla punto verdi" from "bloccato punto subito": no end is a word."""
    first, *_, last = name.split()
    tables = (load_words("common"), load_words("frequent"))
    said = (last,) if first in load_words("first_names") else (first, last)
    return all(table.isdisjoint(said) for table in tables)


def is_unspeakable(name: str, *, told: bool) -> bool:
    """Tell "hbarron" and "mfrizzi" from words: no word begins like them.

    Where it is told whose the name is ("angemeldet als"), an end like no word's will
    do as well.
    """
    if not _may_be_said(name):
        return False
    beginnings, ends = _edges()
    return name[:_EDGE] not in beginnings or (told and name[-_EDGE:] not in ends)


def is_name(name: str) -> bool:
    """Tell a user name from the sentence going on: "login is broken"."""
    if " " in name:
        return True
    if len(name) < 3 or name in NO_HANDLES or "http" in name:  # noqa: PLR2004 - shorter than any
        return False
    tables = ("common", "brands")
    if name in _OPINIONS or any(name in load_words(table) for table in tables):
        return False
    plain_word = name.isalpha() and name.endswith(
        ("ing", "ed", "lich", "bar", "iert", "ato", "ata", "ly", "en", "less")
    )
    return not plain_word


def _is_of_things(part: str) -> bool:
    return part in load_words("common") or part in _NO_PARTS


def _may_be_said(name: str) -> bool:
    """Tell "hbarron" from "http", "ldap" and other words of programs."""
    voiced = not _VOWELS.isdisjoint(name)
    return voiced and len(name) >= _SHORTEST_ODD and name not in _TECHNICAL


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """Return how words begin and end."""
    tables = ("common", "frequent", "brands", "first_names", "name_words")
    words = [word for table in tables for word in load_words(table)]
    return (
        frozenset(word[:_EDGE] for word in words),
        frozenset(word[-_EDGE:] for word in words),
    )
