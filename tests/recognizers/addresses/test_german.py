"""German streets, and Dutch ones built alike."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "Lieferung: ⟦Rebgass 4⟧",
        "⟦Stg. 4 Tür 19, Otto-Beispiel-Gasse 6, A-1100 Wien⟧",
        "wohne in der ⟦lindenalle 5, 69115 heidelberg⟧",
        "⟦gartenstase 14⟧ bitte",
        "⟦schrebergarten weg 5, kassel-wilhelmshöhe⟧",
        "ich wohne in der ⟦Musterstraße 12a⟧",
        "⟦Muster Str. 5⟧",
        "⟦Rosenstraße nr. 5⟧",
        "⟦Rosenweg, haus 5⟧",
        "⟦Rosenstr.5⟧",
        "⟦am alten Markt 3⟧",
        "bei meiner Mutter, ⟦Hinterm Deich 3, Elsfleth⟧",
        "⟦Vorm Tore 7, Celle⟧",
        "⟦am teich 5⟧",
        "⟦am teich 5⟧ wohnt meine oma",
        "⟦am alten markt 3 köln⟧",
        "wohne ⟦am weiher 4⟧ neben Müller",
        "⟦Unter den Linden 77⟧",
        "⟦Karl-Marx-Straße 12-14⟧",
        "⟦karl marx straße 5⟧",
        "⟦Straße des 17. Juni 135⟧",
        "⟦An der Alten Gasse 5⟧",
        "⟦Platz der Republik 1⟧",
        "⟦Berliner Allee 3a⟧",
        "Adresse: ⟦Fürther Str. 212, 90429 Nürnberg⟧",
        "⟦Alte Gasse 43, 60313 Frankfurt⟧",
        "wohne ⟦neue straße 4⟧",
        "⟦Parkstraße 12⟧",
        "adresse is ⟦kaiser wilhelm str 88a⟧",
        "⟦Schulstr. 7⟧",
        "⟦Schulweg 1, 12345 Berlin⟧",
        "⟦Hauptplatz 9/2/14, 4020 Linz⟧",
        "⟦Drususallee 118/B, 39100 Bozen⟧",
        "⟦musterweg 12 a-c, 12345 berlin⟧",
        "⟦Am Tor 4, 12345 Berlin⟧",
        "Baustelle ⟦Mozartring 61⟧, wir brauchen",
        "auf der baustelle ⟦mozartring 61⟧ fehlt zement",
        "⟦Kerkstraat 12, 1017 AB Amsterdam⟧",
        "⟦Hildegard-Lindner-Ring 99-98⟧",
        "⟦Otto-von-Ampel-Ring 5⟧",
        "⟦Brunhilde-Röhricht-Ring 808⟧",
        "⟦Vanessa-Heim-Platz 546, 8096 Feldkirch⟧",
        "⟦Standreef 3, 2398 HR, Graft⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """The name is read back from its last word, whatever it is built of."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "am weiher 4 Enten gesehen",
        "am deich 20 Schafe",
        "auf der weide 20 kühe",
        "Heizring 220 Volt",
        "Samsung-Galaxy-Ring 10",
        "Low-Budget-Ring 54 in Silber",
        "Photovoltaik-Komplett-Anlage 10",
        "Dolby-Surround-Anlage 51",
        "Playmobil-Ritter-Tor 4273",
        "Karcher-Dampf-Anlage 4",
        "Rosa-Quarz-Stein 12",
        "Emma-Matratzen-Berg 90",
        "Thinkpad 14, Gamepad 3",
        "Anna, A10 kann ich nicht",
        "Stehe am Tor 4, niemand da",
        "Straße 5 ist gesperrt",
        "die Straße 5 ist gesperrt",
        "eine lange straße 3 km weit",
        "ein neuer Weg 3 Tage lang",
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
        "Einbahnstraße 4",
        "Schulweg 5 Minuten",
        "Tisch 9/2/14 reserviert",
        "alle 5 Minuten, Sporthalle 5",
        "Bahnhof, 79286 Glottertal",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
