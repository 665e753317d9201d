"""A worker as a deployment runs it: the parts, the keys, the telemetry."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from typing_extensions import override

from pipeline.assembly import KeyedParts, Parts
from pipeline.core.channel import ENTITIES
from pipeline.core.errors import RecordError
from pipeline.core.quarantine import Quarantine
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.delivery import TOO_LARGE, GiveUp
from pipeline.keys import Keyring
from pipeline.keyset_file import Watch
from pipeline.keyset_marks import Marks
from pipeline.settings import Settings
from pipeline.shell import Hooks
from pipeline.telemetry import (
    BatchMasked,
    ChildReplaced,
    Event,
    KeysetFollowed,
    KeysetLost,
    KeysetMade,
    LagMeasured,
    RetryStarted,
    Telemetry,
    Vocabulary,
    WorkerReady,
    WorkerStarting,
    WorkerStopped,
    set_up_logging,
)
from pipeline.topics import create_topics
from pipeline.worker import PATIENCE, Patience, run_worker

Build = Callable[[Settings, Marks], Redact]
"""Builds a redactor with the keys that are marked, and no others."""

MODEL_LABELS = frozenset({"PERSON", "LOCATION"})


def serve(
    settings: Settings, build: Build | None = None, patience: Patience = PATIENCE
) -> int:
    """Run a worker until SIGTERM or SIGINT.

    Args:
        settings: See `pipeline.settings`.
        build: Builds the redactor of each CPU process; a module's function. None
            for the whole way.
        patience: How long it waits.

    Returns:
        Exit status: 0 when told to end, 1 when a batch couldn't be finished.

    Raises:
        ConfigError: A setting, file or key is wrong; nothing was started.
        DeliveryError: No broker answers.
    """
    set_up_logging(settings.log_level)
    parts = Parts(settings)
    are_new = parts.lacks_keys
    parts.validate()
    telemetry = Telemetry(_vocabulary(parts))
    if are_new:
        telemetry.emit(KeysetMade())
    telemetry.emit(WorkerStarting(processes=settings.cpu_processes))
    handed_on = settings.without_broker_secrets()
    factory = KeyedFactory(build or build_redact, handed_on, parts.watch)
    asyncio.run(create_topics(settings, list(parts.policy.views)))
    if settings.metrics_port:
        telemetry.serve(settings.metrics_host, settings.metrics_port)
    hooks = _hooks(telemetry, parts.watch)
    return run_worker(settings, factory, seal_away(parts), hooks, patience)


def build_redact(settings: Settings, known: Marks) -> Redact:
    """Build the redactor of a pool's child; picklable with its arguments.

    Raises:
        ConfigError: There isn't the keyset that is known: a child makes none.
    """
    set_up_logging(settings.log_level)
    return Parts(settings, known=known).redactor_by_epoch()


class KeyedFactory:
    """Builds redactors with the worker's keys; see `pipeline.pool_child.Factory`.

    Children start at any time. Whenever one is handed this, it is with the marks of
    the keys that the worker uses then.
    """

    def __init__(self, build: Build, settings: Settings, watch: Watch) -> None:
        """Have `build` build, with the marks of what `watch` follows."""
        self._build = build
        self._settings = settings
        self._watch = watch

    def __call__(self) -> Redact:
        """Build in this process."""
        return self._build(self._settings, self._watch.marks)

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the marks of now, and not what follows the file."""
        return partial, (self._build, self._settings, self._watch.marks)


def give_up(quarantine: Quarantine, incoming: Incoming, reason: str) -> Outgoing:
    """Seal away what the worker itself couldn't get through."""
    if reason == TOO_LARGE:  # sealed, it would be refused again
        incoming = incoming._replace(value=None)
    return quarantine.put(incoming, RecordError("worker", code=reason))


def seal_away(parts: Parts) -> GiveUp:
    """Seal with the keys of the record's time."""

    def seal(incoming: Incoming, reason: str) -> Outgoing:
        keys = parts.watch.look().at(incoming.time_ms)
        return give_up(KeyedParts(parts, keys).quarantine, incoming, reason)

    return seal


def _vocabulary(parts: Parts) -> Vocabulary:
    """Collect the words that events may hold."""
    tunable = {entry.supported_entity for p in parts.packs for entry in p.recognizers}
    typed = {str(entity) for entity in ENTITIES.values() if entity}
    return Vocabulary(
        view=frozenset(parts.policy.views),
        channel=frozenset(parts.channels),
        label=frozenset(tunable | typed | MODEL_LABELS),
    )


def _hooks(telemetry: Telemetry, watch: Watch) -> Hooks:
    """Tell telemetry what the worker tells."""
    follow = Follow(telemetry.emit, watch)

    def batch(messages: int, seconds: float) -> None:
        telemetry.emit(BatchMasked(messages=messages, seconds=seconds))

    return Hooks(
        ready=lambda partitions: telemetry.emit(WorkerReady(partitions=partitions)),
        batch=batch,
        published=telemetry.published,
        retrying=lambda error: telemetry.emit(RetryStarted(error=error)),
        stopped=lambda error: telemetry.emit(WorkerStopped(error=error)),
        delivered=telemetry.delivered,
        behind=lambda messages: telemetry.emit(LagMeasured(messages=messages)),
        replaced=lambda: telemetry.emit(ChildReplaced()),
        taking=follow,
    )


class Follow:
    """Follows the keyset's file, and tells when it changes or can't be followed."""

    def __init__(self, tell: Callable[[Event], None], watch: Watch) -> None:
        """Tell `tell` what becomes of the file that `watch` looks at."""
        self._tell = tell
        self._watch = watch
        self._keyring: Keyring | None = None
        self._lost = False

    def __call__(self) -> None:
        """Look at the file.

        Raises:
            ConfigError: It couldn't be followed for too long.
        """
        keyring, lost = self._watch.look(), self._watch.problem is not None
        if keyring is not self._keyring:
            self._tell(KeysetFollowed(epochs=len(keyring.epochs)))
        if lost and not self._lost:
            self._tell(KeysetLost())
        self._keyring, self._lost = keyring, lost
        self._watch.check()
