"""Numbers of documents and of memberships, by the word before them.

"Passport 533418207", "tessera socio n. 004512", "Kd.-Nr. K-4407721903": the number
says nothing, its word all. What may stand between the two is known, too.
"""

import re
from collections.abc import Callable, Iterator

from pipeline.core.literals import any_of
from recognizers.finders import Match
from recognizers.spelled_documents import fiscal_pieces, spelled_at
from recognizers.words import plain
from recognizers.words.phrases import load_table

Search = Callable[[str, int, int], re.Match[str] | None]
"""Searches a stretch of a text."""

NAMED = 0.9
"""Above what a part of the number may be to others: a town's letters, a phone."""

_TABLE = load_table("documents")
_LEAST_DIGITS = 4
_enough_digits = re.compile(rf"\d(?:\D*\d){{{_LEAST_DIGITS - 1}}}").search
_LEAST_BARE_DIGITS = 6
"""Digits in a number without letters that neither "number" nor a colon announces."""


_MOST_COUNTED = 8
"""Digits of a quantity; what is longer is a number, even before "points missing"."""


def _words_under(heading: str) -> list[str]:
    return [" ".join(word.split()) for word in _TABLE[heading].split(",")]


def _any_of(heading: str) -> str:
    """Return alternatives, the longest first, of the words under a heading."""
    longest_first = sorted(_words_under(heading), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \-]?") for word in longest_first)


_IN_COMPOUNDS = r"(?:kunden|mitglieds?|konto)-?(?:nr|num)"
"""Begins in the middle of "Stromkundennummer", too."""
_NAMED = re.compile(
    rf"(?:(?<![^\W_])|(?={_IN_COMPOUNDS}))"
    rf"(?:(?P<first>{_any_of('numbers_first')})[ ]?)?"
    rf"(?P<word>(?P<document>{_any_of('documents')})|(?P<counted>{_any_of('counted')})|"
    rf"(?P<case>{_any_of('cases')})|(?P<fiscal>{_any_of('fiscal')})|"
    rf"{_any_of('needing_number')})"
    rf"(?:[ ]\d(?=[ ]?:)|[ ]\d{{1,3}}(?=[ ](?:{_any_of('numbers')})(?![^\W_])))?"
    rf"(?:[ ](?:{_any_of('kinds')})(?![^\W_])){{0,2}}"
    rf"(?P<number>(?:s?[ \t.\-]{{0,2}}(?:{_any_of('numbers')})(?![^\W_])[.°º]?){{0,3}})"
    r"(?:,(?=[ ]which))?"
    rf"(?:[ \t]{{1,2}}(?:{_any_of('whose')})(?![^\W_])){{0,4}}"
    r"(?:[ \t]?\([^()\d\n]{1,20}\))?"
    rf"(?P<told>[ \t]{{1,2}}(?:{_any_of('verbs')})(?![^\W_])|'s(?=[ ])|"
    r"[ \t]?[:=#][ \t]?#?)?"
    rf"(?:[ \t]{{1,2}}(?:{_any_of('articles')})(?![^\W_])){{0,2}}"
    r"[ \t]{0,3}\n?(?<![^\W_])"
)
_SHORT = 2


def _signs_of(phrase: str) -> Iterator[str]:
    """Yield literals one of which stands wherever the phrase announces a number."""
    first, *rest = re.split(r"[ \-]", phrase, maxsplit=1)
    if rest:
        yield from (first + gap + rest[0][:2] for gap in (" ", "-", ""))
    elif len(first) <= _SHORT and phrase in _NEEDING_NUMBER:
        yield from (first + gap for gap in (".", "-", ":", " :", "=", "#", "nr", "no"))
        yield from (first + gap for gap in (" n", " id", " #", " (", "("))
    else:
        yield first


_NEEDING_NUMBER = frozenset(_words_under("needing_number") + _words_under("counted"))
_ANY_WORD = any_of(
    sign
    for heading in (
        "documents",
        "needing_number",
        "counted",
        "insured",
        "cases",
        "fiscal",
    )
    for phrase in _words_under(heading)
    for sign in _signs_of(phrase)
)
"""Found in a tenth of the time in which `_NAMED` is not."""
_WHOLE = r"[A-Za-z0-9]{1,20}(?:[.\-/][A-Za-z0-9]{1,20}){0,5}"
_WITH_DIGIT = rf"(?=[A-Za-z.\-/]{{0,20}}\d){_WHOLE}"
_VALUE = re.compile(
    rf"(?:[A-Z]{{1,4}} (?={_WITH_DIGIT}))?{_WITH_DIGIT}(?: {_WITH_DIGIT}){{0,5}}"
    r"(?: [A-Z]{1,2}(?: \d{2,4})?(?![^\W_]))?(?![^\W_])"
)
_SERIES = re.compile(r"(?<![^\W_])N $").search
"""A letter that some states print before the digits: "passport N 008412793"."""
_NO_NUMBER = re.compile(
    r"\d{1,2}[./\-]\d{1,2}[./\-](?:\d\d){1,2}(?!\d)"
    r"|(?:19|20)\d\d(?:[./\-]\d{1,2}(?!\d)|(?![^\W_]|[./\-]\d| \d{3}))"
    r"|\d{1,2}[./\-](?:19|20)\d\d(?!\d)|\d{1,6}[.,]\d{1,2}(?![\d.])"
    r"|\d{1,4}[x/]\d{1,4}(?![\d/])"
)
_PRINTED = (
    r"(?:[A-Z]{1,2}\d{6,9}[A-Z]?|[A-Z]{2} \d{6,9}|[A-Z]{2}\d{5}[A-Z]{2}|"
    r"(?=[A-Z0-9]{0,8}\d)[A-Z]"
    r"[A-Z0-9]{8})(?![^\W_])"
)
"""As states print the numbers of their documents."""
_SHAPED = re.compile(
    rf"{_PRINTED}|(?=(?:[A-Z/\-]{{0,12}}\d){{6}})(?=[\d\-]{{0,20}}[/A-Z])[A-Z\d]{{1,4}}(?:[/\-][A-Z\d]{{1,10}}){{1,5}}"
    rf"(?![^\W_])|[A-Z]{{2}}-\d{{4}} \d{{4}}/\d{{2}}(?!\d)"
)
"""The same, or in groups, as insurers print theirs."""
_FURTHER_ON = re.compile(
    rf"(?<![^\W_])(?:{_any_of('documents')}|{_any_of('insured')})(?![^\W_])"
    r"(?:(?!order|invoice|ticket|booking|tracking|case|auftrag|rechnung|bestell|buchung|"
    r"ordin|fattur|prenot|pratic|phone|handy|telef|cell|mobil|fax)[^\d\n]){1,48}?"
    r"(?<![^\W_])(?:nummer|number|numero|nr|no|(?:il|la) n)(?![^\W_])[.:]?[ ]"
    rf"(?:(?:{_any_of('verbs')})[ ])?"
)
"""A document, and its number some words later: "Pass abgelaufen, neue Nummer ist"."""
_FURTHER_SIGN = any_of(
    [
        "l n. ",
        "l n ",
        "la n. ",
        "nummer ",
        "nr. ",
        "nr ",
        "number ",
        "numero ",
        "no. ",
        "nummer: ",
    ]
)
_CORRECTED = "|".join(
    sorted(map(re.escape, _words_under("corrected")), key=len, reverse=True)
)
_CARRIED = re.compile(
    rf"(?<![^\W_])(?:{_any_of('carried')})(?:nr|nummer|number)?(?![^\W_])"
    rf"(?P<between>[^\d\n]{{3,70}}?(?<![^\W_])"
    rf"(?:(?P<corrected>{_CORRECTED})[ ]?:?[ ])?)"
    r"(?<![^\W_])(?=[a-z]{0,4}\d)"
)
"""A document, and some words later what may be its number."""
_any_carried = any_of(
    sign for word in _words_under("carried") for sign in _signs_of(word)
)
_other_number = any_of(_words_under("other_numbers"))
_IS_CARRIED = re.compile(
    r"(?=(?:[A-Z]{0,4}\d){4})(?=\d{0,8}[A-Z])(?!\d{1,4}[A-Z]{1,3}(?![^\W_]))[A-Z\d]{8,14}(?![^\W_])"
)
_IS_CORRECTED = re.compile(r"[A-Z]{0,2}\d{6,9}(?![^\W_]|[.,/]\d)", re.IGNORECASE)
_IS_FURTHER = re.compile(rf"{_PRINTED}|\d{{6,9}}(?![^\W_]|[.,]\d)")
_IS_DOCUMENT = re.compile(
    r"(?<=[^\W_]),?[ \t]{1,2}(?:(?:das|this|that|it|questo|questa)[ \t])?"
    r"(?:ist|is|war|was|waere|sarebbe|e'|e)[ \t]{1,2}(?!nie[ ])"
    rf"(?:(?:{_any_of('whose')}|{_any_of('numbers')}|dem)[ \t]{{1,2}}){{0,5}}"
    rf"(?:{_any_of('documents')})(?:{_any_of('numbers')})?(?![^\W_])"
)
"""What follows a number said first: "C01X00T47 ist meine Passnummer"; "ist nie da" says
no more than never, though a Spanish document is called so."""
_BEFORE = re.compile(
    rf"(?<![^\W_])(?<![\-/.#])(?:[A-Z]{{1,4}} )?{_WITH_DIGIT}(?: {_WITH_DIGIT}){{0,4}}$"
)
_BACK = 40
_IS_OF_THING = re.compile("docu|dokum|matr|doc").match
_THING = re.compile(rf"(?<![^\W_])(?:{_any_of('things')})(?![^\W_])").search
"""What says that a document or a serial number is no person's."""
_PATIENT = re.compile(rf"(?<![^\W_])(?:{_any_of('patients')})(?![^\W_])").search
"""What says that a case is a patient's, and no ticket."""
_QUANTITY = re.compile(rf"[ \t]?(?:{_any_of('quantities')})(?![^\W_])")


def find_document_numbers(text: str) -> Iterator[Match]:
    """Find numbers that a word before them makes somebody's.

    Args:
        text: A folded reading.
    """
    if not _enough_digits(text):
        return
    lowered = plain(text)
    if _ANY_WORD(lowered):
        yield from dict.fromkeys(_found(text, lowered))


def _found(text: str, lowered: str) -> Iterator[Match]:
    yield from _said_at_once(text, lowered)
    yield from _said_first(text, lowered)
    yield from (Match(*piece, NAMED) for piece in fiscal_pieces(lowered))
    if _FURTHER_SIGN(lowered):
        yield from _said_further_on(text, lowered)
    if _any_carried(lowered):
        yield from _carried(text, lowered)


def _said_at_once(text: str, lowered: str) -> Iterator[Match]:
    for named in _NAMED.finditer(lowered):
        value = _VALUE.match(text, named.end())
        spelled = spelled_at(lowered, named.end()) if _may_be_spelled(named) else None
        if spelled and (value is None or spelled.end() >= value.end()):
            yield Match(*spelled.span(), NAMED)
            continue
        if value is None or not _is_announced(lowered, named, value[0]):
            continue
        announced = bool(named["first"] or named["number"] or named["told"])
        if _is_number(lowered, value, announced=announced):
            series = _SERIES(text, named.start(), value.start())
            start = series.start() if series else value.start()
            yield Match(start, value.end(), NAMED)


def _may_be_spelled(named: re.Match[str]) -> bool:
    """Tell whose number is read aloud: a person's, and no account's."""
    return bool(named["document"] or named["fiscal"])


def _is_announced(lowered: str, named: re.Match[str], value: str) -> bool:
    """Tell "Kundennr. 4407721" from "Kunden: 12000", and a person's from a thing's."""
    if _IS_OF_THING(named["word"]) and _is_near(_THING, lowered, named):
        return False
    numbered = bool(named["first"] or named["number"])
    if named["fiscal"]:
        return False
    if named["case"]:
        return _is_near(_PATIENT, lowered, named)
    if named["counted"]:
        return numbered
    return bool(named["document"] or numbered or named["told"] or _SHAPED.match(value))


def _is_near(what: Search, lowered: str, named: re.Match[str]) -> bool:
    before, after = max(named.start() - _BACK, 0), named.end() + _BACK
    return what(lowered, before, after) is not None


def _said_further_on(text: str, lowered: str) -> Iterator[Match]:
    for named in _FURTHER_ON.finditer(lowered):
        if value := _IS_FURTHER.match(text, named.end()):
            yield Match(*value.span(), NAMED)


def _carried(text: str, lowered: str) -> Iterator[Match]:
    """Find "Reisepassnr hab ich falsch angegeben, richtig ist C01X00T47"."""
    for named in _CARRIED.finditer(lowered):
        value = _IS_CARRIED.match(text, named.end())
        if value is None and named["corrected"]:
            value = _IS_CORRECTED.match(text, named.end())
        if value and not _other_number(named["between"]):
            yield Match(*value.span(), NAMED)


def _said_first(text: str, lowered: str) -> Iterator[Match]:
    """Find "N8841205 is my passport number"."""
    for named in _IS_DOCUMENT.finditer(lowered):
        floor = max(named.start() - _BACK, 0)
        value = _BEFORE.search(text, floor, named.start())
        if value and _is_number(lowered, value, announced=False):
            yield Match(*value.span(), NAMED)


def _is_number(lowered: str, value: re.Match[str], *, announced: bool) -> bool:
    """Tell a number from a date, a price, a quantity."""
    digits = sum(map(str.isdigit, value[0]))
    lettered = any(map(str.isalpha, value[0]))
    least = _LEAST_DIGITS if announced or lettered else _LEAST_BARE_DIGITS
    quantity = digits <= _MOST_COUNTED and _QUANTITY.match(lowered, value.end())
    counts = _NO_NUMBER.match(value[0]) or quantity
    return digits >= least and not counts
