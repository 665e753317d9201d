"""The whole way of a batch: decode, detect, mask, route.

Everything that can fail for one record fails for that record alone: it is sealed
for quarantine and the others go on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.core.channel import ChannelMap
from pipeline.core.decode import choose, decode_payload, parse
from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.errors import DecodeError, DetectError, RecordError
from pipeline.core.findings import EntityType
from pipeline.core.mask import Found, MaskedRecord, encode
from pipeline.core.quarantine import Quarantine
from pipeline.core.records import Field, Record, Source, Treatment
from pipeline.core.route import Incoming, Outgoing, Tally

# An enumeration's members are looked up slowly.
_SCAN, _OK = Treatment.SCAN, Verdict.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One masked copy of every record.

    Attributes:
        view: The view's name.
        topic: Where its copies go.
        mask: Renders a record for the view.
    """

    view: str
    topic: str
    mask: Callable[[Record, Found, Source], MaskedRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redactor:
    """Turns raw values into masked copies, or into sealed ones.

    Attributes:
        channels: Maps by name.
        detect: Reads texts in batches.
        outputs: One per view.
        quarantine: Takes what can't be masked.
        kept: Types that some view shows as they are: a field of such a type is
            scanned as well, since its sender may have written anything into it.
        max_bytes: Larger values aren't read.
    """

    channels: Mapping[str, ChannelMap]
    detect: Detect
    outputs: Sequence[Output]
    quarantine: Quarantine
    kept: frozenset[EntityType]
    max_bytes: int

    def __call__(self, batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        """Redact a batch; see `pipeline.core.route.Redact`."""
        decoded = [self._decode(incoming) for incoming in batch]
        documents = [
            Document(str(field.value), record.names, field.hint)
            for one in decoded
            for record, scanned in one.records
            for field in scanned
        ]
        answers = iter(self.detect(documents))
        return [
            list(self._outcomes(incoming, one, answers))
            for incoming, one in zip(batch, decoded, strict=True)
        ]

    def _decode(self, incoming: Incoming) -> "_Decoded":
        channel = incoming.channel if incoming.channel in self.channels else ""
        try:
            payload = parse(incoming.value, max_bytes=self.max_bytes)
            chosen = choose(payload, self.channels, incoming.channel)
            channel = chosen.name
            records = decode_payload(payload, chosen)
            return _Decoded(channel, [(it, self._scanned(it)) for it in records])
        except DecodeError as error:
            return _Decoded(channel, error=error)

    def _outcomes(
        self, incoming: Incoming, decoded: "_Decoded", answers: Iterator[Detection]
    ) -> Iterator[Outgoing]:
        if decoded.error is not None:
            yield self.quarantine.put(incoming, decoded.error, channel=decoded.channel)
        for record, scanned in decoded.records:
            detections = [(field.path, next(answers)) for field in scanned]
            try:
                yield from self._copies(record, _checked(detections), incoming.source)
            except RecordError as error:
                yield self.quarantine.put(
                    incoming, error, index=record.index, channel=record.channel
                )

    def _scanned(self, record: Record) -> list[Field]:
        kept = self.kept
        return [
            it for it in record.fields if it.treatment is _SCAN or it.entity in kept
        ]

    def _copies(self, record: Record, found: Found, source: Source) -> list[Outgoing]:
        """Render every view before any is published."""
        return [self._copy(output, record, found, source) for output in self.outputs]

    @staticmethod
    def _copy(output: Output, record: Record, found: Found, source: Source) -> Outgoing:
        masked = output.mask(record, found, source)
        return Outgoing(
            topic=output.topic,
            key=masked["conversation"].encode(),
            value=encode(masked),
            tally=Tally(
                view=output.view,
                channel=record.channel,
                labels=tuple([entity["label"] for entity in masked["entities"]]),
                unknown=record.unknown,
            ),
        )


class _Decoded(NamedTuple):
    """The records of one value, each with its fields to scan, or why there are none."""

    channel: str
    records: Sequence[tuple[Record, Sequence[Field]]] = ()
    error: DecodeError | None = None


def _checked(detections: Sequence[tuple[str, Detection]]) -> Found:
    """Return the findings by path.

    Raises:
        DetectError: A text of the record was not completely read.
    """
    for _, detection in detections:
        if detection.verdict is not _OK:
            raise DetectError(detection.detector, code=f"detect_{detection.verdict}")
    return {path: detection.findings for path, detection in detections}
