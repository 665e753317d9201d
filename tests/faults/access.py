"""Forbid the workers' user something for a while, by Kafka's own lists."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from enum import IntEnum

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest

from tests.kafka.apache import USER

TOPIC, LITERAL, DENY = 2, 3, 2
"""Kafka's numbers for a kind of resource, a kind of pattern, and a refusal."""
SPREAD_S = 0.3


class Operation(IntEnum):
    """Kafka's numbers for what may be forbidden."""

    READ = 3
    WRITE = 4
    DESCRIBE = 8


@contextlib.asynccontextmanager
async def forbidden(
    brokers: str, topic: str, operation: Operation
) -> AsyncIterator[None]:
    """Forbid an operation on a topic for the length of a ``with`` block."""
    entry = (TOPIC, topic, LITERAL, f"User:{USER}", "*", int(operation), DENY)
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        await admin._send_to_controller(CreateAclsRequest(*entry))
        try:
            yield
        finally:
            await admin._send_to_controller(DeleteAclsRequest(*entry))
            await asyncio.sleep(SPREAD_S)
    finally:
        await admin.close()
