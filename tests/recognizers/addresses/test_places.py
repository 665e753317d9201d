"""The postcode and town behind a street."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Gartenstr 5 in 10115 Berlin⟧",
        "⟦gartenstr. 5, 10115 berlin⟧ bitte",
        "⟦Bahnhofstrasse 42, 8001 Zürich⟧",
        "⟦Rheinstr.44,55116 Mainz⟧",
        "⟦Rosenhof 3, 60311 Frankfurt am Main⟧",
        "meine adresse ist ⟦beispielweg 7 frankfurt⟧",
        "⟦Postgasse 11 · 79098 Freiburg⟧",
        "⟦Musterweg 5 // 12345 Berlin⟧",
        "⟦Via Roma 12 • 39100 Bolzano (BZ)⟧",
        "⟦Via Roma 5\n20100 Milano MI⟧",
        "⟦via Manzoni 19, Bra⟧, lei oggi",
        "⟦12 High Street · Leeds · LS1 4AB⟧",
        "⟦14 Castle Street, Dalkey, Co. Dublin A96 X2Y4⟧",
        "⟦22 Strand Rd, Dublin 4⟧",
        "⟦12 Oak Dr, Springfield, IL 62704⟧",
        "⟦22 beach rd, bondi nsw 2026⟧",
        "⟦27 Protea Road, Gardens, Cape Town 8001⟧? I will",
        "⟦Valerie-Seifert-Allee 2/7, 47440 Osterode am Harz⟧",
        "⟦Rosengasse 6, 6940 Zell am See⟧",
        "⟦Rosenstraße 6, 92431 Neunburg vorm Wald⟧",
        "⟦Schenkstrasse 45, 8265 St. Gallen⟧ danke",
        "⟦Rosenstraße 6, 94209 Regen⟧ - klingeln",
        "⟦Rosenstraße 6, 94209⟧ Regen macht nichts",
        "⟦Rosenstraße 6, 10115 Berlin⟧ am Montag",
        "⟦Piazza Pompeo, 431, 90049, Citta' Del Mare (PA)⟧",
        "⟦Viale Giustino, 7, 27011, Torre De' Negri (PV)⟧ grazie",
        "⟦Via Roma 5, 22032, Albese Con Cassano (CO)⟧",
        "⟦Kerkstraat 3, 3344 CC, De Kwakel⟧",
        "⟦14 Adeola Odeku St, VI, Lagos⟧",
        "⟦17 Jan Smuts Ave, Rosebank, Johannesburg 2196⟧",
        "⟦Kerkstraat 3, 1234 AB 's-Graveland⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Each country puts postcode and town its own way, people in haste another."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "10115 Berlin",
        "ich komme aus Berlin",
    ],
)
def test_leaves_a_place_without_a_street(text: str, mark: Callable[[str], str]) -> None:
    """A place that everybody of a town shares is no address."""
    assert mark(text) == text
