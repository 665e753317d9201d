"""Names in answers to "who are you?": what a line begins with, before other details.

"name kiski account no 6323", "will turner pwd 5475", "rasi and my zip is 7845": the
field that follows says that a name was asked for. How much it says is told by what
leads to it: nobody puts "and my" between a product and its number.
"""

import re
from collections.abc import Iterator, Sequence

from recognizers.people.clues import COMMON, FIRST_NAMES, NAME_WORD, NAME_WORDS, TABLE
from recognizers.people.judge import POSSIBLE, PROBABLE, Span
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words

_MOST_LINES = 30
_FIELD = (
    r"(?:(?:routing|booking|confirmation|reservation|order|customer|policy|phone|"
    r"mobile|contact|debit|credit)[ ])?(?:acc(?:oun)?t?|ac|a/c|card|zip|phone|mobile|"
    r"tel|e-?mail|booking|confirmation|reservation|order|policy|password|passcode|pwd|"
    r"pw|pin|kundennummer|kundennr|kd\.?-?nr|konto|iban|passwort|kennwort|plz|"
    r"adresse|address|conto|telefono|cell|cap|codice|indirizzo)"
)
_PERSONAL = (
    r"(?:ssn|social security|dob|date of birth|born|geb(?:oren|\.|(?= ))|"
    r"nat[oa] il|cod(?:ice|\.)? ?fisc|cf|c\.f\.)"
)
_END = r"(?![^\W\d_])"
_BEHIND = re.compile(
    r"[ \t]{0,2}+[,;.]?+[ \t]{0,2}+"
    rf"(?:(?P<personal>(?:my |mein )?{_PERSONAL}){_END}"
    r"|(?P<joined>(?:and|und|e|n|&)[ ](?:(?:my|mein|meine|il mio|la mia|the)[ ])?"
    rf"(?:{_FIELD}|{_PERSONAL}){_END})"
    r"|(?P<street>(?:and )?\d{1,5} (?:[^\W\d_]{2,15} ){1,3}(?:street|st|road|rd|lane|"
    r"ln|avenue|ave|drive|circle|court|ct|blvd|close)(?![^\W\d_]))"
    rf"|(?P<field>{_FIELD}{_END}[^\n\d]{{0,24}}\d)"
    r"|(?P<number>\d{4,6}[^\w\n]{0,3}(?:$|\n)))"
)
_OPENING = re.compile(
    r"[^\W\d_]{2,40}+[ \t,;.]{1,3}+([^\W\d_]{1,40}+|\d)?+"
    r"[ \t,;.]{0,3}+([^\W\d_]{1,20}+|\d)?+"
)
_FIRST_WORDS = frozenset(
    "and und e n my mein routing booking confirmation reservation order customer "
    "policy phone mobile contact debit credit acc acct account accout ac a card zip "
    "tel mail email password passcode pwd pw pin kundennummer kundennr kd kdnr konto "
    "iban passwort kennwort plz adresse address conto telefono cell cap codice "
    "indirizzo ssn social dob date born geb geboren nata nato cod cf c".split()
)
"""What details may begin with: told by one look at most lines."""
_OWN = frozenset({"personal", "joined", "street"})
"""Only a person has these."""
_LITTLE = frozenset({"", "number"})
"""Behind "nome errato", too."""
_LABEL = re.compile(
    r"(?:my[ ])?(?:(?:full|first|last)[ ])?"
    r"(?:name|nome|cognome|vorname|nachname|surname)[ \t]{1,2}(?=[^\W\d_])"
)
_LABELS = ("name ", "nome ", "cognome ", "vorname ", "nachname ", "surname ", "my ")
_LINE_END = re.compile(r"[^\w\n]{0,3}(?:$|\n)")
_SMALL_INITIAL = re.compile(r"[ \t][a-z](?=[ \t]\d)")
_SECOND = re.compile(r"[ \t]{1,2}(?=[^\W\d_])")
_NO_NAMES = COMMON | load_words("frequent") | load_words("slips") | load_words("brands")
_DETERMINERS = frozenset(TABLE["determiners"].split())
_NO_FIRST_NAMES = frozenset(TABLE["no_first_names"].split())


def answers(text: Text) -> Iterator[Span]:
    """Yield who is named at the beginning of a line, before other details."""
    start = 0
    for _ in range(_MOST_LINES):
        labelled = text.plain.startswith(_LABELS, start)
        if labelled and (label := _LABEL.match(text.plain, start)):
            yield from _labelled(text, label)
        elif _may_answer(text.plain, start):
            yield from _plain(text, start)
        start = text.said.find("\n", start) + 1
        if start == 0:
            return


def _may_answer(said: str, start: int) -> bool:
    """Tell by a line's second and third word whether details may follow a name."""
    opening = _OPENING.match(said, start)
    if opening is None:
        return False
    second, third = opening[1] or "", opening[2] or ""
    found = second in _FIRST_WORDS or third in _FIRST_WORDS
    return found or second.isdigit() or third.isdigit()


def tells_details(text: Text, position: int) -> bool:
    """Tell whether what only a person has follows at `position`."""
    return _details(text, position) in _OWN


def _labelled(text: Text, label: re.Match[str]) -> Sequence[Span]:
    """Accept "name kiski account no 6323"; "name badge" has none."""
    name = read_name(text, label.end())
    if name is None or _is_everyday(text, name.start, name.end):
        return ()
    details = _details(text, name.end)
    whole = name.known and _LINE_END.match(text.said, name.end)
    told = whole or details not in _LITTLE or (name.known and details)
    return ((name.start, name.end, PROBABLE),) if told else ()


def _plain(text: Text, start: int) -> Sequence[Span]:
    """Accept "manish 5876" and "rasi and my zip": who is unknown needs more."""
    word = NAME_WORD.match(text.said, start)
    if word is None:
        return ()
    end = _end_of_name(text, word)
    details = _details(text, end)
    if not details:
        return ()
    own = details in _OWN
    named = _is_named(text, word, end) and (own or fold(word[0]) not in _NO_FIRST_NAMES)
    unheard = own and not _is_everyday(text, start, end)
    return ((start, end, POSSIBLE),) if named or unheard else ()


def _details(text: Text, position: int) -> str:
    """Return what kind of details follow, or nothing."""
    behind = _BEHIND.match(text.plain, position)
    return (behind and behind.lastgroup) or ""


def _end_of_name(text: Text, first: re.Match[str]) -> int:
    """Go on to a surname or an initial: "will turner pwd", "john m 41 baker circle"."""
    if initial := _SMALL_INITIAL.match(text.said, first.end()):
        return initial.end()
    if _BEHIND.match(text.plain, first.end()):
        return first.end()
    gap = _SECOND.match(text.said, first.end())
    second = NAME_WORD.match(text.said, gap.end()) if gap else None
    return second.end() if second else first.end()


def _is_named(text: Text, first: re.Match[str], end: int) -> bool:
    """Tell "manish" and "will turner" from "mark order"."""
    key = fold(first[0])
    if key not in FIRST_NAMES or key in _DETERMINERS:
        return False
    second = text.said[first.end() : end].strip()
    if len(second) > 1:
        sure = key not in COMMON or fold(second) not in NAME_WORDS
        return sure and fold(second) not in _NO_NAMES
    name = read_name(text, first.start())
    return name is not None and name.known


def _is_everyday(text: Text, start: int, end: int) -> bool:
    words = fold(text.said[start:end]).split()
    return any(word in _NO_NAMES for word in words)
