"""Streets, as people write them in three languages and more."""

import re

import pytest

from recognizers.addresses import find_addresses

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "to ⟦Flat 2/1, 88 Clyde Rd, Glasgow G11 6NX⟧, buzzer says",
    "⟦27 Protea Road, Gardens, Cape Town 8001⟧? I will",
    "⟦5/12 Kowhai Place, Hamilton 3200⟧",
    "⟦U2/14 Wattle St, Fitzroy VIC 3065⟧",
    "⟦22 beach rd, bondi nsw 2026⟧",
    "⟦Apt 4B, 1420 NE 12th Ave, Portland, OR 97232⟧",
    "⟦1180 County Road 12, Decorah, IA 52101⟧",
    "⟦14 Castle Street, Dalkey, Co. Dublin A96 X2Y4⟧",
    "⟦3 the crescent, monkstown, co dublin⟧",
    "to ⟦Rathmore, Naas, Co. Kildare, W91 X2Y4⟧ please",
    "⟦The Old Forge, 2 Mill Road, Ludlow SY8 1EG⟧",
    "sto in ⟦corso umberto i 112, 80138 napoli⟧",
    "⟦Strada Statale 16 Adriatica km 309, 60019 Senigallia AN⟧",
    "io abito in ⟦via san rocco ventisette⟧ a fianco",
    "⟦via Manzoni 19, Bra⟧, lei oggi",
    "wohne ⟦Lange Gasse einundzwanzig, 72070 Tübingen⟧",
    "Baustelle ⟦Mozartring 61⟧, wir brauchen",
    "auf der baustelle ⟦mozartring 61⟧ fehlt zement",
    "ich wohne in der ⟦Musterstraße 12a⟧",
    "⟦Muster Str. 5⟧",
    "⟦Rosenstraße nr. 5⟧",
    "⟦Rosenweg, haus 5⟧",
    "⟦Rosenstr.5⟧",
    "⟦am alten Markt 3⟧",
    "⟦Unter den Linden 77⟧",
    "⟦musterweg 3 hinterhaus⟧",
    "⟦Gartenstr 5 in 10115 Berlin⟧",
    "⟦gartenstr. 5, 10115 berlin⟧ bitte",
    "⟦Stephansplatz 3 Stiege 2 Tür 5, 1010 Wien⟧",
    "⟦Bahnhofstrasse 42, 8001 Zürich⟧",
    "⟦Karl-Marx-Straße 12-14⟧",
    "⟦karl marx straße 5⟧",
    "⟦Straße des 17. Juni 135⟧",
    "⟦An der Alten Gasse 5⟧",
    "⟦Platz der Republik 1⟧",
    "⟦Berliner Allee 3a⟧",
    "⟦10115 Berlin, Gartenstr. 5⟧",
    "Anna Beispiel\n⟦Musterstraße 5\n10115 Berlin⟧\nTel 030",
    "meine adresse ist ⟦beispielweg 7 frankfurt⟧",
    "⟦Rosenhof 3, 60311 Frankfurt am Main⟧",
    "⟦Kaiserdamm 12 Hinterhaus 3. OG links⟧",
    "Anna Beispiel ⟦Musterstraße 5 10115 Berlin⟧",
    "⟦Alte Gasse 43, 60313 Frankfurt⟧",
    "wohne ⟦neue straße 4⟧",
    "abito in ⟦via Roma 12⟧",
    "⟦via garibaldi, 5 milano⟧",
    "⟦Via dei Mille n. 12/A, 20100 Milano (MI)⟧",
    "⟦viale Monza 7 int. 4⟧",
    "⟦piazza del Duomo 1⟧",
    "⟦p.zza Garibaldi 3⟧",
    "⟦c.so Buenos Aires 33, Milano⟧",
    "⟦corso Italia 5⟧",
    "⟦via XX Settembre 5⟧",
    "⟦via 25 Aprile 12⟧",
    "⟦Via Roma snc, 00100 Roma⟧",
    "abito in ⟦via Roma⟧",
    "⟦via Roma, 20100 Milano⟧",
    "⟦via dell'Unità 3 scala B⟧",
    "⟦vicolo stretto 2⟧",
    "⟦Via Roma 5\n20100 Milano MI⟧",
    "⟦12 High Street⟧",
    "⟦flat 4, 12 high street, london SW1A 1AA⟧",
    "⟦221B Baker St⟧",
    "⟦1600 Pennsylvania Ave NW, Washington, DC 20500⟧",
    "⟦12 Oak Dr, Springfield, IL 62704⟧",
    "i live at ⟦12 oak drive⟧",
    "⟦PO Box 123⟧",
    "I live at ⟦12 Oak Road⟧.",
    "⟦742 Evergreen Terrace⟧",
    "⟦12, SW1A 1AA⟧",
    "⟦350 5th Ave, New York, NY 10118⟧",
    "⟦12 rue de la Paix, 75002 Paris⟧",
    "⟦Rue du Rhône 14, 1204 Genève⟧",
    "⟦Calle Mayor 5, 28013 Madrid⟧",
    "⟦Kerkstraat 12, 1017 AB Amsterdam⟧",
    "⟦ul. Długa 5, 00-238 Warszawa⟧",
    "⟦Parkstraße 12⟧",
    "⟦Sonnenstraße/Via Sole 14, 39012 Meran⟧",
    "adresse is ⟦kaiser wilhelm str 88a⟧",
    "⟦Schulstr. 7⟧",
    "⟦Schulweg 1, 12345 Berlin⟧",
    "⟦Rheinstr.44,55116 Mainz⟧",
    "hausnr is ⟦ulmenweg fünfzehn, 24106 kiel⟧ nich 50",
    "ich wohne ⟦Gartenstraße zwölf⟧",
    "abito in ⟦via Roma quindici⟧",
    "⟦Hauptplatz 9/2/14, 4020 Linz⟧",
    "⟦Drususallee 118/B, 39100 Bozen⟧",
    "⟦musterweg 12 a-c, 12345 berlin⟧",
    "⟦Via Posillipo 203/bis, 80123 Napoli⟧",
    "⟦Strada Statale 16 n. 44, 70042 Mola di Bari⟧",
    "⟦strada Provinciale 14 km 3,200, 73010 Lequile LE⟧",
    "⟦S.P. 231 km 12, 70026 Modugno⟧",
    "⟦corso garibaldi 88 interno 4⟧",
    "⟦C/ Mayor 12, 3º B, 28013 Madrid⟧",
    "⟦12 King William Road, Unley SA 5061⟧",
    "⟦22 Strand Rd, Dublin 4⟧",
    "⟦Postgasse 11 · 79098 Freiburg⟧",
    "⟦Via Roma 12 • 39100 Bolzano (BZ)⟧",
    "⟦Musterweg 5 // 12345 Berlin⟧",
    "⟦12 High Street · Leeds · LS1 4AB⟧",
    "⟦Arch 19, Coldstream Row, London E8 4PH⟧",
    "to ⟦St Anne's Lodge, 23 Harcourt Terrace, Dublin 2, D02 XY45⟧ before ten",
    "⟦Apt 4, The Lodge, 23 Harcourt Terrace, Dublin 2⟧",
    "Straße: ⟦Goethestraße⟧\nHausnummer: ⟦26\nPLZ: 34119⟧",
    "⟦Piazza Walther/Waltherplatz 8, 39100 Bozen⟧",
    "⟦Bağdat Cad. 123/4⟧",
    "⟦Am Tor 4, 12345 Berlin⟧",
]
NOTHING = [
    "we met at 5 the green team won",
    "run 5 mile road race 10k",
    "county road 12 was closed",
    "strada statale 16 chiusa",
    "Heizring 220 Volt",
    "Anna, A10 kann ich nicht",
    "Stehe am Tor 4, niemand da",
    "Pos. 12 · 24 Stück · 79,90 EUR",
    "Strada: bloccata\nNr: 12a34",
    "Straße 5 ist gesperrt",
    "die Straße 5 ist gesperrt",
    "eine lange straße 3 km weit",
    "ein neuer Weg 3 Tage lang",
    "10115 Berlin",
    "ich komme aus Berlin",
    "Bahnhof 5",
    "Sitzplatz 12 bitte",
    "Parkplatz 3",
    "Supermarkt 24 Stunden",
    "der Ring 5 ist kaputt",
    "Der Weg 2 ist zu lang",
    "am Montag 5",
    "Platz 5 im Zug",
    "auf dem Rückweg 2 Pakete",
    "Abteilung 5",
    "Bestellung 12345 vom 3.3.2024",
    "bis 12 Uhr am Markt 3 Stück",
    "Autobahn, Bundesstraße 216",
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
    "via 12",
    "on the road 5 days",
    "2 way street",
    "5 star hotel",
    "i ordered 2 items for my place",
    "3 days on the road",
    "24 hr drive",
    "1 st place",
    "i will bring 5 guests",
    "20 min walk",
    "the number is 5 and the street is closed",
    "auf dem Weg zwei Stunden",
    "Einbahnstraße 4",
    "Schulweg 5 Minuten",
    "Heimweg zwei Stunden",
    "Sitzplatz fünfzehn",
    "via dodici mesi",
    "Tisch 9/2/14 reserviert",
    "strada 14 km di coda",
    "modello SS 115 nero",
    "iPhone 12 pro max",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_addresses(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_the_whole_address(marked: str) -> None:
    """Street, number, what belongs to them, postcode and town are one stretch."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_harmless(text: str) -> None:
    """Masking what is no personal data is a defect too."""
    assert found_in(text) == []


@pytest.mark.parametrize(
    "street",
    [
        *("v.le Roma 5", "Lungodora Roma 5", "str. Roma 5", "via Roma snc"),
        *("rue de Rivoli 5", "12 av. Foch, 75016 Paris", "ul. Długa 5", "c/ Mayor 5"),
        *("Atatürk mah., Gül sok. no: 5", "Gül caddesi no 5", "Gül sok, no 5"),
        *("12 High Street", "5 the Green", "PO Box 123", "12 SW1A 1AA"),
    ],
)
def test_a_quick_look_passes_every_grammar(street: str) -> None:
    """What rules a grammar out for a text never rules out one that applies."""
    assert list(find_addresses(f"x {street}"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hauptstrasse 5, Bonn, 07700 900022", "Hauptstrasse 5, Bonn"),
        (
            "95 High Street, Leeds LS2 7XQ, 07700 900022",
            "95 High Street, Leeds LS2 7XQ",
        ),
        ("Via Roma 3, Milano, 34712 34567", "Via Roma 3, Milano"),
    ],
)
def test_a_number_behind_an_address_is_no_postcode(text: str, address: str) -> None:
    """Half of a phone number in an address is a wrong address and a wrong number."""
    assert [text[it.start : it.end] for it in find_addresses(text)] == [address]
