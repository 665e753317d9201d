"""Seal away what could not be checked completely."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from pipeline.core.errors import RecordError
from pipeline.core.route import Incoming, Outgoing, Tally

Seal = Callable[[bytes, bytes], bytes]
"""Encrypts a value; the second argument is authenticated with it."""

Token = Callable[[str, str, str], str]
"""Keyed token of (domain, kind, value)."""

DOMAIN = "quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """Turns a message that can't be masked into a sealed one.

    Attributes:
        topic: Where sealed messages go.
        seal: Encrypts the raw value, so that only the key's owner can replay it.
        token: Makes the message's id from its source.
        max_bytes: Larger values aren't sealed: their message names the source,
            where the raw topic still holds them until its retention ends.
    """

    topic: str
    seal: Seal
    token: Token
    max_bytes: int

    def put(
        self,
        incoming: Incoming,
        error: RecordError,
        *,
        index: int | None = None,
        channel: str = "",
    ) -> Outgoing:
        """Seal `incoming` away.

        Args:
            incoming: The whole raw value is sealed, also when only one of its
                records is at fault: a replay needs its surroundings.
            error: Why.
            index: The record at fault; None when the payload as a whole is.
            channel: The map that was chosen, if any.
        """
        source = incoming.source.as_json()
        where = orjson.dumps([source, index], option=orjson.OPT_SORT_KEYS)
        identity = self.token(DOMAIN, "source", where.decode())
        body = {
            "detail": error.detail,
            "id": identity,
            "index": index,
            "reason": error.reason,
            "sealed": self._sealed(incoming.value, where),
            "source": source,
        }
        return Outgoing(
            topic=self.topic,
            key=identity.encode(),
            value=orjson.dumps(body, option=orjson.OPT_SORT_KEYS),
            headers=(("reason", error.reason.encode()),),
            tally=Tally(channel=channel, reason=error.reason),
        )

    def _sealed(self, value: bytes | None, where: bytes) -> str | None:
        if value is None or len(value) > self.max_bytes:
            return None
        return base64.b64encode(self.seal(value, where)).decode()
