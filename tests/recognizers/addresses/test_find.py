"""Addresses as one finder sees them: grammars joined, nothing of the next finding."""

import pytest

from recognizers.addresses import find_addresses


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
