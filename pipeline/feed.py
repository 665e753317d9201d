"""Send sample traffic to the incoming topic, for those who try things out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaProducer

from pipeline.kafka_clients import answered, client_options
from pipeline.settings import Settings
from pipeline.traffic import generate

ENDLESS = 2**63


@asynccontextmanager
async def open_producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """Connect a producer whose messages are acknowledged by all replicas."""
    producer = AIOKafkaProducer(**client_options(settings), acks="all")
    try:
        await producer.start()
        yield producer
    finally:
        await producer.stop()


async def feed(settings: Settings, *, count: int, rate: float, seed: int) -> None:
    """Send invented raw messages at a steady pace.

    Args:
        settings: Where to.
        count: How many; 0 goes on until it is interrupted.
        rate: Messages a second.
        seed: The same seed, the same messages.

    Raises:
        DeliveryError: No broker took them.
    """
    with answered(settings):
        async with open_producer(settings) as producer:
            for raw in generate(count or ENDLESS, seed):
                await producer.send_and_wait(settings.incoming, raw.value)
                await asyncio.sleep(1 / rate)
