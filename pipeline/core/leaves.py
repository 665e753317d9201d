"""Read one value as what its channel's map says it is, or refuse it.

A value that passes unscanned must be too small to carry personal data: a number
with few digits, a flag, an emoji, a moment of this age, a word of a closed list.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache, partial

from pipeline.core.channel import Leaf, Read
from pipeline.core.findings import EntityType
from pipeline.core.records import Field, Scalar, Treatment

ReadLeaf = Callable[[Scalar, str], Field | None]
"""Makes a field of a value and the path where it stands in the record; None if the
value isn't what the map says. The value is anything that JSON has, but for lists,
objects and null."""

GEO = EntityType("GEO_COORDINATES")

# An enumeration's members are looked up slowly, and every field has one.
_SCAN, _KEEP = Treatment.SCAN, Treatment.KEEP
_TYPED, _TOKEN = Treatment.TYPED, Treatment.TOKEN

# Six digits before the point are fewer than any phone number, card or birth
# date has; a price has two behind it.
_SMALL_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,2})?")

# Moments a message can be about: 2010 to 2037. As seconds or milliseconds these
# are ten or thirteen digits that no mobile number in E.164 starts like.
_FIRST, _LAST = 1_262_304_000, 2_145_916_799

_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3}|\.[0-9]+)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}\S{0,20}")

# One emoji: a flag, a keycap, or pictographs joined to one. Letters and digits in
# circles and squares, tags and rows of emoji are left out: they can spell.
_PICTOGRAPH = (
    r"[©®‼⁉™ℹ↔-↪⌚-⏿▪-◾☀-❵➔-➿⤴⤵⬅-⭕〰〽㊗㊙"
    r"\U0001F004\U0001F0CF\U0001F300-\U0001F64F\U0001F680-\U0001F6FF"
    r"\U0001F7E0-\U0001F7F0\U0001F900-\U0001FAFF]"
)
_EMOJI = re.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\uFE0F?\u20E3|"
    rf"{_PICTOGRAPH}[\uFE0F\U0001F3FB-\U0001F3FF]{{0,2}}"
    rf"(?:\u200D{_PICTOGRAPH}[\uFE0F\U0001F3FB-\U0001F3FF]{{0,2}}){{0,4}}"
)

# ISO 4217, without the codes for metals, funds and tests.
_CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL
    BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP
    ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
    IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
    NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
    """.split()
)


def leaf_reader(leaf: Leaf) -> ReadLeaf:
    """Make what reads the values that a leaf stands for.

    Raises:
        KeyError: The leaf's values never become fields: it is dropped or used.
    """
    if leaf.read in _MAKERS:
        return _MAKERS[leaf.read](leaf)
    return _READERS[leaf.read]


def scan(value: Scalar, path: str, hint: str = "") -> Field:
    """Make a field of free text; a number is scanned as its decimal digits."""
    text = value if isinstance(value, str) else plain_text(value)
    return Field(path, text, _SCAN, hint=hint)


def plain_text(value: Scalar) -> str:
    """Write a value as people write it: without exponents.

    Example:
        >>> plain_text(4.915112345678e12)
        '4915112345678'
    """
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    return str(value)


def identifier(value: object) -> str:
    """Return a string or whole number as an identifier; else an empty string."""
    if isinstance(value, str):
        return value
    return str(value) if type(value) is int else ""


def iso_time(value: object) -> str | None:
    """Return a moment as ISO 8601 in UTC, in whole seconds.

    Args:
        value: ISO 8601 (without a zone it is UTC) or seconds or milliseconds
            since 1970, as a number or a string of digits.

    Returns:
        None if it is no moment from 2010 to 2037.

    Example:
        >>> iso_time("1767225600")
        '2026-01-01T00:00:00Z'
    """
    text = plain_text(value) if isinstance(value, (str, int, float)) else ""
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
    elif _ISO.fullmatch(text):
        seconds = _seconds(text)
    else:
        return None
    if not _FIRST <= seconds <= _LAST:
        return None
    return f"{_minute(seconds // 60)}:{seconds % 60:02}Z"


@lru_cache(maxsize=64)  # messages of a minute come together; a quarter of the time
def _minute(minutes: int) -> str:
    return datetime.fromtimestamp(minutes * 60, UTC).strftime("%Y-%m-%dT%H:%M")


def _seconds(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _typed(leaf: Leaf) -> ReadLeaf:
    def read(value: Scalar, path: str) -> Field | None:
        text = identifier(value)
        return Field(path, text, _TYPED, leaf.entity) if text else None

    return read


def _token(leaf: Leaf) -> ReadLeaf:
    def read(value: Scalar, path: str) -> Field | None:
        text = identifier(value)
        return Field(path, text, _TOKEN, token=leaf.token) if text else None

    return read


def _words(leaf: Leaf) -> ReadLeaf:
    return lambda value, path: _keep(value, path) if value in leaf.words else None


def _keep(value: Scalar, path: str) -> Field:
    return Field(path, value, _KEEP)


def _number(value: Scalar, path: str) -> Field:
    if isinstance(value, str | bool) or not _SMALL_NUMBER.fullmatch(plain_text(value)):
        return scan(value, path)
    return _keep(value, path)


def read_flag(value: Scalar, path: str) -> Field:
    """Make a field of a flag; anything else is scanned."""
    return _keep(value, path) if isinstance(value, bool) else scan(value, path)


def _emoji(value: Scalar, path: str) -> Field | None:
    if isinstance(value, str) and _EMOJI.fullmatch(value):
        return _keep(value, path)
    return None


def _time(value: Scalar, path: str) -> Field | None:
    moment = iso_time(value)
    return _keep(moment, path) if moment else None


def _currency(value: Scalar, path: str) -> Field | None:
    return _keep(value, path) if value in _CURRENCIES else None


def _degrees(value: Scalar, path: str, largest: float) -> Field | None:
    try:
        degrees = float(plain_text(value))
    except ValueError:
        return None
    if not -largest <= degrees <= largest:
        return None
    return Field(path, degrees, _TYPED, GEO)


_MAKERS: Mapping[Read, Callable[[Leaf], ReadLeaf]] = {
    Read.TYPED: _typed,
    Read.TOKEN: _token,
    Read.WORDS: _words,
}
_READERS: Mapping[Read, ReadLeaf] = {
    Read.TEXT: scan,
    Read.SCAN: scan,
    Read.NUMBER: _number,
    Read.FLAG: read_flag,
    Read.EMOJI: _emoji,
    Read.TIME: _time,
    Read.CURRENCY: _currency,
    Read.LATITUDE: partial(_degrees, largest=90.0),
    Read.LONGITUDE: partial(_degrees, largest=180.0),
}
