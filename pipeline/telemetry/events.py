"""What happened, in typed events that can't hold text.

An event's fields are numbers, or words of a closed `Vocabulary`.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import ClassVar

from typing_extensions import override

from pipeline.core.detect import Verdict
from pipeline.core.route import Outgoing, Tally
from pipeline.telemetry.metrics import Metrics

OTHER = "other"
REASONS = frozenset(
    {
        "crashed",
        "decode",
        "detect",
        "duplicate_key",
        "empty",
        "no_records",
        "not_an_object",
        "not_json",
        "not_utf8",
        "null_value",
        "record",
        "render",
        "render_json",
        "seal",
        "timeout",
        "too_deep",
        "too_large",
        "too_many_fields",
        "too_many_names",
        "too_many_records",
        "too_much_text",
        "unknown_channel",
        "unknown_field",
        *(f"detect_{verdict}" for verdict in Verdict if verdict is not Verdict.OK),
    }
)
"""Every reason code of the project; a test compares them with the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words that may stand in an event; any other becomes ``other``.

    They bound the number of time series, and keep text out of logs and metrics
    even if a caller passes the wrong variable.

    Attributes:
        view: The policy's views.
        channel: The channel maps' names.
        label: Labels of the recognizers and maps in use.
        reason: Why something is in quarantine.
        error: Names of exception classes; empty for none.
    """

    view: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    reason: frozenset[str] = REASONS
    error: frozenset[str] = field(default_factory=lambda: frozenset(_exceptions()))

    def bound(self, event: "Event") -> "Event":
        """Return `event` with unknown words replaced."""
        unknown = {
            word: OTHER
            for word in _words_of(type(event))  # type: ignore[arg-type]  # it is hashable
            if getattr(event, word) not in getattr(self, word)
        }
        return replace(event, **unknown) if unknown else event


@cache
def _words_of(event: "type[Event]") -> frozenset[str]:
    """Return which fields of an event are words of the vocabulary.

    There is an event for each record; asked anew each time, this took half of it.
    """
    words = {field.name for field in fields(Vocabulary)}
    return frozenset(words & {field.name for field in fields(event)})


def _exceptions() -> Iterator[str]:
    """Yield the names of all exception classes that are loaded, and of none."""
    yield ""
    classes: list[type[BaseException]] = [BaseException]
    while classes:
        one = classes.pop()
        yield one.__name__
        classes.extend(type.__subclasses__(one))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Its fields are numbers and words of `Vocabulary`."""

    level: ClassVar[int] = logging.DEBUG

    def count(self, metrics: Metrics) -> None:
        """Add the event to the metrics; most leave one alone that isn't theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStarting(Event):
    """Files, settings and keys are right; models and the group are still to come."""

    level: ClassVar[int] = logging.INFO
    processes: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Lower the ready flag, so that it is there from the start."""
        metrics.ready.set(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerReady(Event):
    """Partitions were assigned: the worker takes messages."""

    level: ClassVar[int] = logging.INFO
    partitions: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Raise the ready flag."""
        metrics.ready.set(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStopped(Event):
    """The worker has ended: as it was told, or by an error of this class."""

    level: ClassVar[int] = logging.INFO
    error: str = ""

    @override
    def count(self, metrics: Metrics) -> None:
        """Lower the ready flag."""
        metrics.ready.set(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMasked(Event):
    """The broker has acknowledged everything made from a batch."""

    messages: int
    seconds: float

    @override
    def count(self, metrics: Metrics) -> None:
        """Count the messages and their time."""
        metrics.messages.inc(self.messages)
        metrics.batch_seconds.observe(self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsMasked(Event):
    """Records of a batch were rendered for a view."""

    view: str
    records: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them by view."""
        metrics.records.labels(self.view).inc(self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesMasked(Event):
    """Entities of one label were rendered for a view."""

    view: str
    label: str
    entities: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them by view and label."""
        metrics.entities.labels(self.view, self.label).inc(self.entities)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsQuarantined(Event):
    """Messages of a batch were sealed, for one reason."""

    level: ClassVar[int] = logging.WARNING
    reason: str
    records: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them by reason."""
        metrics.quarantined.labels(self.reason).inc(self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownFieldsDropped(Event):
    """Messages of a channel held fields that its map doesn't know."""

    channel: str
    dropped: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them by channel."""
        metrics.unknown_fields.labels(self.channel).inc(self.dropped)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryStarted(Event):
    """A broker didn't take something; it is sent again."""

    level: ClassVar[int] = logging.WARNING
    error: str

    @override
    def count(self, metrics: Metrics) -> None:
        """Count it."""
        metrics.retries.inc()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildReplaced(Event):
    """A CPU process ended before its time and another took its place."""

    level: ClassVar[int] = logging.WARNING
    children: int = 1

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them."""
        metrics.children_replaced.inc(self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class LagMeasured(Event):
    """The distance to the end of this worker's partitions was taken."""

    messages: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Set the gauge."""
        metrics.lag.set(self.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetFollowed(Event):
    """The keyset was read: at the start, or because its file has changed."""

    level: ClassVar[int] = logging.INFO
    epochs: int

    @override
    def count(self, metrics: Metrics) -> None:
        """Set the gauge: workers that differ haven't all read the same keyset."""
        metrics.epochs.set(self.epochs)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetLost(Event):
    """The keyset's file can't be followed: the last good keys serve for a while."""

    level: ClassVar[int] = logging.ERROR
    files: int = 1

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them."""
        metrics.keyset_lost.inc(self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetMade(Event):
    """There was no keyset, so new keys were made: no earlier token joins theirs."""

    level: ClassVar[int] = logging.WARNING
    keysets: int = 1

    @override
    def count(self, metrics: Metrics) -> None:
        """Count them."""
        metrics.keysets_made.inc(self.keysets)


def events_of(published: Sequence[Outgoing]) -> Iterator[Event]:
    """Tell what was published.

    Yields:
        One event per view, view and label, reason, and channel.
    """
    masked = [out.tally for out in published if out.tally.view]
    reasons = Counter(out.tally.reason for out in published if out.tally.reason)
    pairs = Counter((tally.view, label) for tally in masked for label in tally.labels)
    for view, count in Counter(tally.view for tally in masked).items():
        yield RecordsMasked(view=view, records=count)
    for (view, label), count in pairs.items():
        yield EntitiesMasked(view=view, label=label, entities=count)
    for reason, count in reasons.items():
        yield RecordsQuarantined(reason=reason, records=count)
    for channel, count in _unknown(masked).items():
        yield UnknownFieldsDropped(channel=channel, dropped=count)


def _unknown(masked: Sequence[Tally]) -> Counter[str]:
    """Count dropped fields once, though every view's tally tells them."""
    dropped: Counter[str] = Counter()
    for tally in masked:
        if tally.unknown and tally.view == masked[0].view:
            dropped[tally.channel] += tally.unknown
    return dropped
