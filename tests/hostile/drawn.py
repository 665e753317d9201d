"""What Hypothesis draws to break things: payloads, texts and findings."""

import json
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from pipeline.core.detect import Document
from pipeline.core.findings import EntityType, Finding
from tests.hostile.seeds import texts as examples
from tests.hostile.shapes import SHAPES, places
from tests.strategies import disguised_texts, texts

EXAMPLES = examples()
ENTITIES = [
    EntityType(name)
    for name in (
        *("PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "CREDIT_CARD"),
        *("IP_ADDRESS", "URL", "ADDRESS", "DATE_OF_BIRTH", "GEO_COORDINATES"),
    )
]
SEPARATORS = ["", " ", "\n", ", ", ". ", "-", "/", "@", "_", "\u200b", "\0", " : "]
TAMPERED = [
    *(
        b"\xef\xbb\xbf",
        b"\xff",
        b"\xed\xa0\x80",
        b"\0",
        b'"',
        b"\\",
        b"\\ud83d",
        b"\\u0000",
    ),
    *(b"{", b"}", b"[", b"]", b",", b":", b'{"text":', b'"text":"a",', b"[" * 99),
    *(b"NaN", b"-Infinity", b"1e999", b"1" * 400, b"-0.0", b"0x1", b"1e-999", b"null"),
]
"""Bytes that readers of JSON disagree on, or none should take."""


@cache
def hostile_values() -> st.SearchStrategy[object]:
    """Draw what no map expects, among what JSON has."""
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-(10**40), 10**40)
        | st.floats(allow_nan=True)
        | hostile_texts()
        | st.sampled_from(["a" * 5_000, "\ud800", "1e999", "2026-01-01T00:00:00+99:99"])
    )
    trees = st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(hostile_texts(), inner, max_size=4)
        ),
        max_leaves=8,
    )
    return trees | trees.map(json.dumps) | st.just([[[0] * 9] * 9] * 9)


@st.composite
def payloads(draw: st.DrawFn) -> bytes:
    """Draw a payload of a known shape with something hostile in some of its places."""
    shape: Any = deepcopy(draw(st.sampled_from(SHAPES)))
    for _ in range(draw(st.integers(0, 3))):
        where = list(places(shape))
        node, key = where[draw(st.integers(0, len(where) - 1))]
        node[key] = deepcopy(draw(hostile_values()))
        if isinstance(node, dict):
            node[draw(hostile_texts())] = deepcopy(draw(hostile_values()))
    ascii_only = draw(st.booleans())
    value = json.dumps(shape, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    return draw(tampered(value)) if draw(st.booleans()) else value


@st.composite
def tampered(draw: st.DrawFn, value: bytes) -> bytes:
    """Draw a value with some of its bytes replaced, left out, or said twice."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(value)))
        end = draw(st.integers(start, min(len(value), start + 40)))
        new = draw(
            st.sampled_from(TAMPERED)
            | st.binary(max_size=4)
            | st.just(2 * value[start:end])
        )
        value = value[:start] + new + value[end:]
    return value


@cache
def hostile_texts() -> st.SearchStrategy[str]:
    """Draw a text of what recognizers look for, whole, cut, repeated and disguised."""
    pieces = st.sampled_from(EXAMPLES) | disguised_texts() | texts()
    cut = st.builds(lambda text, end: text[:end], pieces, st.integers(0, 40))
    parts = st.tuples(pieces | cut, st.sampled_from(SEPARATORS), st.integers(1, 4))
    return st.lists(parts, max_size=4).map(_joined)


def _joined(parts: Sequence[tuple[str, str, int]]) -> str:
    return "".join((piece + separator) * count for piece, separator, count in parts)


def documents() -> st.SearchStrategy[Document]:
    """Draw a text and what its message tells of people."""
    names = st.lists(st.sampled_from(EXAMPLES) | texts(), max_size=3).map(tuple)
    return st.builds(
        Document, hostile_texts(), names, st.sampled_from(EXAMPLES) | texts()
    )


@st.composite
def found_in_texts(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Draw a text with findings in it, overlapping, of any canonical value."""
    text = draw(hostile_texts().filter(bool))
    places = st.integers(0, len(text) - 1)
    pairs = draw(st.lists(st.tuples(places, places), max_size=6))
    findings = [
        Finding(
            min(pair),
            max(pair) + 1,
            draw(st.sampled_from(ENTITIES)),
            draw(st.floats(0, 1)),
            "drawn",
            draw(st.none() | texts() | st.sampled_from(EXAMPLES)),
        )
        for pair in pairs
    ]
    return text, findings
