"""What is looked up at a map's places is what stands there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.channel import Path, Paths
from pipeline.core.decode_places import (
    has_one,
    has_words,
    identifier_of,
    identifiers_of,
    joined,
    refs_of,
    value_of,
)
from pipeline.core.leaves import identifier
from pipeline.core.records import Ref

BODY: dict[str, Any] = {
    "id": "m-1",
    "number": 7,
    "state": "",
    "from": {"mail": "anna@example.com", "name": None},
    "lines": ["x"],
}

KEYS = st.sampled_from("abc")
PATHS = st.lists(st.lists(KEYS, min_size=1, max_size=3).map(tuple), max_size=4).map(
    tuple
)
BODIES = st.dictionaries(
    KEYS,
    st.recursive(
        st.sampled_from([None, "", "x", "y", 0, 7, True, 1.5]),
        lambda below: st.dictionaries(KEYS, below, max_size=3) | st.lists(below),
        max_leaves=6,
    ),
    max_size=3,
)


def at(body: object, path: Path) -> object:
    """Follow a path by the book."""
    for key in path:
        body = body.get(key) if isinstance(body, dict) else None
    return body


@given(BODIES, PATHS)
def test_finds_what_stands_at_the_places(body: dict[str, Any], paths: Paths) -> None:
    """In their order, and never anything else."""
    values = [at(body, path) for path in paths]
    raw = [identifier(value) for value in values]

    assert value_of(paths)(body) == next((v for v in values if v is not None), None)
    assert identifier_of(paths)(body) == next(filter(None, raw), "")
    assert identifiers_of(paths)(body) == set(raw) - {""}
    assert has_one(paths)(body, {"x"}) == ("x" in raw)
    assert joined(paths)(body) == (" ".join(filter(None, raw)) if any(raw[:1]) else "")


@given(BODIES, PATHS, PATHS)
def test_refers_to_what_stands_there(
    body: dict[str, Any], message: Paths, reply_to: Paths
) -> None:
    """A look that is spared because nothing is there must not spare another."""
    expected = [
        Ref(name, found)
        for name, paths in (("message", message), ("reply_to", reply_to))
        if (found := identifier_of(paths)(body))
    ]

    refs = refs_of({"message": message, "reply_to": reply_to})(body)

    assert list(refs) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param((("id",), ("number",)), "m-1 7", id="both"),
        pytest.param((("id",), ("state",), ("number",)), "m-1 7", id="one is empty"),
        pytest.param((("state",), ("id",)), "", id="the first is empty"),
        pytest.param((("from", "mail"), ("lines", "x")), "anna@example.com", id="deep"),
        pytest.param((), "", id="no places"),
    ],
)
def test_joins_what_makes_a_record_unique(paths: Paths, expected: str) -> None:
    """Without its first part an id would be shared."""
    assert joined(paths)(BODY) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param({("id",): "m-1"}, True, id="one"),
        pytest.param({("id",): "m-1", ("from", "mail"): "x"}, False, id="one of two"),
        pytest.param({("number",): "7"}, False, id="a number for a word"),
        pytest.param({}, False, id="no condition"),
    ],
)
def test_every_word_must_be_there(words: dict[Path, str], *, expected: bool) -> None:
    """A map without conditions recognises nothing."""
    assert has_words(words)(BODY) is expected
