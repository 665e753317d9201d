"""Dates of birth that no word announces."""

import pytest

from recognizers.untold_birthdates import find_untold_birthdates


@pytest.mark.parametrize(
    "text",
    [
        "⟦4.3.67⟧, und die Nummer endet auf 118",
        "eccole: GK 482 RN e ⟦17/3/94⟧",
        "Mitgliedsnummer M-20447, ⟦04.03.1967⟧",
        "Marta Lindner\n⟦12.05.1988⟧\nHauptstr. 4",
        "1) Marta 2) ⟦12/05/1988⟧ 3) London",
        "marta lindner ⟦12.05.1988⟧",
        "it's Jane, ⟦12th of May 1988⟧",
        "Sì, ⟦3 marzo 1994⟧!",
        "⟦6. Mai 87⟧",
    ],
)
def test_a_grown_ups_date_that_stands_alone_is_a_birth(text: str) -> None:
    """People answer a question whose word stands in somebody else's message."""
    plain_text = text.replace("⟦", "").replace("⟧", "")

    found = [plain_text[it.start : it.end] for it in find_untold_birthdates(plain_text)]

    assert found == [text[text.index("⟦") + 1 : text.index("⟧")]]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ich bin Jahrgang 58", "58"),
        ("sono classe '72", "72"),
        ("born in '72", "72"),
        ("nata nel 84", "84"),
    ],
)
def test_a_short_year_behind_its_word_is_a_birth(text: str, year: str) -> None:
    """Few people say the century of their birth."""
    (match,) = find_untold_birthdates(text)

    assert text[match.start : match.end] == year
    assert match.canonical == f"19{year}"


@pytest.mark.parametrize(
    "text",
    [
        "Vertrag vom 12.05.1988",
        "Vertragsbeginn: 12.05.1988",
        "seit 12.05.1998 Kunde",
        "Erstzulassung: 12.05.1998",
        "comprato il 12/05/2004",
        "sort code: 20-05-88",
        "Version 4.3.67",
        "Firmware: 4.3.67",
        "9.11.1989",
        "Lieferung: 12.05.2026",
        "Konzert, 12.05.1988",
        "Rotwein Jahrgang 98",
        "prima classe 72",
        "born in 72 hours",
        "5 12 88",
    ],
)
def test_leaves_the_dates_of_things(text: str) -> None:
    """Contracts, purchases, versions and history have dates, too."""
    assert list(find_untold_birthdates(text)) == []
