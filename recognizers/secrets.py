"""Secrets: passwords, PINs, one-time codes, keys of interfaces.

A code is one by the word before it. Codes that everybody may see (vouchers, errors,
postcodes, articles) have words of their own and stay readable.
"""

import re
from collections.abc import Iterator
from itertools import chain

from recognizers.distant_secrets import find_distant_secrets
from recognizers.finders import Match
from recognizers.joined_passwords import find_joined_passwords
from recognizers.lock_codes import find_lock_codes
from recognizers.told_secrets import find_told_secrets
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table
from recognizers.words.said_digits import digits_said_at

SURE = 0.9
LIKELY = 0.7

_TABLE = load_table("secrets")

# "ist", "is", "lautet", "è", a colon or nothing; what shows that a value follows. The
# word may be bold, quoted or a tag: "*PIN:* 4711", '"pin": 4711', "<pin>4711".
_ADVERBS = "|".join(_TABLE["adverbs"].split())
_IS = (
    r"(?P<is>[*_~`\"']{0,2}+[ \t]{0,3}+(?:(?:->|[:=]>?|→|➜|➡)[*_~`]{0,2}+[ \t\n]{0,3}+|"
    r"(?<=[^\W_])>(?=[^\s<>]))|"
    rf"'s[ \t]{{1,3}}+(?:(?:{_ADVERBS})[ \t]{{1,2}}+){{0,4}}+|"
    r"[ \t]{1,3}+(?:(?:nummer|number|num|numero|nr|no|code)\.?[ \t]{1,2}+)?"
    r"(?:von|for|zu|per|di|from|der|meiner|mia)?[ \t]{0,2}"
    r"(?:ist|lautet|is|war|was|sind|e'|e|era|sono|es|reads|sarebbe|dovrebbe essere|"
    r"should be|used to be|must be|sollte|musste|ware|waere)(?:[ \t]{0,2}:)?"
    rf"(?:[ \t]{{1,3}}+(?:{_ADVERBS}):?){{0,4}}+[ \t\n]{{1,3}}+)"
)
_OPEN = r"[\"'„“”‚‘«<*`(]{0,2}+"
_NEXT_LINE = r"[ \t]{0,3}+\n(?=[ \t]{0,3}\S(?:\S|[ ]\d){2,40}[ \t]{0,3}(?:\n|\Z))"
"""The end of the line, where a value alone makes the next."""

_APART = r"[ \t]{1,2}[\-–—/|>][ \t]{1,2}"
"""What also parts things that only stand beside each other: "password / PIN"."""

_PASSWORD_WORD = (
    r"(?:pas{1,2}w(?:[ao]r(?:[dt](?:t|e?s)?)?|r[ao]?[dt]|[ao]?d)?|pword|p/w|passphrase|"
    r"pass ?code|pwd?|kennwort|losungswort|code ?wor[dt]|safe ?word|merkwort|"
    r"memorable (?:word|name|place)|parola (?:di sicurezza|segreta)|risposta segreta|"
    r"(?:answer to )?(?:the |my )?security (?:question|answer)|"
    r"sicherheits(?:antwort|frage)|(?:risposta alla )?domanda (?:di sicurezza|segreta)|"
    r"parola d'ordine|parola chiave|parola di accesso|"
    r"wachtwoord|contrasena|mot de passe|haslo|sifre[m]?|"
    r"(?:wlan|wi-?fi|netzwerk|network|wpa2?)[- ]?(?:key|pass|"
    r"schlussel)|chiave wpa2?|clave)"
)
_PASSWORD = re.compile(
    rf"(?<![^\W_])(?:[a-z]{{2,12}}[- ]?(?=pass|kenn))?{_PASSWORD_WORD}(?![^\W_])"
    r"(?:[ \t]?\d(?=[ \t]{0,2}[:=]))?"
    r"(?P<of>[ \t]{1,2}(?:for|fur|per|von|vom|di|del|della|of)[ \t]"
    r"(?:[a-z\-]{2,12}[ \t]?){1,3})?"
    rf"(?:{_IS}|{_NEXT_LINE}|[.!]?[ \t]{{0,2}}[\-–—][ \t]{{0,2}}(?=[\"„“”«»])|"
    rf"(?P<apart>{_APART})|[ \t]{{1,3}}+){_OPEN}"
)
# Quotes stand around a password, and "<" begins a tag: inside it, "<3" is one's own.
_PASSWORD_VALUE = re.compile(
    r"\d{4}(?:[ \-]\d{4}){3,5}(?!\d)"
    r"|[^\s\"'„“”«»<>](?:[^\s\"'„“”«»<>]|<(?!/?[a-z]{1,10}+>)){2,63}+"
)
_QUOTED = re.compile(
    "|".join(
        rf"(?<={opened})[^\n{closed}]{{3,64}}(?=[{closed}](?![^\W_]))"
        for opened, closed in (
            ('"', '"”“'),
            ("'", "'’"),
            ("„", '“”"'),
            ("“", '”"'),
            ("‚", "‘’'"),
            ("‘", "’'"),
            ("«", "»"),
            ("<", ">"),
            ("`", "`"),
        )
    )
)
"""What stands between a quotation mark and its partner."""
_SEVERAL_WORDS = re.compile(
    r"[^\W\d_]{3,20}(?:[ ][^\W\d_]{3,20}){1,4}(?:[ ]\d{1,4})?"
    r"(?=[ \t]{0,2}(?:[.,;!?)\n]|\Z))"
)
"""A password of words: "purple dinosaur"."""
_OF_ADVERBS = ("mente", "how", "ally", "dated", "iert")
"""How words end that go on with the sentence: "password is somehow broken"."""
_SHORTEST_PASSWORD = 3
_NO_WORD_SHAPE = (
    r"(?=\S*[^\W\d_])(?=\S*\d)(?!\S*(?:://|@))\S{6,40}|(?!(?:19|20)\d\d$)\d{4,8}"
)
_NO_WORD = re.compile(_NO_WORD_SHAPE).fullmatch
"""What may be a password or a PIN although nothing but a line's end announces it."""
_MADE_UP = re.compile(rf"{_NO_WORD_SHAPE}|\d{{3}}").fullmatch
_CLAUSE_ENDS = re.compile(
    r"[*_`\"'“”»)]{0,2}[ \t]{0,2}(?:[\n,;.!?()/|\u2600-\u27bf\U0001f000-\U0001faff]|\Z"
    r"|[\-–—][ ]|(?:und|and|e)[ ]|(?:danke|bitte|thanks|thx|please|grazie)(?!\w))"
).match
_STEP = re.compile(r"[^\W\d_]{3,20}\d").fullmatch
"""What a menu's path goes on with: "password > settings2"."""
_LOST = re.compile(r"(?<![^\W_])(?:vergess|verges|forg[eo]t|dimenticat|reset)").search
_BACK = 24
_DIGITLESS = re.compile(
    r"[^\W\d_]+(?:[&+#!_@*%$]+[^\W\d_]+){0,4}[&+#!_@*%$]?"
).fullmatch
_ITS_DIGITS = re.compile(r"[ \t]\d{2,8}(?![^\W_]|[.,:]\d)")

_PIN_WORD = (
    r"(?:[sm]?-?(?:push)?tans?|[a-z\-]{0,12}pins?|puks?|otp|cv[vc]2?|csc|"
    r"[a-z]{0,14}prue?f(?:ziffer|nummer|zahl)|"
    r"kontrollnummer|kartenprufnummer|sicherheitsnummer|geheimzahl|security number|"
    r"codice segreto|pin ?code|pin-code|tan-code|numero di sicurezza|cifra segreta|"
    r"(?:unlock|swipe|lock) pattern|(?:entsperr|sperr)muster|segno di sblocco)"
)
_SECRET_CODE = (
    r"(?:(?:bestatigungs|sicherheits|verifizierungs|verifikations|aktivierungs|"
    r"freischalt|zugangs|sperr|displaysperr|bildschirm|display|sms|login|anmelde|entsperr|auth|einmal|einmal-|handy|telefon|tur|tuer|"
    r"prufungs|pruf|zugriffs|wiederherstellungs|pass|2fa|app|whatsapp|registrierungs|"
    r"authentifizierungs|backup)[- ]?codes?|"
    r"(?:verification|security|confirmation|activation|access|login|sms|one[- ]time|"
    r"unlock|auth|authentication|2fa|otp|door|entry|recovery|backup|passcode|"
    r"whatsapp|pin) (?:codes?|number|password)|"
    r"codic[ei] (?:di |d')?(?:verifica|sicurezza|conferma|accesso|attivazione|otp|pin|"
    r"autenticazione|sblocco|autorizzazione|recupero|backup|emergenza|cvv|cvc)|"
    r"codigo de (?:verificacion|seguridad|confirmacion)|code de (?:verification|"
    r"securite|confirmation)|clave de acceso)"
)
_DEVICES = "|".join(_TABLE["unlocked"].split())
_PIN = re.compile(
    rf"(?<![^\W_])(?:{_PIN_WORD}|{_SECRET_CODE})(?![^\W_])"
    r"(?:(?:[ \t]{1,2}|-)(?:code|nummer|number|numero|nr\.?|"
    rf"(?:{_DEVICES})(?![^\W_])))?"
    rf"(?:(?:[ \t]{{1,2}}[a-z\-]{{2,12}}){{0,3}}?{_IS}|{_NEXT_LINE}|"
    rf"(?P<apart>{_APART})|[ \t]{{0,3}}+){_OPEN}"
)
_PIN_CODE = re.compile(r"pin[ -]?code")
_INDIAN_POSTCODE = 6
_HIS_CODE = re.compile(
    r"(?<![^\W_])(?:your|my|dein|mein|ihr|il tuo|il mio|il suo)[ \t]"
    rf"(?:codes?|codice)(?![^\W_])[ \t]{{1,2}}{_OPEN}"
)
_PLAIN_CODE = re.compile(
    rf"(?<![^\W_])(?P<before>(?:[^\W\d_]{{1,20}}[ \t-]{{1,2}}){{0,2}})"
    rf"(?P<code>codes?|codice)(?![^\W_]){_IS}{_OPEN}"
)
_CODE_VALUE = re.compile(
    r"(?:[a-z]{1,2}-)?\d(?:[ \-]?\d){2,9}+(?![\d,.]\d|[ ]?(?:€|%|euro?\b|eur\b))"
    r"(?![^\W\d_])|(?=[a-z\-]{0,11}\d)[a-z0-9](?:[a-z0-9\-]{2,18})[a-z0-9]"
    r"(?![^\W_])"
)
_OTP_VALUE = re.compile(r"(?:\d{6}|\d{3}[ \-]\d{3})(?![^\W_]|[,.\-]\d)")
_DIGITS_VALUE = re.compile(
    r"(?:g-)?\d(?:[ \-]?\d){3,7}+(?![\d,.]\d|[^\W_]|[ ]?(?:€|%|euro?\b))"
)

_NOT_SECRET = frozenset(_TABLE["not_secret"].split())
_NUMBERS_OF = tuple(_TABLE["numbers_of"].split())
_NO_PASSWORD = frozenset(_TABLE["no_password"].split())
_KEYS = re.compile(
    r"(?<![A-Za-z0-9_])(?:"
    r"(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,200}+"
    r"|sk-(?:[a-z]{2,8}-)?[A-Za-z0-9_\-]{16,200}+"
    r"|whsec_[A-Za-z0-9+/=]{16,200}+"
    r"|gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_[A-Za-z0-9_]{20,255}+"
    r"|glpat-[A-Za-z0-9_\-]{16,64}+|npm_[A-Za-z0-9]{30,64}+"
    r"|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])"
    r"|xox[abeoprs]-[A-Za-z0-9\-]{10,200}+"
    r"|AIza[A-Za-z0-9_\-]{30,60}+"
    r"|SG\.[A-Za-z0-9_\-]{16,64}+\.[A-Za-z0-9_\-]{16,64}+"
    r"|EAA[A-Za-z0-9]{60,400}+"
    r"|eyJ[A-Za-z0-9_\-]{8,4000}+\.[A-Za-z0-9_\-]{8,8000}+(?:\.[A-Za-z0-9_\-]{0,2000}+)?"
    r")"
)
_OF_NETWORK = re.compile(
    r"(?<![^\W_])wifi:(?:[a-z]:(?:\\.|[^\\;\n]){0,64};){0,5}?"
    r"p:(?P<value>(?:\\.|[^\\;\n]){1,64})"
)
"""What a square code holds that opens a network."""
_OF_MAILBOX = re.compile(
    r"(?<=\w)@[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,3}:"
    r"(?P<value>(?=\S{0,63}[^\W\d_])(?=\S{0,63}[\d!#$%&*+_^~])"
    r"[^\s/\"'„“”«»<>,;:]{4,64}+)(?![/:])"
)
"""An address and its password, as in leaked lists."""
_BEARER = re.compile(
    r"(?<![^\W_])(?:bearer|api[ _-]?key|api[ _-]?token|access[ _-]?token|"
    r"auth[ _-]?token|client[ _-]?secret|secret[ _-]?key|private[ _-]?key|token)"
    rf"(?:{_IS}|[ \t]{{1,3}}+){_OPEN}"
)
_KEY_IN_GROUPS = re.compile(
    r"(?<![^\W_])(?:(?:recovery|backup|licen[cs]e|product|activation|encryption|"
    r"bitlocker)[ -]?(?:key|code)|(?:wiederherstellungs|lizenz|produkt)-?"
    r"(?:schlussel|key|code)|"
    r"(?:chiave|codice) di (?:ripristino|recupero|licenza|attivazione))(?![^\W_])"
    r"[^\d\n.!?]{0,20}?(?<![^\W_])"
    r"(?P<value>[a-z\d]{4,6}(?:-[a-z\d]{4,6}){2,9})(?![\w-])"
)
"""What unlocks a disk, an account or a program: "recovery key: 8K2M-PQ7R-4T9X"."""
_TOKEN_VALUE = re.compile(r"(?=[^\s]{0,60}\d)[A-Za-z0-9_\-.~+/=]{12,500}+")
_BY_SIGN = (
    ("wifi:", _OF_NETWORK),
    ("@", _OF_MAILBOX),
    *((sign, _KEY_IN_GROUPS) for sign in ("key", "schlussel", "licenza", "recupero")),
)
_TRAILING = ".,;:)]}»“”*"
# A password may end in "!"; to hide a sentence's own is no harm.


def find_secrets(text: str) -> Iterator[Match]:
    """Find the values of passwords, PINs, one-time codes and interface keys.

    Args:
        text: A folded reading.

    Yields:
        The value alone, not the word that announces it.
    """
    lowered = plain(text)
    # Its word and a code's may announce the same value.
    by_place = {(it.start, it.end): it for it in _told_at_once(text, lowered)}
    found = list(by_place.values())
    yield from found
    claimed = {at for near in found for at in range(near.start, near.end)}
    others = (
        find_told_secrets(text, lowered),
        find_lock_codes(text, lowered),
        find_distant_secrets(lowered),
    )
    for told in chain.from_iterable(others):
        if claimed.isdisjoint(range(told.start, told.end)):
            claimed.update(range(told.start, told.end))
            yield told


def _told_at_once(text: str, lowered: str) -> Iterator[Match]:
    """Find what follows the word that announces it."""
    yield from (Match(*match.span(), SURE) for match in _KEYS.finditer(text))
    for sign, pattern in _BY_SIGN:
        for found in pattern.finditer(lowered) if sign in lowered else ():
            yield Match(*found.span("value"), SURE)
    yield from find_joined_passwords(lowered)
    yield from _passwords(text, lowered)
    yield from _pins(lowered)
    if "cod" in lowered:
        yield from _codes(lowered)
    yield from _tokens(text, lowered)


def _tokens(text: str, lowered: str) -> Iterator[Match]:
    if not any(word in lowered for word in ("bearer", "key", "token", "secret")):
        return
    for word in _BEARER.finditer(lowered):
        if value := _TOKEN_VALUE.match(text, word.end()):
            yield _trimmed(text, *value.span(), SURE)


def _passwords(text: str, lowered: str) -> Iterator[Match]:
    for word in _PASSWORD.finditer(lowered):
        if _announces_other(word["of"] or ""):
            continue
        if quoted := _quoted(text, lowered, word):
            yield quoted
            continue
        value = _PASSWORD_VALUE.match(text, word.end())
        if value is None or _is_other(lowered, word, value):
            continue
        match = _trimmed(text, *value.span(), SURE)
        said = lowered[match.start : match.end]
        announced = bool(word["is"])
        open_ended = announced and _DIGITLESS(said)
        whole = _with_digits(lowered, match) if open_ended else match
        likely = whole != match or _is_password(said, word, announced=announced)
        if likely and len(said) >= _SHORTEST_PASSWORD:
            yield _with_words(lowered, whole) if open_ended else whole


def _quoted(text: str, lowered: str, word: re.Match[str]) -> Match | None:
    """Take several words in quotation marks: 'password is "blue dog 42"'."""
    quoted = _QUOTED.match(text, word.end())
    if quoted is None or " " not in quoted[0].strip():
        return None
    first, *_ = lowered[quoted.start() : quoted.end()].split()
    told = bool(word["is"]) or any(map(str.isdigit, quoted[0]))
    return Match(*quoted.span(), SURE) if told and first not in _NO_PASSWORD else None


def _is_other(text: str, word: re.Match[str], value: re.Match[str]) -> bool:
    """Tell what only stands beside a secret's word from its value."""
    if word["apart"]:
        said = text[value.start() : value.end()].rstrip(_TRAILING)
        ends = _CLAUSE_ENDS(text, value.start() + len(said))
        step = ">" in word["apart"] and _STEP(said)
        return bool(step) or not (_MADE_UP(said) and ends)
    return _is_other_line(text, word, value)


def _is_other_line(text: str, word: re.Match[str], value: re.Match[str]) -> bool:
    """Tell "forgot my password" and the next line from "Passwort" and its value."""
    if word["is"] or "\n" not in word[0]:
        return False
    said = text[value.start() : value.end()].rstrip(_TRAILING)
    lost = _LOST(text, max(word.start() - _BACK, 0), word.start())
    numbered = any(said.startswith(stem) for stem in _NUMBERS_OF)
    return bool(lost or numbered or not _NO_WORD(said) or _announces_other(said))


def _announces_other(said: str) -> bool:
    """Tell "password for order A12345"."""
    return not _NOT_SECRET.isdisjoint(re.findall(r"[^\W\d_]+", said))


def _with_digits(text: str, match: Match) -> Match:
    """Take in the digits of "password is summer 123", and those said in words."""
    if said := digits_said_at(text, match.start):
        return Match(said.start, said.end, match.score)
    digits = _ITS_DIGITS.match(text, match.end)
    return Match(match.start, digits.end(), match.score) if digits else match


def _with_words(text: str, match: Match) -> Match:
    """Take in the words of "password is purple dinosaur", up to the sentence's end."""
    words = _SEVERAL_WORDS.match(text, match.start)
    further = text[match.end : words.end()].split() if words else []
    if words is None or not (_NO_PASSWORD | load_words("common")).isdisjoint(further):
        return match
    return Match(match.start, words.end(), match.score)


def _is_password(value: str, word: re.Match[str], *, announced: bool) -> bool:
    """Tell a password from the sentence going on: "password reset"."""
    if value in _NO_PASSWORD:
        return False
    bare = value.rstrip("?")
    if any(not char.isalpha() and char not in "-'/." for char in bare):
        return True
    if bare != value and not announced and not word["of"]:
        return bare not in _NO_PASSWORD and bare not in load_words("common")
    return announced and not (
        value in load_words("common") or value.endswith(_OF_ADVERBS)
    )


def _pins(lowered: str) -> Iterator[Match]:
    for word in _PIN.finditer(lowered):
        value = _CODE_VALUE.match(lowered, word.end())
        other = value and _is_other(lowered, word, value)
        if value and not (other or _is_indian_postcode(word, value)):
            yield Match(*value.span(), SURE)


def _codes(lowered: str) -> Iterator[Match]:
    for word in _PLAIN_CODE.finditer(lowered):
        value = _DIGITS_VALUE.match(lowered, word.end())
        if value and not _is_public(word):
            yield Match(*value.span(), LIKELY)
    for word in _HIS_CODE.finditer(lowered):
        if value := _OTP_VALUE.match(lowered, word.end()):
            yield Match(*value.span(), LIKELY)


def _is_indian_postcode(word: re.Match[str], value: re.Match[str]) -> bool:
    """Tell "pin code 560001"; nobody's PIN is written like that."""
    named = _PIN_CODE.match(word[0]) is not None
    return named and value[0].isdecimal() and len(value[0]) == _INDIAN_POSTCODE


def _is_public(word: re.Match[str]) -> bool:
    """Tell a voucher's, an error's or a parcel's code from a secret one."""
    around = re.findall(r"[^\W\d_]+", word["before"])
    return not _NOT_SECRET.isdisjoint(around)


def _trimmed(text: str, start: int, end: int, score: float) -> Match:
    """Leave the punctuation of the sentence out."""
    kept = text[start:end].rstrip(_TRAILING)
    return Match(start, start + max(len(kept), 1), score)
