"""The folder in which the model ships, and the sums that prove it whole."""

import hashlib
from pathlib import Path

from pipeline.core.errors import ConfigError

ARTEFACT = Path(__file__).with_name("shipped")
SUMS = "SHA256SUMS"
_NOT_SUMMED = {SUMS, "card.md"}
"""What people read; the model doesn't."""


def write_sums(folder: Path) -> None:
    """Write the sums of the model's files, as ``sha256sum`` would."""
    (folder / SUMS).write_bytes(_sums(folder))


def check_sums(folder: Path) -> bytes:
    """Return the sums of a model's files, after checking them.

    Raises:
        ConfigError: A file is missing or isn't the one that was written.
    """
    try:
        expected = (folder / SUMS).read_bytes()
        actual = _sums(folder)
    except OSError as error:
        raise ConfigError(
            str(folder), "", f"unreadable: {type(error).__name__}"
        ) from None
    if actual != expected:
        raise ConfigError(
            str(folder), "", "not the files that were written: run `make model`"
        )
    return expected


def _sums(folder: Path) -> bytes:
    files = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in _NOT_SUMMED
    )
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in files
    ]
    return "".join(lines).encode()
