"""Render a record for an audience: what it may see, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import orjson
from typing_extensions import TypedDict

from pipeline.core.errors import RenderError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.policy import View
from pipeline.core.quarantine import Token
from pipeline.core.recall import Memory
from pipeline.core.records import MAIN_TEXT, Field, Record, Scalar, Source, Treatment
from pipeline.core.resolve import resolve


class Entity(TypedDict):
    """A stretch of a masked text that stands for personal data.

    Attributes:
        path: The field it stands in; ``text`` for the record's main text.
        label: Its type, such as ``PHONE_NUMBER``.
        start: First code point in the masked text.
        end: One past the last; equal to ``start`` where the rule removes it.
        token: The pseudonym, where the rule makes one: equal values of one
            type have equal tokens.
    """

    path: str
    label: str
    start: int
    end: int
    token: str | None


class Replaced(NamedTuple):
    """An `Entity` of a text that doesn't know its path."""

    label: str
    start: int
    end: int
    token: str | None = None


class Rendered(NamedTuple):
    """A masked text and what stands for what in it."""

    text: str
    entities: Sequence[Replaced] = ()


Render = Callable[[str, Sequence[Finding], View, str | None], Rendered]
"""Replaces each finding by what the view's rule for it, as a role sees it, shows.

Findings are disjoint, in text order, and of no type that the view keeps. Whatever
stands between them stays as it is. Raises `RenderError` rather than guess.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a masked record, so that it can be made again.

    Attributes:
        policy: `Policy.stamp`.
        rules: Of the recognizers' rules.
        model: Of the name model; empty when it is off.
        epoch: Of the pseudonym key: tokens join within one epoch.
        rev: Revision of the output. Of two records with one id, the higher one
            counts: raise it to mask old messages again.
    """

    policy: str
    rules: str
    model: str
    epoch: str
    rev: int = 1


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who reads, and all that it takes to render for them.

    Attributes:
        view: Their view.
        role: Their role within it, if any.
        render: Renders a text.
        token: Makes keyed tokens.
        versions: What their records say they were made by.
    """

    view: View
    role: str | None
    render: Render
    token: Token
    versions: Versions

    @cached_property
    def kept(self) -> frozenset[EntityType]:
        """Types that they see as they are."""
        return self.view.kept(self.role)

    @cached_property
    def tokens(self) -> Memory[str, str]:
        """Token of a raw identifier, by kind; people write again."""
        return Memory(self._token)

    @cached_property
    def messages(self) -> Memory[str, str]:
        """Token of what names one message: few come again, and those soon."""
        return Memory(self._token, entries=MESSAGES)

    @cached_property
    def whole(self) -> Memory[EntityType, Rendered | None]:
        """What stands for a text that is one entity from end to end, by type.

        None where they see entities of its type as they are. The names and numbers
        of people who write again are remembered.
        """
        return Memory(self._whole)

    def _token(self, kind: str, value: str) -> str:
        return self.token(self.view.domain, kind, value)

    def _whole(self, entity: EntityType, text: str) -> Rendered | None:
        if entity in self.kept:
            return None
        finding = Finding(0, len(text), entity, 1.0, "channel")
        return self.render(text, [finding], self.view, self.role)


class Meta(TypedDict):
    """Where a masked record comes from.

    Attributes:
        policy: The policy and its version.
        rules: Version of the recognizers' rules.
        model: Version of the name model; empty when it was off.
        epoch: Epoch of the pseudonym key.
        source: ``topic``, ``partition`` and ``offset`` of the raw message, or
            the ``line`` of a file.
        rev: Of two records with one id, the higher one counts.
        unknown_fields: How many fields the channel's map didn't know; dropped.
    """

    policy: str
    rules: str
    model: str
    epoch: str
    source: Mapping[str, str | int]
    rev: int
    unknown_fields: int


class MaskedRecord(TypedDict):
    """One message as an audience may see it; `encode` makes it JSON.

    Attributes:
        id: Token of the message; replies, edits and statuses refer to it.
        conversation: Token of the conversation; also the Kafka key.
        sender: Token of who sent it, if anybody is named.
        channel: Name of the channel's map.
        direction: ``inbound``, ``outbound`` or ``none``.
        kind: Sort of record: ``message``, ``status``, ...
        type: Type within the kind: ``text``, ``image``, ``delivered``, ...
        time: ISO 8601 in UTC, whole seconds; null when missing or unreadable.
        refs: Tokens of other messages, by what they are to this one:
            ``message``, ``reply_to``, ``reacts_to``, ``edits``, ``revokes``.
        text: The main text, masked; null when there is none.
        fields: Everything else that may be seen, masked, by dotted path.
        entities: Every stretch that was replaced, in ``text`` and in
            ``fields``. What isn't listed here stood in the message as it is.
        meta: Where it comes from.
    """

    id: str
    conversation: str
    sender: str | None
    channel: str
    direction: str
    kind: str
    type: str
    time: str | None
    refs: Mapping[str, str]
    text: str | None
    fields: Mapping[str, Scalar]
    entities: list[Entity]
    meta: Meta


_Value = TypeVar("_Value")

SUBJECT = "subject"
"""Kind of identifiers that mean the same person in every channel."""

_OF_A_MESSAGE = frozenset({"message", "source", "media"})
"""Kinds that hardly come again; people's tokens are remembered apart from theirs."""

MESSAGES = 256
"""Tokens of messages that an audience remembers."""

Found = Mapping[str, Sequence[Finding]]
"""Findings by the path of the field they were found in."""


def placeholder(entity: EntityType, token: str | None = None) -> str:
    """Return ``<PERSON>``, or ``<PERSON:token>``."""
    return f"<{entity}:{token}>" if token else f"<{entity}>"


def mask(
    record: Record, found: Found, source: Source, audience: Audience
) -> MaskedRecord:
    """Render `record` for `audience`.

    Args:
        record: One message, raw.
        found: What was found in every scanned field, by path; of any score,
            overlapping or not.
        source: Where it was read.
        audience: Who reads.

    Returns:
        A copy in which every identifier is a token, and every finding that the
        view hides is replaced.

    Raises:
        RenderError: A scanned field has no findings listed (not even none), two
            fields share a path, or a finding lies outside its text.
    """
    fields, entities = _rendered(record, found, audience)
    text = fields.pop(MAIN_TEXT, None)
    return {
        "id": _identity("message", record.id, record, source, audience),
        "conversation": _identity(
            "conversation", record.conversation, record, source, audience
        ),
        "sender": audience.tokens[SUBJECT, record.sender] if record.sender else None,
        "channel": record.channel,
        "direction": record.direction,
        "kind": record.kind,
        "type": record.type,
        "time": record.time,
        "refs": _refs(record, audience),
        "text": None if text is None else str(text),
        "fields": _sorted(fields),
        "entities": entities,
        "meta": _meta(record, source, audience.versions),
    }


def encode(record: MaskedRecord) -> bytes:
    """Return UTF-8 JSON: the same record, the same bytes.

    Its keys stand as `mask` puts them.

    Raises:
        RenderError: A text isn't valid Unicode (it has lone surrogates).
    """
    try:
        return orjson.dumps(record)
    except orjson.JSONEncodeError:
        raise RenderError("not representable in JSON", code="render_json") from None


def _sorted(values: dict[str, _Value]) -> dict[str, _Value]:
    """Order by key what a payload may hold in any order."""
    return dict(sorted(values.items())) if len(values) > 1 else values


def _identity(
    kind: str, raw: str, record: Record, source: Source, audience: Audience
) -> str:
    """Replace a raw identifier by a token; where it is missing, the source serves."""
    if raw:
        return _token(kind, raw, record, audience)
    origin = orjson.dumps([source.as_json(), record.index]).decode()
    return _token("source", origin, record, audience)


def _token(kind: str, raw: str, record: Record, audience: Audience) -> str:
    """Make a token; what isn't a person is unique within its channel only."""
    if kind == SUBJECT:
        return audience.tokens[kind, raw]
    memory = audience.messages if kind in _OF_A_MESSAGE else audience.tokens
    return memory[kind, f"{record.channel}/{raw}"]


def _refs(record: Record, audience: Audience) -> dict[str, str]:
    if not record.refs:
        return {}
    return _sorted(
        {name: _token("message", raw, record, audience) for name, raw in record.refs}
    )


def _meta(record: Record, source: Source, versions: Versions) -> Meta:
    return {
        "policy": versions.policy,
        "rules": versions.rules,
        "model": versions.model,
        "epoch": versions.epoch,
        "source": _sorted(source.as_json()),
        "rev": versions.rev,
        "unknown_fields": record.unknown,
    }


# An enumeration's members are looked up slowly, and there are six fields a record.
_KEEP, _TOKEN, _TYPED = Treatment.KEEP, Treatment.TOKEN, Treatment.TYPED

_Shown = Scalar | Rendered
"""A field's value as it goes out, or a text with what stands for what in it."""


def _rendered(
    record: Record, found: Found, audience: Audience
) -> tuple[dict[str, Scalar], list[Entity]]:
    """Return what is shown of the fields, by path, and every entity in them."""
    fields: dict[str, Scalar] = {}
    entities: list[Entity] = []
    for each in record.fields:
        shown = _shown(each, record, found, audience)
        if isinstance(shown, Rendered):
            entities += _listed(each.path, shown.entities)
            shown = shown.text
        fields[each.path] = shown
    if len(fields) < len(record.fields):
        raise RenderError("two fields share a path")
    return fields, entities


def _listed(path: str, entities: Sequence[Replaced]) -> list[Entity]:
    return [
        {"path": path, "label": label, "start": start, "end": end, "token": token}
        for label, start, end, token in entities
    ]


def _shown(each: Field, record: Record, found: Found, audience: Audience) -> _Shown:
    path, value, treatment = each[:3]
    if value is None or treatment is _KEEP:
        return value
    if treatment is _TYPED:
        return _shown_typed(each, found, audience)
    if treatment is _TOKEN:
        return _token(each.token, str(value), record, audience)
    if path not in found:
        raise RenderError("a field wasn't scanned")
    return _shown_scanned(value, found[path], audience)


def _shown_scanned(
    value: Scalar, findings: Sequence[Finding], audience: Audience
) -> _Shown:
    """Replace what the view hides; a value without any keeps its JSON type."""
    if not findings:
        return value
    view, kept = audience.view, audience.kept
    # Kept types are left out before overlaps are settled: else a kept date would
    # win characters of a phone number, and show them.
    sure = view.threshold
    hidden = [it for it in findings if it.score >= sure and it.entity not in kept]
    if not hidden:
        return value
    return audience.render(str(value), resolve(hidden), view, audience.role)


def _shown_typed(each: Field, found: Found, audience: Audience) -> _Shown:
    """Replace a value that is one entity as a whole.

    Its sender may have written anything into it: where the view keeps the type, it
    goes out only if its text was scanned as well.
    """
    path, value, _, entity = each[:4]
    if entity is None:
        raise RenderError("a typed field has no type")
    text = str(value)
    if not text:
        return value
    if hidden := audience.whole[entity, text]:
        return hidden
    if path in found:
        return _shown_scanned(value, found[path], audience)
    label = placeholder(entity)
    return Rendered(label, [Replaced(entity, 0, len(label))])
