"""Judge honorifics and the labels of forms: "Sig.ra", "citofono", "Nachname:"."""

import re
from collections.abc import Iterator, Sequence

from recognizers.people.clues import (
    COMMON,
    FIRST_NAMES,
    LEADING_PARTICLES,
    NAME_WORD,
    NAME_WORDS,
    TABLE,
)
from recognizers.people.everyday import everyday_surname
from recognizers.people.judge import (
    POSSIBLE,
    PROBABLE,
    SURE,
    WEAK,
    Span,
    any_name,
)
from recognizers.people.names import Name
from recognizers.people.reading import read_behind_comma, read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words
from recognizers.words.phrases import Phrase

_NOT_BEFORE_TITLES = frozenset(TABLE["not_before_titles"].split())
_NOT_BEFORE_LABELS = frozenset(TABLE["not_before_labels"].split())
_FULL_NAME = 2
"""Words with a capital."""
_LANGUAGES = {
    "de": "frau herr herrn fraulein hr hrn",
    "it": "signor signore signora signorina sig sig.ra sigra sig.na sig.re",
    "en": "mr mrs mister misses ms",
}
_PERSONAL = {
    title: key for key, titles in _LANGUAGES.items() for title in titles.split()
}
"""Titles that only people have, and behind which a word with a capital is a surname."""
_CLAUSE_WORDS = {
    key: frozenset(map(fold, words.split()))
    for key, words in TABLE["clause_words"].items()
}
_OFFICES = frozenset(
    map(fold, f"{TABLE['offices']} {TABLE['trades']} {TABLE['title_words']}".split())
)
_SURNAMES = NAME_WORDS | load_words("surnames") | load_words("word_surnames")
_OFFICES_ENDING = ("erin", "orin", "istin", "entin", "arztin", "wartin")
_GREETINGS = frozenset(map(fold, TABLE["greetings"]))
_HAS = re.compile(
    r"[ \t](?:hat|hatte|braucht|sucht|bekommt|kriegt|will|möchte)"
    r"[ \t]{0,2}(?:$|[,.;!?\n])"
)
"""A clause's last verb: what stands before it is what somebody has."""
_NUMBER = re.compile(r"[ \t]\d")
_ARTICLES = frozenset({"der", "dem", "den", "die"})

_MOST_ROWS = 40
_ROW = re.compile(
    r"[^\w\n]{0,4}(?:\d{1,3}[^\w\n]{1,3})?((?:[A-ZÀ-Þ][^\W\d_]{0,24}[ '’\-]{0,1})"
    r"{1,3}[ \t]{0,4}[,;|\t]?[ \t]{0,4}[A-ZÀ-Þ][^\W\d_]{1,24})(?![^\W_])"
)
"""A number, and two words at least that are parted by anything."""

_PAIR = re.compile(
    r"(?:vorname|nachname|familienname|name|nome|cognome|first name|last name|surname)"
    r"[ \t]{0,2}[:=]?[ \t]{1,2}([^\W\d_]{2,24}+)[ \t,;/]{1,3}(?:(?:und|and|e)[ \t])?"
    r"(?:vorname|nachname|familienname|nome|cognome|first name|last name|surname)"
    r"[ \t]{0,2}[:=]?[ \t]{1,2}([^\W\d_]{2,24}+)(?![\w'-])",
    re.IGNORECASE,
)
_NAMED = FIRST_NAMES | NAME_WORDS
_NO_NAMES = COMMON | load_words("frequent") | load_words("slips")
_IN_NAME_OF = (" nome", "cognome", "citofono")
_ARTICLE = re.compile(r"(?:(?:la|lo|li|de|del)[ \t]|d')(?=[^\W\d_])")
_AFTER_TITLE = re.compile(r"[ \t]{0,3}+[:/]?[ \t]{0,3}+")
_COLON = re.compile(
    r"[*_~`\"']{0,2}+[ \t]{0,3}+[:=][*_~`]{0,2}+[ \t]{0,4}+[\"'„“”*_]{0,2}+"
)


def titled(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "Frau Müller" and "frau winter"; "meine frau" has none."""
    belongs = text.word_before(phrase.start) in _NOT_BEFORE_TITLES
    start = text.skip(_AFTER_TITLE, phrase.end)
    for span in (
        any_name(text, start)
        or everyday_surname(text, start)
        or _surname(text, phrase, start)
    ):
        doubtful = belongs and span[2] <= POSSIBLE
        nobody = doubtful or _is_sent(text, phrase, span)
        if not (nobody or _is_addressed(text, phrase, span)):
            yield span


def _is_addressed(text: Text, phrase: Phrase, span: Span) -> bool:
    """Tell "Herr Ober bitte" and "Dottoressa buongiorno" from "Herr Kellner"."""
    said = text.said[span[0] : span[1]]
    key = fold(said)
    if said.islower() and key in _GREETINGS:
        return True
    office = _is_office(key) and key not in _SURNAMES
    return office and _title(text, phrase) in _PERSONAL


def _surname(text: Text, phrase: Phrase, start: int) -> Sequence[Span]:
    """Accept "Herr Stuhl" and "Mrs Town", not "Frau Ich rufe" nor "Frau Ende 30"."""
    word = None if text.shouted else NAME_WORD.match(text.said, start)
    language = _PERSONAL.get(_title(text, phrase))
    if word is None or language is None or not word[0].istitle():
        return ()
    key = fold(word[0])
    if key in _CLAUSE_WORDS[language] or _is_office(key):
        return ()
    numbered = _NUMBER.match(text.said, word.end())
    owned = _is_owned(text, phrase, word.end())
    return () if numbered or owned else ((*word.span(), POSSIBLE),)


def _title(text: Text, phrase: Phrase) -> str:
    return text.plain[phrase.start : phrase.end].rstrip(". ")


def _is_office(key: str) -> bool:
    """Tell offices and trades, "Nachbarin" by "Nachbar", "Kollegin" by "Kollege"."""
    if key in _OFFICES or (key in COMMON and key.endswith(_OFFICES_ENDING)):
        return True
    stem = key.removesuffix("in")
    return stem != key and not _OFFICES.isdisjoint((stem, f"{stem}e"))


def _is_owned(text: Text, phrase: Phrase, end: int) -> bool:
    """Tell "die Frau Probleme hat." from "die Frau Lange hat angerufen"."""
    articled = text.word_before(phrase.start) in _ARTICLES
    return articled and _HAS.match(text.said, end) is not None


def _is_sent(text: Text, phrase: Phrase, span: Span) -> bool:
    """Tell "der herr vom amt" and "der herr von nebenan" from a noble name."""
    said = text.said[span[0] : span[1]]
    particle = said.split()[0]
    led = said.islower() and particle in LEADING_PARTICLES
    return (led or particle == "vom") and text.word_before(phrase.start) in _ARTICLES


def titled_shyly(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "zia Carla": an everyday word must look like one."""
    start = text.name_start(phrase.end)
    name = read_name(text, start)
    if name is None:
        yield from _led(text, phrase, start)
        if text.said[phrase.start].isupper():  # "300 ms. Meine", "-hr"
            yield from _surname(text, phrase, start)
    elif name.looks_like_one and not _is_aside(text, phrase, name):
        yield _behind_of(text, name), name.end, SURE
    elif _is_unheard(text, phrase, name):
        yield name.start, name.end, WEAK


def _behind_of(text: Text, name: Name) -> int:
    """Return where "jonas" begins in "opa vom jonas"."""
    whose = text.said[name.start : name.parts[0].end] == "vom"
    return name.parts[1].start if whose else name.start


def _is_unheard(text: Text, phrase: Phrase, name: Name) -> bool:
    """Tell "prenotato a nome caccamo" from "a nome proprio"."""
    said = fold(text.said[name.start : name.end])
    told = text.plain.endswith(" nome", 0, phrase.end)
    return told and len(name.parts) == 1 and said not in _NO_NAMES


def _led(text: Text, phrase: Phrase, start: int) -> Iterator[Span]:
    """Read "a nome la rocca", in small letters: the article is the surname's."""
    article = _ARTICLE.match(text.said, start)
    if article is None or not text.plain.endswith(_IN_NAME_OF, 0, phrase.end):
        return
    name = read_name(text, article.end())
    if name and len(name.parts) == 1:
        yield start, name.end, POSSIBLE


def _is_aside(text: Text, phrase: Phrase, name: Name) -> bool:
    """Tell "hi sir, AC is not cooling" from "Sir, Bola Adeyemi here"."""
    parted = "," in text.said[phrase.end : name.start]
    return parted and not name.known and name.capitals < _FULL_NAME


def rows(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the names of the rows below "Name Vorname"."""
    start = _next_line(text, phrase.end)
    for _ in range(_MOST_ROWS):
        row = _ROW.match(text.said, start) if start else None
        if row is None:
            return
        yield *row.span(1), PROBABLE
        start = _next_line(text, row.end())


def _next_line(text: Text, position: int) -> int:
    """Return where the line after `position` begins, or 0."""
    return text.said.find("\n", position) + 1


def labelled(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "Name: Beispiel, Anna"; "file name:" has none."""
    yield from _paired(text, phrase)
    colon = _COLON.match(text.said, phrase.end)
    if colon is None or text.word_before(phrase.start) in _NOT_BEFORE_LABELS:
        return
    for start, end, score in any_name(text, colon.end()):
        yield start, _with_first_name(text, end), score


def _paired(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read both names of "vorname will nachname klein"."""
    pair = _PAIR.match(text.said, phrase.start)
    if pair and all(fold(word) in _NAMED or _is_new(word) for word in pair.groups()):
        yield from ((*pair.span(at), PROBABLE) for at in (1, 2))


def _is_new(word: str) -> bool:
    return fold(word) not in _NO_NAMES


def _with_first_name(text: Text, end: int) -> int:
    """Go on to the first name in "Beispiel, Anna"."""
    name = read_behind_comma(text, end)
    return name.end if name and name.number_of("listed") else end
