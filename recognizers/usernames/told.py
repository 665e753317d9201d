"""User names behind a word for them: "my insta is anna_b", "user anna, pass ..."."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import ACCOUNT, MADE, PLATFORM, SIGNS
from recognizers.usernames.guesses import LIKELY, claim
from recognizers.usernames.looks import is_made, is_name
from recognizers.words import load_words

_OF = (
    r"(?:[ \t\-]?"
    r"(?:name|nick|handle|id|account|acc|profile?|user|konto|profilo))?"
)
_IS = (
    r"(?:[*_~`\"']{0,2}+[ \t]{0,2}+[:=][*_~`]{0,2}+[ \t]{0,3}+|"
    r"[ \t][-–][ \t]|'s[ \t]{1,3}+|"
    r"[ \t]{1,2}+(?:ist|is|lautet|heisst|heißt|e'|e|es|war|was|si chiama)[ \t]{0,2}:?"
    r"[ \t]{1,3}+)"
)
_SAID = (
    rf"(?:(?:{SIGNS})[ ])?(?:[a-z0-9]{{1,20}}[ ](?:{SIGNS})[ ]){{1,4}}"
    r"[a-z0-9]{1,20}(?![^\W_])|@?[ ]?[a-z0-9](?:[ ][a-z0-9_.]){4,30}(?![^\W_])"
    rf"|(?:{SIGNS})[ ][a-z0-9]{{3,20}}(?![^\W_])"
)
"""Said aloud, or letter by letter: "luna underscore 92", "l u n a _ 9 2"."""
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<kind>(?:{ACCOUNT})|(?:{PLATFORM}){_OF}){_IS}"
    r"[\"'„“«]?(?:(?:at|chiocciola|klammeraffe)[ \t])?"
    rf"(?P<name>{_SAID}|"
    r"(?:live:(?:\.cid\.)?|u/)?[^\W_](?:[\w.\-#]{0,62}\w)?|_[\w.\-]{2,62})"
)
_ALSO = re.compile(rf"[\"'”“»]?[ ]?(?:[/&+,]|und|and|e)[ ]{{0,2}}@?{MADE}").match
"""A second name behind the first: "snap: annab85 / bertb90"."""
_ONE_WORD = re.compile(
    r"[ ,]{1,2}\(?(?:all(?:es)? (?:one|in einem|ein)|one word|zusammen ?geschrieben|"
    r"tutto attaccato|tutto unito)(?![^\W_])"
).match
_IS_CAMEL = re.compile(r"[a-z0-9][A-Z]").search
_WITH_PASSWORD = re.compile(
    r"(?<![^\W_])(?:user|utente|benut?zer|nutzer|login|log|usuario)"
    r"[ \t]{0,2}[:=]?[ \t]{1,2}"
    r"[\"'„“«]?(?P<name>[^\W_][\w.\-]{2,39})[\"'”“»]?[ \t]{0,2}[,;/+&]?[ \t\n]{1,2}"
    r"(?:(?:e|and|und|y|n)[ \t])?(?:(?:la|il|das|mein|my|the|mia|come)[ \t])?"
    r"(?:pass[a-z]{0,6}|pwd?|psw|kennwort|pin)(?![^\W_])"
)
"""The pair that opens an account: "user zioBudino e la pass ..."."""


_TO_BE = re.compile(
    r"(?<![^\W_])(?:login|user ?-?name|user|benut?zer(?:name)?|nome ?utente|account)[ ]"
    r"(?:should be|will be|would be|shall be|to be|soll sein|wird|ware|sara|"
    r"dovrebbe essere|deve essere|lautet dann)[ ]"
    r"[\"'„“«]?(?P<name>[a-z][a-z0-9._\-]{1,29}[a-z0-9])[\"'”“»]?"
    r"(?=[ ]?(?:[,;!?)\n]|\.(?:\s|\Z)|\Z))"
)
"""The name of an account that is yet to be made: "login should be abeispiel"."""


def find_told(text: str, lowered: str) -> Iterator[Match]:
    """Find what stands behind a word for a name and a sign that it follows.

    Args:
        text: A folded reading.
        lowered: What `plain` makes of it.
    """
    for match in _NAMED.finditer(lowered):
        camel = _IS_CAMEL(text, *match.span("name")) and match["name"].isalpha()
        if camel or is_name(match["name"]) or _ONE_WORD(lowered, match.end()):
            yield claim(match, LIKELY)
            also = _ALSO(lowered, match.end())
            if also and is_made(also["name"]):
                yield claim(also, LIKELY)


def find_to_be(lowered: str) -> Iterator[Match]:
    """Find the name that somebody wants an account to have.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _TO_BE.finditer(lowered):
        if is_name(match["name"]) and match["name"] not in load_words("frequent"):
            yield claim(match, LIKELY)


def find_with_password(lowered: str) -> Iterator[Match]:
    """Find the first of the pair that opens an account.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _WITH_PASSWORD.finditer(lowered):
        if is_name(match["name"]):
            yield claim(match, LIKELY)
