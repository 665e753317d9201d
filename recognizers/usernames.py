"""User names: @handles, names on a platform, gamer tags."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.core.literals import any_of
from recognizers.finders import Match
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table

SURE = 0.9
LIKELY = 0.87
POSSIBLE = 0.86
"""All above what a name model says of the town in "Gh0stNapoli"."""

_TABLE = load_table("usernames")

_TRIGGER = any_of(
    "@ # insta telegram tiktok snap skype discord steam twitch twitter facebook fb psn "
    "xbox user usrn nutzer utente usuario login nick gamer handle account profil "
    "chiocciola "
    "klammeraffe arroba gamet utenza kennung roblox minecraft fortnite battle.net "
    "reddit vinted youtube kik bluesky mastodon accedo logg "
    "angemeldet benuzer creds credentials credenziali zugangsdaten anmeldedaten "
    "ebay strava spotify github gitlab linkedin playstation ps4 ps5 bereal onlyfans "
    "depop etsy kleinanzeigen threads valorant riot sw- signal".split()
)
_SHORT_TRIGGER = re.compile(r"(?:ig|acc|dc|tg)\b").search
_HANDLE = re.compile(
    r"(?<![^\s(\[{<:,;\"'„“«/|])@(?P<name>[a-z0-9_](?:[a-z0-9_.]{0,62}[a-z0-9_])?+)"
    r"(?![^\W_]|[@\-]|\.[a-z])",
)
_PLATFORM = (
    r"insta(?:gram)?|telegram|tik ?tok|snap(?:chat)?|skype|discord|steam|twitch|"
    r"twitter|facebook|fb|ig|psn|xbox|game?r? ?ta?ga?|nick(?:name)?|threads|signal"
)
_OTHER_PLATFORM = (
    r"roblox|minecraft|fortnite|battle\.net|bnet|epic(?: games)?|reddit|vinted|youtube|"
    r"kik|bluesky|mastodon|ebay|strava|spotify|github|gitlab|linkedin|playstation|ps[45]|"
    r"bereal|onlyfans|depop|etsy|kleinanzeigen|valorant|riot|dc|tg"
)
"""Only with a name that is none of a thing: "Minecraft: Story Mode"."""
_ACCOUNT = (
    r"use?r ?-?name?|user ?id|user|benut?zer ?name|nutzer ?name|benutzerkennung|"
    r"login ?name|login|anmeldename|nome ?utente|username|nick ?name|handle|"
    r"account ?name|konto ?name|profil ?name|nome profilo|utenza|user|"
    r"screen ?name|nombre de usuario|usuario|nom d'utilisateur|gebruikersnaam|"
    r"nazwa uzytkownika|kullanici adi"
)
_OF = (
    r"(?:[ \t\-]?"
    r"(?:name|nick|handle|id|account|acc|profile?|user|konto|profilo))?"
)
_IS = (
    r"(?:[ \t]{0,2}+[:=][ \t]{0,3}+|[ \t][-–][ \t]|'s[ \t]{1,3}+|"
    r"[ \t]{1,2}+(?:ist|is|lautet|heisst|heißt|e'|e|es|war|was|si chiama)[ \t]{0,2}:?"
    r"[ \t]{1,3}+)"
)
_SIGNS = "|".join(_TABLE["signs"].split())
_SAID = (
    rf"(?:(?:{_SIGNS})[ ])?(?:[a-z0-9]{{1,20}}[ ](?:{_SIGNS})[ ]){{1,4}}"
    r"[a-z0-9]{1,20}(?![^\W_])|@?[ ]?[a-z0-9](?:[ ][a-z0-9_.]){4,30}(?![^\W_])"
    rf"|(?:{_SIGNS})[ ][a-z0-9]{{3,20}}(?![^\W_])"
)
"""Said aloud, or letter by letter: "luna underscore 92", "l u n a _ 9 2"."""
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<kind>(?:{_ACCOUNT})|(?:{_PLATFORM}){_OF}){_IS}"
    r"[\"'„“«]?(?:(?:at|chiocciola|klammeraffe)[ \t])?"
    rf"(?P<name>{_SAID}|"
    r"(?:live:(?:\.cid\.)?|u/)?[^\W_](?:[\w.\-#]{0,62}\w)?|_[\w.\-]{2,62})"
)
# A name that is no word: a digit, an underscore or a dot stands in it.
_MADE = (
    r"(?P<name>(?:live:(?:\.cid\.)?|u/)?"
    r"(?=[a-z_.\-]{0,40}(?:\d|[_.][a-z0-9_]))[a-z][a-z0-9_.\-]{2,62}"
    r"[a-z0-9_])"
    r"(?![^\W_]|@)"
)
_ALSO = re.compile(rf"[\"'”“»]?[ ]?(?:[/&+,]|und|and|e)[ ]{{0,2}}@?{_MADE}").match
"""A second name behind the first: "snap: annab85 / bertb90"."""
_LINKS = "|".join(map(re.escape, _TABLE["links"].split()))
_BARE = re.compile(
    rf"(?<![^\W_])(?:{_PLATFORM}|{_OTHER_PLATFORM}|{_ACCOUNT}|account|acc|"
    r"cred(?:ential)?s|credenziali|(?:zugangs|login|anmelde)daten|"
    r"profil[eo]?|utente|benut?zer|nutzer|kennung|accedo|entro|logged in|log in|"
    r"sign in|eingeloggt|angemeldet)"
    r"(?:[ ](?:del|vom|of|for|fur)[ ][a-z]{3,15})?"
    r"(?:name|nick)?"
    rf"(?:(?:,?[ \t]|-)(?:{_LINKS})){{0,4}}(?:[ \t]?[:=,])?[ \t]{{1,2}}+"
    rf"[\"'„“«]?{_MADE}"
)
_WITH_PASSWORD = re.compile(
    r"(?<![^\W_])(?:user|utente|benut?zer|nutzer|login|log|usuario)"
    r"[ \t]{0,2}[:=]?[ \t]{1,2}"
    r"[\"'„“«]?(?P<name>[^\W_][\w.\-]{2,39})[\"'”“»]?[ \t]{0,2}[,;/+&]?[ \t\n]{1,2}"
    r"(?:(?:e|and|und|y|n)[ \t])?(?:(?:la|il|das|mein|my|the|mia|come)[ \t])?"
    r"(?:pass[a-z]{0,6}|pwd?|psw|kennwort|pin)(?![^\W_])"
)
"""The pair that opens an account: "user zioBudino e la pass ..."."""
_SIGNED_WORDS = (
    rf"(?P<name>[a-z0-9]{{2,20}}(?:[ ](?:{_SIGNS})[ ][a-z0-9]{{1,20}}){{1,4}})"
    r"(?![^\W_])"
)
_SAID_ON = re.compile(
    rf"(?<![^\W_])(?:{_PLATFORM}|{_OTHER_PLATFORM})(?:[ ](?:{_LINKS})){{1,4}}[ ]"
    rf"{_SIGNED_WORDS}|(?<![^\W_])(?:{_PLATFORM}|{_OTHER_PLATFORM}|{_ACCOUNT}|account|"
    rf"profilo?|benut?zer|utente)[ ]{_SIGNED_WORDS.replace('name', 'barely')}"
    rf"|(?<=: ){_SIGNED_WORDS.replace('name', 'before')}[ ]"
    rf"(?:on|auf|bei|su|at)[ ](?:{_PLATFORM})(?![^\W_])"
)
"""Said aloud beside a platform: "su ig sono nico punto bari"."""
_ONE_WORD = re.compile(
    r"[ ,]{1,2}\(?(?:all(?:es)? (?:one|in einem|ein)|one word|zusammen ?geschrieben|"
    r"tutto attaccato|tutto unito)(?![^\W_])"
).match
_ODD = rf"(?P<name>[a-z]{{4,30}})(?![\w@\-'/]|\.\w|[ ](?:{_SIGNS})[ ])"
_NAMED_BARELY = re.compile(
    r"(?<![^\W_])(?:use?r ?-?name?|(?:benut?zer|nutzer|nick|account|screen) ?name|"
    rf"nome ?utente|game?r? ?tag|psn(?:[ ]id)?)[ ]{_ODD}"
)
"""A name that is no word, behind a word for it: "username hbarron"."""
_ON_IT = re.compile(
    rf"(?<![^\W_])(?:{_PLATFORM}|{_OTHER_PLATFORM}|(?P<thing>login|account|user|"
    r"utente|benut?zer)|"
    r"handle|profilo?|accedo|entro|logged in|signed in|eingeloggt|angemeldet)"
    rf"(?P<links>(?:[ ](?:{_LINKS})){{0,4}})[ ]{_ODD}"
)
_AS = re.compile(r" (?:als|as|come)$").search
_ON_PLATFORM_ODD = re.compile(
    rf"(?<![^\W_])(?P<links>{_LINKS})[ ]{_ODD}[ ](?:on|auf|bei|su|at)[ ](?:{_PLATFORM})"
    r"(?![^\W_])"
)
_ON_PLATFORM = re.compile(
    rf"(?<![^\W_])(?:{_LINKS})[ \t]{_MADE}[ \t](?:on|auf|bei|su|at)[ \t]"
    rf"(?:{_PLATFORM})(?![^\W_])"
)
_THEN_PLATFORM = re.compile(
    r"(?<![\w@./\-])(?P<name>[a-z](?=[a-z0-9]{0,40}[_.])[a-z0-9_.]{2,62}[a-z0-9_])[ ]"
    rf"(?:\(|(?:on|auf|bei|su|at)[ ])(?:{_PLATFORM})(?![^\W_])"
)
"""A name with a sign in it, and its platform: "gazza_77 (discord)"."""
_CAMEL = r"(?P<name>[A-Z]?[a-z0-9]{1,20}(?:[A-Z][a-z0-9]{0,20}){1,5})(?![\w@\-'/]|\.\w)"
_TOLD_CAMEL = re.compile(
    rf"(?<![^\W_])(?:(?i:(?:add|find|adde?|follow|folg|trovi|"
    rf"trovate|cerca)[a-z]{{0,3}}[ ]"
    rf"(?:me|mich|mi|mir)[ ](?:on|auf|bei|su|at)[ ](?:{_PLATFORM}|{_OTHER_PLATFORM})"
    rf"(?:[ ](?:{_LINKS})){{0,4}})|(?i:(?:{_PLATFORM}|{_OTHER_PLATFORM})[ ]?"
    rf"(?:name|nick|id|tag|user|username|gamertag)))[ ]?[:=]?[ ]{_CAMEL}"
)
_ALSO_CAMEL = re.compile(
    rf"(?<![^\W_])(?i:or|oder|and|und|o|e)[ ](?i:(?:on[ ]|auf[ ]|su[ ])?"
    rf"(?:{_PLATFORM}|{_OTHER_PLATFORM})(?:[ ](?:{_LINKS})){{0,4}})[ ]?[:=]?[ ]{_CAMEL}"
)
"""Behind another platform's name: "..., or steam TheRealGaz"."""
_IS_CAMEL = re.compile(r"[a-z0-9][A-Z]").search
_GAME_TAG = re.compile(
    r"(?<![^\W_])(?:riot(?: id)?|valorant|league|"
    r"lol)(?:[ ](?:name|id|is|ist|tag))?[ ]?:?[ ]"
    r"(?P<name>[^\W_][\w ]{2,15}#[a-z0-9]{3,5})(?![^\W_])"
    r"|(?<![^\W_])(?P<code>sw-\d{4}-\d{4}-\d{4})(?![^\W_])"
)
_SPOKEN = re.compile(
    rf"(?<![^\W_])(?:chiocciola|klammeraffe|affenschwanz|arroba|arobase)[ \t]{_MADE}"
    r"(?![ \t](?:punto|punkt|dot|point)[ \t])"
)
_TAG = re.compile(r"(?<![^\s(\[\"':,;])(?P<name>[^\W\d_][\w.]{1,30}#\d{4,5})(?![^\W_])")

_NO_HANDLES = frozenset(_TABLE["no_handles"].split())
_NO_PARTS = frozenset(_TABLE["no_parts"].split())
_ENDS_OF_SITES = frozenset({"com", "de", "it", "net", "org", "uk", "at", "ch", "eu"})
_LAST_DIGIT = re.compile(r"(?<=[^\W\d])\d$")
"""One digit doesn't make a name of a word: "story2"."""
_EDGE = 3
_SHORTEST_ODD = 5
_VOWELS = frozenset("aeiouy")
_TECHNICAL = frozenset(_TABLE["technical"].split())
_OPINIONS = frozenset(_TABLE["opinions"].split())
_ABSTRACT = tuple(_TABLE["abstract"].split())
_NO_TAGS = frozenset(_TABLE["no_tags"].split())


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
    finders = (_handles, _oddly_named, _linked, _said_aloud, _tags)
    found = {match.start: match for find in finders for match in find(lowered)}
    found |= {match.start: match for match in _told(text, lowered)}
    found |= {match.start: match for match in _in_humps(text, also=bool(found))}
    yield from found.values()


def _handles(lowered: str) -> Iterator[Match]:
    for match in _HANDLE.finditer(lowered) if "@" in lowered else ():
        if _is_handle(match["name"]):
            yield Match(*match.span(), SURE, match["name"])


def _in_humps(text: str, *, also: bool) -> Iterator[Match]:
    """Find "TheRealGaz" where its owner says so, or beside other names of theirs."""
    for pattern in (_TOLD_CAMEL, _ALSO_CAMEL) if also else (_TOLD_CAMEL,):
        for match in pattern.finditer(text):
            yield Match(*match.span("name"), LIKELY, match["name"].lower())


def _told(text: str, lowered: str) -> Iterator[Match]:
    for match in _NAMED.finditer(lowered):
        camel = _IS_CAMEL(text, *match.span("name")) and match["name"].isalpha()
        if camel or _is_name(match["name"]) or _ONE_WORD(lowered, match.end()):
            yield _named(match, LIKELY)
            also = _ALSO(lowered, match.end())
            if also and _is_made(also["name"]):
                yield _named(also, LIKELY)


def _oddly_named(lowered: str) -> Iterator[Match]:
    """Find names that no word is like, with nothing but a word before them."""
    for match in _NAMED_BARELY.finditer(lowered):
        if _is_name(match["name"]) and _is_odd(match["name"]):
            yield _named(match, LIKELY)
    for pattern in (_ON_IT, _ON_PLATFORM_ODD):
        for match in pattern.finditer(lowered):
            told = bool(match["links"])
            thing = pattern is _ON_IT and match["thing"] and not _AS(match["links"])
            if not thing and _is_unspeakable(match["name"], told=told):
                yield _named(match, LIKELY)


def _linked(lowered: str) -> Iterator[Match]:
    for pattern in (_BARE, _ON_PLATFORM, _THEN_PLATFORM):
        for match in pattern.finditer(lowered):
            if _is_made(match["name"]):
                yield _named(match, LIKELY)
    for match in _WITH_PASSWORD.finditer(lowered):
        if _is_name(match["name"]):
            yield _named(match, LIKELY)


def _said_aloud(lowered: str) -> Iterator[Match]:
    for match in _SAID_ON.finditer(lowered):
        group = match.lastgroup or ""
        if (_is_odd_pair if group == "barely" else _is_said)(match[group]):
            yield Match(*match.span(group), LIKELY, match[group])
    for match in _SPOKEN.finditer(lowered):
        if _is_made(match["name"]):
            yield Match(*match.span(), LIKELY, match["name"])


def _tags(lowered: str) -> Iterator[Match]:
    for match in _TAG.finditer(lowered) if "#" in lowered else ():
        if match["name"].partition("#")[0] not in _NO_TAGS:
            yield _named(match, POSSIBLE)
    for match in _GAME_TAG.finditer(lowered):
        group = "name" if match["name"] else "code"
        yield Match(*match.span(group), LIKELY, match[group])


def _named(match: re.Match[str], score: float) -> Match:
    return Match(*match.span("name"), score, match["name"])


def _is_handle(name: str) -> bool:
    letters = any(char.isalpha() for char in name)
    return letters and len(name) > 2 and name not in _NO_HANDLES  # noqa: PLR2004 - "@5" is a price


def _is_made(name: str) -> bool:
    """Tell "dark_luna92" from "story_highlights" and "gmx.de"."""
    if name.rpartition(".")[2] in _ENDS_OF_SITES:
        return False
    parts = (_LAST_DIGIT.sub("", part) for part in re.findall(r"[^\W_]+", name))
    return any(len(part) > 1 and not _is_of_things(part) for part in parts)


def _is_said(name: str) -> bool:
    """Tell "nico punto bari" from the sentence going on: "io, punto e basta"."""
    first, *_, last = name.split()
    return load_words("common").isdisjoint((first, last))


def _is_odd(name: str) -> bool:
    """Tell "hbarron" from "mismatch" and "availability"."""
    known = name in load_words("frequent") or name in _NO_PARTS
    return not known and _may_be_said(name) and not name.endswith(_ABSTRACT)


def _may_be_said(name: str) -> bool:
    """Tell "hbarron" from "http", "ldap" and other words of programs."""
    voiced = not _VOWELS.isdisjoint(name)
    return voiced and len(name) >= _SHORTEST_ODD and name not in _TECHNICAL


def _is_odd_pair(name: str) -> bool:
    """Tell "carla punto verdi" from "bloccato punto subito": no end is a word."""
    first, *_, last = name.split()
    tables = (load_words("common"), load_words("frequent"))
    return all(table.isdisjoint((first, last)) for table in tables)


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """Return how words begin and end."""
    tables = ("common", "frequent", "brands", "first_names", "name_words")
    words = [word for table in tables for word in load_words(table)]
    return (
        frozenset(word[:_EDGE] for word in words),
        frozenset(word[-_EDGE:] for word in words),
    )


def _is_unspeakable(name: str, *, told: bool) -> bool:
    """Tell "hbarron" and "mfrizzi" from words: no word begins like them.

    Where it is told whose the name is ("angemeldet als"), an end like no word's will
    do as well.
    """
    if not _may_be_said(name):
        return False
    beginnings, ends = _edges()
    return name[:_EDGE] not in beginnings or (told and name[-_EDGE:] not in ends)


def _is_of_things(part: str) -> bool:
    return part in load_words("common") or part in _NO_PARTS


def _is_name(name: str) -> bool:
    """Tell a user name from the sentence going on: "login is broken"."""
    if " " in name:
        return True
    if len(name) < 3 or name in _NO_HANDLES or "http" in name:  # noqa: PLR2004 - shorter than any
        return False
    tables = ("common", "brands")
    if name in _OPINIONS or any(name in load_words(table) for table in tables):
        return False
    plain_word = name.isalpha() and name.endswith(
        ("ing", "ed", "lich", "bar", "iert", "ato", "ata", "ly", "en", "less")
    )
    return not plain_word
