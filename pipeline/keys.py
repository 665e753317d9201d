"""Keys: pseudonym tokens, and the seal of quarantined values. All of it is Tink's."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Final

import tink
from tink import aead, json_proto_keyset_format, prf, secret_key_access

from pipeline.core.errors import ConfigError, RecordError

TOKEN_LENGTH: Final = 20
"""Characters of a token: 5 bits each, 100 bits in all."""

_FORMAT = 1
_PARTS = frozenset({"maskstream_keyset", "tokens", "seal"})
_TOKEN_BYTES = 13  # the fewest that hold 100 bits
_SPARE_BITS = 8 * _TOKEN_BYTES - 5 * TOKEN_LENGTH
# Crockford's alphabet in lower case: no i, l, o, u to misread or to swear with.
_PAIRS = tuple(map("".join, product("0123456789abcdefghjkmnpqrstvwxyz", repeat=2)))
_SHIFTS = range(5 * TOKEN_LENGTH - 10, -1, -10)

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
        asked = _context(domain, self.epoch, kind) + _unambiguous(value)
        digest = self._prf.compute(asked, _TOKEN_BYTES)
        number = int.from_bytes(digest, "big") >> _SPARE_BITS
        return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])

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


def load_keys(file: Path, keyset: str = "") -> Keys:
    """Read the keys; at the first start, make them.

    Args:
        file: The keyset file. Created for its owner alone if there is none, and
            never written again.
        keyset: The JSON itself; wins over `file` unless empty.

    Raises:
        ConfigError: The file can be read by others, can't be read or created,
            or isn't a keyset. The message holds nothing of the keys.
    """
    if keyset:
        return _parse(keyset, "MASKSTREAM_KEYSET")
    try:
        if not file.exists():
            _create(file)
        return _parse(_read_private(file), str(file))
    except OSError as error:
        problem = error.strerror or "can't be read"
        raise ConfigError(str(file), "", problem) from None
    except UnicodeDecodeError:
        raise ConfigError(str(file), "", "not a keyset: not UTF-8") from None


def new_keyset() -> str:
    """Make fresh keys: JSON with a Tink keyset for tokens and one for the seal."""
    templates = {
        "tokens": prf.prf_key_templates.HMAC_SHA256,
        "seal": aead.aead_key_templates.AES256_GCM,
    }
    parts = {name: _fresh(template) for name, template in templates.items()}
    return json.dumps({"maskstream_keyset": _FORMAT, **parts}, indent=2) + "\n"


def _fresh(template: Any) -> Any:  # noqa: ANN401 - Tink publishes no types
    handle = tink.new_keyset_handle(template)
    return json.loads(
        json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    )


def _create(file: Path) -> None:
    """Publish a complete file under its name, unless another process just did."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _temporary(file.parent) as complete, suppress(FileExistsError):
        os.link(complete, file)


@contextmanager
def _temporary(folder: Path) -> Iterator[str]:
    """Write fresh keys to a file of mode 0600, which is gone afterwards."""
    descriptor, name = tempfile.mkstemp(prefix=".keyset-", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(new_keyset())
            stream.flush()
            os.fsync(stream.fileno())
        yield name
    finally:
        os.unlink(name)  # noqa: PTH108 - a name is what mkstemp gives


def _read_private(file: Path) -> str:
    with file.open(encoding="utf-8") as stream:
        if os.fstat(stream.fileno()).st_mode & 0o077:
            raise ConfigError(str(file), "", "open to others; set its mode to 0600")
        return stream.read()


def _parse(text: str, file: str) -> Keys:
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        raise ConfigError(file, "", "not a keyset: not JSON") from None
    if not isinstance(parts, dict) or parts.keys() != _PARTS:
        problem = f"not a keyset: needs {', '.join(sorted(_PARTS))}, nothing else"
        raise ConfigError(file, "", problem)
    if parts["maskstream_keyset"] != _FORMAT:
        raise ConfigError(file, "maskstream_keyset", f"must be {_FORMAT}")
    tokens = _primitive(file, "tokens", parts["tokens"], prf.PrfSet)
    seal = _primitive(file, "seal", parts["seal"], aead.Aead)
    return Keys(f"{tokens.primary_id():08x}", tokens.primary(), seal)


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


@lru_cache(maxsize=64)
def _context(*parts: str) -> bytes:
    """Join what few tokens differ in, once."""
    return _unambiguous(*parts)


def _unambiguous(*parts: str) -> bytes:
    """Join `parts` so that no two lists of parts give the same bytes."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)
