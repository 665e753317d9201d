"""Claims that something is a person's name, refused for what is known not to be one.

Rules and the name model are read one by one; here they meet. What the message's own
metadata calls a name is never refused, and no rule that a phrase announced.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.core.detect import Detect, Detection, Document, revised
from pipeline.core.findings import Finding
from recognizers.namesakes import WHOLE, names_a_thing, namesakes_in
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrases, load_table

PERSON = "PERSON"
TOLD = "known_names"
"""Finds what metadata tells."""
GRAMMAR = "people"
"""Finds what a phrase announces."""
ENCLOSING = frozenset(
    {"ADDRESS", "EMAIL_ADDRESS", "IBAN_CODE", "SECRET", "URL", "USERNAME"}
)
"""What a name may be a piece of, and is masked with."""
ALL_AROUND = frozenset({"PERSON", "LOCATION"})
"""What is told of singers and their concerts, too."""
ANNOUNCING = ("announcing", "hinting", "nodding", "labels", "titles", "shy_titles")
TITLES = ("titles", "shy_titles")
SURE = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_DETERMINER = re.compile(r"([^\W\d_]+)\.?[ \t]{1,2}$")
_NOUN = re.compile(
    r"[a-z]{3}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|itat|"
    r"ismus|verlust|abbau|konzern|konzert|festival|bahnhof|preise?|karten?|nummern?|"
    r"konto|pakete?|maschine|gerat|lieferung|service|support|grosse|schutz|technik|"
    r"anlage|leitung|abend|woche|monate?|zeiten|geschaft|teile?|fehler|"
    r"zione|zioni|mente|ezza|issim[oaie]|ness|ments?|ship|ability)$"
)
_PLACE = re.compile(
    r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,3}?-(?:stra(?:ß|ss)e|str|platz|allee|weg|ring|ufer|"
    r"schule|gymnasium|universität|uni|institut|klinik|krankenhaus|stiftung|preis|"
    r"haus|museum|park|stadion|halle|konzert|tour|cup|turnier|trikot)(?![^\W\d_])",
    re.IGNORECASE,
)
_MOST = 500
"""Claims that are looked at: a text with more is masked as it was found."""
_LONGEST = 40
"""Letters that a claim is widened by at most."""
_NUMBER_AROUND = re.compile(r"\d[ \t][^\W\d_]+|[^\W\d_][ \t](?:n\.?[ \t]?)?\d")
_AMOUNT = re.compile(r"\d[ \t]{0,2}$")
_PLACED = re.compile(
    r"(?:\d[:.]\d\d|(?<![^\W\d_])(?:ore|h|room|flat|unit|table|zimmer|zi\.?|whg\.?|tisch|"
    r"camera|int\.?|interno|tavolo|scala|piano)[ \t]\d{1,3}[a-z]?)[ \t]{1,2}$",
    re.IGNORECASE,
)
"""A time or a room, behind which stands whose it is: "14:30 Koch", "room 12 Young"."""
_TABLE = load_table("people")
_PHRASES = Phrases({kind: _TABLE[kind] for kind in ANNOUNCING})
_DETERMINERS = frozenset(_TABLE["determiners"].split())
_LEADS = frozenset(_TABLE["noun_leads"].split())
_PRONOUNS = frozenset(_TABLE["pronouns"].split())


def without_non_names(detect: Detect) -> Detect:
    """Return a detector that leaves out the persons of `detect` that are none."""
    return revised(detect, _vetoed)


def _vetoed(document: Document, detection: Detection) -> Detection:
    doubtful = [f for f in detection.findings if _is_doubtful(f)]
    if not doubtful or len(doubtful) > _MOST:
        return detection
    text = document.text
    named = namesakes_in(text, private=_is_private(detection))
    phrases = [*_PHRASES.within(plain(text)), *named]
    closed = [(p.start, p.end) for p in phrases]
    closed += _enclosing(detection.findings)
    announced = [f for f in doubtful if f.recognizer == GRAMMAR and f.score >= SURE]
    refused = {
        finding
        for finding in doubtful
        if any(p.start <= finding.start < p.end for p in named if p.kind not in WHOLE)
        or any(a <= finding.start and finding.end <= b for a, b in closed)
        or (
            not any(map(finding.overlaps, announced))
            and (_is_place(text, finding) or _is_everyday(text, finding))
        )
    }
    if not refused:
        return detection
    return detection._replace(
        findings=tuple(f for f in detection.findings if f not in refused),
    )


def _is_doubtful(finding: Finding) -> bool:
    return finding.entity == PERSON and finding.recognizer != TOLD


def _enclosing(findings: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    for finding in findings:
        if finding.entity in ENCLOSING and finding.score >= SURE:
            yield finding.start, finding.end


def _is_private(detection: Detection) -> bool:
    """Tell whether anything personal is found besides people and places."""
    return any(
        finding.entity not in ALL_AROUND and finding.score >= SURE
        for finding in detection.findings
    )


def _is_everyday(text: str, finding: Finding) -> bool:
    """Tell whether no word of a claim can be a name where it stands."""
    start, end = _whole_words(text, finding.start, finding.end)
    before = _DETERMINER.search(text, max(start - 16, 0), start)
    said = fold(before[1]) if before else ""
    if said in _titles():
        return False
    words = [fold(word) for word in _WORD.findall(text[start:end]) if len(word) > 1]
    small = text[start:end].islower()
    refused = _small_words() if small else _no_names()
    if not words:  # "k a t j a"
        return False
    if all(map(refused.__contains__, words)) or names_a_thing(text, start, end):
        return True
    if any(map(str.isspace, text[start:end])):
        return _is_company(words)
    noun = len(words) == 1 and (
        _is_noun(text, start, said) or _is_noun_surname(text, start, end, said)
    )
    return noun or _ends_as_noun(words)


def _is_company(words: Sequence[str]) -> bool:
    """Tell "Suzuki Swift" and "Scholz Holding" from a name beside a brand."""
    firms = _companies()
    named = load_words("first_names")
    return any(map(firms.__contains__, words)) and not any(
        map(named.__contains__, words)
    )


def _ends_as_noun(words: Sequence[str]) -> bool:
    """Tell "Zeitverlust" and "consegnazione" by their end."""
    last = words[-1]
    return bool(_NOUN.search(last)) and last not in load_words("first_names")


def _is_place(text: str, finding: Finding) -> bool:
    """Tell "Albert-Schweitzer-Schule" and "Helene-Fischer-Konzert" by their end."""
    place = _PLACE.match(text, finding.start)
    return place is not None and finding.end <= place.end()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a claim on "Pal" to "PayPal"; longer runs are no words."""
    first, last = max(start - _LONGEST, 0), min(end + _LONGEST, len(text))
    while start > first and text[start - 1].isalpha():
        start -= 1
    while end < last and text[end].isalpha():
        end += 1
    return start, end


def _is_noun(text: str, start: int, before: str) -> bool:
    """Tell "100 Mark", "your patience", "la Mercedes" from names that are words."""
    word = _WORD.match(text, start)
    key = fold(word[0]) if word else ""
    if word is None or key not in load_words("name_words"):
        return False
    if _AMOUNT.search(text, max(start - 4, 0), start):
        placed = _PLACED.search(text, max(start - 14, 0), start)
        return placed is None or word[0].islower()
    small = word[0].islower() or key in load_words("brands")
    return small and before in _DETERMINERS


def _is_noun_surname(text: str, start: int, end: int, before: str) -> bool:
    """Tell "terza carrozza" and "casella 5" from who is called so."""
    if fold(text[start:end]) not in load_words("noun_surnames"):
        return False
    led = before in _DETERMINERS or before in _LEADS
    numbered = _NUMBER_AROUND.search(text, max(start - 4, 0), end + 4)
    return text[start].islower() and (led or numbered is not None)


@cache
def _no_names() -> frozenset[str]:
    """Return words that are no names even with a capital."""
    words = load_words("common") | load_words("brands")
    return words - load_words("first_names") - load_words("name_words")


@cache
def _small_words() -> frozenset[str]:
    """Return words that are no names in small letters: "cipolla", "wein"."""
    words = load_words("common") | load_words("frequent") | load_words("brands")
    words -= load_words("first_names")
    return words | load_words("slips") | _DETERMINERS | _PRONOUNS


@cache
def _companies() -> frozenset[str]:
    brands = load_words("brands") - load_words("first_names")
    return brands.union(load_table("known_names")["company_words"].split())


@cache
def _titles() -> frozenset[str]:
    said = (fold(title) for kind in TITLES for title in _TABLE[kind])
    return frozenset(title.rstrip(".") for title in said if " " not in title)
