"""What platforms and accounts are called, and the words between them and a name."""

import re

from recognizers.words.phrases import load_table

TABLE = load_table("usernames")
PLATFORM = (
    r"insta(?:gram)?|telegram|tik ?tok|snap(?:chat)?|skype|discord|steam|twitch|"
    r"twitter|facebook|fb|ig|psn|xbox|game?r? ?ta?ga?|nick(?:name)?|threads|signal"
)
OTHER_PLATFORM = (
    r"roblox|minecraft|fortnite|battle\.net|bnet|battle ?tag|epic(?: games)?|ubisoft|"
    r"ign|summoner(?: name)?|in[ \-]?game name|"
    r"reddit|vinted|youtube|kik|bluesky|mastodon|"
    r"ebay|strava|spotify|github|gitlab|linkedin|playstation|ps[45]|bereal|onlyfans|"
    r"forum|depop|etsy|kleinanzeigen|valorant|riot|dc|tg|paypal|venmo|gmail|icloud"
)
"""Only with a name that is none of a thing: "Minecraft: Story Mode"."""
ACCOUNT = (
    r"use?r ?-?name?|user ?id|user|benut?zer ?name|nutzer ?name|benutzerkennung|"
    r"login ?name|login|anmeldename|nome ?utente|username|nick ?name|handle|"
    r"account ?name|konto ?name|profil ?name|nome profilo|utenza|user|"
    r"screen ?name|nombre de usuario|usuario|nom d'utilisateur|gebruikersnaam|"
    r"nazwa uzytkownika|kullanici adi"
)
SIGNS = "|".join(TABLE["signs"].split())
LINKS = "|".join(map(re.escape, TABLE["links"].split()))

# A name that is no word: a digit, an underscore or a dot stands in it.
MADE = (
    r"(?P<name>(?:live:(?:\.cid\.)?|u/)?"
    r"(?=[a-z_.\-]{0,40}(?:\d|[_.][a-z0-9_]))[a-z][a-z0-9_.\-]{2,62}"
    r"[a-z0-9_])"
    r"(?![^\W_]|@)"
)
NO_HANDLES = frozenset(TABLE["no_handles"].split())
