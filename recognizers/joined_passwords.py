"""Passwords of several words that are told to be one: "blue horse, all one word"."""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.finders import Match
from recognizers.words import load_words
from recognizers.words.phrases import load_table

SURE = 0.9
_NO_PASSWORD = frozenset(load_table("secrets")["no_password"].split())
_JOINED = (
    r"tutt[oa] (?:attaccat[oa]|unit[oa]|insieme|minuscol[oa]|maiuscol[oa])|"
    r"tutt[oa] (?:in )?una (?:sola )?parola|(?:in )?una parola sola|"
    r"senza spazi[o]?|attaccat[oa]|"
    r"(?:all |as |in )?one word|all (?:together|lower ?case|small|joined(?: up)?)|"
    r"(?:with )?no spaces?|without (?:any )?spaces?|"
    r"(?:alles )?(?:zusammen|aneinander)geschrieben|(?:alles )?zusammen|"
    r"alles (?:klein|gross|groß)(?:geschrieben)?|(?:alles |als |in )?ein(?:em)? wort|"
    r"(?:alles )?ohne (?:leerzeichen|abstand|leerschlag)"
)
_any_joined = any_of(
    [
        *("attaccat", "tutto ", "tutta ", "una parola", "parola sola", "senza spazi"),
        *("one word", "all together", "all lower", "all small", "all joined"),
        *("no space", "without ", "zusammen", "geschrieben", "alles ", "ein wort"),
        *("einem wort", "ohne "),
    ]
)
_WORD = r"[^\W_]{1,24}(?:['’\-][^\W_]{1,24})?"
_TOLD = re.compile(
    r"(?<![^\W_])(?:[a-z]{0,12}[\- ]?(?:pas{1,2}wor[dt]|kennwort|passphrase)|pwd?|psw|"
    r"pass(?:code)?|(?:wi-?fi|wlan)(?:[ \-](?:key|code|schlussel))?|chiave|parola|"
    r"codewor[dt]|losungswort|key)(?![^\W_])"
    r"(?:[ ][^\W\d_]{1,16}){0,5}?"
    r"(?:[ ]?[:=]|[ ](?:ist|is|lautet|e'?|was|war|era))[ ]{1,2}"
    r"(?:(?:still|jetzt|now|ora|immer noch|just|einfach|sempre|adesso)[ ])?[\"'„“«]?"
    rf"(?P<value>{_WORD}(?:[ ]{_WORD}){{0,6}}?)[\"'”“»]?"
    rf"(?:[ ]?[,;(\-–][ ]?|[ ])"
    rf"(?:(?:and|und|e|ma|aber|but|it'?s|e'|also)[ ])?(?:{_JOINED})"
    r"(?![^\W_])"
)


def find_joined_passwords(lowered: str) -> Iterator[Match]:
    """Find passwords whose words are said to be written as one.

    Args:
        lowered: What `plain` makes of a folded reading.

    Yields:
        The words alone, not that they are one.
    """
    for told in _TOLD.finditer(lowered) if _any_joined(lowered) else ():
        words = told["value"].split()
        if _NO_PASSWORD.isdisjoint(words) and not _is_prose(words):
            yield Match(*told.span("value"), SURE)


def _is_prose(words: list[str]) -> bool:
    """Tell "the usual, all one word" from "blue horse all one word"."""
    return load_words("common").issuperset(words)
