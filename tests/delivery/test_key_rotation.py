"""Keys change while two workers are busy: nothing is lost, raw, or made twice."""

import asyncio
import os
import secrets
import subprocess
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from pipeline.durations import LEAST_LEAD_S
from pipeline.keys import milliseconds
from pipeline.keyset_file import load_keyring, read_private, replacing
from pipeline.rotation import rotate
from pipeline.settings import Settings
from pipeline.topics import create_topics
from tests.conftest import Broker

# Real workers, two of them, load every part; then the whole topic is read again.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

VIEWS = ("analytics", "agent")
CANARY = "07700 900123"
RATE_S = 0.02
PATIENCE_S = 150

Place = tuple[int, int]
"""Partition and offset of a raw record."""


class Deployment:
    """Topics of its own, and real workers on one keyset."""

    def __init__(self, brokers: str, folder: Path) -> None:
        """Name everything."""
        name = f"rotation-{secrets.token_hex(4)}"
        self.file = folder / "keyset.json"
        self.settings = Settings(
            brokers=brokers,
            incoming=f"{name}.raw",
            outgoing=name,
            quarantine=f"{name}.quarantine",
            keyset_file=self.file,
            partitions=2,
        )
        self._processes: list[subprocess.Popen[bytes]] = []
        self.folder = folder

    def start(self, group: str, outgoing: str) -> "subprocess.Popen[bytes]":
        """Start a worker."""
        chosen = {
            **self.settings.model_dump(
                include={"brokers", "incoming", "quarantine", "keyset_file"}
            ),
            "group": group,
            "outgoing": outgoing,
            "model": False,
            "processes": 1,
            "batch": 10,
        }
        env = {f"MASKSTREAM_{k.upper()}": str(v) for k, v in chosen.items()}
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "pipeline.cli", "worker"],
                env=os.environ | env,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def stop(self) -> list[int]:
        """End the workers; return their exit statuses."""
        for process in self._processes:
            process.terminate()
        return [process.wait(PATIENCE_S) for process in self._processes]

    async def produce(self, enough: asyncio.Event) -> list[tuple[Place, int]]:
        """Send messages until it is enough; return the place and time of each."""
        sent: list[tuple[Place, int]] = []
        async with AIOKafkaProducer(bootstrap_servers=self.settings.brokers) as kafka:
            while not enough.is_set():
                number = len(sent)
                body = {"id": f"m{number}", "conversation": f"c{number % 9}"}
                value = orjson.dumps({**body, "text": f"call me: {CANARY}"})
                told = await kafka.send_and_wait(
                    self.settings.incoming,
                    value,
                    key=b"c%d" % (number % 9),
                    headers=[("channel", b"plain")],
                )
                sent.append(((told.partition, told.offset), told.timestamp))
                await asyncio.sleep(RATE_S)
        return sent

    async def read(self, topic: str, distinct: int) -> dict[Place, set[bytes]]:
        """Read until something was made of so many raw records."""
        found: dict[Place, set[bytes]] = defaultdict(set)
        async with AIOKafkaConsumer(
            topic,
            bootstrap_servers=self.settings.brokers,
            auto_offset_reset="earliest",
        ) as consumer:
            async with asyncio.timeout(PATIENCE_S):
                while len(found) < distinct:
                    batches = await consumer.getmany(timeout_ms=200)
                    for record in (r for batch in batches.values() for r in batch):
                        source = orjson.loads(record.value)["meta"]["source"]
                        place = source["partition"], source["offset"]
                        found[place].add(record.value)
        return found


@pytest.fixture
async def deployment(broker: Broker, tmp_path: Path) -> AsyncIterator[Deployment]:
    """Give topics and a keyset; end every worker afterwards."""
    made = Deployment(broker.address, tmp_path)
    load_keyring(made.file)
    await create_topics(made.settings, VIEWS)
    yield made
    made.stop()


async def test_rotation_under_traffic_loses_and_repeats_nothing(
    deployment: Deployment,
) -> None:
    """Whoever reads a record again, after the rotation, makes the same bytes of it."""
    outgoing = deployment.settings.outgoing
    for _ in range(2):
        deployment.start(outgoing, outgoing)
    enough = asyncio.Event()
    producing = asyncio.create_task(deployment.produce(enough))
    await deployment.read(f"{outgoing}.agent", 20)

    starts = rotate_in(deployment.file, seconds=3)
    await asyncio.sleep(6)
    enough.set()
    sent = await producing
    copies = {v: await deployment.read(f"{outgoing}.{v}", len(sent)) for v in VIEWS}
    again = f"{outgoing}.again"
    await create_topics(
        deployment.settings.model_copy(update={"outgoing": again}), VIEWS
    )
    deployment.start(again, again)
    repeated = {v: await deployment.read(f"{again}.{v}", len(sent)) for v in VIEWS}

    assert deployment.stop() == [0, 0, 0]
    old, new = (e.keys.epoch for e in load_keyring(deployment.file).epochs)
    for view in VIEWS:
        assert copies[view].keys() == {place for place, _ in sent}
        assert repeated[view] == copies[view]
        for place, time_ms in sent:
            (value,) = copies[view][place]
            assert CANARY.encode() not in value
            expected = new if time_ms >= milliseconds(starts) else old
            assert orjson.loads(value)["meta"]["epoch"] == expected
    assert {time_ms >= milliseconds(starts) for _, time_ms in sent} == {True, False}
    assert CANARY not in (deployment.folder / "log").read_text()


def rotate_in(file: Path, seconds: float) -> datetime:
    """Rotate as if long ago, so that the start is near; return it."""
    starts = datetime.now(tz=UTC).replace(microsecond=0) + timedelta(seconds=seconds)
    now = starts - timedelta(seconds=LEAST_LEAD_S)
    with replacing(file) as replace:
        replace(rotate(read_private(file), starts=starts, now=now, file="test"))
    return starts


async def test_workers_stop_when_the_keyset_stays_lost(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They publish nothing with keys that may be wrong, and lose nothing."""
    monkeypatch.setenv("MASKSTREAM_KEYSET_GRACE_S", "1")
    outgoing = deployment.settings.outgoing
    worker = deployment.start(outgoing, outgoing)
    enough = asyncio.Event()
    producing = asyncio.create_task(deployment.produce(enough))
    await deployment.read(f"{outgoing}.agent", 20)

    good = read_private(deployment.file)
    deployment.file.write_text("{")
    status = await asyncio.to_thread(worker.wait, PATIENCE_S)
    enough.set()
    sent = await producing
    deployment.file.write_text(good)
    deployment.start(outgoing, outgoing)
    copies = await deployment.read(f"{outgoing}.agent", len(sent))

    assert status == 1
    assert {len(values) for values in copies.values()} == {1}
    assert "keyset_lost" in (deployment.folder / "log").read_text()
