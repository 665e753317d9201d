"""The topics we own: how they are split, and how long they keep what.

Storage limitation is a setting of the topic: raw messages go after a day, sealed
ones after a week, masked ones after a month. Kafka deletes whole segments, so a
segment is closed at the latest after a quarter of its topic's retention. A record's
age is counted from when the broker took it: a producer whose clock is wrong would
have records deleted before they are read, kept too long, or refused.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from pipeline.core.errors import ConfigError, DeliveryError
from pipeline.durations import AUDIT_DAYS, MASKED_DAYS, QUARANTINE_DAYS, RAW_DAYS
from pipeline.kafka_clients import answered, client_options
from pipeline.settings import Settings

DAY_MS = 86_400_000
RECOGNIZERS = "maskstream.recognizers"
AUDIT = "maskstream.audit"
SEEN_S = 10.0
ENVELOPE = 2
"""Room, as a factor, that a masked or sealed value has over its raw one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSpec:
    """What a topic is created with.

    Attributes:
        name: The topic's name.
        partitions: How many; order holds within one.
        retention_ms: Age at which records go; None where the latest record of
            a key stays for ever (`cleanup_policy` is ``compact``).
        max_bytes: Largest record; None leaves the broker's own limit.
    """

    name: str
    partitions: int = 1
    retention_ms: int | None = None
    max_bytes: int | None = None

    @property
    def cleanup_policy(self) -> Literal["delete", "compact"]:
        """Return Kafka's word for what happens to old records."""
        return "compact" if self.retention_ms is None else "delete"

    def as_config(self) -> dict[str, str]:
        """Return Kafka's topic configuration."""
        config: dict[str, str] = {"cleanup.policy": self.cleanup_policy}
        if self.retention_ms is not None:
            config["retention.ms"] = str(self.retention_ms)
            config["message.timestamp.type"] = "LogAppendTime"
            config["segment.ms"] = str(min(self.retention_ms // 4, DAY_MS))
        if self.max_bytes is not None:
            config["max.message.bytes"] = str(self.max_bytes)
        return config


def topic_specs(settings: Settings, views: Sequence[str]) -> list[TopicSpec]:
    """Return every topic of a deployment.

    Args:
        settings: Names, partitions and the largest raw value.
        views: Names of the policy's views; each has its topic.
    """
    out_bytes = ENVELOPE * settings.max_bytes
    masked = [
        TopicSpec(
            name=f"{settings.outgoing}.{view}",
            partitions=settings.partitions,
            retention_ms=MASKED_DAYS * DAY_MS,
            max_bytes=out_bytes,
        )
        for view in views
    ]
    return [
        TopicSpec(
            name=settings.incoming,
            partitions=settings.partitions,
            retention_ms=RAW_DAYS * DAY_MS,
        ),
        *masked,
        TopicSpec(
            name=settings.quarantine,
            partitions=settings.partitions,
            retention_ms=QUARANTINE_DAYS * DAY_MS,
            max_bytes=out_bytes,
        ),
        TopicSpec(name=RECOGNIZERS),
        TopicSpec(name=AUDIT, retention_ms=AUDIT_DAYS * DAY_MS),
    ]


async def create_topics(settings: Settings, views: Sequence[str]) -> list[str]:
    """Create the topics that don't exist yet; leave the others as they are.

    Returns:
        Names of those created.

    Raises:
        DeliveryError: No broker answered.
        ConfigError: A broker refused a topic.
    """
    admin = AIOKafkaAdminClient(**client_options(settings))
    specs = topic_specs(settings, views)
    try:
        with answered(settings):
            await admin.start()
            created = await _create_missing(admin, specs, settings)
            seen = _visible(admin, set(created))
            await asyncio.wait_for(seen, SEEN_S)
    except TimeoutError:
        raise DeliveryError("new topics don't appear") from None
    finally:
        await admin.close()
    return created


async def _create_missing(
    admin: AIOKafkaAdminClient, specs: Sequence[TopicSpec], settings: Settings
) -> list[str]:
    """Ask for missing topics only: who may not create any can still check."""
    known = set(await admin.list_topics())
    missing = [_new(spec, settings) for spec in specs if spec.name not in known]
    if not missing:
        return []
    answer = await admin.create_topics(missing)
    return [name for name, code, *_ in answer.topic_errors if _created(name, code)]


async def _visible(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """Wait until brokers know topics that their controller has just made."""
    while not names <= set(await admin.list_topics()):  # noqa: ASYNC110  # nobody tells
        await asyncio.sleep(0.05)


def _new(spec: TopicSpec, settings: Settings) -> NewTopic:
    return NewTopic(
        spec.name,
        spec.partitions,
        settings.replication,
        topic_configs=spec.as_config(),
    )


def _created(name: str, code: int) -> bool:
    problem = for_code(code)
    if code and problem is not TopicAlreadyExistsError:
        raise ConfigError("topics", name, problem.__name__)
    return not code
