"""Licence plates beside their vehicle."""

import pytest

from recognizers.vehicle_plates import find_vehicle_plates


@pytest.mark.parametrize(
    "text",
    [
        "Mein Wagen ist der blaue Corsa mit ⟦HA DK 1209⟧",
        "der golf ⟦ka ab 1234⟧ steht in der einfahrt",
        "Skoda Fabia Kombi ⟦GU 512 KL⟧",
        "white astra ⟦ye19 vtp⟧",
        "weisser golf ⟦zh 447188⟧",
        "black bmw 3 series, ⟦ea65 okr⟧",
        "old mondeo ⟦r482klm⟧",
        "vintage mini ⟦HKL 482D⟧",
        "la panda ⟦ab123cd⟧",
        "vespa grigia ⟦X4 7TRN⟧",
        "roller ⟦482 KLB⟧",
        "Auto mit ⟦ZH 123 456⟧",
        "dacia logan ⟦CJ 12 XYZ⟧",
        "skoda ⟦WA 4821K⟧",
        "volvo ⟦191 D 44120⟧",
        "⟦HA DK 1209⟧, blauer Corsa",
        "is mein golf schon fertig? ⟦nf kt 408⟧",
    ],
)
def test_a_vehicle_makes_a_plate_of_letters_and_digits(text: str) -> None:
    """The car stands beside its plate more often than the word for a plate."""
    plain_text = text.replace("⟦", "").replace("⟧", "")

    (match,) = {(it.start, it.end) for it in find_vehicle_plates(plain_text)}

    assert plain_text[slice(*match)] == text[text.index("⟦") + 1 : text.index("⟧")]


@pytest.mark.parametrize(
    "text",
    [
        "Bestellung HA DK 1209",
        "corsa ab 1200 euro",
        "audi a3 tdi",
        "mein polo ist in m 38 zu klein",
        "mit dem auto bin um 1200 da",
        "macchina da 150 cv",
        "golf am 12 mai",
        "BMW S 1000 RR, R 1250 GS",
        "Moto G84 256, iphone X5 256",
        "Polo Shirt M XL 40",
        "Reifen fiesta R 15 82",
        "reifen 195 65 r15 für corsa",
    ],
)
def test_leaves_what_else_is_said_of_cars(text: str) -> None:
    """Prices, trims, dates and spare parts stand beside cars as well."""
    assert list(find_vehicle_plates(text)) == []
