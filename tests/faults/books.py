"""Books of a test's traffic: what the broker holds, not what anybody remembers."""

import itertools
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import orjson
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from pipeline.channel_files import load_channels
from pipeline.demo.ledger import Ledger, Place, Sent, records_in
from pipeline.kafka_clients import FETCH_WAIT_MS
from pipeline.kafka_headers import read_any_header
from pipeline.settings import Settings
from pipeline.traffic import RawMessage

QUIET_MS = 400
Key = tuple[str, bytes]
"""View and conversation."""


class Books:
    """Reads every topic of a test as it grows, and books what it finds.

    Attributes:
        ledger: What went in and what came out.
        copies: Masked records read, repetitions included.
        seals: Sealed messages read, repetitions included.
    """

    def __init__(self, settings: Settings, views: Sequence[str]) -> None:
        """Open them; `settings` are those of the workers."""
        self.ledger = Ledger(views)
        self.copies = self.seals = 0
        self._settings = settings
        self._views = {f"{settings.outgoing}.{view}": view for view in views}
        self._channels = load_channels(None)
        self._planted: dict[bytes, RawMessage] = {}
        self._positions: dict[TopicPartition, int] = {}
        self._values: dict[tuple[str, str], set[tuple[Place, bytes]]] = defaultdict(set)
        self._sealed_ids: set[str] = set()
        self._order: dict[Key, list[Place]] = defaultdict(list)

    def expect(self, traffic: Iterable[RawMessage]) -> None:
        """Know what is planted in raw messages before they are sent."""
        self._planted |= {raw.value: raw for raw in traffic}

    def forget(self, topic: str) -> None:
        """Read a topic from its beginning: it was deleted and made again."""
        self._positions = {
            at: position
            for at, position in self._positions.items()
            if at.topic != topic
        }

    async def update(self) -> None:
        """Book what the topics hold by now; traffic may go on."""
        read_any_header()
        topics = [self._settings.incoming, *self._views, self._settings.quarantine]
        numbers = range(self._settings.partitions)
        places = [TopicPartition(t, n) for t, n in itertools.product(topics, numbers)]
        async with AIOKafkaConsumer(
            bootstrap_servers=self._settings.brokers,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            fetch_max_wait_ms=FETCH_WAIT_MS,
        ) as consumer:
            consumer.assign(places)
            for place in self._positions:
                consumer.seek(place, self._positions[place])
            ends = await consumer.end_offsets(places)
            while self._is_behind(ends):
                found = await consumer.getmany(timeout_ms=QUIET_MS)
                if not found:
                    break
                for place, records in found.items():
                    self._positions[place] = records[-1].offset + 1
                    for record in records:
                        self._book(record)

    def _is_behind(self, ends: Mapping[TopicPartition, int]) -> bool:
        return any(self._positions.get(place, 0) < end for place, end in ends.items())

    def _book(self, record: ConsumerRecord) -> None:
        if record.topic == self._settings.incoming:
            self._sent(record)
            return
        for part in (record.key, record.value, *(v for _, v in record.headers)):
            self.ledger.output += (part or b"") + b"\n"
        if record.topic == self._settings.quarantine:
            self._sealed(record)
        else:
            self._masked(self._views[record.topic], record)

    def _sent(self, record: ConsumerRecord) -> None:
        value = record.value or b""
        held = records_in(value, self._channels)
        self.ledger.sent[record.partition, record.offset] = Sent(
            raw=self._planted[value],
            at=time.time(),
            records=None if held is None else len(held),
            text="",
            paced=False,
        )

    def _sealed(self, record: ConsumerRecord) -> None:
        self.seals += 1
        self.ledger.quarantined(record.value)
        self._sealed_ids.add(orjson.loads(record.value)["id"])

    def _masked(self, view: str, record: ConsumerRecord) -> None:
        self.copies += 1
        place = self.ledger.masked(view, record.value, time.time())
        versions = self._values[view, orjson.loads(record.value)["id"]]
        if not versions:
            self._order[view, record.key].append(place)
        versions.add((place, record.value))

    def duplicates(self) -> int:
        """Count copies and sealed messages that repeat another."""
        distinct = len(self._values) + len(self._sealed_ids)
        return self.copies + self.seals - distinct

    def differing(self) -> int:
        """Count ids that stand for two different masked records."""
        return sum(map(_differ, self._values.values()))

    def doubled(self) -> int:
        """Count raw messages that were sealed as a whole and masked for every view."""
        return sum(
            None in indices and self._is_masked(place)
            for place, indices in self.ledger.sealed.items()
        )

    def _is_masked(self, place: Place) -> bool:
        """Tell whether every view has every record of a raw message."""
        copies = [set(self.ledger.copies[view][place]) for view in self.ledger.views]
        records = self.ledger.sent[place].records or 1
        return all(len(masked) == records for masked in copies)

    def disordered(self) -> int:
        """Count copies that come before one of an earlier message."""
        return sum(map(_inversions, self._order.values()))

    async def lag(self) -> int:
        """Count raw messages that the workers' group hasn't committed."""
        ends: dict[int, int] = defaultdict(int)
        for partition, offset in self.ledger.sent:
            ends[partition] = max(ends[partition], offset + 1)
        async with AIOKafkaConsumer(
            bootstrap_servers=self._settings.brokers,
            group_id=self._settings.group,
            enable_auto_commit=False,
        ) as consumer:
            done = {
                n: await consumer.committed(TopicPartition(self._settings.incoming, n))
                for n in ends
            }
        return sum(end - (done[n] or 0) for n, end in ends.items())


def _differ(versions: Collection[tuple[Place, bytes]]) -> bool:
    """Tell whether a message was masked in two ways.

    A broker that dies after a write makes its sender send again: the message lies in
    two places, and its copies say in which.
    """
    places = {place for place, _ in versions}
    said = {_but_for_its_source(value) for _, value in versions}
    return len(places) < len(versions) or len(said) > 1


def _but_for_its_source(value: bytes) -> bytes:
    record = orjson.loads(value)
    del record["meta"]["source"]
    return orjson.dumps(record)


def _inversions(places: Sequence[Place]) -> int:
    """Count places that stand after a later one of their partition."""
    latest: dict[int, int] = {}
    wrong = 0
    for partition, offset in places:
        wrong += offset < latest.get(partition, -1)
        latest[partition] = max(offset, latest.get(partition, -1))
    return wrong
