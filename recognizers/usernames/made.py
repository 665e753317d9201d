"""Names that are no word, beside a platform: "insta anna_b85", "gazza_77 (discord)"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.usernames.clues import (
    ACCOUNT,
    LINKS,
    MADE,
    OTHER_PLATFORM,
    PLATFORM,
    TABLE,
)
from recognizers.usernames.guesses import LIKELY, claim
from recognizers.usernames.looks import is_made

_BARE = re.compile(
    rf"(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM}|{ACCOUNT}|account|acc|"
    r"cred(?:ential)?s|credenziali|(?:zugangs|login|anmelde)daten|"
    r"profil[eo]?|utente|benut?zer|nutzer|kennung|accedo|entro|logged in|log in|"
    r"sign in|eingeloggt|angemeldet|"
    r"buyer|seller|(?:ver)?kaufer(?:in)?|acquirente|venditore|venditrice)"
    r"(?:[ ](?:del|vom|of|for|fur)[ ][a-z]{3,15})?"
    r"(?:name|nick)?"
    rf"(?:(?:,?[ \t]|-)(?:{LINKS})){{0,4}}"
    r"(?:(?:[ \t]?(?:[:=,→➜]|[-=]{1,2}>))?[ \t]{1,2}+|[ \t]?\()"
    rf"[\"'„“«]?{MADE}"
)
_EDGED = re.compile(
    rf"(?<![^\W_])(?:{PLATFORM}|{OTHER_PLATFORM})(?:[ ](?:{LINKS})){{0,4}}[ ]?:?[ ]"
    r"(?P<name>_{1,3}[a-z][a-z0-9.]{3,30}_{0,3}|[a-z][a-z0-9.]{3,30}_{1,3})(?![\w@])"
)
"""A word with a sign at its edge: "ig annarossi_"."""
_IS_MINE = re.compile(
    r"(?<![^\W_])(?:mio|suo|tuo|nuovo)[ ](?:nome[ ])?(?:utente|account|login|nick)[ ]"
    rf"(?:e'?|era|sarebbe)[ ][\"'„“«]?{MADE}"
)
_ON_PLATFORM = re.compile(
    rf"(?<![^\W_])(?:{LINKS})[ \t]{MADE}[ \t](?:on|auf|bei|su|at)[ \t]"
    rf"(?:{PLATFORM})(?![^\W_])"
)
_THEN_PLATFORM = re.compile(
    r"(?<![\w@./\-])(?P<name>[a-z](?=[a-z0-9]{0,40}[_.])[a-z0-9_.]{2,62}[a-z0-9_])[ ]"
    rf"(?:\(|(?:on|auf|bei|su|at)[ ])(?:{PLATFORM})(?![^\W_])"
)
"""A name with a sign in it, and its platform: "gazza_77 (discord)"."""
_ON_FORUM = re.compile(
    r"(?<![^\W_])(?:forum|community|gruppe|chat|server)(?![^\W_])[^\n.!?]{0,40}?"
    r"(?<![^\W_])(?:bin ich|heiss ich|heisse ich|i am|i'm|im|sono|so'|mi chiamo|als|"
    r"as|come)"
    r"[ ](?P<name>[a-z][a-z0-9]{1,20}_[a-z0-9_]{2,40})(?![\w@.\-])"
)
"""Names with an underscore, of members of a forum: "sul forum sono el_moro"."""
_WHERE_FOUND = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(TABLE['found'].split()).replace('_', ' ')})[ ]?:?[ ]"
    rf"@?{MADE}"
)
"""Without a platform: "folgt mir: haar_fee"."""


def find_where_found(lowered: str) -> Iterator[Match]:
    """Find names by which somebody asks to be added or followed.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for match in _WHERE_FOUND.finditer(lowered):
        if is_made(match["name"]):
            yield claim(match, LIKELY)


def find_made_names(lowered: str) -> Iterator[Match]:
    """Find names that hold a digit or a sign, beside a platform or an account.

    Args:
        lowered: What `plain` makes of a folded reading.
    """
    for pattern in (_BARE, _EDGED, _IS_MINE, _ON_PLATFORM, _THEN_PLATFORM, _ON_FORUM):
        for match in pattern.finditer(lowered):
            if is_made(match["name"]):
                yield claim(match, LIKELY)
