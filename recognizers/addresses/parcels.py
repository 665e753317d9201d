"""Where parcels and letters wait: lockers, shops, post boxes, forces' post offices.

"Postnummer 948271650, Packstation 145, 50667 Köln", "Locker InPost TOR14A",
"Private Bag X12, Cape Town", "BFPO 123".
"""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.clues import TABLE, TOWNS, UNIT, is_told, one_of
from recognizers.addresses.grammar import SURE, UNSURE, Grammar, Span
from recognizers.addresses.places import TOWN_BEHIND
from recognizers.words import fold

_STATIONS, _RESTING = (TABLE[key] for key in ("parcel_stations", "poste_restante"))
_NUMBER_WORD = (
    r"(?:[ ]?(?:nr|nummer|no|n|number|station|stelle|filiale)\.?)?[ :#°]{1,3}"
)
_STATION = (
    r"(?:(?:dhl|hermes|dpd|gls|amazon|ups)[ \-]?)?"
    rf"(?:{one_of(_STATIONS)}){_NUMBER_WORD}"
    r"(?P<station>\d{3,6}|[a-z]{2,5}-?\d{1,6}[a-z]{0,2})(?![^\W_]|[/.:]\d)"
)
_CUSTOMER_WORD = r"(?:dhl[ \-]?)?post ?-?(?:nummer|nr\.?)"
_CUSTOMER = rf"(?:(?:{_CUSTOMER_WORD}|kundennummer|pn)[ .:#]{{1,3}})?\d{{6,10}}(?!\d)"
_GAP = r"[ \t]?[,;/\n|\-][ \t\n]{0,2}|[ ](?:und |an )?"
_PARCEL = re.compile(
    rf"(?<![^\W_])(?:{_CUSTOMER}(?:{_GAP}))?{_STATION}(?:(?:{_GAP}){_CUSTOMER}(?![^\W_]))?"
)
_CUSTOMER_ALONE = re.compile(
    rf"(?<![^\W_]){_CUSTOMER_WORD}[ .:=#]{{1,3}}"
    r"(?:(?:ist|lautet|is|war|wäre|dann|die|von mir|dazu)[ .:]{1,2}){0,3}"
    r"(?P<number>\d{3,6} ?\d{2,5}(?: ?\d{2,4})?)(?![^\W_]|[.,/]\d)"
)
_BOX = re.compile(
    r"(?<![^\W_])(?:bfpo[ ]\d{1,4}|(?P<bag>private|locked)[ ](?:mail[ ])?bag"
    r"[ ](?:no\.? ?)?[a-z]{0,2}[ \-]?\d{1,6}|(?:g\.?p\.?o\.?|postnet suite|postbus)[ ]"
    r"(?:box[ ])?(?:no\.? ?)?\d{1,6})(?![^\W_])"
)
_RESTING_AT = re.compile(rf"(?<![^\W_])(?:{one_of(_RESTING)})(?![^\W_])")
_OFFICE = re.compile(r"[ ,]{1,2}(?:gpo|ufficio(?: postale)?|post office)(?![^\W_])")


def _points(text: str, low: str) -> Iterator[Span]:
    for parcel in _PARCEL.finditer(low):
        if not UNIT.match(low, parcel.end("station")):
            yield *parcel.span(), SURE
    for customer in _CUSTOMER_ALONE.finditer(low):
        if len(re.sub(r"\D", "", customer["number"])) >= _LEAST_DIGITS:
            yield *customer.span("number"), SURE
    for box in _BOX.finditer(low):
        if not box["bag"] or _is_written_to(text, low, box):
            yield *box.span(), SURE
    for resting in _RESTING_AT.finditer(low):
        office = _OFFICE.match(low, resting.end())
        yield resting.start(), (office or resting).end(), UNSURE


_LEAST_DIGITS = 6


def _is_written_to(text: str, low: str, bag: re.Match[str]) -> bool:
    """Tell "Private Bag X12" and "private bag 7, rondebosch" from a handbag."""
    if text[bag.start()].isupper() or is_told(low, bag.start()):
        return True
    town = TOWN_BEHIND.match(low, bag.end())
    return town is not None and fold(town["town"]) in TOWNS


PARCELS = Grammar(
    _points,
    any_of([*_STATIONS, *_RESTING, *TABLE["parcel_words"]]),
)
