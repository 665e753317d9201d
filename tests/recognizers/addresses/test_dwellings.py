"""Streets without a house number that somebody lives in."""

import re

import pytest

from recognizers.addresses import find_dwellings


def _marked(text: str) -> str:
    """Put brackets around what is found."""
    for match in reversed(list(find_dwellings(text))):
        inside = f"⟦{text[match.start : match.end]}⟧"
        text = text[: match.start] + inside + text[match.end :]
    return text


@pytest.mark.parametrize(
    "marked",
    [
        "paket wurde abgestellt beim Opa in der ⟦Kirchgasse⟧",
        "la macchina è ferma in ⟦via del pratello⟧",
        "abitiamo in ⟦contrada piano lago, mangone⟧",
        "ich wohne in der ⟦Lindenstraße⟧ und hab kein paket",
        "meine oma wohnt in der ⟦Goethestr.⟧",
        "der fahrer hat es bei den nachbarn in der ⟦schillerstraße⟧ abgegeben",
        "ich bin in den ⟦Birkenweg⟧ gezogen",
        "wir wohnen in der ⟦Berliner Straße⟧",
        "abito in ⟦via dei Mille⟧ e aspetto il pacco",
        "sto in ⟦via garibaldi⟧ da mia zia",
        "il corriere ha lasciato il pacco in ⟦via Cavour⟧ dalla vicina",
        "i am cleaner from house on ⟦Pemberton Road⟧",
        "we live just off ⟦Mill Lane⟧",
        "i live on ⟦mill lane⟧",
        "driver left it with my neighbour on ⟦Canterbury Close⟧",
        "lives at the end of ⟦Church Lane⟧",
    ],
)
def test_a_street_that_somebody_lives_in_is_found(marked: str) -> None:
    """In a village the street is as good as the house."""
    assert _marked(re.sub("[⟦⟧]", "", marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        "the Oxford Street store was closed",
        "I live near your shop on Regent Street",
        "zuhause, eure Filiale in der Kaufingerstraße hat zu",
        "la mia casa, il vostro negozio in via Torino era chiuso",
        "ich wohne in einer Straße ohne Parkplätze",
        "der Fahrer hat das Paket am Parkplatz abgelegt",
        "Mutter auf dem Weg, Oma ist auf dem Heimweg",
        "is der hr. lechner noch im haus od scho weg?",
        "casa mia, sono in via di guarigione",
        "we live on the road",
        "i live on the main street",
        "left in the pouring rain",
        "Stau in der Lindenstraße",
        "abito in una via stretta, il corriere non passa",
        "she lives in high street fashion",
    ],
)
def test_any_other_street_stays(text: str) -> None:
    """Agents need to see which branch a customer means."""
    assert _marked(text) == text
