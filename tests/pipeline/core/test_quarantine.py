"""What can't be checked is sealed, never shown."""

import base64

import orjson
import pytest

from pipeline.core.errors import DetectError
from pipeline.core.quarantine import Quarantine
from pipeline.core.records import Source
from pipeline.core.route import Incoming

SOURCE = Source(topic="raw", partition=2, offset=7)


def reversed_seal(plain: bytes, _associated: bytes) -> bytes:
    """Stand in for encryption, visibly."""
    return plain[::-1]


def plain_token(domain: str, kind: str, value: str) -> str:
    """Stand in for the keyed function, visibly."""
    return f"{domain}/{kind}/{value}"


QUARANTINE = Quarantine(
    topic="q", seal=reversed_seal, token=plain_token, max_bytes=1_000
)


def put(value: bytes | None, *, index: int | None = None) -> dict[str, object]:
    """Seal `value` away and read the message back."""
    incoming = Incoming(value=value, source=SOURCE)
    error = DetectError("patterns", code="detect_timeout")
    body = orjson.loads(QUARANTINE.put(incoming, error, index=index).value)
    assert isinstance(body, dict)
    return body


def test_says_why_and_where_and_seals_the_rest() -> None:
    """An operator sees reason and source; only the key's owner sees the value."""
    body = put(b"secret words", index=3)

    assert body["reason"] == "detect_timeout"
    assert body["detail"] == "patterns"
    assert body["source"] == {"topic": "raw", "partition": 2, "offset": 7}
    assert body["index"] == 3
    assert base64.b64decode(str(body["sealed"])) == b"sdrow terces"


@pytest.mark.parametrize("value", [None, b"x" * 1_001], ids=["null", "too large"])
def test_what_cannot_be_sealed_is_only_named(value: bytes | None) -> None:
    """A null has nothing to seal; a huge value stays in the raw topic."""
    assert put(value)["sealed"] is None


def test_two_records_of_one_payload_have_two_ids() -> None:
    """Compaction and consumers must not take one for the other."""
    assert put(b"x", index=0)["id"] != put(b"x", index=1)["id"]
