"""People's names, by the phrases around them.

A phrase says how surely a name follows ("mi chiamo", "Hallo", "Sig.ra", "LG"); the
words that follow say how far it goes and whether they look like one. The tables in
``recognizers/words/`` hold the phrases and the words; here is the grammar.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import ClassVar, NamedTuple

from recognizers.finders import Match
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrase, Phrases, load_table

MAX_WORDS = 6

SURE = 0.85
"""A phrase that announces a name, and something that looks like one."""
LIKELY = 0.75
"""A phrase that may precede a name, and a known first name."""
PROBABLE = 0.65
POSSIBLE = 0.6
WEAK = 0.55

_TABLE = load_table("people")
_KINDS = (
    "announcing",
    "hinting",
    "nodding",
    "labels",
    "titles",
    "shy_titles",
    "greetings",
    "closings",
    "calling",
    "apposed",
)
_PHRASES = Phrases({kind: _TABLE[kind] for kind in _KINDS})
_PARTICLES = frozenset(_TABLE["particles"].split())
_LEADING_PARTICLES = frozenset(_TABLE["leading_particles"].split())
_NOT_BEFORE_TITLES = frozenset(_TABLE["not_before_titles"].split())
_NOT_BEFORE_LABELS = frozenset(_TABLE["not_before_labels"].split())
_MOST_LISTED = 8
_MONTHS = frozenset("april august januar juli juni june mai march may".split())
_NOT_BEFORE_GREETINGS = frozenset(_TABLE["not_before_greetings"].split())
_POSSESSIVES = frozenset(_TABLE["possessive_closings"].split())
_ARTICLES = frozenset({"der", "dem", "den", "die"})
_NO_SURNAMES = frozenset(f"{_TABLE['determiners']} {_TABLE['pronouns']}".split())
_BRANDED = tuple(_TABLE["branded"])
_FIRST_NAMES = load_words("first_names")
_NAME_WORDS = load_words("name_words")
_COMMON = load_words("common")
_NOTHING_REFUSED: frozenset[str] = frozenset()
_FREQUENT = load_words("frequent")
_BRANDS = load_words("brands")
_TOWNS = load_words("towns")
_STARTS = _PHRASES.first_words | _FIRST_NAMES
"""Nothing is read at any other word; four words in five of a chat are others."""
_GREETINGS = frozenset(plain(word) for word in _TABLE["greetings"] if " " not in word)
_TITLE_WORDS = frozenset(_TABLE["title_words"].split())

_WORD = re.compile(r"[^\W\d_]++")
_NAME_WORD = re.compile(
    r"[^\W\d_]{1,40}+(?:['’´`\-‐‑][^\W\d_]{1,40}+){0,3}+(?![\w@])(?!-\d)"
)
_JOINT = re.compile("['-]")
_GAP = re.compile(r"[ \t]{1,2}+(?=[^\W\d_])")
_INITIAL_GAP = re.compile(r"\.[ \t]?(?=[^\W\d_])")
_BEFORE_NAME = re.compile(r"[ \t]{0,3}+[:,\-–]?[ \t]{0,3}+[\"'„“”‚‘«*_]{0,2}+")
_AFTER_TITLE = re.compile(r"[ \t]{0,3}+[:/]?[ \t]{0,3}+")
_COLON = re.compile(r"[ \t]{0,3}+[:=][ \t]{0,4}+[\"'„“”*_]{0,2}+")
_CLOSING_GAP = re.compile(r"[ \t]{0,3}+[,.!:\-–*_]{0,3}+(?:\s{0,6}+)[\"'*_\-–]{0,2}+")
_CLAUSE_END = re.compile(r"[ \t]{0,3}+(?:$|[^\w\s'’\-/&@+]|\n|[-–][ \t])")
_GOES_ON = re.compile(
    r"[ \t](?:quell[oa]|che|und|and|e|that|dass|from|von|aus|della|del)(?![^\W\d_])"
)
"""What goes on behind a name, and hardly behind the everyday word it also is."""
_INITIALS = re.compile(r"(?<![^\W_])(?<!\.)(?:[A-Z]\. ){2,3}(?=[A-ZÀ-Þ][^\W\d_]{2})")
_JOINED = re.compile(
    r"(?P<sign>,? (?:and|und|e|&|\+) |, )(?P<name>[A-ZÀ-Þ][^\W\d_]{1,19})(?![\w'’-])"
)
_SMALL_INITIAL = re.compile(
    r"[ \t][b-df-hj-np-tv-z](?=[ \t](?:from|von|aus|da|here|hier)(?![^\W_])|[,.!]|$)"
)
_LINE_END = re.compile(r"[^\w\n]{0,20}+(?:$|\n)")
_COMMA_NAME = re.compile(r",[ \t]{1,2}+(?=[^\W\d_])")
_TEXT_EDGE = re.compile(r"[^\w]{0,20}+")
_POSSESSIVE = re.compile(r"['’´`]s$", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|[\n.!?,;])[ \t\W]{0,5}+([^\n.!?,;]{2,40})$")
_PREVIOUS_WORD = re.compile(r"([^\W\d_]{1,20})[ \t]$")
_NO_NAME_ENDING = re.compile(
    r"(?:ing|ed|tion|ly|ung|ungen|keit|heit|lich|mente|zione|zioni|ando|endo|ieren)$"
)
# "Herr Beispiel angerufen", "Frau Muster abgegeben": nobody is called like that.
_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|ein|vor|zu|mit|nach|weg|her|hin|zuruck|um|unter|fest|los)"
    r"ge[a-z]{2,14}(?:t|en)$|(?:ge|be|ver|er|ent|zer)[a-z]{3,14}(?<!d)t$"
)
_ELIDED = frozenset(_TABLE["elided"].split())


class _Look(Enum):
    """What a word looks like, where a name may stand."""

    LISTED = "a known first name"
    CAPITAL = "capitalised, and no everyday word"
    UNKNOWN = "small, and no everyday word"
    INITIAL = "a letter with a full stop"
    PARTICLE = "joins the words of a name"
    STOP = "not part of a name"


class _Part(NamedTuple):
    start: int
    end: int
    look: _Look


class _Name(NamedTuple):
    parts: tuple[_Part, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def listed(self) -> bool:
        return any(part.look is _Look.LISTED for part in self.parts)

    @property
    def capitals(self) -> int:
        return sum(part.look is _Look.CAPITAL for part in self.parts)

    @property
    def unknown(self) -> int:
        return sum(part.look is _Look.UNKNOWN for part in self.parts)

    @property
    def looks_like_one(self) -> bool:
        """Tell whether its first word speaks for a name by itself."""
        words = (part for part in self.parts if part.look is not _Look.PARTICLE)
        return next(words).look is not _Look.UNKNOWN


def find_people(text: str) -> Iterator[Match]:
    """Find names that a phrase announces, greets, titles or signs.

    Args:
        text: A folded reading.

    Yields:
        A stretch a person, by start, disjoint, without honorifics. `canonical` is
        the name in small letters without accents.
    """
    reader = _Reader(text)
    for start, end, score in _merged(reader.candidates()):
        yield Match(start, end, score, " ".join(fold(text[start:end]).split()))


def _merged(
    candidates: Iterable[tuple[int, int, float]],
) -> Iterator[tuple[int, int, float]]:
    """Join candidates that overlap: they are the same person."""
    last: tuple[int, int, float] | None = None
    for start, end, score in sorted(candidates):
        if last and start < last[1]:
            last = (last[0], max(last[1], end), max(last[2], score))
            continue
        if last:
            yield last
        last = (start, end, score)
    if last:
        yield last


class _Reader:
    """Reads names in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = plain(text)
        self._shouted = text.isupper()

    def candidates(self) -> Iterator[tuple[int, int, float]]:
        """Yield start, end and score of each name, in any order."""
        yield from self._alone()
        yield from self._initialled()
        done = 0
        for match in _WORD.finditer(self._plain):
            word = match[0]
            if word not in _STARTS and word.isascii():
                continue
            start = match.start()
            for phrase in _PHRASES.at(self._plain, start, word):
                yield from self._JUDGES[phrase.kind](self, phrase)
            known = word in _FIRST_NAMES or not word.isascii()
            if known and start >= done and self._text[start].isupper():
                for found in self._full_name(start):
                    done = found[1]
                    yield found
                yield from self._enumerated(start)

    # How each kind of phrase judges what follows.

    def _announced(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _BEFORE_NAME.match(self._text, phrase.end)
        yield from self._strong(gap) or self._everyday_name(gap, SURE, _NOTHING_REFUSED)

    def _everyday_name(
        self,
        gap: re.Match[str] | None,
        score: float,
        refused: frozenset[str] = _COMMON,
    ) -> list[tuple[int, int, float]]:
        """Accept "chiara" or "mark", in small letters, where a sentence ends."""
        match = _NAME_WORD.match(self._text, gap.end()) if gap else None
        if match is None or not (
            _CLAUSE_END.match(self._text, match.end())
            or _GOES_ON.match(self._text, match.end())
        ):
            return []
        key = fold(match[0])
        known = key in _FIRST_NAMES and key in _NAME_WORDS and key not in refused
        return [(match.start(), match.end(), score)] if known else []

    def _strong(self, gap: re.Match[str] | None) -> list[tuple[int, int, float]]:
        name = self._read(gap.end()) if gap else None
        if name is None:
            return []
        return [(name.start, name.end, SURE if name.looks_like_one else POSSIBLE)]

    def _labelled(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        if self._word_before(phrase.start) in _NOT_BEFORE_LABELS:
            return
        for start, end, score in self._strong(_COLON.match(self._text, phrase.end)):
            yield start, self._with_first_name(end), score

    def _word_before(self, position: int) -> str:
        match = _PREVIOUS_WORD.search(self._plain, max(position - 22, 0), position)
        return match[1] if match else ""

    def _with_first_name(self, end: int) -> int:
        """Go on to the first name in "Beispiel, Anna"."""
        comma = _COMMA_NAME.match(self._text, end)
        name = self._read(comma.end()) if comma else None
        return name.end if name and name.listed else end

    def _titled(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        belongs = self._word_before(phrase.start) in _NOT_BEFORE_TITLES
        gap = _AFTER_TITLE.match(self._text, phrase.end)
        for found in self._strong(gap) or self._everyday_surname(gap):
            if not (belongs and found[2] <= POSSIBLE) and not self._is_sent(
                phrase, found
            ):
                yield found

    def _is_sent(self, phrase: Phrase, found: tuple[int, int, float]) -> bool:
        """Tell "der herr vom amt" and "der herr von nebenan" from a noble name."""
        said = self._text[found[0] : found[1]]
        led = said.islower() and said.split()[0] in _LEADING_PARTICLES
        return led and self._word_before(phrase.start) in _ARTICLES

    def _everyday_surname(
        self, gap: re.Match[str] | None
    ) -> list[tuple[int, int, float]]:
        """Accept "frau winter" and "sig felice", in small letters."""
        match = _NAME_WORD.match(self._text, gap.end()) if gap else None
        said = fold(match[0]) if match else ""
        if match is None or said not in _NAME_WORDS or said in _NO_SURNAMES:
            return []
        return [(match.start(), match.end(), POSSIBLE)]

    def _nodded(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _BEFORE_NAME.match(self._text, phrase.end)
        name = self._read(gap.end()) if gap else None
        if name and self._is_known(name):
            yield name.start, self._with_small_initial(name.end), LIKELY
        elif name and gap and self._introduces(phrase, name):
            yield name.start, name.end, WEAK

    def _with_small_initial(self, end: int) -> int:
        """Take in the letter of "chantelle w from insta"."""
        letter = _SMALL_INITIAL.match(self._text, end)
        return letter.end() if letter else end

    def _introduces(self, phrase: Phrase, name: _Name) -> bool:
        """Tell "hi im zsofi, i need" by the greeting before, the comma behind."""
        greets = self._word_before(phrase.start) in _GREETINGS
        return greets and len(name.parts) == 1 and self._ends_clause(name)

    def _apposed(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        """Read the name between two commas of "or me, Anna, in the office"."""
        comma = _COMMA_NAME.match(self._text, phrase.end)
        name = self._read(comma.end()) if comma else None
        if name and (name.capitals or self._is_known(name)):
            closed = self._text[name.end : name.end + 1] == ","
            if closed and self._text[name.start].isupper():
                yield name.start, name.end, PROBABLE

    def _is_known(self, name: _Name) -> bool:
        """Tell whether it begins with a first name that is no everyday word."""
        first = name.parts[0]
        said = fold(self._text[first.start : first.end])
        return first.look is _Look.LISTED and said not in _COMMON

    def _titled_shyly(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _BEFORE_NAME.match(self._text, phrase.end)
        name = self._read(gap.end()) if gap else None
        if name and name.looks_like_one:
            yield name.start, name.end, SURE

    def _hinted(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _BEFORE_NAME.match(self._text, phrase.end)
        name = self._read(gap.end()) if gap else None
        if name and self._is_known(name):
            yield name.start, name.end, LIKELY
        elif everyday := self._everyday_name(gap, WEAK):
            yield from everyday
        elif name is None:
            return
        elif name.capitals > 1 and self._ends_clause(name):
            yield name.start, name.end, PROBABLE

    def _greeted(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _BEFORE_NAME.match(self._text, phrase.end)
        name = self._read(gap.end()) if gap else None
        if name is None:
            return
        if self._is_known(name):
            yield name.start, name.end, LIKELY
            return
        meant = self._word_before(phrase.start) not in _NOT_BEFORE_GREETINGS
        if meant and name.capitals and self._ends_clause(name):
            yield name.start, name.end, WEAK

    def _signed(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        gap = _CLOSING_GAP.match(self._text, phrase.end)
        name = self._read(gap.end()) if gap else None
        if name is None or not _LINE_END.match(self._text, name.end):
            return
        if name.listed:
            yield name.start, name.end, LIKELY
        elif gap and gap[0].strip(" \t") and self._may_sign(phrase, gap[0], name):
            score = PROBABLE if name.capitals else WEAK
            yield name.start, name.end, score

    def _may_sign(self, phrase: Phrase, gap: str, name: _Name) -> bool:
        """Tell "macht ihr, gell?" from a letter's end."""
        said = self._plain[phrase.start : phrase.end]
        return bool(name.capitals) or "\n" in gap or said not in _POSSESSIVES

    def _calling(self, phrase: Phrase) -> Iterator[tuple[int, int, float]]:
        line = _LINE_START.search(self._text, max(phrase.start - 48, 0), phrase.start)
        name = self._read(line.start(1)) if line else None
        if name is None or self._text[name.end : phrase.start].strip():
            return
        if self._is_known(name):
            yield name.start, name.end, LIKELY

    _JUDGES: ClassVar = {
        "announcing": _announced,
        "hinting": _hinted,
        "nodding": _nodded,
        "labels": _labelled,
        "titles": _titled,
        "shy_titles": _titled_shyly,
        "greetings": _greeted,
        "closings": _signed,
        "calling": _calling,
        "apposed": _apposed,
    }

    # Names without a phrase.

    def _alone(self) -> Iterator[tuple[int, int, float]]:
        """Yield the name that is the whole message."""
        edge = _TEXT_EDGE.match(self._text)
        name = self._read(edge.end()) if edge and self._may_open(edge.end()) else None
        if name is None or not self._is_known(name):
            return
        end = _TEXT_EDGE.match(self._text, name.end)
        if end and end.end() == len(self._text):
            yield name.start, name.end, POSSIBLE

    def _initialled(self) -> Iterator[tuple[int, int, float]]:
        """Yield "A. K. Beispiel": two initials are enough."""
        for initials in _INITIALS.finditer(self._text) if not self._shouted else ():
            name = self._read(initials.start())
            if name and name.end > initials.end():
                yield name.start, name.end, POSSIBLE

    def _may_open(self, start: int) -> bool:
        """Tell by a look whether a known first name may stand at `start`."""
        word = _WORD.match(self._plain, start)
        if word is None:
            return False
        joined = self._plain[word.end() : word.end() + 1] in ("'", "-")
        return joined or word[0] in _FIRST_NAMES or not word[0].isascii()

    def _full_name(self, start: int) -> Iterator[tuple[int, int, float]]:
        """Yield a known first name and a capitalised surname behind it."""
        first = fold(self._word_at(start))
        if first not in _FIRST_NAMES or first in _NAME_WORDS or self._shouted:
            return
        if self._plain.startswith(_BRANDED, start):
            return
        name = self._read(start)
        if name is None or not self._is_known(name):
            return
        known = sum(part.look is _Look.LISTED for part in name.parts)
        if name.capitals or known > 1:
            yield name.start, name.end, POSSIBLE

    def _enumerated(self, start: int) -> Iterator[tuple[int, int, float]]:
        """Yield "Hope, Joy and Faith": each may be a word, together they are people."""
        first = self._word_at(start)
        spans = [(start, start + len(first), POSSIBLE)]
        signs = ""
        while len(spans) < _MOST_LISTED and (
            joined := _JOINED.match(self._text, spans[-1][1])
        ):
            spans.append((*joined.span("name"), POSSIBLE))
            signs += joined["sign"]
        words = [fold(self._text[begin:end]) for begin, end, _ in spans]
        people = all(word in _FIRST_NAMES and word not in _MONTHS for word in words)
        if signs.strip(", ") and people and not self._shouted:
            everyday = all(word in _NAME_WORDS or word in _COMMON for word in words)
            if not everyday or "and" in signs or "&" in signs:
                yield from spans

    def _word_at(self, start: int) -> str:
        match = _WORD.match(self._text, start)
        return match[0] if match else ""

    def _ends_clause(self, name: _Name) -> bool:
        return not self._shouted and bool(_CLAUSE_END.match(self._text, name.end))

    # Reading the words of a name.

    def _read(self, position: int) -> _Name | None:
        """Read the name that begins at `position`, if one does."""
        parts: list[_Part] = []
        while len(parts) < MAX_WORDS:
            match = _NAME_WORD.match(self._text, position)
            if match is None:
                break
            part = self._part(match)
            if len(parts) > 1 and self._is_short_name(part):
                part = part._replace(look=_Look.CAPITAL)
            if not self._goes_on(parts, part):
                break
            parts.append(part)
            gap = self._gap(part)
            if gap is None:
                break
            position = gap.end()
        while parts and parts[-1].look is _Look.PARTICLE:
            parts.pop()
        return _Name(tuple(parts)) if _has_a_word(parts) else None

    def _is_short_name(self, part: _Part) -> bool:
        """Tell whether a short everyday word ends a name: "Thi Thu Ha"."""
        said = self._text[part.start : part.end]
        short = 1 < len(said) <= 3 and said.istitle()  # noqa: PLR2004 - "Ha", "Che"
        ends = _CLAUSE_END.match(self._text, part.end)
        return part.look is _Look.STOP and short and bool(ends) and not self._shouted

    def _gap(self, part: _Part) -> re.Match[str] | None:
        if part.look is _Look.INITIAL:
            return _INITIAL_GAP.match(self._text, part.end) or _GAP.match(
                self._text, part.end
            )
        return _GAP.match(self._text, part.end)

    def _part(self, match: re.Match[str]) -> _Part:
        word = match[0]
        end = match.end()
        if possessive := _POSSESSIVE.search(word):
            end -= len(possessive[0])
            word = word[: possessive.start()]
        return _Part(match.start(), end, self._look(word, end))

    def _look(self, word: str, end: int) -> _Look:
        key = fold(word).replace("’", "'")
        capital = word[0].isupper() and not self._shouted
        if len(word) == 1:
            dotted = self._text[end : end + 1] == "."
            initial = dotted or (capital and key not in _COMMON)
            return _Look.INITIAL if initial else _Look.STOP
        if key in _TITLE_WORDS or _is_everyday(key, capital=capital):
            return _Look.PARTICLE if key in _PARTICLES else _Look.STOP
        if _is_listed(key, capital=capital):
            return _Look.LISTED
        if key in _PARTICLES and not capital:
            return _Look.PARTICLE
        if capital:
            return _Look.CAPITAL
        ends = _NO_NAME_ENDING.search(key) or _PARTICIPLE.match(key)
        return _Look.STOP if ends else _Look.UNKNOWN

    def _goes_on(self, parts: list[_Part], part: _Part) -> bool:
        """Tell whether a name that began with `parts` goes on with `part`."""
        if part.look is _Look.STOP or not (parts or self._begins(part)):
            return False
        if parts and parts[0].look is _Look.UNKNOWN and part.look is _Look.CAPITAL:
            return False
        if part.look is not _Look.UNKNOWN or not parts:
            return not (parts and self._is_origin(parts, part))
        name = _Name(tuple(parts))
        if name.unknown + name.capitals > (0 if name.listed else 1):
            return False
        if name.capitals or (self._text[name.start].isupper() and not self._shouted):
            return bool(_CLAUSE_END.match(self._text, part.end))
        return not self._is_origin(parts, part)

    def _begins(self, part: _Part) -> bool:
        """Tell whether a name may begin with `part`: "von", but not "der"."""
        if part.look is not _Look.PARTICLE:
            return True
        said = self._text[part.start : part.end]
        return said[0].isupper() or said in _LEADING_PARTICLES

    def _is_origin(self, parts: list[_Part], part: _Part) -> bool:
        """Tell whether "di roma" follows, where the person is from."""
        town = fold(self._text[part.start : part.end]) in _TOWNS
        return town and parts[-1].look is _Look.PARTICLE


def _has_a_word(parts: list[_Part]) -> bool:
    wordless = (_Look.PARTICLE, _Look.INITIAL)
    return any(part.look not in wordless for part in parts)


def _is_everyday(key: str, *, capital: bool) -> bool:
    if key in _BRANDS and key not in _FIRST_NAMES:
        return True
    if key in _COMMON:
        return not (capital and key in _NAME_WORDS)
    if key in _FREQUENT and not capital:
        return True
    head, apostrophe, tail = key.partition("'")
    return bool(apostrophe) and (head in _ELIDED or tail in _COMMON) and not capital


def _is_listed(key: str, *, capital: bool) -> bool:
    if key in _TOWNS:
        return False
    known = any(part in _FIRST_NAMES for part in _JOINT.split(key))
    return known and (capital or key not in _NAME_WORDS)
