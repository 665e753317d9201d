"""People's names that a message's own metadata gives, found in its text.

Whoever writes as "Anna Beispiel" is "anna", "Fr. Beispiel", "Annas" or
"annabeispiel85" in the text. A part that is an everyday word ("Will", "Rose") or
belongs to a company ("Pizzeria Roma") counts only where the whole name stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading
from recognizers.finders import Match
from recognizers.words import fold, load_words
from recognizers.words.phrases import load_table

WHOLE = 0.95
PART = 0.85

MAX_NAME = 200
"""Code points of a name that are read; nobody's is longer."""

_TABLE = load_table("known_names")
_MIN_ALONE = 3
_MIN_GLUED = 6
_MAX_PARTS = 8
_FEW = 4
_MAX_SHARING = 16

_RUN = re.compile(r"[^\W\d_]++")
_COMPOUND = re.compile(r"[^\W\d_]+(?:['’´`\-][^\W\d_]+)+")
_GLUE = re.compile(r"[ \t\n]{1,2}|[.'’´`\-_]|, ?")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n:])[^\w]{0,3}$")
_UMLAUT_WITH_E = re.compile(r"(?<=[aou])e")
_ENDINGS = ("s", "es", "n", "ns", "i")
_COMPANY_WORDS = frozenset(_TABLE["company_words"].split())
# Writing without spaces between words: a name is a piece of a longer run.
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힣฀-๿]")


@dataclass(frozen=True, slots=True)
class _Known:
    """One name: its parts as compared, and as shown in `canonical`."""

    parts: tuple[str, ...]
    joined: tuple[str, ...]
    canonical: str
    company: bool

    @property
    def initials(self) -> frozenset[str]:
        return frozenset(part[0] for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Index:
    """What to look for, for one set of names.

    Attributes:
        owners: The names that have a part, by part.
        alone: Parts that stand for a person by themselves.
        cased: Parts that do so with a capital within a sentence: "Chiara".
        glued: A whole name in one run of letters, with its name.
        initials: What parts and glued names begin with: most words of a text
            don't, and are passed over unread.
        spellings: All parts and glued names.
        unspaced: Names in writing without spaces.
    """

    names: tuple[_Known, ...]
    owners: dict[str, frozenset[int]]
    alone: frozenset[str]
    cased: frozenset[str]
    glued: dict[str, int]
    initials: frozenset[str]
    spellings: tuple[str, ...]
    unspaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    key: str
    owners: frozenset[int]


def find_known_names(text: str, names: Sequence[str]) -> Iterator[Match]:
    """Find what of `names` stands in a text, in any case, order and inflection.

    Args:
        text: A folded reading.
        names: Profile names, names of vCards: anything, even nothing.

    Yields:
        A stretch a person, by start. `canonical` is the whole known name in small
        letters without accents, or what was met if several people share it.
    """
    if not names:
        return
    index = _index(tuple(names))
    # Most texts name nobody: no word begins like a name where none holds one.
    if any(map(_key(text).__contains__, index.spellings)):
        for run in _runs(text, index):
            yield from _judged(run, text, index)
    yield from _unspaced(text, index)


def find_known_names_in_document(
    reading: Reading, document: Document
) -> Iterator[Match]:
    """Find the names of a document's metadata in one of its readings."""
    return find_known_names(reading.text, document.names)


def _key(word: str) -> str:
    """Return what ``Müller``, ``Mueller`` and ``MULLER`` have in common."""
    return _UMLAUT_WITH_E.sub("", fold(word))


def _index(names: tuple[str, ...]) -> _Index:
    """Index a record's names; those of a customer come with every message."""
    few = len(names) <= _FEW and all(len(name) <= MAX_NAME for name in names)
    return _remembered(names) if few else _latest(names)


@lru_cache(maxsize=2_048)
def _remembered(names: tuple[str, ...]) -> _Index:
    return _built(names)


@lru_cache(maxsize=1)
def _latest(names: tuple[str, ...]) -> _Index:
    """Index many names once for all records that they stand beside."""
    return _built(names)


def _built(names: tuple[str, ...]) -> _Index:
    known = tuple(_known(name) for name in dict.fromkeys(names))
    owners: dict[str, set[int]] = {}
    glued: dict[str, int] = {}
    for number, name in enumerate(known):
        for part in name.parts:
            shared = owners.setdefault(part, set())
            if len(shared) < _MAX_SHARING:
                shared.add(number)
        for spelling in _glued(name):
            glued.setdefault(spelling, number)
    spellings = (*owners, *glued)
    return _Index(
        known,
        {part: frozenset(numbers) for part, numbers in owners.items()},
        frozenset(part for name in known for part in _alone(name)),
        frozenset(part for name in known for part in _cased(name)),
        glued,
        frozenset(spelling[0] for spelling in spellings),
        spellings,
        tuple(name for name in dict.fromkeys(names) if _UNSPACED.search(name)),
    )


def _known(name: str) -> _Known:
    words = _RUN.findall(name[:MAX_NAME])[:_MAX_PARTS]
    parts = tuple(_key(word) for word in words)
    return _Known(
        tuple(part for part in parts if part),
        tuple(_joined(match[0]) for match in _COMPOUND.finditer(name[:MAX_NAME])),
        " ".join(fold(word) for word in words),
        any(part in _COMPANY_WORDS for part in parts),
    )


def _joined(compound: str) -> str:
    """Return ``obrien`` for ``O'Brien``."""
    return _key("".join(_RUN.findall(compound)))


def _alone(name: _Known) -> Iterator[str]:
    if not name.company:
        yield from (part for part in name.parts if _stands_alone(part))


def _cased(name: _Known) -> Iterator[str]:
    if not name.company:
        yield from (part for part in name.parts if part in _first_name_words())


def _stands_alone(part: str) -> bool:
    return len(part) >= _MIN_ALONE and part not in _everyday()


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    tables = ("common", "name_words", "towns", "brands")
    words = frozenset().union(*map(load_words, tables))
    only_names = load_words("first_names") - load_words("common")
    return frozenset(map(_key, words - (only_names - load_words("name_words"))))


@lru_cache(maxsize=1)
def _first_name_words() -> frozenset[str]:
    words = load_words("first_names") & load_words("name_words")
    return frozenset(map(_key, words - load_words("common")))


def _glued(name: _Known) -> Iterator[str]:
    """Yield the run-together spellings of a name: ``annabeispiel``."""
    yield from (each for each in name.joined if _stands_alone(each))
    if len(name.parts) < 2:  # noqa: PLR2004 - a first name and a last one
        return
    first, last = name.parts[0], name.parts[-1]
    spellings = {"".join(name.parts), first + last, last + first, first[0] + last}
    yield from (each for each in spellings if len(each) >= _MIN_GLUED)


def _runs(text: str, index: _Index) -> Iterator[list[_Token]]:
    """Yield neighbouring words that can belong to one known name."""
    run: list[_Token] = []
    shared: frozenset[int] = frozenset()
    for match in _RUN.finditer(text):
        token = _token(match, index) if _may_belong(match[0], index) else None
        if token is None:
            continue
        common = shared & token.owners
        joins = run and _GLUE.fullmatch(text, run[-1].end, token.start)
        if joins and common and all(token.key != other.key for other in run):
            run.append(token)
            shared = common
            continue
        if run:
            yield run
        run, shared = [token], token.owners
    if run:
        yield run


def _may_belong(word: str, index: _Index) -> bool:
    """Tell by a word's first letter, which neither folding nor inflection moves."""
    return not word[0].isascii() or word[0].lower() in index.initials


def _token(match: re.Match[str], index: _Index) -> _Token | None:
    key = _key(match[0])
    for spelling in (key, *_uninflected(key)):
        if spelling in index.owners:
            owners = index.owners[spelling]
            return _Token(match.start(), match.end(), spelling, owners)
        if spelling in index.glued:
            number = index.glued[spelling]
            return _Token(match.start(), match.end(), spelling, frozenset({number}))
    return None


def _uninflected(key: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _MIN_ALONE:
            yield key[: -len(ending)]


def _judged(run: list[_Token], text: str, index: _Index) -> Iterator[Match]:
    owner = _owner(run, index)
    name = index.names[owner]
    keys = {token.key for token in run}
    several = len(name.parts) > 1
    whole = several and (keys >= set(name.parts) or not keys.isdisjoint(index.glued))
    sure = whole or not keys.isdisjoint(index.alone)
    if not sure and not any(_is_cased(token, text, index) for token in run):
        return
    start, end = _with_initial(run[0].start, run[-1].end, text, name)
    unique = len(frozenset.intersection(*(token.owners for token in run))) == 1
    met = " ".join(token.key for token in run)
    canonical = name.canonical if whole or unique else met
    yield Match(start, end, WHOLE if whole else PART, canonical)


def _is_cased(token: _Token, text: str, index: _Index) -> bool:
    """Tell whether an everyday word has a capital that only a name would have."""
    if token.key not in index.cased or not text[token.start].isupper():
        return False
    if _SENTENCE_START.search(text, max(token.start - 4, 0), token.start):
        return False
    return not text[token.start : token.end].isupper()


def _owner(run: list[_Token], index: _Index) -> int:
    """Return the name that the run shows most of."""
    votes = Counter(number for token in run for number in token.owners)
    most = max(votes.values())
    best = [number for number, count in votes.items() if count == most]
    return min(best, key=lambda number: (len(index.names[number].parts), number))


_INITIAL_BEFORE = re.compile(r"(?:^|(?<![^\W_]))([^\W\d_])\.?[ \t]?$")
_INITIAL_AFTER = re.compile(r"[ \t]([^\W\d_])(?:\.|(?![\w'’]))")


def _with_initial(start: int, end: int, text: str, name: _Known) -> tuple[int, int]:
    """Take in the initial in "A. Beispiel" and in "Anna B."."""
    before = _INITIAL_BEFORE.search(text, max(start - 4, 0), start)
    if before and _is_initial(before[1], name):
        start = before.start(1)
    after = _INITIAL_AFTER.match(text, end)
    if after and _is_initial(after[1], name):
        end = after.end()
    return start, end


def _is_initial(letter: str, name: _Known) -> bool:
    return letter.isupper() and _key(letter) in name.initials


def _unspaced(text: str, index: _Index) -> Iterator[Match]:
    for name in index.unspaced:
        start = text.find(name)
        while start >= 0:
            yield Match(start, start + len(name), WHOLE, fold(name))
            start = text.find(name, start + len(name))
