"""Which finders and checks a pack may name.

Packs are data: they name code by these short names, never by a Python path.
"""

from collections.abc import Callable, Mapping

from recognizers.finders import Find, FindInDocument

REGIONS = ("DE", "AT", "CH", "IT", "GB", "US", "FR", "ES", "NL", "PL", "TR")
"""Regions whose national phone numbers are understood, unless told otherwise."""


def finders(regions: tuple[str, ...] = REGIONS) -> Mapping[str, Find]:
    """Return the finders by name.

    Args:
        regions: Where phone numbers without a country code may come from.
    """
    del regions
    return {}


def document_finders() -> Mapping[str, FindInDocument]:
    """Return the finders that look at a document's metadata too, by name."""
    return {}


def checks() -> Mapping[str, Callable[[str], bool]]:
    """Return the checksums by name."""
    return {}
