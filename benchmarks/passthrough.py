"""A redactor that finds nothing and masks nothing: what a pipeline could do at most.

It sends as many messages as the real one, each as large as its raw value.
"""

from collections.abc import Sequence
from functools import partial

from pipeline.core.route import Incoming, Outgoing, Redact, Tally
from pipeline.keyset_marks import Marks
from pipeline.settings import Settings

VIEWS = ("analytics", "agent")


def build_passthrough(settings: Settings, _: Marks) -> Redact:
    """Build it; picklable with its settings."""
    return partial(_copy, settings.outgoing)


def _copy(outgoing: str, batch: Sequence[Incoming]) -> list[list[Outgoing]]:
    return [
        [
            Outgoing(
                topic=f"{outgoing}.{view}",
                key=place_of(incoming),
                value=incoming.value or b"",
                tally=Tally(view=view, channel="plain"),
            )
            for view in VIEWS
        ]
        for incoming in batch
    ]


def place_of(incoming: Incoming) -> bytes:
    """Return ``partition:offset``, by which the reader knows a message again."""
    return f"{incoming.source.partition}:{incoming.source.offset}".encode()
