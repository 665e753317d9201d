"""What Prometheus is told."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The Prometheus metrics, in a registry of their own."""

    def __init__(self) -> None:
        """Register everything at zero."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.messages = self._counter("messages", "Raw messages that were read.")
        self.records = self._counter("records", "Masked records, by view.", "view")
        self.entities = self._counter(
            "entities", "Entities in masked records.", "view", "label"
        )
        self.quarantined = self._counter(
            "quarantined", "Sealed messages, by reason.", "reason"
        )
        self.unknown_fields = self._counter(
            "unknown_fields", "Fields no map knows, dropped.", "channel"
        )
        self.retries = self._counter("retries", "Messages sent again.")
        self.children_replaced = self._counter(
            "children_replaced", "CPU processes that ended and were replaced."
        )
        self.keyset_lost = self._counter(
            "keyset_lost", "Times that the keyset's file couldn't be followed."
        )
        self.keysets_made = self._counter(
            "keysets_made", "Keysets made by a start that found none."
        )
        self.batch_seconds = self._histogram(
            "batch_seconds", "From a batch's first step to its last acknowledgement."
        )
        self.latency_seconds = self._histogram(
            "latency_seconds", "From a message's time stamp to its masked copies."
        )
        self.lag = self._gauge("lag_messages", "Messages still to be read.")
        self.epochs = self._gauge("epochs", "Token keys, in force or to come.")
        self.ready = self._gauge("ready", "1 while the worker takes messages.")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"maskstream_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(f"maskstream_{name}", text, registry=self.registry)

    def _histogram(self, name: str, text: str) -> Histogram:
        return Histogram(
            f"maskstream_{name}", text, buckets=_SECONDS, registry=self.registry
        )
