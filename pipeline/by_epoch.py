"""Redact each record with the keys of its own time."""

from collections.abc import Callable, Iterator, Sequence

from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.keys import Keyring, Keys


class ByEpoch:
    """Splits a batch by epoch; see `pipeline.core.route.Redact`.

    Nearly every batch is of one epoch. Redactors are built when the first record of
    their epoch comes, and again when the keyset has changed.
    """

    def __init__(
        self, look: Callable[[], Keyring], build: Callable[[Keys], Redact]
    ) -> None:
        """Ask `look` for the keyring before each batch; `build` what uses a key."""
        self._look = look
        self._build = build
        self._keyring = look()
        self._redactors: dict[str, Redact] = {}
        self._redactor(self._keyring.at(None))  # no record has to wait for it

    def __call__(self, batch: Sequence[Incoming]) -> list[Sequence[Outgoing]]:
        """Redact a batch; what each record became, in order."""
        keyring = self._look()
        if keyring is not self._keyring:
            self._keyring, self._redactors = keyring, {}
        outputs: list[Sequence[Outgoing]] = [()] * len(batch)
        for keys, positions in _by_keys(keyring, batch):
            made = self._redactor(keys)([batch[place] for place in positions])
            for place, outgoing in zip(positions, made, strict=True):
                outputs[place] = outgoing
        return outputs

    def _redactor(self, keys: Keys) -> Redact:
        if keys.epoch not in self._redactors:
            self._redactors[keys.epoch] = self._build(keys)
        return self._redactors[keys.epoch]


def _by_keys(
    keyring: Keyring, batch: Sequence[Incoming]
) -> Iterator[tuple[Keys, list[int]]]:
    """Yield each key that the batch needs, with the places of its records."""
    places: dict[str, tuple[Keys, list[int]]] = {}
    for place, incoming in enumerate(batch):
        keys = keyring.at(incoming.time_ms)
        places.setdefault(keys.epoch, (keys, []))[1].append(place)
    yield from places.values()
