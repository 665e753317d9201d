"""Fixtures that more than one folder of tests uses."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import settings

from pipeline.broker import start_broker
from tests.kafka.apache import Node, NoKafkaError, apache_kafka, kafka_node

# Everybody's run tries the same examples; HYPOTHESIS_PROFILE=explore tries others.
# A busy machine is no reason to fail, so no example has a deadline.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that tests may use.

    Attributes:
        address: Its bootstrap servers.
        pid: Its process, where it is ours; None where it is somebody's Kafka.
    """

    address: str
    pid: int | None


@pytest.fixture(scope="session")
def embedded() -> Iterator[Broker]:
    """Start the embedded broker."""
    with start_broker() as broker:
        yield Broker(broker.bootstrap, broker.process.pid)


@pytest.fixture(scope="session")
def apache() -> Iterator[Broker]:
    """Reach or start a real Apache Kafka, or skip."""
    try:
        with apache_kafka() as (address, pid):
            yield Broker(address, pid)
    except NoKafkaError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Start an Apache Kafka that asks for passwords and may be hurt, or skip."""
    try:
        with kafka_node() as started:
            yield started
    except NoKafkaError as error:
        pytest.skip(str(error))


@pytest.fixture(
    params=[
        pytest.param("embedded", marks=pytest.mark.broker),
        pytest.param("apache", marks=pytest.mark.kafka),
    ]
)
def broker(request: pytest.FixtureRequest) -> Broker:
    """Run the test on the embedded broker, and on Apache Kafka."""
    chosen: Broker = request.getfixturevalue(request.param)
    return chosen
