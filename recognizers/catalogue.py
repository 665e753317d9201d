"""Which finders and checks a pack may name.

Packs are data: they name code by these short names, never by a Python path.
"""

from collections.abc import Callable, Mapping

from recognizers.addresses import find_addresses, find_dwellings
from recognizers.birthdates import find_birthdates_in_document
from recognizers.cards import find_cards
from recognizers.checksums import CHECKS
from recognizers.documents import find_document_numbers
from recognizers.emails import find_emails, find_spoken_emails_in_document
from recognizers.file_names import find_people_in_file_names
from recognizers.finders import Find, FindInDocument
from recognizers.home_hosts import find_home_hosts
from recognizers.ibans import find_ibans
from recognizers.known_names import find_known_names_in_document
from recognizers.links import find_links
from recognizers.network import find_ip_addresses
from recognizers.people import find_people
from recognizers.phones import find_phones_in_words, phone_finder
from recognizers.plates import (
    find_british_plates,
    find_german_plates,
    find_italian_plates,
    find_lone_plates,
)
from recognizers.secrets import find_secrets
from recognizers.told_in_chunks import find_cards_in_chunks, find_ibans_in_chunks
from recognizers.usernames import find_usernames
from recognizers.vehicle_plates import find_vehicle_plates

REGIONS = ("DE", "AT", "CH", "IT", "GB", "US", "FR", "ES", "NL", "PL", "TR")
"""Regions whose national phone numbers are understood, unless told otherwise."""


def finders(regions: tuple[str, ...] = REGIONS) -> Mapping[str, Find]:
    """Return the finders by name.

    Args:
        regions: Where phone numbers without a country code may come from.
    """
    return {
        "addresses": find_addresses,
        "british_plates": find_british_plates,
        "cards": find_cards,
        "cards_in_chunks": find_cards_in_chunks,
        "dwellings": find_dwellings,
        "document_numbers": find_document_numbers,
        "emails": find_emails,
        "file_names": find_people_in_file_names,
        "german_plates": find_german_plates,
        "ibans": find_ibans,
        "ibans_in_chunks": find_ibans_in_chunks,
        "ip_addresses": find_ip_addresses,
        "italian_plates": find_italian_plates,
        "lone_plates": find_lone_plates,
        "home_hosts": find_home_hosts,
        "links": find_links,
        "people": find_people,
        "phones": phone_finder(regions),
        "secrets": find_secrets,
        "usernames": find_usernames,
        "vehicle_plates": find_vehicle_plates,
    }


def document_finders() -> Mapping[str, FindInDocument]:
    """Return the finders that look at a document's metadata too, by name."""
    return {
        "birthdates": find_birthdates_in_document,
        "phones_in_words": find_phones_in_words,
        "known_names": find_known_names_in_document,
        "spoken_emails": find_spoken_emails_in_document,
    }


def checks() -> Mapping[str, Callable[[str], bool]]:
    """Return the checksums by name."""
    return CHECKS
