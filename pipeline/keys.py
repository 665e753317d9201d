"""Keys: pseudonym tokens, and the seal of quarantined values. All of it is Tink's."""

import json
import time
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, Final

import tink
from tink import (
    aead,
    json_proto_keyset_format,
    prf,
    proto_keyset_format,
    secret_key_access,
)
from tink.proto import tink_pb2

from pipeline.core.errors import ConfigError, RecordError

ONE_EPOCH, ROTATED = 1, 2
"""Formats of a keyset: of one epoch, and one that says since when each key counts."""

_PARTS: Final[Mapping[object, frozenset[str]]] = {
    ONE_EPOCH: frozenset({"maskstream_keyset", "tokens", "seal"}),
    ROTATED: frozenset({"maskstream_keyset", "tokens", "seal", "epochs", "seals"}),
}
_TOKEN_BYTES = 13  # the fewest that hold 100 bits
# Crockford's alphabet in lower case: no i, l, o, u to misread or to swear with.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Three characters at once, which halves the time; four would take 60 MB.
_TRIPLES = tuple(map("".join, product(_ALPHABET, repeat=3)))
_PAIRS = tuple(map("".join, product(_ALPHABET, repeat=2)))

prf.register()
aead.register()


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes tokens and seals values.

    Attributes:
        epoch: Id of the key that makes tokens; tokens of two epochs don't join.
    """

    epoch: str
    _prf: prf.Prf = field(repr=False)
    _aead: aead.Aead = field(repr=False)

    def token(self, domain: str, kind: str, value: str) -> str:
        """Return the pseudonym of `value`: 20 lower-case letters and digits.

        The same in every process that has the key; without it, tokens of two
        domains or kinds can't be told to belong together.
        """
        asked = _context(domain, self.epoch, kind) + _measured(value)
        return _spelled(self._prf.compute(asked, _TOKEN_BYTES))

    def seal(self, plain: bytes, associated: bytes) -> bytes:
        """Encrypt `plain`, bound to `associated`, which isn't hidden."""
        return bytes(self._aead.encrypt(plain, associated))

    def open(self, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt what any key of the keyset has sealed.

        Raises:
            RecordError: It was sealed with another key, or altered since, or
                isn't what `associated` says.
        """
        try:
            return bytes(self._aead.decrypt(sealed, associated))
        except tink.TinkError:
            raise RecordError("another key, or altered", code="seal") from None


@dataclass(frozen=True, slots=True)
class Epoch:
    """Keys, and the records they are for.

    Attributes:
        since_ms: Unix time of the first such record, in milliseconds.
        keys: The keys.
    """

    since_ms: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Keyring:
    """Every key of a keyset, by the time that it came or will come into force.

    Attributes:
        epochs: Oldest first; at least one. The first is for older records, too.
        seals: Each sealing key alone, by its id.
    """

    epochs: tuple[Epoch, ...]
    seals: Mapping[str, aead.Aead] = field(default_factory=dict, repr=False)

    def at(self, time_ms: int | None) -> Keys:
        """Return the keys for a record of that time: the newest in force then.

        The record's own time decides, so whoever reads it again, at any later time,
        makes the same tokens of it.

        Args:
            time_ms: Its Unix time in milliseconds; None for a record of now.
        """
        time_ms = now_ms() if time_ms is None else time_ms
        later = bisect_right(self.epochs, time_ms, key=lambda epoch: epoch.since_ms)
        return self.epochs[max(0, later - 1)].keys

    def only(self, name: str) -> "Keyring":
        """Return a ring that makes every token with one epoch's key.

        Raises:
            ConfigError: It has no such epoch.
        """
        for epoch in self.epochs:
            if epoch.keys.epoch == name:
                return Keyring((epoch,), self.seals)
        raise ConfigError("MASKSTREAM_EPOCH", "", "the keyset has no such epoch")


def now_ms() -> int:
    """Return the Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


def milliseconds(moment: datetime) -> int:
    """Return the Unix time of `moment` in milliseconds, rounded down."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def read_keyring(text: str, file: str) -> Keyring:
    """Read a keyset's JSON.

    Args:
        text: See `new_keyset`.
        file: What an error names.

    Raises:
        ConfigError: It isn't a keyset. The message holds nothing of the keys.
    """
    parts = _parts(text, file)
    tokens = _primitive(file, "tokens", parts["tokens"], prf.PrfSet)
    seal = _primitive(file, "seal", parts["seal"], aead.Aead)
    seals = _seals(parts["seal"])
    primary = key_name(tokens.primary_id())
    if parts["maskstream_keyset"] == ONE_EPOCH:
        return Keyring((Epoch(0, Keys(primary, tokens.primary(), seal)),), seals)
    starts = read_starts(parts["epochs"], file, "epochs")
    if starts[-1][1] != primary:
        raise ConfigError(file, "epochs", "the newest must be the primary key")
    known = {key_name(number): one for number, one in tokens.all().items()}
    if missing := [name for _, name in starts if name not in known]:
        raise ConfigError(file, f"epochs.{missing[0]}", "has no enabled key")
    return Keyring(
        tuple(Epoch(since, Keys(name, known[name], seal)) for since, name in starts),
        seals,
    )


def read_starts(written: object, file: str, where: str) -> list[tuple[int, str]]:
    """Read since when each key counts, in milliseconds of Unix time, oldest first.

    Args:
        written: Key ids, each with a time in ISO 8601, or null for "always".
        file: What an error names.
        where: The place in it.

    Raises:
        ConfigError: It isn't that, is empty, or two keys start at once.
    """
    if not isinstance(written, dict) or not written:
        raise ConfigError(file, where, "needs the id of a key and its start")
    try:
        starts = sorted((_start(since), key) for key, since in written.items())
    except (TypeError, ValueError):
        problem = "a start is a time such as 2026-01-02T03:04:05Z, or null"
        raise ConfigError(file, where, problem) from None
    if len({since for since, _ in starts}) < len(starts):
        raise ConfigError(file, where, "two keys start at once")
    return starts


def key_name(number: int) -> str:
    """Return the id of a key as it is shown, and written into records."""
    return f"{number:08x}"


def new_keyset() -> str:
    """Make fresh keys: JSON with a Tink keyset for tokens and one for the seal."""
    parts = {name: fresh_part(name) for name in ("tokens", "seal")}
    return json.dumps({"maskstream_keyset": ONE_EPOCH, **parts}, indent=2) + "\n"


def fresh_part(name: str) -> dict[str, Any]:
    """Make a Tink keyset of one key for ``tokens`` or for the ``seal``."""
    templates = {
        "tokens": prf.prf_key_templates.HMAC_SHA256,
        "seal": aead.aead_key_templates.AES256_GCM,
    }
    handle = tink.new_keyset_handle(templates[name])
    part: dict[str, Any] = json.loads(
        json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    )
    return part


def _start(written: str | None) -> int:
    if written is None:
        return 0
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError
    return milliseconds(moment)


def _parts(text: str, file: str) -> dict[str, Any]:
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        raise ConfigError(file, "", "not a keyset: not JSON") from None
    version = parts.get("maskstream_keyset") if isinstance(parts, dict) else None
    if type(version) is not int or version not in _PARTS:
        known = " or ".join(map(str, _PARTS))
        raise ConfigError(file, "maskstream_keyset", f"must be {known}")
    if parts.keys() != _PARTS[version]:
        problem = f"needs {', '.join(sorted(_PARTS[version]))}, nothing else"
        raise ConfigError(file, "", f"not a keyset: {problem}")
    assert isinstance(parts, dict)
    return parts


def _primitive(file: str, where: str, part: object, primitive: Any) -> Any:  # noqa: ANN401 - Tink publishes no types
    """Let Tink read a keyset; its own message may quote what it couldn't read."""
    try:
        handle = json_proto_keyset_format.parse(
            json.dumps(part), secret_key_access.TOKEN
        )
        return handle.primitive(primitive)
    except tink.TinkError:
        problem = f"not a Tink keyset with an enabled {primitive.__name__} key"
        raise ConfigError(file, where, problem) from None


def _seals(part: object) -> dict[str, aead.Aead]:
    """Return each enabled key of a Tink keyset for seals, apart from the others."""
    token = secret_key_access.TOKEN
    handle = json_proto_keyset_format.parse(json.dumps(part), token)
    every = tink_pb2.Keyset.FromString(proto_keyset_format.serialize(handle, token))
    seals = {}
    for key in every.key:
        if key.status == tink_pb2.ENABLED:
            alone = tink_pb2.Keyset(primary_key_id=key.key_id, key=[key])
            handle = proto_keyset_format.parse(alone.SerializeToString(), token)
            seals[f"{key.key_id:08x}"] = handle.primitive(aead.Aead)
    return seals


def _spelled(digest: bytes) -> str:
    """Write the first 100 bits, five to a character; a loop takes twice as long."""
    bits = int.from_bytes(digest, "big")  # 104
    three = _TRIPLES
    return (
        f"{three[bits >> 89]}{three[bits >> 74 & 32_767]}{three[bits >> 59 & 32_767]}"
        f"{three[bits >> 44 & 32_767]}{three[bits >> 29 & 32_767]}"
        f"{three[bits >> 14 & 32_767]}{_PAIRS[bits >> 4 & 1_023]}"
    )


@lru_cache(maxsize=64)
def _context(*parts: str) -> bytes:
    """Join what few tokens differ in, once."""
    return _unambiguous(*parts)


def _unambiguous(*parts: str) -> bytes:
    """Join `parts` so that no two lists of parts give the same bytes."""
    return b"".join(map(_measured, parts))


def _measured(part: str) -> bytes:
    encoded = part.encode("utf-8", "surrogatepass")
    return len(encoded).to_bytes(8, "big") + encoded
