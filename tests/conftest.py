"""Fixtures that more than one folder of tests uses."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pipeline.broker import start_broker
from tests.kafka.apache import NoKafkaError, apache_kafka


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
