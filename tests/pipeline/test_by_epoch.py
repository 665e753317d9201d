"""Each record of a batch is redacted with the keys of its own time."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.by_epoch import ByEpoch
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.keys import Epoch, Keyring, Keys, new_keyset, read_keyring

KEYS = [read_keyring(new_keyset(), "test").at(None) for _ in range(3)]
RING = Keyring(tuple(Epoch(1000 * n, keys) for n, keys in enumerate(KEYS)))


def build(keys: Keys) -> Redact:
    """Say of each record which keys it got."""

    def redact(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        return [
            [Outgoing(topic=keys.epoch, key=b"", value=incoming.value or b"")]
            for incoming in batch
        ]

    return redact


def of(number: int, time_ms: int | None) -> Incoming:
    """Return a numbered record of a time."""
    return Incoming(value=b"%d" % number, source=Source(), time_ms=time_ms)


@given(st.lists(st.integers(0, 3000)))
def test_order_and_keys_are_each_records_own(times: list[int]) -> None:
    """Records of several epochs may come mixed, as producers' clocks differ."""
    batch = [of(number, time) for number, time in enumerate(times)]

    made = ByEpoch(lambda: RING, build)(batch)

    assert [out.value for (out,) in made] == [one.value for one in batch]
    assert [out.topic for (out,) in made] == [RING.at(time).epoch for time in times]


def test_a_record_without_a_time_is_of_now() -> None:
    """A line of a file, or a record of an old client."""
    ((out,),) = ByEpoch(lambda: RING, build)([of(1, None)])

    assert out.topic == KEYS[-1].epoch


def test_a_new_keyring_is_used_from_the_next_batch_on() -> None:
    """And what was built for the old one is forgotten."""
    rings = [Keyring(RING.epochs[:1]), Keyring(RING.epochs[:1]), RING]
    built: list[str] = []

    def told(keys: Keys) -> Redact:
        built.append(keys.epoch)
        return build(keys)

    redact = ByEpoch(lambda: rings.pop(0), told)
    epochs = [redact([of(n, 5000)])[0][0].topic for n in range(2)]

    assert epochs == [KEYS[0].epoch, KEYS[2].epoch]
    assert built == [KEYS[0].epoch, KEYS[0].epoch, KEYS[2].epoch]
