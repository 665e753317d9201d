"""Forms that give the house number a line of its own: "Straße: ...", "Nr: 26"."""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.grammar import SURE, Grammar, Span

_FIELDS = re.compile(
    r"(?:stra(?:ss|ß)e|street|via|strada|address)[ ]?:[ ]?(?P<street>[^\n\d:]{3,40})\n"
    r"(?:haus ?-?(?:nummer|nr)|house (?:number|no)|nr|no|nummer|numero|number|civico|n)"
    r"[.°º]?[ ]?:[ ]?"
    r"(?P<number>\d{1,4}(?:[ ]?[a-z]|[ ]?[/\-][ ]?[a-z\d]{1,3})?)(?![^\W_])"
    r"(?:\n(?:plz|postleitzahl|cap|zip|post ?code|eircode)[ ]?:[ ]?"
    r"(?P<postcode>[a-z\d][a-z\d ]{3,8})(?![^\W_]))?"
    r"(?:\n(?:ort|wohnort|stadt|citta|comune|localita|town|city)[ ]?:[ ]?"
    r"(?P<town>[^\n\d:]{2,40}))?"
)
_PARTS = ("street", "number", "postcode", "town")


def _fields(text: str, low: str) -> Iterator[Span]:
    for form in _FIELDS.finditer(low):
        if text[form.start("street")].isalpha():
            for part in filter(form.group, _PARTS):
                yield *form.span(part), SURE


_WORDS = ("strasse", "straße", "street", "via", "strada", "address")

_any_field = any_of(f"{word}{gap}:" for word in _WORDS for gap in ("", " "))


def _may_be_form(low: str) -> object:
    return ":" in low and _any_field(low)


FORMS = Grammar(_fields, _may_be_form)
