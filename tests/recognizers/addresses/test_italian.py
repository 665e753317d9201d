"""Italian streets."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "sto in ⟦piaza garibaldi 4, modena⟧",
        "⟦via Roma 5, terzo piano, citofono 12⟧",
        "abito in ⟦via Roma 12⟧",
        "abito in ⟦via su planu 12 09047 selargius⟧",
        "abito in ⟦via Mulini a Vento 9, 73042 Casarano⟧",
        "⟦via Ponte a Mare 4, Pisa⟧",
        "passa in ⟦via Mulini a Piano 9⟧",
        "⟦Via Rete Nuova 5⟧",
        "vieni in ⟦via Casa Bianca 3⟧",
        "passo da ⟦via Rete Nuova 5, Genova⟧",
        "⟦via San Giovanni in Laterano 8, Roma⟧",
        "⟦Rotonda Barracco, 25 Appartamento 85⟧",
        "⟦Piazza Cipolla, 1, 84014, Nocera Inferiore (SA)⟧",
        "⟦via garibaldi, 5 milano⟧",
        "⟦Via dei Mille n. 12/A, 20100 Milano (MI)⟧",
        "⟦piazza del Duomo 1⟧",
        "⟦p.zza Garibaldi 3⟧",
        "⟦c.so Buenos Aires 33, Milano⟧",
        "⟦corso Italia 5⟧",
        "⟦via XX Settembre 5⟧",
        "⟦via 25 Aprile 12⟧",
        "sto in ⟦corso umberto i 112, 80138 napoli⟧",
        "⟦Via Roma snc, 00100 Roma⟧",
        "abito in ⟦via Roma⟧",
        "⟦via Roma, 20100 Milano⟧",
        "⟦vicolo stretto 2⟧",
        "⟦Via Posillipo 203/bis, 80123 Napoli⟧",
        "abito in ⟦vico tre re a toledo 31⟧",
        "⟦contrada cossere 19 brescia⟧",
        "⟦via Felice Cavallotti 9 ad Asti⟧",
        "⟦via Monte Grappa 7 ad Abano Terme⟧ grazie",
        "⟦calata capodichino 211 napoli⟧",
        "⟦larghetto delle mimose 7⟧",
        "⟦fondamenta degli ormesini 2713⟧",
        "⟦Calle della Mandola 3717, San Marco, Venezia⟧",
        "⟦Cannaregio 3456, 30121 Venezia⟧",
        "⟦Borgo San Frediano 14r, Firenze⟧",
        "⟦strada vicinale delle vigne 18⟧",
        "consegna al ⟦maso pichler 12⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Saints, dates and kings belong to the name; some houses have no number."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "pagato via Pay Pal 50",
        "sent via Google Drive 2",
        "chiamata via Rete Mobile 5",
        "via mail",
        "via WhatsApp 3 mal",
        "per via 5",
        "via libera",
        "sono andata via da 3 giorni",
        "andate via alle 5",
        "corso di inglese 3",
        "largo 20 cm",
        "per strada 3 ore",
        "sent via DHL 123456",
        "sent via Corriere Espresso 24 ore",
        "via 12",
        "strada 14 km di coda",
        "campo calcio 5, galleria fotografica 12 immagini",
        "la salita ripida 3, discesa libera 2",
        "San Marco 2013 fu bello, marco polo 2013",
        "quartiere tranquillo 4 camere",
        "spedizione via mare, 20 giorni",
        "abito in una via stretta, il corriere non passa",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
