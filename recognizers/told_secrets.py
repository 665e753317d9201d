"""Secrets that stand some words behind the word that announces them.

"il pin della cassaforte in camera era 4471": the words in between are walked, one by
one, until a value of the right shape is met, or a word that announces something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from recognizers.finders import Match
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table
from recognizers.words.said_digits import Said, digits_said_at

SURE = 0.9
"""A verb stands right before the value: "the code for the gate is 2580"."""
LIKELY = 0.87
"""Above what a name model says of a town in a password."""

_TABLE = load_table("secrets")


def _listed(heading: str) -> frozenset[str]:
    return frozenset(_TABLE[heading].split())


_PUBLIC = _listed("not_secret")
_OTHERS = _listed("announce_others")
_VERBS = _listed("verbs")
_NUMBERED = _listed("numbered")
_SENT = _listed("sent") | _listed("lets_in")
_GIVEN = _listed("given")
_UNLOCKED = _listed("unlocked")
_OF = _listed("of")
_ON = frozenset({"auf", "an", "am", "al"})
_PLACES = tuple(_TABLE["places"].split())
_IN_COMPOUNDS = ("box", *(place for place in _PLACES if len(place) > 3))  # noqa: PLR2004 - "tor" also ends "Motor"

_NO_PASSWORD = _listed("no_password")
_WITH_PASS = _VERBS | _listed("adverbs") | {"wifi", "wi-fi", "wlan", "del", "rete"}
"""Behind a mere "pass" no other words make it a password."""
_PARTICIPLES = (
    "iert",
    "setzt",
    "lich",
    "ed",
    "ing",
    "at",
    "bar",
    "los",
    "ato",
    "ata",
    "ito",
    "ita",
    "uto",
    "uta",
    "ble",
    "ally",
    "ful",
    "ous",
    "how",
    "mente",
)
_LONG = 6
_BACK = 63
_AHEAD = 30
_SHORTEST_PIN = 4
_SAID = range(4, 9)
"""Digits of a code that is said in words."""
_NEAR_CODE = 2
"""Words between a code that nothing else is said of, and its value."""
_FURTHEST = 9
_NEAR = 4
"""Words between a PIN and its value where no verb announces it."""

_ON_ROUTER = (
    r"[ ](?:[a-z]{1,8}[ ']){0,3}?(?:router|modem|fritz ?box|wi-?fi|wlan|repeater|"
    r"hotspot|rete)(?![^\W_])"
)
"""Where the key of a network is printed: "la chiave sul modem", "key on the router"."""

_ANNOUNCED = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<password>[a-z\-]{0,16}(?!pas{1,2}t(?![^\W_]))pas{1,2}w?[o0]?w?r?(?:[dt]|rd|od)|pas{1,2}wor[dt](?:t|e?s)|passw|pword|p/w|psw|pswd|psswd|pwd?|"
    r"kenn?wort|passwrod|passphrase|pass|"
    r"(?:wlan|wi-?fi|netzwerk|network|wpa2?|router)[- ]?(?:schlussel|key)|"
    rf"(?:chiave|key|schlussel)(?={_ON_ROUTER})|"
    r"chiave (?:del )?(?:wi-?fi|wpa2?)|contrasena|wachtwoord|mot de passe)"
    r"|(?P<pin>[a-z\-]{0,12}pins?|pin-?code|"
    r"otp|[sm]?-?tan|puk|geheimzahl|codice segreto|"
    r"(?:bestatigungs|sicherheits|verifizierungs|freischalt|zugangs|sms|einmal)-?code|"
    r"(?:verification|security|access|confirmation|one[- ]time) code|"
    r"codice di (?:verifica|sicurezza|conferma|accesso|sblocco))"
    r"|(?P<stem>[a-z]{2,20})-?code"
    r"|(?P<code>codes?|codice|cod\.?(?= )|[a-z]{0,8}kombination|"
    r"combination|combinazione)"
    r")(?![^\W_])"
)
_BEFORE = re.compile(r"(?:[^\W\d_]{1,20}[ \t\-,]{1,2}){1,3}$")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_SIGN = re.compile(r"\w").search
_ENDS = re.compile(r"[.!?;]")
_PASSWORD = re.compile(r"[^\s\"'„“”«»<>,;]{3,64}")
_TOKEN = re.compile(
    r"[ \t]{0,2}(?:[:=,]|\?(?=[ ](?:(?:it'?s|e'?|ist|is|ecco|here|hier)[ ])?\d))?"
    r"[ \t]{1,2}(?P<said>\S{1,64})|-?:(?P<next>\S{1,64})"
    r"|[.:!]?[ \t]{0,2}\n(?=[#*]?(?:g-)?\d[\d \-]{2,10}[#*]?[ \t]{0,2}(?:\n|\Z))"
    r"(?P<line>\S{1,64})"
)
_WORD = re.compile(
    r"[(\"']?(?P<word>[^\W\d_]+(?:['\-][^\W\d_]+)*)['\")]?(?P<end>[,:.!?;)]*)"
)
_SIGN = r"(?:[ ]?(?:[#*]|cancelletto|asterisco|raute|sternchen|hash|pound)(?![^\W_]))?"
_CODE = re.compile(
    rf"[#*\"'„(]{{0,2}}+(?P<value>"
    rf"(?:\d{{3}}, \d{{3}}|(?:g-)?\d(?:[ \-]?\d){{2,7}}+){_SIGN})"
    r"(?![\d,.:/\-]\d|[^\W_]|[ ]?(?:€|%|euro?\b|eur\b|mal\b|times|volte))"
)
_OTHER = re.compile(
    r",?[ ](?:or|oder|o|oppure|and|und|e|maybe)[ ](?P<value>\d{3,8})(?![\w€%]|[.,]\d)"
)
_LETTERED = re.compile(
    r"[\"'„(#*]?(?P<value>(?=(?:[a-z]{0,2}\d){3})(?=\d*[a-z#*])[a-z\d][a-z\d#*]{3,9})"
    r"(?![\w#*]|[.:/\-]\w)"
)
"""What opens a door, beside digits alone: "C7719X", "4415#"."""
_SIX_DIGITS = re.compile(r"\d{6}|\d{3}[ \-]\d{3}|\d\d \d\d \d\d").fullmatch
_ON_CARD = re.compile("sich|sicur|secur")
_TO_OPEN = re.compile(
    r"(?:to|zum|per|um|for|fur)[ ](?:[a-z]{1,4}[ ]){0,2}(?:open|offnen|apri|entr|get|"
    r"(?:the|die|das|il|la)[ ])"
).match
_YEAR = re.compile(r"(?:19|20)\d\d").fullmatch
_MADE_UP = re.compile(
    r"(?=\S*[a-z])(?=\S*\d)(?!\d{1,4}[a-z]{1,8}$)(?!\S*@)[\w!?#$%&*+\-.^~]{6,40}"
).fullmatch
_TOLD = re.compile(
    r"(?=\S*[^\W_])(?=\S*[\d!?#$%&*+_^~])(?!\S*@)[\w!?#$%&*+\-.^~]{4,40}"
).fullmatch


@dataclass(slots=True)
class _Walk:
    """What has been said between the word and where the walk is.

    Attributes:
        announced: The word.
        before: Words before it.
        words: The words behind it.
        told: Whether the last of them is a verb such as "is".
        alone: Whether what comes is a line of its own.
        behind: Words behind what may be the value.
    """

    announced: re.Match[str]
    before: list[str]
    words: list[str] = field(default_factory=list)
    told: bool = False
    alone: bool = False
    behind: list[str] = field(default_factory=list)

    def skips(self, token: str) -> bool:
        """Tell whether to pass over an emoji, or the number of "room 7"."""
        if token.isdecimal():
            return bool(self.words) and self.words[-1] in _NUMBERED
        return not token.isascii() and not _WORD_SIGN(token)

    def goes_on(self, word: str) -> bool:
        """Take in a word; tell whether the value may still come."""
        self.words.append(word)
        self.told = word in _VERBS
        other = word in _OTHERS and not (
            self._is_owner(word) or self._is_given() or self._is_on(word)
        )
        return not other and (word not in _PUBLIC or _is_place(word))

    def _is_given(self) -> bool:
        """Tell "la password che mi date" from "password, date 3 May"."""
        return not _GIVEN.isdisjoint(self.words[-2:-1])

    def _is_on(self, word: str) -> bool:
        """Tell "Passwort auf dem Router ist" from "PIN auf 1122"."""
        return bool(self.announced["password"]) and word in _ON

    def _is_owner(self, word: str) -> bool:
        """Tell the phone of "PIN of my phone" from one whose number follows."""
        owned = bool(self.announced["pin"]) and len(self.words) > 1
        return owned and word in _UNLOCKED and self.words[-2] in _OF


def find_told_secrets(text: str, lowered: str) -> Iterator[Match]:
    """Find the values of passwords, PINs and codes behind other words.

    Args:
        text: A folded reading.
        lowered: What `plain` makes of it.
    """
    for announced in _ANNOUNCED.finditer(lowered):
        words = _words_before(lowered, announced)
        public = not _PUBLIC.isdisjoint(words[-2:]) or words[-1:] == ["pin"]
        if announced["password"] or not public:
            yield from _walked(text, lowered, _Walk(announced, words))


def _words_before(lowered: str, announced: re.Match[str]) -> list[str]:
    start = announced.start()
    before = _BEFORE.search(lowered, max(start - _BACK, 0), start)
    words = _LETTERS.findall(before[0]) if before else []
    return [*words, announced["stem"]] if announced["stem"] else words


def _walked(text: str, lowered: str, walk: _Walk) -> Iterator[Match]:
    at = walk.announced.end()
    for _ in range(_FURTHEST):
        token = _TOKEN.match(lowered, at)
        if token is None:
            return
        start, end = token.span(token.lastgroup or 0)
        walk.alone = token.lastgroup == "line"
        if match := _value_at(text, lowered, start, walk):
            yield match
            yield from _or_else(lowered, match)
            return
        if walk.skips(lowered[start:end]):
            at = end
            continue
        word = _WORD.fullmatch(lowered, start, end)
        if not word or not walk.goes_on(word["word"]) or _ENDS.search(word["end"]):
            return
        at = end - len(word["end"])


def _or_else(lowered: str, match: Match) -> Iterator[Match]:
    """Take the second of "either 7402 or 9431"."""
    other = _OTHER.match(lowered, match.end)
    digits = len(other["value"]) if other else 0
    if other and digits == match.end - match.start:
        yield Match(*other.span("value"), match.score)


def _value_at(text: str, lowered: str, start: int, walk: _Walk) -> Match | None:
    if walk.announced["password"]:
        return _password_at(text, start, walk)
    lettered = _LETTERED.match(lowered, start)
    if lettered and _opens(walk):
        return Match(*lettered.span("value"), LIKELY)
    if said := digits_said_at(lowered, start):
        return Match(said.start, said.end, LIKELY) if _is_said(said, walk) else None
    code = _CODE.match(lowered, start)
    if code is None:
        return None
    walk.behind = _LETTERS.findall(lowered[code.end() : code.end() + _AHEAD])
    is_secret = _is_pin if walk.announced["pin"] else _is_code
    score = SURE if walk.told else LIKELY
    return Match(*code.span("value"), score) if is_secret(code["value"], walk) else None


def _password_at(text: str, start: int, walk: _Walk) -> Match | None:
    """Take what looks made up: "pwd, credo Corsa!2024"."""
    start += text[start] == "("
    token = _PASSWORD.match(text, start)
    if token is None or (walk.announced[0] == "pass" and {*walk.words} - _WITH_PASS):
        return None
    value = token[0].rstrip(".:)")
    if value.rstrip("?").isalpha():
        value = value.rstrip("?")
    shaped = (_TOLD if walk.told else _MADE_UP)(value)
    if not (
        shaped or (walk.told and _is_odd_word(value))
    ) or value.casefold() in load_words("brands"):
        return None
    return Match(start, start + len(value), SURE if walk.told else LIKELY)


def _is_odd_word(value: str) -> bool:
    """Tell "password for grandma is bluebonnet" from "... is expired"."""
    word = plain(value)
    if len(word) < _LONG or not word.isalpha() or word.endswith(_PARTICIPLES):
        return False
    return word not in load_words("common") and word not in _NO_PASSWORD


def _is_pin(value: str, walk: _Walk) -> bool:
    """Tell a PIN from a year, and from an Indian postcode, which is a "pin code"."""
    if walk.announced[0] == "pin" and walk.words[:1] == ["code"] and _SIX_DIGITS(value):
        return False
    if walk.told:
        return True
    short = _digits_in(value) < _SHORTEST_PIN
    printed = _ON_CARD.search(walk.announced[0])
    near = len(walk.words) <= _NEAR
    return near and not _YEAR(value) and bool(printed or not short)


def _is_code(value: str, walk: _Walk) -> bool:
    """Tell the code of a door, or one that was sent, from any other."""
    if _opens(walk) or value[-1] in "#*" or _opens_behind(walk):
        return True
    if not _PUBLIC.isdisjoint(walk.behind):
        return False
    if walk.alone and _YEAR(value):
        return False
    if walk.alone or not _SENT.isdisjoint([*walk.before, *walk.words, *walk.behind]):
        return _digits_in(value) >= _SHORTEST_PIN
    return bool(_SIX_DIGITS(value)) and not walk.words


def _is_said(said: Said, walk: _Walk) -> bool:
    """Tell "alarm code is nineteen sixty six" from "code expires ten thirty"."""
    if len(said.digits) not in _SAID or not _PUBLIC.isdisjoint(
        [*walk.before, *walk.words]
    ):
        return False
    at_once = walk.told or not walk.words or _is_place(walk.words[-1])
    return at_once and bool(walk.announced["pin"] or _opens(walk) or _is_the_code(walk))


def _is_the_code(walk: _Walk) -> bool:
    """Tell "the code is" from "flight code is" and "the code word count is"."""
    near = walk.told and len(walk.words) <= _NEAR_CODE
    return near and load_words("common").issuperset(walk.before[-1:])


def _opens(walk: _Walk) -> bool:
    """Tell whether a door or the like was named."""
    return any(_is_place(word) for word in (*walk.before, *walk.words))


def _opens_behind(walk: _Walk) -> bool:
    """Tell "codice 8391 per aprire il cancello" from "codice 8391 porta blindata"."""
    behind = " ".join(walk.behind)
    return bool(_TO_OPEN(behind)) and any(map(_is_place, walk.behind))


def _digits_in(value: str) -> int:
    return sum(map(str.isdigit, value))


def _is_place(word: str) -> bool:
    compound = word.startswith(_IN_COMPOUNDS[1:]) or word.endswith(_IN_COMPOUNDS)
    return compound or word in _PLACES
