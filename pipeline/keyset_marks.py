"""Marks of keys: what tells the keyset in use, gone on, from any other."""

from collections.abc import Mapping
from dataclasses import dataclass

import tink

from pipeline.core.errors import ConfigError, RecordError
from pipeline.keys import Keyring, now_ms


@dataclass(frozen=True, slots=True)
class Marks:
    """Tells keys from others with their ids, such as damaged ones; holds no key.

    Attributes:
        epochs: Of each token key by its id: its start, and its token of nothing.
        seals: Of each sealing key by its id: nothing, sealed with it.
        sealed: Nothing, sealed with the sealing key in use.
    """

    epochs: Mapping[str, tuple[int, str]]
    seals: Mapping[str, bytes]
    sealed: bytes

    def recognize(self, whole: Keyring, file: str) -> None:
        """Refuse a keyset that isn't the one in use, gone on.

        Old keys may be gone, the oldest first; the one in force and later ones not.

        Args:
            whole: Every key of the keyset.
            file: What an error names.

        Raises:
            ConfigError: It lacks a key that is in use, or has another key or start
                under an id that is known.
        """
        self._recognize_epochs(whole, file)
        try:
            for name in whole.seals.keys() & self.seals.keys():
                whole.seals[name].decrypt(self.seals[name], b"")
        except tink.TinkError:
            raise ConfigError(file, "seal", "has another key for a known id") from None
        try:
            whole.epochs[-1].keys.open(self.sealed, b"")
        except RecordError:
            raise ConfigError(file, "seal", "lacks the key that is in use") from None

    def and_of(self, whole: Keyring) -> "Marks":
        """Return these and those of a keyset that they recognize."""
        new = marks_of(whole)
        return Marks(
            epochs={**new.epochs, **self.epochs},
            seals={**new.seals, **self.seals},
            sealed=new.sealed,
        )

    def _recognize_epochs(self, whole: Keyring, file: str) -> None:
        found = _epochs(whole)
        if any(self.epochs.get(name, mark) != mark for name, mark in found.items()):
            problem = "has another key or start for a known id"
            raise ConfigError(file, "epochs", problem)
        needed = min(whole.epochs[0].since_ms, self._in_force())
        known = {name for name, (since, _) in self.epochs.items() if since >= needed}
        if not known <= found.keys():
            raise ConfigError(file, "epochs", "lacks a key of those in use")

    def _in_force(self) -> int:
        """Return the start of the key that is in force now."""
        starts = sorted(since for since, _ in self.epochs.values())
        now = now_ms()
        return max((since for since in starts if since <= now), default=starts[0])


def marks_of(whole: Keyring) -> Marks:
    """Return the marks of every key of a keyset."""
    return Marks(
        epochs=_epochs(whole),
        seals={name: bytes(one.encrypt(b"", b"")) for name, one in whole.seals.items()},
        sealed=whole.epochs[-1].keys.seal(b"", b""),
    )


def _epochs(whole: Keyring) -> dict[str, tuple[int, str]]:
    return {
        epoch.keys.epoch: (epoch.since_ms, epoch.keys.token("", "", ""))
        for epoch in whole.epochs
    }
