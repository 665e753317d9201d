"""Measure one deployment as it grows."""

import asyncio
import contextlib
import os
import secrets
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fleet import Fleet, FleetError, ended
from benchmarks.load import Load, open_load, place_in_key, place_in_meta
from benchmarks.plan import BrokerKind, Pace, Series, WorkKind
from benchmarks.results import Figures
from pipeline.assembly import Parts
from pipeline.broker import start_broker
from pipeline.settings import Settings, load_settings
from pipeline.topics import create_topics
from tests.kafka.apache import kafka_node


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that runs.

    Attributes:
        address: Its bootstrap servers.
        pid: Its process.
    """

    address: str
    pid: int


@contextlib.contextmanager
def running(kind: BrokerKind) -> Iterator[Broker]:
    """Start a broker for the length of a ``with`` block."""
    if kind is BrokerKind.EMBEDDED:
        with start_broker() as embedded:
            yield Broker(embedded.bootstrap, embedded.process.pid)
    else:
        with kafka_node() as node:
            yield Broker(node.address, node.pid)


async def measure(
    series: Series, broker: Broker, pace: Pace
) -> AsyncGenerator[Figures, None]:
    """Yield the figures of every step of a series, of one number of workers each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = _settings(series, broker, folder)
        await create_topics(settings, list(Parts(settings).policy.views))
        fleet = Fleet(settings, series.work, folder, broker.pid)
        with ended(fleet):
            async with _load(series, settings) as load:
                for size in series.steps:
                    yield await _step(series, size, fleet, load, pace)


@contextlib.asynccontextmanager
async def _load(series: Series, settings: Settings) -> AsyncIterator[Load]:
    copied = series.work is WorkKind.PASSTHROUGH
    async with open_load(settings, place_in_key if copied else place_in_meta) as load:
        yield load


async def _step(
    series: Series, size: int, fleet: Fleet, load: Load, pace: Pace
) -> Figures:
    await fleet.grow(size)
    rough = await load.drain(pace.warm_up * size)
    before, count = fleet.usage(), max(500, int(rough * pace.drain_s))
    rate = await load.drain(count)
    used = fleet.usage().since(before)
    if min(used.worker, used.child) <= 0:
        raise FleetError("a process was replaced while it was watched")
    return {
        "broker": series.broker.value,
        "work": series.work.value,
        "partitions": series.partitions,
        "workers": size,
        "messages": count,
        "messages_per_s": round(rate, 1),
        "cpu_us_per_message": used.micros(count),
        "resident_mib": fleet.resident_mib(),
        "loads": [
            await _offered(load, share, rate, pace)
            for share in series.loads.get(size, ())
        ],
        "quarantined": load.quarantined,
    }


async def _offered(load: Load, share: float, capacity: float, pace: Pace) -> Figures:
    await asyncio.sleep(0.2)
    latencies = await load.offer(share * capacity, pace.load_s)
    return {
        "share": share,
        "messages_per_s": round(share * capacity, 1),
        "messages": len(latencies.seconds),
        **latencies.as_json(),
    }


def _settings(series: Series, broker: Broker, folder: Path) -> Settings:
    """Use topics, a group and keys of its own."""
    prefix = f"bench-{os.getpid()}-{secrets.token_hex(3)}"
    settings = load_settings(
        brokers=broker.address,
        group=prefix,
        incoming=f"{prefix}.incoming",
        outgoing=prefix,
        quarantine=f"{prefix}.quarantine",
        partitions=series.partitions,
        keyset_file=folder / "keyset.json",
    )
    Parts(settings).validate()  # makes the keys, before several workers would
    return settings
