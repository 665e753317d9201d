"""Secrets that people tell in other orders than "the code is 2580".

The number of a lock ("key safe's round the back, 7-7-0-3"), what something was changed
to ("Tresor auf 1122 gestellt"), what is said before its word ("1122 ist die PIN"), and
what is spelled ("the wifi is capital H, o, l, y").
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from pipeline.core.normalize_words import NUMBERS, UNITS
from recognizers.finders import Match
from recognizers.words import load_words
from recognizers.words.phrases import load_table

SURE = 0.9
LIKELY = 0.87

_TABLE = load_table("secrets")
_NUMBERED = frozenset(_TABLE["numbered"].split())
_NO_PASSWORD = frozenset(_TABLE["no_password"].split())
_CHANGED = "|".join(sorted(_TABLE["changed"].split(), key=len, reverse=True))
_BACK = 48
_LEAST_WORD = 5
_LEAST_DIGITS = 6

_LOCK = (
    r"(?:key ?(?:safe|box)|lock ?box|keybox|schlussel(?:box|kasten|safe|tresor)|"
    r"zahlenschloss|fahrradschloss|vorhangeschloss|bike lock|padlock|lucchett[oi]|"
    r"cassett[ae] (?:delle |porta)?chiavi|(?:[a-z]{3,12}[ \-])?combo(?=['’]s| is|:)|"
    r"kombination|combination|combinazione)"
)
_THING = (
    r"(?:tresor|safe|cassaforte|(?P<timed>alarm)(?:anlage)?|allarme|antifurto|gate|"
    r"portone|cancello|"
    r"(?:tresor|safe|alarm|tur|tor|haus|spind)-?code|locker|spind|schliessfach)"
)
_DIGITS = (
    r"(?:\d(?:\d{2,7}|(?:[\-. ]\d){2,7})|\d{1,2}(?:-\d{1,2}){2,3})"
    r"(?![^\W_]|[,.:/\-]\d|[ ]?(?:€|%|euro?\b|mm\b|cm\b|x\b))"
)
_LEAST_OF_THING = 4
_TIME = re.compile(r"[01]\d[0-5]\d|2[0-3][0-5]\d").fullmatch
_WORD = re.compile(r"[ ,]{1,2}[^\s\d.,]{1,16}")
_TRADED = frozenset(_TABLE["traded"].split())
_APART = re.compile(r"\d(?:[\-.]\d){2,7}").fullmatch
_YEAR = re.compile(r"(?:19|20)\d\d").fullmatch
_WORDS = r"(?:['’]?[^\W\d_]{1,16}['’]?[^\W\d_]{0,4}[ ,:]{1,2}){0,8}?"
_OPENS = re.compile(
    rf"(?<![^\W_])(?:(?P<lock>{_LOCK})|{_THING})(?![^\W_])"
    rf"(?P<said>(?:['’]s)?[ \t]{{0,2}}[:,=]?[ \t]{{1,2}}{_WORDS})"
    rf"[\"'#*(]{{0,2}}(?P<value>{_DIGITS})"
)
_TELLS = re.compile(
    r"(?:[:=]|(?:^|[\s'’])(?:is|ist|lautet|hat|has|e|e'|era|war|was|s|code|codice|"
    r"kombination|combinazione|combination|deaktivieren|disattivare|disinserire|"
    r"disarm)(?: (?:mit|con|with))?),?\s{0,2}[\"'#*(]{0,2}$"
)

_KEY = (
    r"(?:pas{1,2}w?[o0]r[dt]|passwd|psw|pwd?|kennwort|passphrase|"
    r"(?P<pin>[a-z]{0,10}-?pin|[a-z]{2,10}-?code|geheimzahl|codice|code|tresor|safe|"
    rf"cassaforte|allarme|alarmanlage|{_LOCK}))"
)
_SET_TO = re.compile(
    rf"(?<![^\W_]){_KEY}(?![^\W_])(?P<said>[ \t]{{1,2}}{_WORDS})"
    r"(?P<to>auf|to|in|su|zu|con|mit)[ \t]{1,2}[\"'„“«#]{0,2}"
    r"(?P<value>[^\s\"'„“”«»<>]{3,64})"
)
_CHANGES = re.compile(rf"(?<![^\W_])(?:{_CHANGED})(?![^\W_])").search

_SECRET = (
    r"(?:(?:wlan|wifi|wi-fi|tur|tor|gate|door|alarm|security|verification|access|"
    r"confirmation|google|whatsapp|one-time|login)[ \-]?){0,2}"
    r"(?:pas{1,2}wor[dt]|kennwort|pin|pin-?code|otp|tan|puk|geheimzahl|"
    r"[a-z]{3,16}s?code|(?<=[ \-])code|"
    r"codice (?:di|del|della|dell')[ ]?[a-z]{4,14}|"
    r"codice(?=[ ]{0,2}(?:[^\w\s]|\n|\Z|che[ ])))"
)
_FIRST = re.compile(
    r"[\"'”“»]?,?[ \t]{1,2}"
    r"(?:(?:das[ ]|this[ ]|that[ ])?(?:ist|is|e|e'|war|was)|als|as|come)[ \t]{1,2}"
    r"(?:(?:my|your|the|our|mein|meine|dein|deine|die|der|das|ihr|ihre|unser|unsere|"
    r"il|la|mio|mia|tuo|tua|suo|nostro|neue|neues|new|nuovo|nuova)[ \t]){0,3}"
    rf"{_SECRET}(?![^\W_])"
)
_SAID_FIRST = re.compile(
    r"(?<![^\s\"'„“«\-(])(?:\d(?:[ ]\d){3,7}|\d{3} \d{3}|\d\d \d\d \d\d"
    r"|[^\s\"'„“”«»<>,;:()]{3,40})$"
)
_CODE_ALONE = re.compile(r"\d[\d\-]{2,9}|[A-Z]-\d{4,8}").fullmatch

_NUMBER_WORD = "|".join(
    sorted({*UNITS, *(w for w, n in NUMBERS.items() if len(n) == 1)})
)
_LETTER = (
    r"(?:(?:capital|big|small|lower ?case|upper ?case|gross(?:es)?|klein(?:es)?|"
    rf"maiuscol[ao]|minuscol[ao]) )?(?:[a-z0-9]|{_NUMBER_WORD})(?![^\W_])"
)
_SPELLED = re.compile(
    r"(?<![^\W_])(?:wi-?fi|wlan|pas{1,2}wor[dt]|pw|psw|pwd|kennwort)(?![^\W_])"
    r"(?:[ ](?:password|passwort|code|key))?"
    r"[ \t]{0,2}(?:[:=]|ist|is|e|e'|lautet)[ \t]{1,2}"
    rf"(?P<value>{_LETTER}(?:[ ,.\-]{{1,3}}{_LETTER}){{3,30}})"
)
_PAIR = re.compile(
    r"(?<![^\W_])(?:login|user(?:name)?(?:/pass(?:word)?)?|zugang(?:sdaten)?|"
    r"cred(?:ential)?s|(?:login|anmelde)daten|credenziali|accesso|account|wi-?fi|"
    r"wlan)[ ]?[:=][ ]?[^\s/|]{2,40}[ ]?[/|][ ]?"
    r"(?P<value>[^\s\"'„“”«»<>/|]{5,64})"
)
"""A name and a password: "Login: max / Sommer#22"."""
_PAIR_BARELY = re.compile(
    r"(?<![^\W_])(?:(?:login|anmelde|zugangs)daten|credenziali|cred(?:ential)?s|logins?|"
    r"accesso)(?:[ ](?:is|are|ist|sind|e'?|sono|von|di|fur|for|per|con|mit|with))?"
    r"[ ]?:?[ ]"
    r"(?P<name>[^\W_][\w.\-]{1,39})(?:[ ]?[,/|+&]|[ ](?:and|und|e))?[ ]"
    r"(?P<value>(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?=\S{0,39}[!#$%&*+^~])"
    r"[^\s\"'„“”«»<>/|@]{6,40})"
)
"""The same without a slash: "zugangsdaten max Sommer22!"."""
_NET = re.compile(
    r"(?<![^\W_])(?:wi-?fi|wlan)[ \-](?:login|zugang|zugangsdaten|accesso|key|daten)"
    r"(?![^\W_])(?:[ ][^\W\d_]{1,12}){0,5}[ ]?[:=][ ]{0,2}"
    r"(?P<value>[^\s\"'„“”«»<>/|]{5,64})"
)
"""What opens a network: "wifi login for the guests: blue_88"."""
_any_net = any_of(["wifi", "wi-fi", "wlan", "ssid", "rete", "router"])
_KEY_OF_NET = re.compile(
    r"(?<![^\W_])(?:wi-?fi|wlan|ssid|rete|router)(?![^\W_])[^\n.!?]{1,40}?(?<![^\W_])"
    r"(?:schlussel|key|chiave|pass|pw|code)(?:[ ](?:is|ist|e'?))?[ ]?[:=]?[ ]{1,2}"
    r"(?P<value>(?=[^\s\d]{0,30}\d)[\w!?#$%&*+\-.^~]{8,63})(?![\w@])"
)
"""Its key, behind its name: "wlan heißt Hasenbau, schlüssel 8374920183"."""
_NET_ALONE = re.compile(
    r"(?<![^\W_])(?:wi-?fi|wlan)[ ]?[:=][ ]{0,2}"
    rf"(?!{'|'.join(_TABLE['no_networks'].split())}|ax\d|"
    r"\d{1,5}(?:[.,]\d{1,2})?[^\W\d_])"
    r"(?P<value>[^\s\"'„“”«»<>/|]{6,64})"
)
"""The same, with nothing but a colon; but not "wifi: 802.11ac"."""
_TRIES = ("provato", "messo", "inserito", "usato", "tried", "typed", "entered", "using")
_TRIED = re.compile(
    r"(?<![^\W_])(?:pas{1,2}wor[dt]|psw|pwd?|kennwort)(?![^\W_])[^\n]{0,80}?"
    rf"(?<![^\W_])(?:{'|'.join(_TRIES)})[ ]"
    r"(?:(?:con|with|as|the|la)[ ])?[\"'„“«]?"
    r"(?P<value>[^\s\"'„“”«»<>/|]{6,64})"
)
"""What somebody tried: "password? I tried welcome2024 and no"."""


def find_lock_codes(text: str, lowered: str) -> Iterator[Match]:
    """Find the secrets that stand in an unusual order.

    Args:
        text: A folded reading.
        lowered: What `plain` makes of it.

    Yields:
        The values alone; they may overlap.
    """
    if _CHANGES(lowered):
        yield from _changed(text, lowered)
    if any(map(str.isdigit, lowered)):
        yield from _opened(lowered)
        yield from _said_first(text, lowered)
        yield from _paired(lowered)
    for spelled in _SPELLED.finditer(lowered):
        yield Match(*spelled.span("value"), SURE)


def _paired(lowered: str) -> Iterator[Match]:
    tried = any(word in lowered for word in _TRIES)
    patterns = (_PAIR, _NET, _NET_ALONE)
    for pattern in (*patterns, _TRIED) if tried else patterns:
        for pair in pattern.finditer(lowered):
            value = pair["value"].rstrip(".,;:)?")
            if any(map(str.isdigit, value)) and any(map(str.isalpha, value)):
                yield Match(pair.start("value"), pair.start("value") + len(value), SURE)
    for key in _KEY_OF_NET.finditer(lowered) if _any_net(lowered) else ():
        yield Match(*key.span("value"), SURE)
    for pair in _PAIR_BARELY.finditer(lowered):
        if pair["name"] not in load_words("common"):
            yield Match(*pair.span("value"), SURE)


def _opened(lowered: str) -> Iterator[Match]:
    for found in _OPENS.finditer(lowered):
        value, said = found["value"], found["said"]
        words = re.findall(r"[^\W\d_]+", said)
        numbered = bool(words) and words[-1] in _NUMBERED and ":" not in said[-3:]
        at = found.start("value")
        told = _TELLS.search(lowered[max(at - 20, 0) : at])
        bare = not words and (found["lock"] or _stands_alone(lowered, found))
        if not numbered and not _YEAR(value) and (told or bare or _APART(value)):
            yield Match(*found.span("value"), SURE if told else LIKELY)


def _stands_alone(lowered: str, found: re.Match[str]) -> bool:
    """Tell "Tresor 447118" from "Tresor 447118 bestellt" and "alarm 0630"."""
    value, behind = found["value"], _WORD.match(lowered, found.end("value"))
    timed = found["timed"] and _TIME(value)
    traded = behind and behind[0].strip(" ,") in _TRADED
    return len(value) >= _LEAST_OF_THING and not (timed or traded)


def _changed(text: str, lowered: str) -> Iterator[Match]:
    """Find "PIN auf 1122 geändert": a word of change before, between or behind."""
    for found in _SET_TO.finditer(lowered):
        start, end = found.span("value")
        value = text[start:end].rstrip(".,;:)")
        before = lowered[max(found.start() - _BACK, 0) : start]
        changed = _CHANGES(f"{before} {lowered[end : end + 24]}")
        word = value.isalpha() and (found["to"] == "in" or not value.islower())
        if changed and not word and _is_value(value, pin=bool(found["pin"])):
            yield Match(start, start + len(value), SURE)


def _is_value(value: str, *, pin: bool) -> bool:
    """Tell a code or a password from the sentence going on."""
    if pin:
        return _CODE_ALONE(value) is not None and not _YEAR(value)
    return len(value) >= _LEAST_DIGITS if value.isdecimal() else _is_made_up(value)


def _is_made_up(value: str) -> bool:
    word = value.casefold()
    if not word.isalpha():
        return any(map(str.isalpha, word)) and word.strip("-.'").count("-") == 0
    known = (load_words("common"), load_words("brands"), _NO_PASSWORD)
    return len(word) >= _LEAST_WORD and not any(word in words for words in known)


def _said_first(text: str, lowered: str) -> Iterator[Match]:
    """Find what stands before "is my password" or "ist die PIN"."""
    for found in _FIRST.finditer(lowered):
        value = _SAID_FIRST.search(text, max(found.start() - _BACK, 0), found.start())
        if value is None:
            continue
        shown = _CODE_ALONE(value[0]) or any(map(str.isdigit, value[0]))
        if shown and not _YEAR(value[0]):
            yield Match(*value.span(), SURE)
