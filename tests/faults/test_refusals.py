"""A topic is missing, forbidden or too small: a record waits, or is sealed."""

import asyncio

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from pydantic import SecretStr

from pipeline.topics import create_topics
from tests.faults.access import Operation, forbidden
from tests.faults.conftest import Open
from tests.faults.flow import Flow
from tests.kafka.apache import PASSWORD, USER, Node

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

SMALL = 1_500
"""Bytes: a few of the masked records are larger, none of the sealed notes is."""


async def test_an_output_topic_is_missing(kafka: Flow) -> None:
    """Until somebody makes it, nothing that belongs there is acknowledged."""
    await kafka.crew.hire(1, FAULTS_SEND_LIMIT_S=2)
    (worker,) = kafka.crew.alive()
    topic = f"{kafka.settings.outgoing}.agent"
    await kafka.warm_up()  # what is deleted with the topic is booked

    kafka.inject("output topic deleted")
    await delete(kafka.settings.brokers, topic)
    kafka.books.forget(topic)
    async with kafka.traffic(200, rate=20):
        await worker.has_told("retry_started", 2)
        assert await create_topics(kafka.settings, ["agent"]) == [topic]


async def test_an_output_topic_is_forbidden(open_flow: Open, node: Node) -> None:
    """One view's copies wait; no record goes on without them."""
    flow = await open_flow(node.address, node.data, crew=as_user(node))
    await flow.crew.hire(1)
    await flow.warm_up()

    async with flow.traffic(400, rate=20):
        for place in (f"{flow.settings.outgoing}.agent", flow.settings.quarantine):
            await flow.rest(1.0, 2.0)
            flow.inject("writing forbidden")
            async with forbidden(node.address, place, Operation.WRITE):
                await asyncio.sleep(4)

    (worker,) = flow.crew.alive()
    assert worker.count("retry_started")


async def test_the_incoming_topic_is_forbidden(open_flow: Open, node: Node) -> None:
    """A worker that may not read for a while reads on, or is started again."""
    flow = await open_flow(node.address, node.data, crew=as_user(node))
    await flow.crew.hire(1)
    await flow.warm_up()

    async with flow.traffic(400, rate=20):
        await flow.rest(1.0, 2.0)
        flow.inject("reading forbidden")
        async with forbidden(node.address, flow.settings.incoming, Operation.READ):
            await asyncio.sleep(3)
            sent, copies = await entered(flow)
            await asyncio.sleep(3)
            sent_later, copies_later = await entered(flow)

    assert sent_later > sent
    assert copies_later == copies


async def test_a_worker_that_nobody_lets_write_stops(
    open_flow: Open, node: Node
) -> None:
    """It says so by its status and loses nothing: the next worker does it all."""
    flow = await open_flow(node.address, node.data, crew=as_user(node))
    topic = f"{flow.settings.outgoing}.agent"

    async with flow.traffic(100, rate=100):
        flow.inject("writing forbidden until the worker gave up")
        async with forbidden(node.address, topic, Operation.WRITE):
            await flow.crew.try_out(FAULTS_PATIENCE_S=3)
        await flow.crew.hire(1)

    assert set(flow.crew.exits) == {1}


async def test_a_copy_is_too_large_for_its_topic(kafka: Flow) -> None:
    """It is sealed by reference; its neighbours in the producer's batch are not."""
    topic = f"{kafka.settings.outgoing}.agent"
    await resize(kafka.settings.brokers, topic, SMALL)
    await kafka.crew.hire(1)

    kafka.inject("output topic takes small messages only")
    async with kafka.traffic(300, rate=300):
        pass

    sealed = kafka.books.ledger.reasons["too_large"]
    large = sum(len(v) > SMALL for v in every_copy(kafka, "analytics"))
    assert 0 < sealed <= large * 1.2


async def test_even_quarantine_is_too_small(kafka: Flow) -> None:
    """Then a worker stops, says so by its status, and commits nothing."""
    for topic in (f"{kafka.settings.outgoing}.agent", kafka.settings.quarantine):
        await resize(kafka.settings.brokers, topic, 100)

    async with kafka.traffic(40, rate=100):
        kafka.inject("no topic takes anything")
        await kafka.crew.try_out()
        for topic in (f"{kafka.settings.outgoing}.agent", kafka.settings.quarantine):
            await resize(kafka.settings.brokers, topic, 1_000_000)
        await kafka.crew.hire(1)

    assert set(kafka.crew.exits) == {1}


def every_copy(flow: Flow, view: str) -> list[bytes]:
    """Return each masked record of a view, once."""
    return list({v for vs in flow.books.ledger.copies[view].values() for v in vs})


async def entered(flow: Flow) -> tuple[int, int]:
    """Count raw messages, and the copies made of them, up to now."""
    await flow.books.update()
    return len(flow.books.ledger.sent), flow.books.copies


def as_user(node: Node) -> dict[str, object]:
    """Return settings of a worker that has to say who it is."""
    return {
        "brokers": f"127.0.0.1:{node.guarded}",
        "security": "SASL_PLAINTEXT",
        "sasl_mechanism": "PLAIN",
        "sasl_username": USER,
        "sasl_password": SecretStr(PASSWORD),
    }


async def delete(brokers: str, topic: str) -> None:
    """Delete a topic, and wait until it is gone."""
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        await admin.delete_topics([topic])
        while topic in await admin.list_topics():  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.1)
    finally:
        await admin.close()


async def resize(brokers: str, topic: str, most: int) -> None:
    """Set the largest message that a topic takes."""
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        limit = {"max.message.bytes": str(most)}
        resource = ConfigResource(ConfigResourceType.TOPIC, topic, configs=limit)
        await admin.alter_configs([resource])
    finally:
        await admin.close()
