"""A worker as a deployment runs it: the parts, the keys, the telemetry."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pipeline.assembly import Parts
from pipeline.core.channel import ENTITIES
from pipeline.core.errors import RecordError
from pipeline.core.quarantine import Quarantine
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.delivery import TOO_LARGE
from pipeline.settings import Settings
from pipeline.telemetry import (
    BatchMasked,
    ChildReplaced,
    LagMeasured,
    MessageDelivered,
    RetryStarted,
    Telemetry,
    Vocabulary,
    WorkerReady,
    WorkerStopped,
    set_up_logging,
)
from pipeline.topics import create_topics
from pipeline.worker import Hooks, run_worker

MODEL_LABELS = frozenset({"PERSON", "LOCATION"})


def serve(settings: Settings) -> int:
    """Run a worker until SIGTERM or SIGINT.

    Returns:
        Exit status: 0 when told to end, 1 when a batch couldn't be finished.

    Raises:
        ConfigError: A setting, file or key is wrong; nothing was started.
        DeliveryError: No broker answers.
    """
    set_up_logging(settings.log_level)
    parts = Parts(settings)
    parts.validate()
    telemetry = Telemetry(_vocabulary(parts))
    factory = partial(build_redact, settings)
    seal_away = partial(give_up, parts.quarantine)
    asyncio.run(create_topics(settings, list(parts.policy.views)))
    if settings.metrics_port:
        telemetry.serve(settings.metrics_host, settings.metrics_port)
    return run_worker(settings, factory, seal_away, _hooks(telemetry))


def build_redact(settings: Settings) -> Redact:
    """Build the redactor of a pool's child; picklable with its settings."""
    set_up_logging(settings.log_level)
    return Parts(settings).redactor()


def give_up(quarantine: Quarantine, incoming: Incoming, reason: str) -> Outgoing:
    """Seal away what the worker itself couldn't get through."""
    if reason == TOO_LARGE:  # sealed, it would be refused again
        incoming = replace(incoming, value=None)
    return quarantine.put(incoming, RecordError("worker", code=reason))


def _vocabulary(parts: Parts) -> Vocabulary:
    """Collect the words that events may hold."""
    tunable = {entry.supported_entity for p in parts.packs for entry in p.recognizers}
    typed = {str(entity) for entity in ENTITIES.values() if entity}
    return Vocabulary(
        view=frozenset(parts.policy.views),
        channel=frozenset(parts.channels),
        label=frozenset(tunable | typed | MODEL_LABELS),
    )


def _hooks(telemetry: Telemetry) -> Hooks:
    """Tell telemetry what the worker tells."""

    def batch(messages: int, seconds: float) -> None:
        telemetry.emit(BatchMasked(messages=messages, seconds=seconds))

    def delivered(latencies: Sequence[float]) -> None:
        for seconds in latencies:
            telemetry.emit(MessageDelivered(latency_s=seconds))

    return Hooks(
        ready=lambda partitions: telemetry.emit(WorkerReady(partitions=partitions)),
        batch=batch,
        published=telemetry.published,
        retrying=lambda error: telemetry.emit(RetryStarted(error=error)),
        stopped=lambda error: telemetry.emit(WorkerStopped(error=error)),
        delivered=delivered,
        behind=lambda messages: telemetry.emit(LagMeasured(messages=messages)),
        replaced=lambda: telemetry.emit(ChildReplaced()),
    )
