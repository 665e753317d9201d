"""The only package that logs and counts.

Events are typed, in the past tense, and have no field that could hold text. What
libraries log is reduced to who said it, where in the code, and the class of the
exception: their messages may repeat what they were reading.
"""

import logging
from collections.abc import Callable, Sequence

from prometheus_client import start_http_server

from pipeline.core.errors import ConfigError
from pipeline.core.route import Outgoing
from pipeline.telemetry.events import (
    REASONS,
    BatchMasked,
    ChildReplaced,
    EntitiesMasked,
    Event,
    KeysetFollowed,
    KeysetLost,
    KeysetMade,
    LagMeasured,
    RecordsMasked,
    RecordsQuarantined,
    RetryStarted,
    UnknownFieldsDropped,
    Vocabulary,
    WorkerReady,
    WorkerStarting,
    WorkerStopped,
    events_of,
)
from pipeline.telemetry.metrics import Metrics
from pipeline.telemetry.quiet import (
    LOGGER,
    describe,
    quiet_libraries,
    set_up_logging,
)

__all__ = [
    "REASONS",
    "BatchMasked",
    "ChildReplaced",
    "EntitiesMasked",
    "Event",
    "KeysetFollowed",
    "KeysetLost",
    "KeysetMade",
    "LagMeasured",
    "Metrics",
    "RecordsMasked",
    "RecordsQuarantined",
    "RetryStarted",
    "Telemetry",
    "UnknownFieldsDropped",
    "Vocabulary",
    "WorkerReady",
    "WorkerStarting",
    "WorkerStopped",
    "describe",
    "events_of",
    "quiet_libraries",
    "set_up_logging",
]


class Telemetry:
    """Logs and counts the events of one process."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start all metrics at zero.

        Args:
            vocabulary: The words that events may hold.
        """
        self.metrics = Metrics()
        self._vocabulary = vocabulary
        self._logger = logging.getLogger(LOGGER)

    def emit(self, event: Event) -> None:
        """Log and count `event`."""
        bounded = self._vocabulary.bound(event)
        bounded.count(self.metrics)
        self._logger.log(bounded.level, bounded)

    def published(self, published: Sequence[Outgoing]) -> None:
        """Log and count messages that a broker acknowledged."""
        for event in events_of(published):
            self.emit(event)

    def delivered(self, latencies_s: Sequence[float]) -> None:
        """Count how long messages took; there are too many to log each.

        Clocks that disagree don't make it negative.
        """
        for latency_s in latencies_s:
            self.metrics.latency_seconds.observe(max(0.0, latency_s))

    def serve(self, host: str, port: int) -> Callable[[], None]:
        """Serve the metrics over HTTP under ``/metrics``.

        Args:
            host: Address to bind.
            port: Port to bind.

        Returns:
            What stops serving.

        Raises:
            ConfigError: The address can't be bound.
        """
        registry = self.metrics.registry
        try:
            server, thread = start_http_server(port, host, registry=registry)
        except OSError as error:
            problem = f"{host}:{port} can't be bound: {error.strerror}"
            raise ConfigError("MASKSTREAM_METRICS_PORT", "", problem) from None

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return stop
