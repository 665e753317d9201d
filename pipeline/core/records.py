"""A decoded record: what a channel's map made of one message, still raw."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.core.findings import EntityType

Scalar = str | int | float | bool | None

MAIN_TEXT: Final = "text"
"""Path of the field that becomes the masked record's own ``text``."""


class Treatment(StrEnum):
    """What happens to a field's value on its way to a masked copy."""

    KEEP = "keep"
    """Goes out as it is: a number, a flag, or a word of a closed list."""
    SCAN = "scan"
    """Free text: every finding in it is masked."""
    TYPED = "typed"
    """The whole value is one entity (`Field.entity`)."""
    TOKEN = "token"
    """An identifier: replaced by a keyed token of kind `Field.token`."""


class Field(NamedTuple):
    """One value of a record that may go out, in some form.

    Records have about six: as a dataclass each takes five times as long to make.

    Attributes:
        path: Where it stands in the masked record's `fields`, dotted, with
            list positions in brackets: ``contacts[0].phones[0].phone``. The
            record's main text has the path `MAIN_TEXT`.
        value: The raw value.
        treatment: What happens to it.
        entity: Its type, for `Treatment.TYPED`.
        token: The identifier's kind (``message``, ``subject``, ``media``), for
            `Treatment.TOKEN`. Equal raw values of one kind give equal tokens.
        hint: Context word for detection, for `Treatment.SCAN`.
    """

    path: str
    value: Scalar
    treatment: Treatment
    entity: EntityType | None = None
    token: str = ""
    hint: str = ""


class Ref(NamedTuple):
    """A raw identifier of another message.

    Attributes:
        name: ``message`` (what a status is about), ``reply_to``, ``reacts_to``,
            ``edits`` or ``revokes``.
        id: The raw message id.
    """

    name: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One message, status, edit, ... of a payload.

    Attributes:
        index: Position among the payload's records, from 0.
        channel: Name of the channel's map.
        kind: The map's name for this sort of record (``message``, ``status``).
        type: Type within the kind (``text``, ``image``, ``delivered``); from the
            map's closed list, else ``unknown``.
        direction: ``inbound``, ``outbound`` or ``none``.
        id: What identifies the record, raw; made unique by the map (a status's
            id includes its state, since many share a message's id).
        conversation: Raw key of the conversation.
        sender: Raw key of who sent it, if anybody is named.
        time: ISO 8601, UTC, whole seconds; None when missing or unreadable.
        refs: Other messages it is about.
        fields: Everything else that may go out.
        names: People's names that the payload's metadata gives.
        unknown: How many fields the map did not know; they were dropped.
    """

    index: int
    channel: str
    kind: str
    type: str
    direction: str
    id: str
    conversation: str
    sender: str | None = None
    time: str | None = None
    refs: tuple[Ref, ...] = ()
    fields: tuple[Field, ...] = ()
    names: tuple[str, ...] = ()
    unknown: int = 0


class Source(NamedTuple):
    """Where a raw value was read: a topic's offset, or a line of a file."""

    topic: str = ""
    partition: int = 0
    offset: int = 0
    line: int = 0

    def as_json(self) -> dict[str, str | int]:
        """Return ``{"line": n}`` or ``{"topic", "partition", "offset"}``."""
        if self.line:
            return {"line": self.line}
        return {
            "topic": self.topic,
            "partition": self.partition,
            "offset": self.offset,
        }
