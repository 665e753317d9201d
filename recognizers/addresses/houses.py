"""Houses that have a name and no number: "The Old Smithy, Back Lane, Tarporley, CW6".

The house's last word, the street's and the capitals of all say it; a postcode need not
stand behind, or only its first half.
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import TABLE, alternatives
from recognizers.addresses.grammar import SURE, Grammar, Span

_HOUSES = TABLE["house_names"].split()
_LANES = (
    *("Lane", "Road", "Street", "Avenue", "Drive", "Close", "Hill", "Row", "Crescent"),
    *("Rd", "Ln", "Ave", "Terrace", "Way", "Green", "Brow", "Bank", "Mews", "Walk"),
)
_CAPITAL = r"[A-Z][^\W\d_'’]{1,20}(?:['’]s)?"
_HOUSE = re.compile(
    rf"(?<![^\W_])(?:The )?(?:{_CAPITAL} ){{0,3}}"
    rf"(?:{alternatives(map(str.capitalize, _HOUSES))})[,\n] ?"
    rf"(?:The )?(?:{_CAPITAL} ){{1,3}}(?:{alternatives(_LANES)})(?![^\W_])"
)
_any_house = any_of(f"{house}{sign}" for house in _HOUSES for sign in (",", "\n"))


def _houses(text: str, _low: str) -> Iterator[Span]:
    for house in _HOUSE.finditer(text):
        if " " in house[0].replace("\n", ",").partition(",")[0]:
            yield house.start(), house.end(), SURE


HOUSES = Grammar(_houses, _any_house)
