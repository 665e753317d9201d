"""What becomes of values, and what of it can be read."""

from collections.abc import Iterable, Sequence
from itertools import chain

import orjson

from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing, Redact


def one_by_one(
    redact: Redact, values: Iterable[bytes | None]
) -> Sequence[Sequence[Outgoing]]:
    """Redact values as lines of a file."""
    return redact(
        [Incoming(value=v, source=Source(line=n)) for n, v in enumerate(values, 1)]
    )


def shown(outgoing: Iterable[Outgoing]) -> bytes:
    """Return everything that can be read without the key of the seal."""
    return b"\n".join(
        b" ".join([out.key, *chain(*((n.encode(), v) for n, v in out.headers))])
        + orjson.dumps({**orjson.loads(out.value), "sealed": None})
        for out in outgoing
    )
