"""Forms that give the house number a line of its own: "Straße: ...", "Nr: 26"."""

import re
from collections.abc import Iterator

from pipeline.core.literals import any_of
from recognizers.addresses.grammar import SURE, Grammar, Span

_FIELDS = re.compile(
    r"(?:stra(?:ss|ß)e|street|via|strada|address)[ ]?:[ ]?(?P<street>[^\n\d:]{3,40})\n"
    r"(?:haus ?-?(?:nummer|nr)|house (?:number|no)|nr|no|nummer|numero|number|civico|n)"
    r"[.°º]?[ ]?:[ ]?(?P<number>\d{1,4}[ ]?[a-z]?)(?![^\W_])"
)


def _fields(text: str, low: str) -> Iterator[Span]:
    for form in _FIELDS.finditer(low):
        if text[form.start("street")].isalpha():
            yield *form.span("street"), SURE
            yield *form.span("number"), SURE


_WORDS = ("strasse", "straße", "street", "via", "strada", "address")

_any_field = any_of(f"{word}{gap}:" for word in _WORDS for gap in ("", " "))


def _may_be_form(low: str) -> object:
    return ":" in low and _any_field(low)


FORMS = Grammar(_fields, _may_be_form)
