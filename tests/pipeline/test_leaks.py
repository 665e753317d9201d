"""A planted value is found however it is written; harmless bytes are not."""

import base64
import json
import random
import time
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leaks import Leak, leaks_in

VALUES = [
    "Jürgen Weiß",
    "erika.mustermann@example.com",
    "DE89370400440532013000",
    "+49 151 23456789",
    "Nicolò D'Amico",
]
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "raw": str.encode,
    "upper": lambda value: value.upper().encode(),
    "folded": lambda value: value.casefold().encode(),
    "base64": lambda value: base64.b64encode(value.encode()),
    "base64, one byte in": lambda value: base64.b64encode(f"x{value}y".encode()),
    "base64, two bytes in": lambda value: base64.b64encode(f"xy{value}".encode()),
    "urlsafe": lambda value: base64.urlsafe_b64encode(f">>>{value}??>".encode()),
    "base64 of lower": lambda value: base64.b64encode(value.lower().encode()),
    "percent": lambda value: urllib.parse.quote(value, safe="").encode(),
    "form": lambda value: urllib.parse.quote_plus(value).encode(),
    "every byte percent": lambda value: "".join(
        f"%{byte:02x}" for byte in value.encode()
    ).encode(),
    "percent of base64": lambda value: urllib.parse.quote(
        base64.b64encode(f"~~?{value}".encode()), safe=""
    ).encode(),
    "hex": lambda value: value.encode().hex().encode(),
    "upper hex": lambda value: value.encode().hex().upper().encode(),
    "json": lambda value: json.dumps(value).encode(),
    "json in json": lambda value: json.dumps(json.dumps(value)).encode(),
    "every letter escaped": lambda value: "".join(
        f"\\u{ord(letter):04X}" for letter in value
    ).encode(),
    "utf-16-le": lambda value: value.encode("utf-16-le"),
    "utf-16-be": lambda value: value.upper().encode("utf-16-be"),
    "between broken utf-8": lambda value: b"\xff" + value.encode() + b"\xc3",
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_finds_a_value_in(encode: Callable[[str], bytes], value: str) -> None:
    """Whoever hides a value by mistake uses one of these."""
    haystack = b'{"id": "m1", "x": "' + encode(value) + b'", "y": 1}'

    assert value in {leak.value for leak in leaks_in(haystack, VALUES)}


def test_names_the_encoding_and_its_wrapping() -> None:
    """Whoever repairs a leak needs to know how the value was written."""
    haystack = b"a=%4A%C3%BCrgen%20Wei%C3%9F DE89370400440532013000"

    assert leaks_in(haystack, VALUES) == [
        Leak("Jürgen Weiß", "url+raw"),
        Leak("DE89370400440532013000", "raw"),
        Leak("DE89370400440532013000", "url+raw"),
    ]


def test_finds_a_long_number_without_its_separators() -> None:
    """A phone number that lost its spaces is still that number."""
    assert leaks_in(b"wa/4915123456789?x", ["+49 (151) 234-56789"]) == [
        Leak("+49 (151) 234-56789", "digits")
    ]


def test_finds_astral_letters_escaped_as_surrogates() -> None:
    """JSON writes characters beyond U+FFFF as two escapes."""
    value = "𝓔𝓻𝓲𝓴𝓪 Muster"

    assert leaks_in(json.dumps(value).encode(), [value]) == [Leak(value, "json+raw")]


@pytest.mark.parametrize(
    ("haystack", "leaks"),
    [
        pytest.param("Ann, come", 1, id="a word"),
        pytest.param("the channel", 0, id="inside a word"),
        pytest.param("Annü", 0, id="before a letter that isn't ASCII"),
        pytest.param("x8/Ann+3", 0, id="inside base64"),
    ],
)
def test_a_short_value_counts_as_a_whole_word_only(haystack: str, leaks: int) -> None:
    """A short name is part of many words that have nothing to do with it."""
    assert len(leaks_in(haystack.encode(), ["Ann"])) == leaks


@pytest.mark.parametrize(
    "haystack",
    [b"", b"a", b"%", b"\\u12", b"\xff\xfe\x00", "+49 151 ••••• 89".encode()],
)
def test_finds_nothing_where_nothing_is(haystack: bytes) -> None:
    """Edges of the search are no findings, and no errors."""
    assert leaks_in(haystack, VALUES) == []


def test_ignores_empty_values() -> None:
    """An empty string is in everything, and tells nothing."""
    assert leaks_in(b"  anything ", ["", " "]) == []


@given(
    st.text(st.characters(codec="utf-8"), min_size=8, max_size=30).filter(str.strip),
    st.binary(max_size=40),
    st.binary(max_size=40),
)
def test_finds_any_value_raw_and_in_base64(
    value: str, before: bytes, after: bytes
) -> None:
    """Whatever stands around it, and at whatever alignment."""
    inside = before + value.encode() + after

    assert "base64" in {k.encoding for k in leaks_in(base64.b64encode(inside), [value])}
    assert "raw" in {
        k.encoding for k in leaks_in(b"<" + value.encode() + b">", [value])
    }


@pytest.mark.slow
def test_searches_ten_megabytes_for_a_thousand_values_in_seconds() -> None:
    """The demo searches all of its output before it ends."""
    chance = random.Random(1)  # noqa: S311 - noise
    noise = base64.b64encode(chance.randbytes(4_000_000))
    haystack = noise + b'{"text":"Hallo <PERSON:k7f3q2m9> wie geht es"}' * 100_000
    values = [f"Name{i} Nach{i * 7919}" for i in range(1_000)]

    started = time.monotonic()
    leaks = leaks_in(haystack, values)

    assert leaks == []
    assert time.monotonic() - started < 20
