"""Topics are created once, with a retention that fits what they hold."""

import secrets

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from pipeline.core.errors import DeliveryError
from pipeline.settings import Settings, load_settings
from pipeline.topics import AUDIT, RECOGNIZERS, create_topics, topic_specs
from tests.conftest import Broker

DAY_MS = 86_400_000


def test_each_view_has_its_topic() -> None:
    """Its name is the view's behind the common prefix."""
    names = [spec.name for spec in topic_specs(load_settings(), ["analytics", "agent"])]

    assert names == [
        "messages.incoming",
        "messages.analytics",
        "messages.agent",
        "messages.quarantine",
        RECOGNIZERS,
        AUDIT,
    ]


def test_the_more_a_topic_tells_the_sooner_it_forgets() -> None:
    """Raw messages go after a day, sealed ones after a week, masked in a month."""
    specs = {s.name: s for s in topic_specs(load_settings(), ["agent"])}

    assert specs["messages.incoming"].retention_ms == DAY_MS
    assert specs["messages.quarantine"].retention_ms == 7 * DAY_MS
    assert specs["messages.agent"].retention_ms == 30 * DAY_MS


def test_old_records_go_in_time() -> None:
    """Kafka deletes closed segments only: one is closed well before."""
    config = topic_specs(load_settings(), [])[0].as_config()

    assert int(config["segment.ms"]) <= int(config["retention.ms"]) // 4


def test_age_is_counted_by_the_brokers_clock() -> None:
    """A sender's clock that is a day behind would delete messages unread."""
    config = topic_specs(load_settings(), [])[0].as_config()

    assert config["message.timestamp.type"] == "LogAppendTime"


def test_rule_versions_stay() -> None:
    """A compacted topic keeps the latest record of each key, whatever its age."""
    specs = {s.name: s for s in topic_specs(load_settings(), [])}

    assert specs[RECOGNIZERS].as_config() == {"cleanup.policy": "compact"}


async def test_creates_what_is_missing_and_leaves_the_rest(
    settings: Settings,
) -> None:
    """Run twice, it changes nothing the second time."""
    first = await create_topics(settings, ["analytics"])
    second = await create_topics(settings, ["analytics", "agent"])

    assert {settings.incoming, f"{settings.outgoing}.analytics"} <= set(first)
    assert second == [f"{settings.outgoing}.agent"]


@pytest.mark.kafka
async def test_kafka_keeps_to_the_retention(apache: Broker) -> None:
    """What we ask for is what the topic has."""
    chosen = named(apache)
    await create_topics(chosen, [])

    config = await described(apache, chosen.incoming)

    assert config["retention.ms"] == str(DAY_MS)
    assert config["cleanup.policy"] == "delete"
    assert config["message.timestamp.type"] == "LogAppendTime"


async def test_no_broker_is_an_error() -> None:
    """Said by class, at once."""
    with pytest.raises(DeliveryError, match="KafkaConnectionError"):
        await create_topics(load_settings(brokers="127.0.0.1:1"), [])


@pytest.fixture
def settings(broker: Broker) -> Settings:
    """Give settings with names that no other test uses."""
    return named(broker)


def named(broker: Broker) -> Settings:
    """Return settings with names of their own."""
    name = f"test-{secrets.token_hex(4)}"
    return load_settings(
        brokers=broker.address,
        incoming=f"{name}.incoming",
        outgoing=name,
        quarantine=f"{name}.quarantine",
        partitions=2,
    )


async def described(broker: Broker, topic: str) -> dict[str, str]:
    """Return a topic's configuration."""
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.address)
    await admin.start()
    try:
        resource = ConfigResource(ConfigResourceType.TOPIC, topic)
        (answer,) = await admin.describe_configs([resource])
    finally:
        await admin.close()
    return {entry[0]: entry[1] for entry in answer.resources[0][4]}
