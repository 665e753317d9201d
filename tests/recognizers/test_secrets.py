"""Secrets, told from harmless codes by the words before them."""

import re

import pytest

from recognizers.secrets import find_secrets

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "hi the code it txted me is ⟦482 019⟧ what do i do",
    "the gate code changed again 🙄 its ⟦C7719X⟧ now",
    "la pasword del wify in camera 7 è ⟦Tramonto_2019⟧ giusto?",
    "Passwort fürs Vereinskonto hat er (⟦kegeln-2019-Gut⟧)",
    "the key safe at the show flat has been changed to ⟦9073⟧ so",
    "Chiave nella Box links, codice ⟦4415#⟧, please lock",
    "pin del cancelletto ⟦4471#⟧ poi scala B",
    "il codice ⟦55 20 91⟧ non va",
    "der code für die haustür ist ⟦A4711#⟧",
    "send the otp? its ⟦804, 619⟧",
    "la pass è ⟦gelato_88⟧, provate voi",
    "der pin code vom tor ist ⟦4455⟧",
    "il pin della porta è ⟦4455⟧",
    "meine PIN ist ⟦1234⟧",
    "PIN: ⟦4711⟧",
    "TAN ⟦123456⟧",
    "die mTAN lautet ⟦123 456⟧",
    "OTP ⟦482913⟧",
    "dein Bestätigungscode ist ⟦123456⟧",
    "il codice è ⟦123456⟧",
    "codice di verifica: ⟦482913⟧",
    "your verification code is ⟦G-482913⟧",
    "CVV ⟦123⟧",
    "Prüfziffer ⟦789⟧",
    "Passwort: ⟦Geheim!23⟧",
    "mein passwort ist ⟦schalke04⟧",
    "password is ⟦hunter2⟧",
    "pw: ⟦abc123!⟧",
    "la password è ⟦Ciao2024!⟧",
    "parola d'ordine: ⟦girasole⟧",
    "wlan passwort: ⟦Kaffee_2024⟧.",
    "API key: ⟦abcdEFGH12345678⟧",
    "Authorization: Bearer ⟦abcdef1234567890abcdef⟧",
    "mein Code ist ⟦482913⟧",
    "the code is ⟦482913⟧",
    "pin ⟦4711⟧",
    "Your code ⟦482913⟧ expired",
    "Prüfnummer ⟦889⟧",
    "der TAN-Code ⟦884213⟧ ging nicht",
    "my password is ⟦summer 123⟧",
    "il pin della cassaforte in camera era ⟦4471⟧ ma dice err 05",
    "la password del wifi è ⟦limoncello88⟧ giusto?",
    "wifi password on the card by the fridge is ⟦Puffin-Cliff-77⟧",
    "non ricordo la pwd, credo ⟦Corsa!2024⟧",
    "the passwrd u reset me to, ⟦Welcome!9Tulip⟧, fails",
    "la pasword ⟦gattomiao99⟧ non va",
    "gate code is #⟦2580⟧",
    "Alarmcode ist ⟦7741⟧",
    "der Skiraum-Code ⟦77 04⟧ geht",
    "Schlüsselbox Code ⟦0914⟧",
    "il codice per il portone è ⟦25-80⟧",
    "OTP aaya hai ⟦739204⟧, enter karna hai?",
    "it says code ⟦604 918⟧",
    "il codice arrivato via sms è ⟦445912⟧",
    "codice di sicurezza sul retro ⟦737⟧",
    "I think my pin is either ⟦7402⟧ or ⟦9431⟧",
    "they sent me the code, it's ⟦93103⟧",
    "tresorcode ausversehn auf ⟦1122⟧ gestellt",
    "cambia la psw in ⟦Ciaociao#7⟧ e dilla a tutti",
    "I changed my password to ⟦Summer#22⟧",
    "PIN auf ⟦1122⟧ geändert",
    "set the pin to ⟦1122⟧",
    "la combinazione, ⟦0-9-3-6⟧, poi rimescola",
    "Pickup password for grandma is ⟦bluebonnet⟧, she's driving",
    "the wifi is ⟦capital H, o, l, y, w, e, l, l, six six⟧",
    "locker combo's ⟦31822⟧, take the violin",
    "key safe's round the back, ⟦7-7-0-3⟧, jiggle it",
    "Schlüsselbox links neben der Tür, ⟦4-4-7-1⟧",
    "lockbox ⟦4471⟧",
    "lucchetto ⟦447⟧",
    "Alarmanlage: ⟦1122⟧",
    "⟦1122⟧ ist die PIN",
    "⟦482913⟧ è il tuo codice di verifica",
    "⟦G-482913⟧ is your Google code",
    "⟦Summer#22⟧ is my password",
    "codeword is ⟦bluebonnet⟧",
    'Passwort: "⟦Sommer Sonne 7⟧"',
    'password is "⟦blue dog 42⟧", ok?',
    'Passwort lautet "⟦Sommer7 Sonne8⟧"',
    "la password è «⟦Hund und Katze⟧»",
    "Passwort „⟦Sommer Sonne 7⟧“ geht nicht",
    "wlan passwort: ⟦Hund&Katze 2020⟧",
    "WLAN-Schlüssel: ⟦48219374621938472619⟧",
    "WLAN-Schlüssel: ⟦4821 9374 6219 3847 2619⟧",
    "WIFI:S:FritzBox;T:WPA;P:⟦abcd1234⟧;;",
    "anna@example.com:⟦Tulpe77!⟧",
    "creds: anna85 / ⟦tulip99⟧",
    "Logindaten: anna85 / ⟦tulip99⟧",
    "Login: max / ⟦Sommer#22⟧",
    "wifi: casa / ⟦Sole2024!⟧",
    "Password del wifi degli ospiti? Ho provato ⟦benvenuti2024⟧ e non va",
    "forgot my password, tried ⟦Summer#22⟧, no luck",
    "The wifi login for the guest room: ⟦bluewhale_88⟧, still the one?",
    "schwarzes Handy, Sperrcode wär ⟦2580⟧ falls ihr schauen wollt",
]
NOTHING = [
    "the order code is C7719X",
    "product code changed, its C7719X now",
    "codice articolo 12A45",
    "booking code is C7719X",
    "the code for the gym works since 7am",
    "der pass ist bis 2027 gültig",
    "Rabattcode SOMMER20",
    "Rabattcode: 123456",
    "codice sconto: 123456",
    "order code: 123456",
    "codice articolo 123456",
    "codice fiscale è 12345",
    "Postleitzahl 10115",
    "zip code: 90210",
    "postal code is 10115",
    "error code 404",
    "error code: 40412",
    "Fehlercode: 12345",
    "PIN vergessen",
    "passwort vergessen",
    "password reset",
    "mein passwort ist falsch",
    "password doesn't work",
    "la password non funziona",
    "tante 1234",
    "Spanien 1234",
    "mein pin funktioniert nicht",
    "the password is wrong",
    "Conclave 2005",
    "pin code 560001 Bengaluru",
    "password for order A12345 doesn't work",
    "Passwort seit 2019 nicht geändert",
    "my pin is blocked since 2023",
    "PIN 3 mal falsch",
    "otp not coming to 07700900123",
    "error code 604918",
    "coupon code 604 918",
    "RAL-Code 7016",
    "Zollcode 847130",
    "passwort vergessen, kundennummer K-12345",
    "password reset on galaxy S24ultra",
    "Safe im Zimmer 312",
    "tresor defekt in zimmer 31",
    "lucchetto 40 mm",
    "locker 12 is broken",
    "locker combo 12.99",
    "ho cambiato la password in fretta",
    "changed the password to be safe",
    "Passwort auf Wunsch geändert",
    "the password for the shop is expired",
    "2024 war das Passwort-Jahr",
    "404 is the error code",
    "the wifi is so slow",
    "Login: Anna / Bestellung",
    "wlan: 2,4 / 5 GHz",
    "key safe 12 months warranty, since 2019",
    "wifi login problem: 2 devices are offline",
    "Sperrcode vergessen, 3 Versuche",
    "password? I tried twice",
    'klick auf "password" "reset it"',
    'der Knopf Passwort "vergessen oder verloren" fehlt',
    "git@example.com:anna/shop2.git",
    "an info@example.com: Bestellung 4711",
    "an info@example.com:bestellung",
    "WLAN-Schlüssel eingeben geht nicht",
    "WIFI:S:FritzBox;T:nopass;;",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_secrets(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_the_value_alone(marked: str) -> None:
    """The word that announces a secret stays readable."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_harmless(text: str) -> None:
    """Masking what is no personal data is a defect too."""
    assert found_in(text) == []


@pytest.mark.parametrize(
    "key",
    [
        "sk_" + "live_" + "a1" * 12,
        "gh" + "p_" + "a1" * 18,
        "AKIA" + "IOSFODNN7EXAMPLE",
        "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghij",
    ],
)
def test_knows_interface_keys_by_their_shape(key: str) -> None:
    """A key needs no word before it."""
    assert found_in(f"try {key} please") == [key]
