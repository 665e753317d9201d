"""A payload that two readers could read differently isn't read at all."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import DecodeError
from pipeline.core.strict_json import MAX_DEPTH, parse

PLENTY = 1_000_000
CANARY = "anna@example.com"


def nested(depth: int) -> bytes:
    """Return an object with lists in it, `depth` levels in all."""
    return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param(None, "null_value", id="null"),
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \n", "empty", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only a byte order mark"),
        pytest.param(b'{"a":"' + CANARY.encode(), "not_json", id="cut off"),
        pytest.param(b'{"a":"\xff\xfe"}', "not_utf8", id="not utf-8"),
        pytest.param(b'{"a":"\xed\xa0\x80"}', "not_utf8", id="encoded surrogate"),
        pytest.param(b'{"a":"\\ud800"}', "not_json", id="escaped lone surrogate"),
        pytest.param(b'{"a":"\x00"}', "not_json", id="raw nul"),
        pytest.param(b'{"a":NaN}', "not_json", id="nan"),
        pytest.param(b'{"a":1e999}', "not_json", id="infinite"),
        pytest.param(b"[1]", "not_an_object", id="list"),
        pytest.param(b'"text"', "not_an_object", id="string"),
        pytest.param(b"null", "not_an_object", id="json null"),
        pytest.param(nested(MAX_DEPTH + 1), "too_deep", id="one too deep"),
        pytest.param(nested(10_000), "too_deep", id="ten thousand deep"),
        pytest.param(b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too_deep", id="dicts"),
        pytest.param(b'{"a":1,"a":2}', "duplicate_key", id="key stands twice"),
        pytest.param(b'{"a":{"b":1,"b" :1}}', "duplicate_key", id="twice inside"),
        pytest.param(b'{"a":1,"\\u0061":2}', "duplicate_key", id="twice, escaped"),
        pytest.param(b'{"a":1,"a"\n\t:2}', "duplicate_key", id="twice, spaced"),
        pytest.param(
            b'{"a":' + b"9" * 5_000 + b',"b":1,"b":2}', "not_json", id="no number"
        ),
    ],
)
def test_refuses_with_a_stable_reason(value: bytes | None, reason: str) -> None:
    """The reason is a metric's label, and says nothing of what stood there."""
    with pytest.raises(DecodeError) as caught:
        parse(value, max_bytes=PLENTY)

    assert caught.value.reason == reason
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert CANARY not in repr(caught.value)


def test_refuses_a_larger_value_than_allowed() -> None:
    """What isn't read costs nothing."""
    with pytest.raises(DecodeError) as caught:
        parse(b'{"a":1}', max_bytes=6)

    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    ("value", "parsed"),
    [
        pytest.param(b'\xef\xbb\xbf{"a":1}', {"a": 1}, id="byte order mark"),
        pytest.param(b'{"a":"\\u0000"}', {"a": "\x00"}, id="escaped nul"),
        pytest.param(
            b'{"a":"{\\"b\\":1,\\"b\\":2}"}', {"a": '{"b":1,"b":2}'}, id="in a string"
        ),
        pytest.param(b'{"a\\\\":1}', {"a\\": 1}, id="key ends in a backslash"),
        pytest.param(nested(2), {"a": []}, id="shallow"),
    ],
)
def test_reads_what_is_unambiguous(value: bytes, parsed: object) -> None:
    """Odd is not ambiguous."""
    assert parse(value, max_bytes=PLENTY) == parsed


def test_a_long_number_is_no_way_around_the_check_for_duplicates() -> None:
    """Python refuses to convert integers of more than 4,300 digits."""
    value = b'{"t":"\\":","a":' + b"1" * 300 + b',"b":1,"b":2}'

    with pytest.raises(DecodeError) as caught:
        parse(value, max_bytes=PLENTY)

    assert caught.value.reason == "duplicate_key"


def test_deepest_allowed_object_is_read() -> None:
    """The limit itself is allowed."""
    assert parse(nested(MAX_DEPTH), max_bytes=PLENTY)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    )
)
def test_whatever_one_writer_writes_is_read_back(written: dict[str, str]) -> None:
    """No text makes an honest object look ambiguous."""
    assert parse(orjson.dumps(written), max_bytes=PLENTY) == written
    assert parse(json.dumps(written, indent=1).encode(), max_bytes=PLENTY) == written


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(value: bytes) -> None:
    """Nothing else is ever raised."""
    try:
        assert isinstance(parse(value, max_bytes=PLENTY), dict)
    except DecodeError as error:
        assert error.reason  # noqa: PT017  (both outcomes are right)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(b'{"a":1,"a":1}', id="alike"),
        pytest.param(b'{"a":{"b":1},"a":{"b":1}}', id="with objects"),
        pytest.param(b'{"x":[{"a":"\\u0061","a":2}]}', id="below"),
    ],
)
def test_a_key_that_stands_twice_is_seen_in_compact_values_too(value: bytes) -> None:
    """They're compared with what they are written back as, which has it once."""
    with pytest.raises(DecodeError) as caught:
        parse(value, max_bytes=100)

    assert caught.value.reason == "duplicate_key"


def test_a_compact_value_is_no_deeper_than_any_may_be() -> None:
    """Written back it would be the same, however deep."""
    value = b'{"a":' * 70 + b"1" + b"}" * 70

    with pytest.raises(DecodeError) as caught:
        parse(value, max_bytes=1_000)

    assert caught.value.reason == "too_deep"
