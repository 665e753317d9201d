"""Columns, emojis and marks tell what a value is as words do."""

import pytest

from pipeline.assembly import Parts
from pipeline.core.detect import Document, Verdict
from pipeline.core.findings import THRESHOLD
from pipeline.settings import Settings

DETECT = Parts(Settings(budget_s=10.0)).detect


def masked(text: str) -> set[str]:
    """Return the stretches that a policy would mask."""
    (detection,) = DETECT([Document(text)])
    found = (it for it in detection.findings if it.score >= THRESHOLD)
    return {text[it.start : it.end] for it in found}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Name;Telefon;PIN\nMuster;171 2345678;8264",
            {"Muster", "171 2345678", "8264"},
        ),
        ("| Name | PIN |\n|---|---|\n| Anna | 8264 |", {"Anna", "8264"}),
        ("Nachname\tHandy\nWinter\t1712345678", {"Winter", "1712345678"}),
        ("Nome,Nata il,PIN\nGioia,12/03/1985,8264", {"12/03/1985", "8264"}),
        ("Passwort | Muster99", {"Muster99"}),
        ("📞 1712345678", {"1712345678"}),
        ("☎️: 171 2345678", {"171 2345678"}),
        ("✉️ anna.muster gmx.de", {"anna.muster gmx.de"}),
        ("🎂 12.03.1985", {"12.03.1985"}),
        ("🔑 8264", {"8264"}),
        ("🔐 Muster99", {"Muster99"}),
        ("📍 Graben 21", {"Graben 21"}),
        ("👤 Winter", {"Winter"}),
        ("*Passport:* 533401372", {"533401372"}),
        ("*PIN* 8264", {"8264"}),
        ("***PIN*** 8264", {"8264"}),
        ("*_PIN_* 8264", {"8264"}),
        ("`PIN` 8264", {"8264"}),
        ('{"passport": "533401372"}', {"533401372"}),
        ('{"passport": "533401372", "user_id": 5}', {"533401372"}),
        ("PIN | 8264\n📞 1712345678", {"8264", "1712345678"}),
        ("PIN | *8264*\n*Passport:* 533401372", {"8264", "533401372"}),
        ("Name;PIN;📞\nWinter;8264;x", {"Winter", "8264"}),
        ("👶 12.03.24", {"12.03.24"}),
        ("🎂 12.03.85", {"12.03.85"}),
        ("👤 Irene", {"Irene"}),
    ],
)
def test_what_stands_for_a_label_tells_a_value(text: str, values: set[str]) -> None:
    """Nobody repeats in words what a column or an emoji says."""
    assert values <= masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Artikel;Menge;Preis\nTorte Schoko;3;12,50",
        "Bestellnummer | 10023456",
        "Passwort | Benutzer",
        "Preis | 45 Euro | inkl. MwSt",
        "🎂 12.03.2026 Party",
        "📱 iPhone 12",
        "🔑 4 Zimmer, 120 m2",
        "🔒 256-bit",
        "📍 Gate 5",
        "👤 2 Personen",
        "👤 Erwachsene",
        "👤 Kinder",
        "🎂 1.5.12",
        "🎂 12.03.25 um 15 Uhr",
        "🔐 AES256",
        "🔑 Zimmer204",
        "🔑 Room 204",
        "*Bestellung* 10023456",
        '"order": "10023456"',
        "2*3*4 = 24",
    ],
)
def test_harmless_labels_make_nothing_personal(text: str) -> None:
    """Articles have columns, too."""
    assert masked(text) == set()


def test_a_long_text_of_emojis_is_read() -> None:
    """Labels are short, so that whoever draws much is not refused."""
    text = "📞 1712345678\n🎂 12.03.1985\n🔑 8264\n" * 540

    (detection,) = DETECT([Document(text[:19_000])])

    assert detection.verdict is Verdict.OK
