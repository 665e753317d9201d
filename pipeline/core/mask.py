"""Render a record for an audience: what it may see, and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import orjson

from pipeline.core.errors import RenderError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.policy import View
from pipeline.core.quarantine import Token
from pipeline.core.records import MAIN_TEXT, Field, Record, Scalar, Source, Treatment
from pipeline.core.resolve import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of a masked text that stands for personal data.

    Attributes:
        path: The field it stands in; ``text`` for the record's main text.
        label: Its type, such as ``PHONE_NUMBER``.
        start: First code point in the masked text.
        end: One past the last; equal to ``start`` where the rule removes it.
        token: The pseudonym, where the rule makes one: equal values of one
            type have equal tokens.
    """

    path: str = ""
    label: str
    start: int
    end: int
    token: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedRecord:
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
    entities: tuple[Entity, ...]
    meta: Meta


SUBJECT = "subject"
"""Kind of identifiers that mean the same person in every channel."""

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
    masked = {f.path: _mask_field(f, record, found, audience) for f in record.fields}
    if len(masked) < len(record.fields):
        raise RenderError("two fields share a path")
    text = masked.get(MAIN_TEXT, _NOTHING).value
    return MaskedRecord(
        id=_identity("message", record.id, record, source, audience),
        conversation=_identity(
            "conversation", record.conversation, record, source, audience
        ),
        sender=(
            _token(SUBJECT, record.sender, record, audience) if record.sender else None
        ),
        refs={
            ref.name: _token("message", ref.id, record, audience) for ref in record.refs
        },
        channel=record.channel,
        direction=record.direction,
        kind=record.kind,
        type=record.type,
        time=record.time,
        text=None if text is None else str(text),
        fields={path: m.value for path, m in masked.items() if path != MAIN_TEXT},
        entities=tuple(entity for m in masked.values() for entity in m.entities),
        meta=_meta(record, source, audience.versions),
    )


def encode(record: MaskedRecord) -> bytes:
    """Return UTF-8 JSON: the same record, the same bytes.

    Raises:
        RenderError: A text isn't valid Unicode (it has lone surrogates).
    """
    try:
        return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        raise RenderError("not representable in JSON", code="render_json") from None


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
    value = raw if kind == SUBJECT else f"{record.channel}/{raw}"
    return audience.token(audience.view.domain, kind, value)


def _meta(record: Record, source: Source, versions: Versions) -> Meta:
    return Meta(
        policy=versions.policy,
        rules=versions.rules,
        model=versions.model,
        epoch=versions.epoch,
        source=source.as_json(),
        rev=versions.rev,
        unknown_fields=record.unknown,
    )


class _Masked(NamedTuple):
    """A field's value, and what stands for what in it."""

    value: Scalar
    entities: tuple[Entity, ...] = ()


_NOTHING = _Masked(None)


def _mask_field(
    field: Field, record: Record, found: Found, audience: Audience
) -> _Masked:
    if field.value is None or field.treatment is Treatment.KEEP:
        return _Masked(field.value)
    if field.treatment is Treatment.TOKEN:
        return _Masked(_token(field.token, str(field.value), record, audience))
    if field.treatment is Treatment.TYPED:
        return _mask_typed(field, found, audience)
    if field.path not in found:
        raise RenderError("a field wasn't scanned")
    return _mask_scanned(field, found[field.path], audience)


def _mask_scanned(
    field: Field, findings: Iterable[Finding], audience: Audience
) -> _Masked:
    """Replace what the view hides; a value without any keeps its JSON type."""
    hides, role = audience.view.hides, audience.role
    # Kept types are left out before overlaps are settled: else a kept date would
    # win characters of a phone number, and show them.
    hidden = [finding for finding in findings if hides(finding, role)]
    if not hidden:
        return _Masked(field.value)
    return _replaced(field, resolve(hidden), audience)


def _replaced(field: Field, findings: Sequence[Finding], audience: Audience) -> _Masked:
    text, entities = audience.render(
        str(field.value), findings, audience.view, audience.role
    )
    path = field.path
    return _Masked(
        text,
        tuple(
            [
                Entity(path=path, label=label, start=start, end=end, token=token)
                for label, start, end, token in entities
            ]
        ),
    )


def _mask_typed(field: Field, found: Found, audience: Audience) -> _Masked:
    """Replace a value that is one entity as a whole.

    Its sender may have written anything into it: where the view keeps the type, it
    goes out only if its text was scanned as well.
    """
    if field.entity is None:
        raise RenderError("a typed field has no type")
    text = str(field.value)
    if not text:
        return _Masked(field.value)
    whole = Finding(0, len(text), field.entity, 1.0, "channel")
    if audience.view.hides(whole, audience.role):
        return _replaced(field, [whole], audience)
    if field.path in found:
        return _mask_scanned(field, found[field.path], audience)
    label = placeholder(field.entity)
    entity = Entity(path=field.path, label=field.entity, start=0, end=len(label))
    return _Masked(label, (entity,))
