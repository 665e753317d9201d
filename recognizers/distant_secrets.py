"""Secrets whose word stands in another sentence, or is none of the usual.

"The TAN doesn't come!!! last one was 604 917", "pin is vier mal die sieben", "the three
digits on the back are 482", "Abholcode Packstation 448120", "security question first
pet: Biscuit".
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from pipeline.core.normalize_words import NUMBERS, UNITS
from recognizers.finders import Match
from recognizers.words import load_words
from recognizers.words.phrases import load_table
from recognizers.words.said_digits import digits_said_at

SURE = 0.9
_TABLE = load_table("secrets")
_NO_PASSWORD = frozenset(_TABLE["no_password"].split())
_THINGS = "|".join(sorted(_TABLE["numbers_of"].split(), key=len, reverse=True))
_BACK = 120
_SAID_CODE = range(4, 9)

_WORD = (
    r"(?<![^\W_])(?:[sm]?-?tans?|[a-z\-]{0,10}pins?|puk|otp|cvv|cvc|"
    r"(?:door|gate|alarm|entry|sms|security|access|haustur|tur|tor|safe)[ \-]?codes?|"
    r"codice (?:(?:d[ei]l |della |di |dell')?(?:cancello|portone|porta|garage|allarme|"
    r"cassaforte|sms)|di accesso)|passcode)(?![^\W_])"
)
_CODE = (
    r"[\"'#*(]?(?P<value>(?:\d{4,8}|\d{3} \d{3}|\d\d \d\d(?: \d\d)?)[#*]?)"
    r"(?![^\W_]|[.,:/\-]\d|[ ]?(?:€|%|euro?\b|uhr\b|mal\b))"
)
_ON_PAPER = (
    r"(?:die|der|the one|quell[oa]|da|es)[ ](?:auf|in|on|sul|sull[ao']|nel|nell[ao'])"
    r"[ ]?(?:(?:der|dem|the|my|mia|meiner|meinem)[ ])?[a-z]{2,12}|"
    r"auf[ ](?:der|dem)[ ][a-z]{2,12}"
)
"""Where it was read: "quello sulla card è 48210937", "auf dem Zettel steht 4821"."""
_LATEST = re.compile(
    rf"(?<![^\W_])(?:(?:le[tz]{{1,2}}te[rns]?|last|latest|previous|vorige|ultim[oa])"
    rf"(?:[ ](?!{_THINGS})[a-z]{{1,9}}){{0,3}}|die|der|quell[oa]|that|it|"
    rf"{_ON_PAPER})[ ]"
    rf"(?:war|was|era|e'?|ist|is|lautet|lautete|steht|says)[ ]{_CODE}"
)
_SAID = re.compile(
    r"(?<![^\W_])(?:(?:you|he|she|they|i)(?:'d| had)?[ ](?:said|told me|say)|"
    r"(?:hai|ha|avevi|aveva|avete|hanno|ho)[ ]detto|sagte(?:st)?|gesagt(?:e)?|"
    r"(?:hast|hat|habt|haben|hattest)(?:[ ](?:du|er|sie|ihr|mir|doch|ja)){0,2})"
    r"[ ,:]{1,3}(?:(?:it|che|e'?|es|dass|was|is|era|ist|war|die|the|la|il)[ ]){0,3}"
    r"(?=[a-z\d])"
)
_any_said = any_of([" said", "told", " say", "detto", "sagt"])
_FOR = re.compile(rf"[^.!?\n\d]{{0,24}}{_WORD}").match
_BEFORE = re.compile(rf"{_WORD}(?:(?!{_THINGS})[^\d]){{0,80}}$").search

_NUMBER = "|".join(sorted({*UNITS, *(w for w, n in NUMBERS.items() if len(n) == 1)}))
_REPEATED = re.compile(
    rf"{_WORD}[^.!?\n\d]{{0,40}}?[ :](?P<value>"
    rf"(?:{_NUMBER}|\d)[ ]?(?:mal|x|times|volte)[ ](?:(?:die|der|"
    rf"das|eine|il|lo|la|the|a)[ ])?"
    rf"(?:{_NUMBER}|\d)|(?:two|three|four|five|six)[ ](?:{_NUMBER})e?s)(?![^\W_])"
)
_ON_CARD = re.compile(
    r"(?<![^\W_])(?:three|3|drei|tre)[ ](?:digits?|numbers|ziffern|zahlen|cifre|numeri)"
    r"[ ](?=[^\d\n]{0,30}(?:back|behind|hinten|ruckseite|retro|dietro))[^\d\n]{0,40}?"
    r"(?::|is|are|ist|sind|sono|e'?)[ ](?P<value>\d{3})(?![^\W_]|[.,]\d)"
)
_LOCKER = (
    r"(?:locker|packstation|paketstation|paketbox|parcel box|parcel locker|armadietto|"
    r"schliessfach|schließfach|drop ?box|cassetta)"
)
_PICKUP = (
    r"(?:abhol-?code|(?:pick-?up|collection) code|codice (?:di )?ritiro|mtan|code)"
)
_FETCHED = re.compile(
    rf"(?<![^\W_])(?:{_PICKUP}(?![^\W_])[^\d\n.!?]{{0,30}}?(?<![^\W_]){_LOCKER}|"
    rf"{_LOCKER}(?![^\W_])[^\d\n.!?]{{0,24}}?{_PICKUP})(?![^\W_])[^\d\n.!?]{{0,12}}?{_CODE}"
)
_ENTRY = (
    rf"(?:{_WORD}|(?<![^\W_])(?:the|a|my|this|that|den|der|einen|ein|dem|diesen|il|un|"
    r"questo|sms|login|verification|einmal|bestatigungs)[ \-]?(?:code|codice)(?!\w))"
    rf"(?:(?!{_THINGS}|sconto|promo)[^\d\n]){{0,60}}?(?<![^\W_])"
)
_PUT_IN = re.compile(
    rf"{_ENTRY}(?:i|i've|ho)[ ](?:have[ ])?(?:put(?: in)?|entered|typed(?: in)?|enter|"
    r"type|tried|messo|inserito|digitato|scritto|provato)[ ]"
    rf"(?:(?:the|in|il|code|codice)[ ]){{0,2}}{_CODE}"
)
"""Digits typed where a code was asked for: "it asks for the code and I put 831 204"."""
_TYPED_IN = re.compile(
    rf"{_ENTRY}(?:hab|habe|han|gebe?|tippe?)[ ]"
    rf"(?:(?:ich|immer|schon|jetzt|mal)[ ]){{0,2}}{_CODE}"
    r"(?=[ ](?:(?:schon|immer|mal|zwei|drei)[ ]){0,2}"
    r"(?:ein|eingegeben|getippt|eingetippt|probiert)(?![^\W_]))"
)
"""The same in German order: "den Code, hab 831204 getippt"."""
_TRIED = re.compile(
    r"(?<![^\W_])(?:tried|provato|probiert|versucht|usato|messo|entered|typed)[ ]"
    r"(?:(?:with|con|mit|using)[ ])?[\"'„“«]?"
    r"(?P<value>(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?!\S{0,39}[@/])[\w!?#$%&*+\-.^~]{6,40})"
    r"(?=[^\n]{0,60}(?:pas{1,2}wor[dt]|kennwort|psw|pwd))"
)
_TRIED_IN_VAIN = re.compile(
    r"(?<![^\W_])(?:pas{1,2}wor[dt]|kennwort|psw|pwd)(?![^\W_])[^\n]{0,80}?(?<![^\W_])"
    r"(?:hab|habe|han|hatte)[ ](?:(?:schon|mal|immer|es|mit|auch)[ ]){0,3}[\"'„“«]?"
    r"(?P<value>(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?!\S{0,39}[@/])[\w!?#$%&*+\-.^~]{6,40})"
    r"[\"'”“»]?[ ](?:schon[ ])?(?:probiert|versucht|eingegeben|benutzt|genommen)"
    r"(?![^\W_])"
)
"""The same in German order: "Passwort? ich hab Muster4alle! probiert"."""
_ASKED = "|".join(" ".join(it.split()) for it in _TABLE["asked"].split(","))
_ASKED_WORDS = frozenset(re.findall(r"[a-z]+", _ASKED))
_ANSWER = re.compile(
    rf"(?<![^\W_])(?:{_ASKED})(?![^\W_])[^\n.:?]{{0,24}}?"
    r"(?::|(?<=[ ])(?:is|it'?s|was|called|named|ist|war|hiess|heisst|"
    r"e'?|era|chiamava))[ ]"
    r"(?:(?:called|named)[ ])?"
    r"(?P<value>(?:(?:mr|mrs|ms|miss|dr)\.?[ ])?[^\W\d_][\w'’\-]{2,24})"
    r"|(?<![^\W_])(?:risposta(?: alla domanda)? (?:di sicurezza|segreta)|"
    r"security answer|sicherheitsantwort)[ ]?:?[ ](?P<barely>[^\W\d_][\w'’\-]{2,24})"
)
"""The answer that proves who somebody is: "first pet was called Biscuit"."""
_ANSWERED = re.compile(
    rf"(?<![^\W_])(?:{_ASKED})(?![^\W_])[^\n]{{0,60}}?(?<![^\W_])"
    r"(?:antwort|risposta|answer|messo|scritto|inserito|provo|typed|put|entered|"
    r"answered|eingegeben|geschrieben|antworte)(?:[ ](?:ist|is|war|was|e'?|era))?"
    r"[ ]?:?[ ][\"'„“«]?(?P<value>[^\W\d_][\w'’\-]{2,24})"
)
"""The same, behind what was done with it: "erstes Haustier, Antwort Bello"."""
_ANSWERS = re.compile(
    rf"security|sicherheit|sicurezza|segreta|[\"'„“«][^\"'\n]{{0,24}}(?:{_ASKED})[\"'”“»]"
).search
"""What tells that a secret is asked for: a word for it, or its question in quotes."""
_QUESTION = re.compile(
    r"(?<![^\W_])(?:security question|sicherheitsfrage|"
    r"domanda (?:di sicurezza|segreta))"
    r"[^\n:?]{0,40}[:?][ ](?P<value>[^\W\d_][\w'’\-]{2,24})"
)
_PHRASE = re.compile(
    r"(?<![^\W_])(?:(?:seed|mnemonic)(?: phrase| words)?|recovery phrase|"
    r"wiederherstellungsphrase|frase (?:seed|di recupero))[ ]?(?::|is|ist|e'?)[ ]{0,2}"
    r"(?P<value>(?:[a-z]{3,8}[ ,]{1,2}){7,23}[a-z]{3,8})(?![^\W_])"
)
_BY_ADDRESS = re.compile(
    r"(?<![^\W_])(?:login|log ?in|user|account|zugang(?:sdaten)?|accesso|credenziali)"
    r"[ ]?[:=]?[ ][^\s@]{1,40}@[^\s@]{3,60}(?:[ ,/|]{1,3})"
    r"(?P<value>(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?!\S{0,39}[@/])[^\s\"'„“”«»<>]{6,40})"
)
_BY_SIGNS = (
    (any_of(["mal", "x ", "times", "volte", "es", "s "]), _REPEATED),
    (any_of(["digit", "number", "ziffer", "zahlen", "cifre", "numeri"]), _ON_CARD),
    (any_of(["locker", "station", "box", "armadi", "fach", "cassetta"]), _FETCHED),
    (any_of(["tried", "pro", "versuch", "usato", "messo", "entered", "typed"]), _TRIED),
    (any_of(["probiert", "versucht", "eingegeb", "benutzt", "genomm"]), _TRIED_IN_VAIN),
    (any_of(["i put", "entered", "typed", "tried", "ho "]), _PUT_IN),
    (any_of(["getippt", "eingegeb", "probiert", " ein"]), _TYPED_IN),
    (any_of(["seed", "mnemonic", "phras", "frase"]), _PHRASE),
    (any_of(["@"]), _BY_ADDRESS),
)
"""What a text must hold to be worth each pattern."""


def find_distant_secrets(lowered: str) -> Iterator[Match]:
    """Find secrets by what else is said of them.

    Args:
        lowered: What `plain` makes of a folded reading.

    Yields:
        The values alone; they may overlap.
    """
    for latest in _LATEST.finditer(lowered):
        if _BEFORE(lowered, max(latest.start() - _BACK, 0), latest.start()):
            yield Match(*latest.span("value"), SURE)
    yield from _said_codes(lowered)
    for signs, pattern in _BY_SIGNS:
        for found in pattern.finditer(lowered) if signs(lowered) else ():
            yield Match(*found.span("value"), SURE)
    yield from dict.fromkeys(_answers(lowered))


def _said_codes(lowered: str) -> Iterator[Match]:
    """Find "you said nineteen sixty six" beside a word for a code."""
    for said in _SAID.finditer(lowered) if _any_said(lowered) else ():
        code = digits_said_at(lowered, said.end())
        if code is None or len(code.digits) not in _SAID_CODE:
            continue
        if _FOR(lowered, code.end) or _BEFORE(
            lowered, max(said.start() - _BACK, 0), said.start()
        ):
            yield Match(code.start, code.end, SURE)


def _answers(lowered: str) -> Iterator[Match]:
    """Find what answers a security question."""
    if not _ANSWERS(lowered):
        return
    said = [
        asked.span(asked.lastgroup or "value")
        for pattern in (_QUESTION, _ANSWER, _ANSWERED)
        for asked in pattern.finditer(lowered)
    ]
    answers = {lowered[start:end] for start, end in said}
    for answer in filter(_is_answer, answers):
        again = re.compile(rf"(?<![^\W_]){re.escape(answer)}(?![^\W_])")
        yield from (Match(*found.span(), SURE) for found in again.finditer(lowered))


def _is_answer(answer: str) -> bool:
    """Tell "biscuit" from the question and from the sentence going on."""
    word = answer.rsplit(maxsplit=1)[-1]
    known = (load_words("common"), _NO_PASSWORD, _ASKED_WORDS)
    return all(word not in words for words in known)
