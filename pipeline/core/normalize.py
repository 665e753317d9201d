"""Undo disguise: readings of a text, each with a map back to the original.

* folded: character by character, so that ``０１５１`` and ``0\u200b151`` read 0151
* spoken: addresses said in words, ``anna punkt beispiel at example punkt com``
* digits: numbers said in words, ``null eins fünf eins``, O or l for 0 or 1, and
  signs between single digits, ``0•1•5•1``
* unescaped: what programs wrote, ``anna%40example.com``, ``Rechnung_Anna.pdf``

Everything here takes time linear in the text, whatever the text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.core import normalize_letters as letters
from pipeline.core import normalize_words as words
from pipeline.core.literals import any_of
from pipeline.core.normalize_digits import digits_meant_in
from pipeline.core.normalize_escapes import unescaped_in

FOLDED: Final = "folded"
SPOKEN: Final = "spoken"
DIGITS: Final = "digits"
UNESCAPED: Final = "unescaped"
READINGS: Final = (FOLDED, SPOKEN, DIGITS, UNESCAPED)

_MAX_EXPANSION = 4
_MAX_REMEMBERED = 8_192


class Reading(NamedTuple):
    """A text as somebody meant it, and where each character comes from.

    Attributes:
        name: ``folded``, ``spoken``, ``digits`` or ``unescaped``.
        text: What is read.
        starts: For each character of `text` the original position it comes from,
            ascending, and the original's length at the end; None if every
            character comes from its own position. Originals that left no
            character belong to the character before them.
    """

    name: str
    text: str
    starts: "array[int] | None" = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original stretch that a stretch of this reading comes from.

        Args:
            start: First code point in `text`.
            end: One past the last; at most the length of `text`.
        """
        if self.starts is None:
            return start, end
        first = self.starts[start]
        if start >= end:
            return first, first
        # One original character may have become several, all with its position.
        after = bisect_right(self.starts, self.starts[end - 1], end - 1)
        return first, self.starts[after]


class _Edit(NamedTuple):
    """What to read in place of a stretch."""

    start: int
    end: int
    new: str


def readings_of(text: str) -> tuple[Reading, ...]:
    """Return the readings of a text: folded first, others only if they differ.

    Args:
        text: Any string, lone surrogates included.

    Example:
        >>> spoken = readings_of("anna at example punkt com")[1]
        >>> spoken.text, spoken.original(4, 5)
        ('anna@example.com', (4, 8))
    """
    folded = fold(text)
    readings = [folded]
    hints = _SEPARATOR.sub(" ", folded.text.lower())
    if edits := _spoken_edits(folded.text, hints):
        readings.append(_edited(SPOKEN, folded, edits))
    if meant := list(digits_meant_in(folded.text, hints)):
        edits = _disjoint(_Edit(*edit) for edit in meant)
        readings.append(_edited(DIGITS, folded, edits))
    if edits := _escape_edits(folded.text):
        readings.append(_edited(UNESCAPED, folded, edits))
    return tuple(readings)


def prose_of(text: str) -> Reading:
    """Return the reading with the most words in it: unescaped, else folded."""
    folded = fold(text)
    edits = _escape_edits(folded.text)
    return _edited(UNESCAPED, folded, edits) if edits else folded


_SEPARATOR = re.compile(f"[{re.escape(letters.SEPARATORS)}{letters.BULLETS}]")
"""Spaces in place of them make of a text the hints that tell cheaply which readings are
worth a try. (With umlauts in the text `str.translate` takes six times as long.)"""


# Folding: character by character.

_PLAIN = re.compile("[\t\n\r -~¡-¦¿-ÖØ-öø-ÿ€]*+").fullmatch
_ACCENTED = re.compile("([A-Za-z])[\u0300-\u036f](?![\u0300-\u036f])")
_CIRCLED_A = re.compile("(?<![\u24b6-\u24e9])[\u24b6\u24d0](?![\u24b6-\u24e9])")
"""One alone is drawn for ``@``; more are letters."""
_WORD = re.compile(r"[\w@.+-]+")
_CONFUSABLES = re.compile(f"[{''.join(letters.CONFUSABLE)}]")
_DIGIT_LIKE = f"[{''.join(letters.BESIDE_DIGITS)}]"
_BESIDE_DIGITS = re.compile(rf"(?<=\d){_DIGIT_LIKE}|{_DIGIT_LIKE}(?=\d)")
_LATIN_OR_DIGIT = re.compile("[A-Za-z0-9@À-ÖØ-öø-ɏ]")
_AS_LATIN = str.maketrans(letters.CONFUSABLE)

_LAST_COMPOSED = "\u017f"
"""Accents are kept up to the end of Latin Extended-A: what German, Italian and
their neighbours write. Any other mark is decoration."""

_STAND_FOR = {
    **dict.fromkeys(letters.DASHES, "-"),
    **dict.fromkeys(letters.APOSTROPHES, "'"),
    **dict.fromkeys(letters.QUOTES, '"'),
    **dict.fromkeys(letters.DOTS, "."),
    **dict.fromkeys(letters.SLASHES, "/"),
    **dict.fromkeys(letters.COLONS, ":"),
    **dict.fromkeys(letters.OPENING, "("),
    **dict.fromkeys(letters.CLOSING, ")"),
    **dict.fromkeys(letters.BLANKS, " "),
    **dict.fromkeys(letters.INVISIBLE, ""),
    **dict.fromkeys("\t\n\r"),
    **{
        chr(first + n): chr(ord(a) + n)
        for first, a in letters.ENCLOSED.items()
        for n in range(26)
    },
}
_BY_CATEGORY = {
    "Pd": "-",
    "Zs": " ",
    "Zl": " ",
    "Zp": " ",
    "Cs": "\ufffd",
    "Cf": "",
    "Cc": "",
    "Mn": "",
    "Me": "",
}


def fold(text: str) -> Reading:
    """Return the reading that undoes disguise character by character.

    Compatibility forms, foreign digits, dashes, quotes and spaces become plain;
    what nobody sees is left out; letters of other scripts in a Latin word become
    the Latin letters they look like. A folded text folds to itself.
    """
    if _PLAIN(text):
        return Reading(FOLDED, text)
    pieces = [_FOLDS[character] for character in text]
    for accented in _ACCENTED.finditer(text):
        composed = unicodedata.normalize("NFC", accented[0])
        if len(composed) == 1 and composed <= _LAST_COMPOSED:
            pieces[accented.start()] = composed
    for circled in _CIRCLED_A.finditer(text):
        pieces[circled.start()] = "@"
    folded = _latinized("".join(pieces))
    return Reading(FOLDED, folded, _starts_of(pieces))


def _starts_of(pieces: Sequence[str]) -> "array[int] | None":
    if all(len(piece) == 1 for piece in pieces):
        return None
    starts = array("I", (at for at, piece in enumerate(pieces) for _ in piece))
    starts.append(len(pieces))
    return starts


class _Folds(dict[str, str]):
    """What each character reads as; remembers the first few thousand it meets."""

    def __missing__(self, character: str) -> str:
        folded = _fold_character(character)
        if len(self) < _MAX_REMEMBERED:
            self[character] = folded
        return folded


def _fold_character(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if character in _STAND_FOR:
        return _fold_simply(character)
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) > _MAX_EXPANSION:
        return character
    return "".join(map(_fold_simply, plain))


def _fold_simply(character: str) -> str:
    stands_for = _STAND_FOR.get(character, character)
    if stands_for != character:
        return character if stands_for is None else stands_for
    return _BY_CATEGORY.get(unicodedata.category(character), character)


_FOLDS = _Folds()


def _latinized(text: str) -> str:
    """Replace letters that look Latin in words that are partly Latin."""
    if not _CONFUSABLES.search(text):
        return text
    text = _BESIDE_DIGITS.sub(_digit_like, text)
    return _WORD.sub(_latinized_word, text)


def _digit_like(letter: re.Match[str]) -> str:
    return letters.BESIDE_DIGITS[letter[0]]


def _latinized_word(word: re.Match[str]) -> str:
    if _LATIN_OR_DIGIT.search(word[0]):
        return word[0].translate(_AS_LATIN)
    return word[0]


# Edits: stretches of the folded text that read as something else.


def _edited(name: str, base: Reading, edits: Sequence[_Edit]) -> Reading:
    """Apply disjoint edits, given in order, and compose the maps."""
    texts: list[str] = []
    starts = array("I")
    read = 0
    for edit in edits:
        texts += (base.text[read : edit.start], edit.new)
        starts.extend(range(read, edit.start))
        starts.extend([edit.start] * len(edit.new))
        read = edit.end
    texts.append(base.text[read:])
    starts.extend(range(read, len(base.text) + 1))
    if base.starts is not None:
        starts = array("I", map(base.starts.__getitem__, starts))
    return Reading(name, "".join(texts), starts)


def _disjoint(edits: Iterable[_Edit]) -> list[_Edit]:
    """Sort edits and leave out any that overlaps an earlier one."""
    kept: list[_Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


# Escapes.


def _escape_edits(text: str) -> list[_Edit]:
    return [
        _Edit(start, end, "".join(map(_FOLDS.__getitem__, meant)))
        for start, end, meant in unescaped_in(text)
    ]


# Spoken addresses.


def _any_of(alternatives: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, alternatives))})"


def _bracketed(alternatives: Iterable[str]) -> str:
    return rf"\s{{0,3}}[(\[{{<*]\s?{_any_of(alternatives)}\s?[)\]}}>*]\s{{0,3}}"


def _enclosed(alternatives: Iterable[str]) -> str:
    """Return a pattern of words between signs that nobody puts around a word."""
    opening = r"""\s{0,3}(?:[(\[{<*|~=#/"']{1,2}|-(?<=\s-))\s?"""
    closing = r"""\s?[)\]}>*|~=#/"'-]{1,2}\s{0,3}"""
    return f"{opening}{_any_of(alternatives)}{closing}"


def _apart(alternatives: Iterable[str]) -> str:
    return rf"[\s_,]{{1,3}}{_any_of(alternatives)}[\s_,]{{1,3}}"


def _hyphenated(alternatives: Iterable[str]) -> str:
    return rf"-{_any_of(alternatives)}-"


_SIGNS = [word for alternatives in words.JOINERS.values() for word in alternatives]
_SPACED_DOT = r"\s\.\s?"
_SAID_DOT = (
    rf"{_enclosed([*words.DOT, '.'])}|{_apart(words.DOT)}|{_hyphenated(words.DOT)}"
    rf"|\s?[{letters.BULLETS}]\s?"
)
_DOT = rf"(?:\.|{_SAID_DOT}|{_SPACED_DOT})"
_SIGN = rf"(?:[_-]|{_bracketed(_SIGNS)}|{_apart(_SIGNS)})"
_SPELLED = r"[^\W_](?:\s[^\W_](?![^\W_])){2,30}"
_LABEL_WORD = rf"(?:{_SPELLED}|[^\W_]{{1,63}})"
_LABEL = rf"{_LABEL_WORD}(?:{_SIGN}{_LABEL_WORD}){{0,3}}"


def _domain(tlds: str) -> str:
    return rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}{tlds}(?![^\W_])"


_ANY_TLD = r"[^\W\d_]{2,18}"
_DOTLESS = "|".join(
    re.escape(domain).replace(r"\.", r"(?:\.\s|\s)").replace(r"\-", r"[-\s]")
    for domain in words.MAIL_DOMAINS
)
_MAIL_HOST = (
    rf"(?:{_DOTLESS})(?![^\W_])(?!(?<=\sit)\s(?:is|was)\s)"
    rf"|{_any_of(words.MAIL_HOSTS)}(?![\w.@-])"
)
_ANY_DOMAIN = re.compile(rf"{_domain(_ANY_TLD)}|{_MAIL_HOST}", re.IGNORECASE).match
_KNOWN_DOMAIN = re.compile(
    rf"{_domain(_any_of(words.TLDS))}|{_MAIL_HOST}", re.IGNORECASE
).match
_AT = re.compile(
    r"""(?=[\s@({\[<*_,|~=#/"'-])(?<=[^\W_])"""
    rf"(?:(?P<sure>\s{{0,3}}@\s{{0,3}}|{_enclosed([*words.AT, *words.AT_IN_BRACKETS])}"
    rf"|{_apart(words.AT_ALWAYS)})|(?P<loose>{_apart(words.AT_BETWEEN_SPACES)}"
    rf"|(?P<by>\s{_any_of(words.AT_WITH_A_SAID_DOT)}\s)"
    rf"|{_bracketed('a')}|(?<=[^\W_][^\W_]){_apart(words.AT_SPELLED)}"
    rf"|{_hyphenated(words.AT)}(?=[\w-]{{1,60}}{_hyphenated(words.DOT)})))"
    rf"(?=[^\W_])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s+@").fullmatch
_ANNOUNCED = re.compile(
    r"mail(?:adresse)?(?:\W{1,3}(?:is|ist|lautet|è|wäre|address|adresse)(?![^\W_])){0,2}"
    r"\W{1,3}\Z",
    re.IGNORECASE,
).search
_A_SAID_DOT = re.compile(_SAID_DOT, re.IGNORECASE).search
_LOCAL_WORD = rf"(?:{_SPELLED}|[\w.+%-]{{1,64}})"
# A sign that stands in a word joins no words but spelled ones: all ways to cut
# "not-----" up would be tried, which takes for ever.
_JOINT = (
    rf"(?:{_bracketed(_SIGNS)}|{_apart(_SIGNS)}|{_SAID_DOT}|{_SPACED_DOT}"
    r"|(?<=\s[^\W_])[_.-])"
)
_LOCAL = re.compile(
    rf"(?<![\w.+%-])(?:(?:{_LOCAL_WORD}{_JOINT}){{1,5}}{_LOCAL_WORD}\s\d{{1,4}}"
    rf"|(?:{_LOCAL_WORD}{_JOINT}){{0,5}}{_LOCAL_WORD})\Z",
    re.IGNORECASE,
)
"""A number may stand apart behind a name with a said dot: "anna punto bianchi 71"."""
_LOCAL_WINDOW = 80
_LOCAL_ENDING = re.compile(r"[\w.+-]{2,64}$")
_PICTURES = "[\u2190-\u2bff\U0001f300-\U0001faff]"
_PICTURE = re.compile(_PICTURES).search
_ODD_AT = re.compile(
    rf"(?P<at>{_PICTURES}{{1,2}})(?<=[^\W_].)"
    rf"(?!www)(?=[^\W_][\w-]{{1,40}}(?:\.[\w-]{{1,40}}){{0,2}}\.{_any_of(words.TLDS)}(?![^\W_]))"
)
"""A picture in place of ``@``, without any space."""
_SITE = re.compile(rf"(?<![^\W_])www{_DOT}{_domain(_ANY_TLD)}", re.IGNORECASE)
_BRACKETED_SIGN = re.compile(
    rf"(?=[\s({{\[<*])(?<=[^\W_])(?:(?P<dot>{_bracketed(words.DOT)})|{_bracketed(_SIGNS)})(?=[^\W_])",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?P<dot>{_SAID_DOT}|{_SPACED_DOT})"
    rf"|(?P<sign>{_bracketed(_SIGNS)}|{_apart(_SIGNS)})"
    r"|(?P<gap>(?<![^\W_][^\W_])(?<=[^\W_])\s(?=[^\W_](?![^\W_])))",
    re.IGNORECASE,
)
_UNDERSCORE = re.compile(_any_of(words.JOINERS["_"]), re.IGNORECASE)
_BRACKET = re.compile(r"[(\[{<*]").search
_HINT = any_of(
    [
        *("@ ", " @"),
        *words.AT_ALWAYS,
        *(f" {word} " for word in words.AT_BETWEEN_SPACES + words.DOT),
        *(f" {word} " for word in words.AT_SPELLED),
    ]
)


def _spoken_edits(text: str, hints: str) -> list[_Edit]:
    edits: list[_Edit] = []
    brackets = _BRACKET(text)
    if brackets or _HINT(hints):
        edits += _addresses(text)
    if not text.isascii() and _PICTURE(text):
        edits += _odd_ats(text, hints)
    if "www " in hints:
        for site in _SITE.finditer(text):
            edits += _parts(text, *site.span())
    if brackets:
        edits += (
            _Edit(*sign.span(), "." if sign["dot"] else _sign_in(sign[0]))
            for sign in _BRACKETED_SIGN.finditer(text)
        )
    return _disjoint(edits) if edits else edits


def _odd_ats(text: str, hints: str) -> Iterator[_Edit]:
    """Read "anna.b🌀example.net" but not "super👍example.net"."""
    for at in _ODD_AT.finditer(text):
        local = _LOCAL_ENDING.search(
            text, max(at.start() - _LOCAL_WINDOW, 0), at.start()
        )
        if local and ("mail" in hints or not local[0].isalpha()):
            yield _Edit(*at.span("at"), "@")


def _addresses(text: str) -> Iterator[_Edit]:
    read = 0
    for at in _AT.finditer(text):
        if at.start() < read:
            continue
        # " @" begins a handle more often than a domain.
        sure = at["sure"] is not None and not _HANDLE(at[0])
        matches = _ANY_DOMAIN if sure else _KNOWN_DOMAIN
        domain = matches(text, at.end())
        local = _local_before(text, read, at, domain[0]) if domain else None
        if domain and local is not None:
            read = domain.end()
            yield from _parts(text, local, at.start())
            if at[0] != "@":
                yield _Edit(*at.span(), "@")
            yield from _parts(text, *domain.span())


def _local_before(text: str, read: int, at: re.Match[str], domain: str) -> int | None:
    """Return where the name before an at-word starts, if it looks like one."""
    window = max(read, at.start() - _LOCAL_WINDOW)
    local = _LOCAL.search(text[window : at.start()])
    if local is None:
        return None
    told = _ANNOUNCED(text, window, window + local.start())
    if at["loose"] and _is_prose(local[0], domain, told=told is not None):
        return None
    if at["by"] and (local[0].isalpha() or not _A_SAID_DOT(domain)):
        return None
    return window + local.start()


def _is_prose(local: str, domain: str, *, told: bool) -> bool:
    """Tell "look at shop.de" and "help at gmail" from "anna.b at gmail".

    Args:
        local: What stands before the at-word.
        domain: What stands behind it.
        told: Whether an address was announced, as in "my mail is anna at gmail".
    """
    whole = local.lower() not in words.NOT_A_LOCAL_PART
    return not whole or (local.isalpha() and domain.isalpha() and not told)


def _parts(text: str, start: int, end: int) -> Iterator[_Edit]:
    """Undo the words for dots and signs, and spelling, inside an address."""
    for part in _PARTS.finditer(text, start, end):
        if part["dot"]:
            yield _Edit(*part.span(), ".")
        else:
            yield _Edit(*part.span(), _sign_in(part[0]) if part["sign"] else "")


def _sign_in(spoken: str) -> str:
    return "_" if _UNDERSCORE.search(spoken) else "-"
