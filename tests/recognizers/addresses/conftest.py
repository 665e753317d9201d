"""How tests of addresses say what is to be found: in ⟦white brackets⟧."""

import re
from collections.abc import Callable

import pytest

from recognizers.addresses import find_addresses


def mark_addresses(marked: str) -> str:
    """Put brackets around what is found surely enough to be masked."""
    text = re.sub("[⟦⟧]", "", marked)
    found = [match for match in find_addresses(text) if match.score >= 0.5]
    for match in reversed(found):
        inside = f"⟦{text[match.start : match.end]}⟧"
        text = text[: match.start] + inside + text[match.end :]
    return text


@pytest.fixture(name="mark")
def provide_mark() -> Callable[[str], str]:
    """Hand out what marks a text anew, whatever brackets it had."""
    return mark_addresses
