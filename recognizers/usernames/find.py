"""Find user names: each way to tell one in turn."""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.finders import Match
from recognizers.usernames.humps import find_in_humps
from recognizers.usernames.made import find_made_names, find_where_found
from recognizers.usernames.odd import find_odd_names
from recognizers.usernames.signed import find_handles, find_tags
from recognizers.usernames.spoken import find_said_aloud
from recognizers.usernames.told import find_to_be, find_told, find_with_password
from recognizers.words import plain

_SIGNS = (
    "@ # insta telegram tiktok snap skype discord steam twitch twitter facebook fb psn "
    "xbox user usrn nutzer utente usuario login nick gamer handle account profil "
    "chiocciola "
    "klammeraffe arroba gamet utenza kennung roblox minecraft fortnite battle.net "
    "reddit vinted youtube kik bluesky mastodon accedo logg "
    "angemeldet benuzer creds credentials credenziali zugangsdaten anmeldedaten "
    "ebay strava spotify github gitlab linkedin playstation ps4 ps5 bereal onlyfans "
    "depop etsy kleinanzeigen threads valorant riot sw- signal summoner ingame "
    "paypal venmo gmail icloud buyer seller kaufer acquirente venditor "
    "ubisoft forum seguimi seguitemi aggiungimi aggiungetemi"
).split()
_PHRASES = (
    *("add me", "adde mich", "dort als", "folg mir", "folgt mir", "follow me"),
    *("game name", "game-name", "epic name", "epic games"),
)
_TRIGGER = any_of([*_SIGNS, *_PHRASES])
_SHORT_TRIGGER = re.compile(r"(?:ign?|acc|dc|tg)\b").search
_FINDERS = (
    find_handles,
    find_odd_names,
    find_made_names,
    find_where_found,
    find_with_password,
    find_to_be,
    find_said_aloud,
    find_tags,
)
"""Later ones are believed where two claim the same beginning."""


def find_usernames(text: str) -> Iterator[Match]:
    """Find user names, by their sign or by the platform's name before them.

    Args:
        text: A folded reading.

    Yields:
        The name, with the ``@`` where it has one; `canonical` is without it, in
        small letters.
    """
    lowered = plain(text)
    if not (_TRIGGER(lowered) or _SHORT_TRIGGER(lowered)):
        return
    found = {match.start: match for find in _FINDERS for match in find(lowered)}
    found |= {match.start: match for match in find_told(text, lowered)}
    found |= {match.start: match for match in find_in_humps(text, also=bool(found))}
    yield from found.values()
