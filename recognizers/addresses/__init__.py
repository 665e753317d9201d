"""Street addresses, as people write them in chats.

`find` puts the parts together: each grammar reads the streets of a way to write them
(`german`, `italian`, `english`, `elsewhere`, `roads`, `spoken`, `forms`,
`by_postcode`, `told`, `parcels`, `labelled`, `houses`), and `surroundings` takes in
what belongs to a street: flat and floor, twin name, and by `places` postcode and town.
What all of them ask of a text is in `clues`, what a grammar is in `grammar`.
`dwellings` finds streets without a number.
"""

from recognizers.addresses.dwellings import find_dwellings
from recognizers.addresses.find import find_addresses

__all__ = ["find_addresses", "find_dwellings"]
