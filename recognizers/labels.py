"""Values whose label isn't a word before them: columns, emojis, words in bold.

Each is retold as a person would write it down: the cells of a table behind the names
of their columns, "📞" as "tel:", "*PIN:*" without its stars.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.core.detect import Detect, Document
from recognizers.retold import Edit, with_retelling
from recognizers.tables import labels_of_cells
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table

_GAP = r"[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?[ \t]{0,2}[:=\-–]?[ \t]{0,2}"
_ENDS = r"(?=[ \t]{0,3}(?:\n|\Z|[,;.!)](?:\s|\Z)|[^\x00-\u2000]))"
_KEYS = "🔑🗝🔐"
_DAY = r"\d{1,2}[./\- ]{1,2}(?:\d{1,2}[./\-]|[^\W\d_]{3,9} )"
_YEAR_PAST = r"(?:19\d\d|20[01]\d|202[0-3]|[4-9]\d)(?!\d)"
"""No year in which a feast is to come."""
_CAPITALISED = r"[A-ZÀ-Þ][\w'’\-]{1,20}"
_ROOMS = "|".join(load_table("labels")["rooms"].split())
_NO_SECRET = rf"(?![A-Z]{{2,5}}-?\d|(?i:{_ROOMS})[ .\-]?\d)"
"""Neither a cipher ("AES256") nor a room ("Zimmer204")."""


class _Emoji(NamedTuple):
    """What a value is called, the emojis that say so, and how it begins.

    Attributes:
        label: Short, so that a text full of them doesn't grow.
    """

    label: str
    signs: str
    value: str


_EMOJIS = (
    _Emoji("tel", "📞☎📱📲🤙📠", r"[+(\d]"),
    _Emoji("mail", "✉📧📩📨💌", r"[\w.\-]{3,40}[ @]"),
    _Emoji("geb", "🎂", _DAY + _YEAR_PAST),
    _Emoji("geb", "👶🍼", rf"{_DAY}(?:(?:19|20)?\d\d)(?!\d)"),
    _Emoji("pin", _KEYS, rf"\d{{4,8}}[#*]?{_ENDS}"),
    _Emoji(
        "pw",
        _KEYS,
        rf"{_NO_SECRET}(?=\S{{0,30}}\d)(?=\S{{0,30}}[a-zA-Z])\S{{6,40}}{_ENDS}",
    ),
    _Emoji("adresse", "🏠🏡📍🏘📮", r"[\w'’. \-]{3,40}\d|\d{1,4} "),
    _Emoji("name", "👤🧍🙍🙎", rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}{_ENDS}"),
)
_any_emoji = re.compile(f"[{''.join(it.signs for it in _EMOJIS)}]").search
_LABELLED = re.compile(
    "|".join(f"([{it.signs}]{_GAP}(?={it.value}))" for it in _EMOJIS)
)
_MARKED = re.compile(
    r"(?<![\w*_~`])(?P<open>[*_~`]{1,4})(?=[^\s*_~`])[^*_~`\n]{1,40}(?<=[^\s*_~`])"
    r"(?P<close>[*_~`]{1,4})(?![\w*_~`])"
)
_QUOTED = re.compile(
    r"(?<![^\s{\[(,:=])(?P<open>[\"'])[^\s\"'][^\"'\n]{1,40}(?P<close>(?P=open))"
    r"(?![^\s:=,}\])])"
)
_quoted_key = re.compile(r"[\"'] ?[:=]").search
"""Tells of keys and values as programs write them."""
_digit_in = re.compile(r"\d").search
_LONE_WORD = re.compile(r"[^\W\d_]++(?!['’\- ]?\w)").match
_NAMES = ("first_names", "surnames", "word_surnames", "noun_surnames")
_WORDS = ("common", "frequent")
_NOBODY = re.compile(r"[^\W\d_]{3,20}(?:end?|lich|iert|stellt)e[rn]?").fullmatch
"""Adjectives and participles as nouns: "Erwachsene", "Reisende"."""


def with_labels(detect: Detect) -> Detect:
    """Return a detector that reads values behind columns, emojis, bold words, too."""
    return with_retelling(detect, _labels_in)


def _labels_in(document: Document) -> Sequence[Edit]:
    text = document.text
    edits = [*labels_of_cells(text), *_emojis_in(text), *_marks_in(text)]
    return list(_disjoint(sorted(edits))) if edits else ()


def _disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Leave out what begins before the end of the one before it."""
    behind = 0
    for edit in edits:
        if edit.start >= behind:
            yield edit
            behind = edit.end


def _emojis_in(text: str) -> Iterator[Edit]:
    if text.isascii() or not _any_emoji(text):
        return
    for found in _LABELLED.finditer(text):
        label = _EMOJIS[(found.lastindex or 1) - 1].label
        if label != "name" or _may_be_name(text, found.end()):
            yield Edit(*found.span(), f"\n{label}: ")


def _may_be_name(text: str, start: int) -> bool:
    """Tell a name from a lone word for people: "Kinder", "Erwachsene"."""
    said = _LONE_WORD(text, start)
    if said is None:
        return True
    word = plain(said[0])
    if any(word in load_words(names) for names in _NAMES):
        return True
    return not (_NOBODY(word) or any(word in load_words(it) for it in _WORDS))


def _marks_in(text: str) -> Iterator[Edit]:
    """Take away what is drawn around words, where a number may be told by them."""
    drawn = "*" in text or "_" in text or "~" in text or "`" in text
    quoted = ('"' in text or "'" in text) and _quoted_key(text) is not None
    if not (drawn or quoted) or not _digit_in(text):
        return
    pairs = chain(_MARKED.finditer(text), _QUOTED.finditer(text) if quoted else ())
    for marked in pairs:
        if marked["open"] == marked["close"][::-1]:
            yield Edit(*marked.span("open"), "")
            yield Edit(*marked.span("close"), "")
