"""Values whose label isn't a word before them: columns, emojis, words in bold.

Each is retold as a person would write it down: the cells of a table behind the names
of their columns, "📞" as "telefon:", "*PIN:*" without its stars.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.core.detect import Detect, Document
from recognizers.retold import Edit, with_retelling
from recognizers.tables import labels_of_cells

_PHONE, _MAIL, _BIRTH, _PIN, _PASSWORD, _ADDRESS, _NAME = (
    "telefon",
    "mail",
    "geburtsdatum",
    "pin",
    "passwort",
    "adresse",
    "name",
)
_GAP = r"[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?[ \t]{0,2}[:=\-–]?[ \t]{0,2}"
_ENDS = r"(?=[ \t]{0,3}(?:\n|\Z|[,;.!)](?:\s|\Z)|[^\x00-\u2000]))"
_KEYS = "🔑🗝🔐"
_DAY_OF_BIRTH = (
    r"\d{1,2}[./\- ]{1,2}(?:\d{1,2}[./\-]|[^\W\d_]{3,9} )"
    r"(?:19\d\d|20[01]\d|202[0-3]|\d\d)(?!\d)"
)
"""Of years in which no feast is to come."""
_CAPITALISED = r"[A-ZÀ-Þ][\w'’\-]{1,20}"
_EMOJIS: Sequence[tuple[str, str, str]] = (
    (_PHONE, "📞☎📱📲🤙📠", r"[+(\d]"),
    (_MAIL, "✉📧📩📨💌", r"[\w.\-]{3,40}[ @]"),
    (_BIRTH, "🎂👶🍼", _DAY_OF_BIRTH),
    (_PIN, _KEYS, rf"\d{{4,8}}[#*]?{_ENDS}"),
    (_PASSWORD, _KEYS, rf"(?=\S{{0,30}}\d)(?=\S{{0,30}}[a-zA-Z])\S{{6,40}}{_ENDS}"),
    (_ADDRESS, "🏠🏡📍🏘📮", r"[\w'’. \-]{3,40}\d|\d{1,4} "),
    (_NAME, "👤🧍🙍🙎", rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}{_ENDS}"),
)
"""What a value is called, the emojis that say so, and how it begins."""
_any_emoji = re.compile(f"[{''.join(signs for _, signs, _ in _EMOJIS)}]").search
_EMOJI = re.compile(
    "|".join(
        f"(?P<{label}>[{signs}]{_GAP}(?={value}))" for label, signs, value in _EMOJIS
    )
)
_BOLD = re.compile(
    r"(?<![\w*_~])(?P<open>[*_~]{1,2})(?=[^\s*_~])[^*_~\n]{1,40}(?<=[^\s*_~])"
    r"(?P<close>(?P=open))(?![\w*_~])"
)
_QUOTED = re.compile(
    r"(?<![^\s{\[(,:=])(?P<open>[\"'])[^\s\"'][^\"'\n]{1,40}(?P<close>(?P=open))"
    r"(?![^\s:=,}\])])"
)
_quoted_key = re.compile(r"[\"'] ?[:=]").search
"""Tells of keys and values as programs write them."""
_digit_in = re.compile(r"\d").search


def with_labels(detect: Detect) -> Detect:
    """Return a detector that reads values behind columns, emojis, bold words, too."""
    return with_retelling(detect, _labels_in)


def _labels_in(document: Document) -> Sequence[Edit]:
    text = document.text
    if cells := labels_of_cells(text):
        return cells
    edits = [*_emojis_in(text), *_marks_in(text)]
    return sorted(edits) if edits else ()


def _emojis_in(text: str) -> Iterator[Edit]:
    if not text.isascii() and _any_emoji(text):
        for emoji in _EMOJI.finditer(text):
            yield Edit(*emoji.span(), f"\n{emoji.lastgroup}: ")


def _marks_in(text: str) -> Iterator[Edit]:
    """Take away what is drawn around words, where a number may be told by them."""
    drawn = "*" in text or "_" in text or "~" in text
    quoted = not drawn and ('"' in text or "'" in text) and _quoted_key(text)
    if not (drawn or quoted) or not _digit_in(text):
        return
    for marked in (_BOLD if drawn else _QUOTED).finditer(text):
        yield Edit(*marked.span("open"), "")
        yield Edit(*marked.span("close"), "")
