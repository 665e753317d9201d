"""User names, by their sign or their platform."""

import re

import pytest

from recognizers.usernames import find_usernames

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "instaname ⟦kati_laeuft_42⟧ falls",
    "im on discord, im ⟦moss_piglet4410⟧, or steam ⟦TheRealGaz⟧",
    "gamertag: ⟦GazzaReloaded⟧",
    "add me on psn ⟦GazzaReloaded⟧",
    "skype: ⟦live:.cid.4471aabb⟧",
    "ebay: ⟦katis-kram-77⟧",
    "strava ⟦kati_laeuft⟧",
    "riot id ⟦Gazza#EUW1⟧",
    "nintendo friend code ⟦SW-4471-8890-1234⟧",
    "⟦gazza_77⟧ (discord)",
    "tg: ⟦gazza_77⟧",
    "username ⟦hbarron⟧ is locked",
    "tiktok ⟦mfrizzi⟧",
    "angemeldet als ⟦xxkorinnaxx⟧",
    "gamertag ⟦gary underscore hanson⟧",
    "insta ⟦nina unterstrich backt⟧",
    "my handle's ⟦glenn_93⟧",
    "insta is ⟦thelunashed⟧ (all one word) if you",
    "su ig sono ⟦nico punto tattoo punto bari⟧, manda lì",
    "follow me: ⟦bergziege underscore sud⟧ auf insta",
    "benuzer ⟦schorsch_1860⟧",
    "User del portale ⟦rfontana77⟧ e",
    "⟦@anna_beispiel⟧",
    "hi ⟦@anna.beispiel⟧, danke",
    "schreib mir auf insta: ⟦anna.beispiel⟧",
    "mein Insta ist ⟦anna_b⟧",
    "il mio instagram è ⟦luca.rossi⟧",
    "telegram ⟦@annab⟧",
    "snap: ⟦annab85⟧ / ⟦bertb90⟧",
    "creds: ⟦anna85⟧ please",
    "Benutzername: ⟦abeispiel85⟧",
    "username: ⟦jdoe⟧",
    "nome utente: ⟦lrossi⟧",
    "login: ⟦abeispiel⟧",
    "skype: ⟦live:anna.beispiel⟧",
    "steam: ⟦gamer_42⟧",
    "⟦Anna#1234⟧",
    "insta ⟦anna_beispiel85⟧",
    "mein twitch name ist ⟦annaplays⟧",
    "tiktok: ⟦@annab⟧",
    "xké il mio account ⟦dark_anna92⟧ è bloccato?",
    "account: ⟦anna92⟧",
    "su telegram ⟦chiocciola vera_beispiel⟧ se wa non va",
    "insta heißt ⟦anna_kocht⟧",
    "su instagram sono ⟦anna.nails.art⟧",
    "auf tiktok bin ich ⟦anna.nails_99⟧",
    "I'm ⟦anna_prints⟧ on insta",
    "find me on ig as ⟦anna.prints.co⟧",
    "telegram username: at ⟦annatour⟧",
    "utente: ⟦mcolombo2⟧",
    "Benutzer ⟦mmuster2⟧",
    "user id ⟦mcolombo2⟧",
    "psn id ⟦Dark_Luna_92⟧",
    "utente ⟦zioLampo⟧ e la pass è quella",
    "benuzer: ⟦fuchs77⟧, passwort hab ich",
    "login ⟦gelatomio⟧\npw: geheim",
    "gamertga ⟦xX_Lupo_Nero_Xx⟧, baned",
    "mi trovo su discord come ⟦Gh0stNapoli#4471⟧",
    "roblox ⟦dark_luna92⟧",
    "snap ⟦dark-luna92⟧",
    "Steam-Name ⟦lunadark99⟧",
    "accedo come ⟦lunadark99⟧ ma niente",
    "user is ⟦pfote unterstrich und unterstrich co⟧, Passwort weg",
    "tiktok = ⟦@ p a l o m a _ f i x e s⟧, lol",
    "Username - ⟦mmuster⟧",
]
NOTHING = [
    "on steam CounterStrike",
    "steam FactorioSpaceAge, xbox GamePass",
    "tiktok ist doof",
    "Signal: schwach",
    "ebay: Paket",
    "fortnite vbucks",
    "#maskstream_support",
    "login http error",
    "login ldap",
    "login oauth error",
    "user html form",
    "user jpeg upload",
    "username mandatory",
    "username regex mismatch",
    "nome utente inesistente",
    "login bspw. mit",
    "account mgmt team",
    "youtube vlog schauen",
    "user kvno fehlt",
    "insta crasht dauernd",
    "username availability check",
    "username field is blank",
    "benutzername ändern bitte",
    "login fehlgeschlagen, account gesperrt",
    "account bloccato punto e basta",
    "insta is disconnected all day",
    "su instagram sono io punto e basta",
    "utente bloccato e password scaduta",
    "user not found and password wrong",
    "mail an anna@example.com",
    "@home",
    "@ 5 Euro",
    "@5",
    "Bestellung#1234",
    "login is broken",
    "instagram ist kaputt",
    "my username is not working",
    "ich habe euch auf Instagram gesehen",
    "steam: broken",
    "facebook ist langsam",
    "user: error",
    "anna@beispiel",
    "Ticket#12345",
    "discord is down",
    "il mio login non funziona",
    "@rezeption: Zimmer 12",
    "@kundenservice wann?",
    "account business_plan",
    "account 12345678",
    "insta story_highlights geht nicht",
    "login page_not_found",
    "xbox series_x",
    "chiocciola example.com",
    "utente: non trovato",
    "Benutzer gesperrt",
    "login start-seite geht nicht",
    "insta story2",
    "comment on YouTube: Nukes are made by humans",
    "discord come funziona?",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_usernames(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_user_names(marked: str) -> None:
    """Handles, platform names and gamer tags are people."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_harmless(text: str) -> None:
    """Masking what is no personal data is a defect too."""
    assert found_in(text) == []
