"""What passes unscanned is too small to carry personal data."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.channel import Leaf, Read
from pipeline.core.findings import EntityType
from pipeline.core.leaves import identifier, iso_time, leaf_reader, plain_text
from pipeline.core.records import Field, Scalar, Treatment

WORDS = Leaf(read=Read.WORDS, words=frozenset({"sent", "read"}))
PERSON = Leaf(read=Read.TYPED, entity=EntityType("PERSON"))
SUBJECT = Leaf(read=Read.TOKEN, token="subject")


def outcome(leaf: Leaf | Read, value: Scalar) -> tuple[str, Scalar] | None:
    """Return a value's treatment and what it became; None if it was refused."""
    leaf = leaf if isinstance(leaf, Leaf) else Leaf(read=leaf)
    field = leaf_reader(leaf)(value, "path")
    return (field.treatment.value, field.value) if field else None


@pytest.mark.parametrize(
    ("leaf", "value", "expected"),
    [
        pytest.param(Read.SCAN, "hi", ("scan", "hi"), id="text"),
        pytest.param(Read.SCAN, 4915123450042, ("scan", "4915123450042"), id="digits"),
        pytest.param(Read.TEXT, "hi", ("scan", "hi"), id="second main text"),
        pytest.param(Read.NUMBER, 2, ("keep", 2), id="quantity"),
        pytest.param(Read.NUMBER, 12.5, ("keep", 12.5), id="price"),
        pytest.param(Read.NUMBER, 131051, ("keep", 131051), id="error code"),
        pytest.param(
            Read.NUMBER, 4915112345678, ("scan", "4915112345678"), id="a phone number"
        ),
        pytest.param(Read.NUMBER, 1234567, ("scan", "1234567"), id="seven digits"),
        pytest.param(Read.NUMBER, 19900131, ("scan", "19900131"), id="a birth date"),
        pytest.param(
            Read.NUMBER, 4.915112345678e12, ("scan", "4915112345678"), id="as a float"
        ),
        pytest.param(
            Read.NUMBER, 0.4915112345678, ("scan", "0.4915112345678"), id="decimals"
        ),
        pytest.param(Read.NUMBER, "2", ("scan", "2"), id="a string for a number"),
        pytest.param(Read.NUMBER, True, ("scan", "True"), id="a flag for a number"),
        pytest.param(Read.FLAG, False, ("keep", False), id="flag"),
        pytest.param(Read.FLAG, "Anna", ("scan", "Anna"), id="a string for a flag"),
        pytest.param(Read.FLAG, 1, ("scan", "1"), id="a number for a flag"),
        pytest.param(WORDS, "sent", ("keep", "sent"), id="listed word"),
        pytest.param(WORDS, "Anna", None, id="another word"),
        pytest.param(WORDS, 7, None, id="a number for a word"),
        pytest.param(Read.CURRENCY, "EUR", ("keep", "EUR"), id="currency"),
        pytest.param(Read.CURRENCY, "ANN", None, id="no currency"),
        pytest.param(PERSON, "Anna", ("typed", "Anna"), id="typed"),
        pytest.param(PERSON, 77, ("typed", "77"), id="typed number"),
        pytest.param(PERSON, 7.5, None, id="typed fraction"),
        pytest.param(SUBJECT, "DE.1", ("token", "DE.1"), id="token"),
        pytest.param(SUBJECT, True, None, id="a flag for a token"),
        pytest.param(
            Read.TIME, 1767225600, ("keep", "2026-01-01T00:00:00Z"), id="time"
        ),
        pytest.param(Read.TIME, "447700900123", None, id="a phone number for a time"),
        pytest.param(Read.LATITUDE, 52.52, ("typed", 52.52), id="latitude"),
        pytest.param(Read.LATITUDE, "52.52", ("typed", 52.52), id="latitude as text"),
        pytest.param(Read.LATITUDE, 4915112345678, None, id="no latitude"),
        pytest.param(Read.LATITUDE, "Anna", None, id="a name for a latitude"),
        pytest.param(Read.LATITUDE, "nan", None, id="nan"),
        pytest.param(Read.LATITUDE, True, None, id="a flag for a latitude"),
        pytest.param(Read.LONGITUDE, -180, ("typed", -180.0), id="longitude"),
        pytest.param(Read.LONGITUDE, 180.1, None, id="no longitude"),
        pytest.param(Read.EMOJI, "👍", ("keep", "👍"), id="emoji"),
        pytest.param(Read.EMOJI, "👍🏽", ("keep", "👍🏽"), id="with a skin tone"),
        pytest.param(Read.EMOJI, "❤️", ("keep", "❤️"), id="heart"),
        pytest.param(Read.EMOJI, "👨‍👩‍👧‍👦", ("keep", "👨‍👩‍👧‍👦"), id="family"),
        pytest.param(Read.EMOJI, "\u200d".join("🐜" * 6), None, id="a row of six"),
        pytest.param(Read.EMOJI, "🇮🇹", ("keep", "🇮🇹"), id="flag of a country"),
        pytest.param(Read.EMOJI, "1️⃣", ("keep", "1️⃣"), id="keycap"),
        pytest.param(Read.EMOJI, "1️⃣5️⃣", None, id="digits in keycaps"),
        pytest.param(Read.EMOJI, "🇦🇳🇳🇦", None, id="a name in flags"),
        pytest.param(Read.EMOJI, "🅰🅽🅽🅰", None, id="a name in squares"),
        pytest.param(Read.EMOJI, "🏴\U000e0061\U000e006e", None, id="a name in tags"),
        pytest.param(Read.EMOJI, "Anna", None, id="a name for an emoji"),
        pytest.param(Read.EMOJI, 7, None, id="a number for an emoji"),
    ],
)
def test_reads_each_kind_of_leaf(
    leaf: Leaf | Read, value: Scalar, expected: tuple[str, Scalar] | None
) -> None:
    """Only what is just what the map says goes out as it is."""
    assert outcome(leaf, value) == expected


def test_field_says_what_it_is() -> None:
    """Entity and token kind come from the map."""
    assert leaf_reader(PERSON)("Anna", "a.b") == Field(
        path="a.b",
        value="Anna",
        treatment=Treatment.TYPED,
        entity=EntityType("PERSON"),
    )
    field = leaf_reader(SUBJECT)("DE.1", "a")
    assert field is not None
    assert field.token == "subject"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1767225600, "2026-01-01T00:00:00Z", id="seconds"),
        pytest.param("1767225600", "2026-01-01T00:00:00Z", id="seconds as text"),
        pytest.param(1767225600123, "2026-01-01T00:00:00Z", id="milliseconds"),
        pytest.param(1767225600.5, "2026-01-01T00:00:00Z", id="with a fraction"),
        pytest.param("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", id="zone"),
        pytest.param("2026-01-01T00:00:00.9Z", "2026-01-01T00:00:00Z", id="zulu"),
        pytest.param("2026-01-01 00:00", "2026-01-01T00:00:00Z", id="no zone"),
        pytest.param("2026-13-01T00:00:00Z", None, id="no month"),
        pytest.param("1999-01-01T00:00:00Z", None, id="too early"),
        pytest.param("2038-01-01T00:00:00Z", None, id="too late"),
        pytest.param(1, None, id="no moment of this age"),
        pytest.param("4915123450042", None, id="a phone number"),
        pytest.param("tomorrow", None, id="words"),
        pytest.param(True, None, id="flag"),
        pytest.param(None, None, id="nothing"),
        pytest.param(["2026"], None, id="list"),
    ],
)
def test_reads_moments(value: object, expected: str | None) -> None:
    """A time goes out in one form, or not at all."""
    assert iso_time(value) == expected


@given(st.integers(1_262_304_000, 2_145_916_799))
def test_a_moment_stays_the_same(seconds: int) -> None:
    """What is remembered of a minute belongs to no other."""
    written = iso_time(seconds)

    assert written is not None
    assert datetime.fromisoformat(written).timestamp() == seconds
    assert iso_time(written) == written


@pytest.mark.parametrize("read", [Read.DROP, Read.USED])
def test_what_never_goes_out_has_no_reader(read: Read) -> None:
    """A slip in `decode_fields` must not make a field of it."""
    with pytest.raises(KeyError):
        leaf_reader(Leaf(read=read))


@pytest.mark.parametrize("value", [None, True, 1.5, [], {}])
def test_what_is_no_identifier_is_nothing(value: object) -> None:
    """Only strings and whole numbers identify."""
    assert identifier(value) == ""


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_without_exponents(number: float) -> None:
    """A phone number must look like one to the recognizers."""
    text = plain_text(number)

    assert "e" not in text.lower()
    assert float(text) == number


@given(
    st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.booleans()),
    st.sampled_from([Read.NUMBER, Read.FLAG, Read.EMOJI, Read.TIME, Read.CURRENCY]),
)
def test_nothing_long_passes_unscanned(value: Scalar, read: Read) -> None:
    """A kept value has at most eight digits, or is a moment."""
    field = leaf_reader(Leaf(read=read))(value, "path")

    if field and field.treatment is Treatment.KEEP and read is not Read.TIME:
        assert sum(c.isdigit() for c in str(field.value)) <= 8
