"""Which finders and checks a pack may name.

Packs are data: they name code by these short names, never by a Python path.
"""

from collections.abc import Callable, Mapping

from recognizers.cards import find_cards
from recognizers.checksums import CHECKS
from recognizers.emails import find_emails
from recognizers.finders import Find, FindInDocument
from recognizers.ibans import find_ibans
from recognizers.network import find_ip_addresses, find_links
from recognizers.phones import phone_finder
from recognizers.plates import (
    find_british_plates,
    find_german_plates,
    find_italian_plates,
)

REGIONS = ("DE", "AT", "CH", "IT", "GB", "US", "FR", "ES", "NL", "PL", "TR")
"""Regions whose national phone numbers are understood, unless told otherwise."""


def finders(regions: tuple[str, ...] = REGIONS) -> Mapping[str, Find]:
    """Return the finders by name.

    Args:
        regions: Where phone numbers without a country code may come from.
    """
    return {
        "british_plates": find_british_plates,
        "cards": find_cards,
        "emails": find_emails,
        "german_plates": find_german_plates,
        "ibans": find_ibans,
        "ip_addresses": find_ip_addresses,
        "italian_plates": find_italian_plates,
        "links": find_links,
        "phones": phone_finder(regions),
    }


def document_finders() -> Mapping[str, FindInDocument]:
    """Return the finders that look at a document's metadata too, by name."""
    return {}


def checks() -> Mapping[str, Callable[[str], bool]]:
    """Return the checksums by name."""
    return CHECKS
