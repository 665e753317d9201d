"""A masked record shows what its view shows, and nothing else of the record."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import RenderError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.mask import (
    MESSAGES,
    Audience,
    Entity,
    MaskedRecord,
    Rendered,
    Replaced,
    Versions,
    encode,
    mask,
    placeholder,
)
from pipeline.core.policy import Rule, View
from pipeline.core.recall import ENTRIES
from pipeline.core.records import Field, Record, Ref, Scalar, Source, Treatment

PERSON = EntityType("PERSON")
PHONE = EntityType("PHONE_NUMBER")
DATE = EntityType("DATE_TIME")
PLACE = EntityType("GEO_COORDINATES")
SOURCE = Source(topic="in", partition=3, offset=7)
VERSIONS = Versions(policy="p@1", rules="r1", model="m1", epoch="e1")
RECORD = Record(
    index=0,
    channel="plain",
    kind="message",
    type="text",
    direction="inbound",
    id="raw-id",
    conversation="raw-conversation",
    sender="raw-sender",
    time="2026-01-02T03:04:05Z",
)


def token(domain: str, kind: str, value: str) -> str:
    """Make a token that depends on all three."""
    return hashlib.sha256(repr((domain, kind, value)).encode()).hexdigest()[:20]


def render(
    text: str, findings: Sequence[Finding], _view: View, _role: str | None
) -> Rendered:
    """Put labels in place of findings."""
    masked, entities, read = "", [], 0
    for finding in findings:
        masked += text[read : finding.start]
        label = placeholder(finding.entity)
        entities.append(Replaced(finding.entity, len(masked), len(masked + label)))
        masked, read = masked + label, finding.end
    return Rendered(masked + text[read:], tuple(entities))


VIEW = View(
    name="v",
    domain="domain-v",
    rules={DATE: Rule("keep")},
    roles={"lead": {PERSON: Rule("keep")}},
)
AUDIENCE = Audience(view=VIEW, role=None, render=render, token=token, versions=VERSIONS)


def record_with(*fields: Field) -> Record:
    """Return the sample record with `fields`."""
    return replace(RECORD, fields=fields)


def scanned(value: Scalar, path: str = "text") -> Field:
    """Return a field that was searched."""
    return Field(path=path, value=value, treatment=Treatment.SCAN)


def typed(value: Scalar, entity: EntityType | None, path: str = "x") -> Field:
    """Return a field that is one entity."""
    return Field(path=path, value=value, treatment=Treatment.TYPED, entity=entity)


def listed(path: str, label: str, start: int, end: int) -> Entity:
    """Return an entity without a token."""
    return {"path": path, "label": label, "start": start, "end": end, "token": None}


def test_every_identifier_becomes_a_token_of_the_views_domain() -> None:
    """A WhatsApp message id holds a phone number."""
    record = replace(RECORD, refs=(Ref("reply_to", "raw-other"),))

    masked = mask(record, {}, SOURCE, AUDIENCE)

    assert masked["id"] == token("domain-v", "message", "plain/raw-id")
    assert masked["conversation"] == token(
        "domain-v", "conversation", "plain/raw-conversation"
    )
    assert masked["sender"] == token("domain-v", "subject", "raw-sender")
    assert masked["refs"] == {
        "reply_to": token("domain-v", "message", "plain/raw-other")
    }
    assert b"raw-" not in encode(masked)


def test_channels_may_use_the_same_ids() -> None:
    """A consumer must not drop a chat message as a repeated webhook."""
    first, second = (
        mask(replace(RECORD, channel=name), {}, SOURCE, AUDIENCE) for name in "ab"
    )

    assert first["id"] != second["id"]
    assert first["conversation"] != second["conversation"]
    assert first["sender"] == second["sender"]


def test_reply_joins_the_message_it_replies_to() -> None:
    """A reference is tokenised as the id that it names."""
    reply = replace(RECORD, id="raw-2", refs=(Ref("reply_to", "raw-id"),))

    first, second = (mask(r, {}, SOURCE, AUDIENCE) for r in (RECORD, reply))

    assert second["refs"]["reply_to"] == first["id"]


def test_token_field_of_kind_subject_joins_the_sender() -> None:
    """The same person, named in a field, is the same token."""
    contact = Field(
        path="contact", value="raw-sender", treatment=Treatment.TOKEN, token="subject"
    )

    masked = mask(record_with(contact), {}, SOURCE, AUDIENCE)

    assert masked["fields"]["contact"] == masked["sender"]


def test_record_without_identifiers_is_named_by_its_source() -> None:
    """Two such records stay two, and don't fall into one conversation."""
    bare = replace(RECORD, id="", conversation="", sender=None)

    first = mask(bare, {}, SOURCE, AUDIENCE)
    second = mask(replace(bare, index=1), {}, SOURCE, AUDIENCE)
    again = mask(bare, {}, SOURCE, AUDIENCE)

    assert first == again
    assert first["id"] != second["id"]
    assert first["conversation"] != second["conversation"]
    assert first["sender"] is None


def test_findings_are_replaced_and_listed() -> None:
    """Offsets are those in the masked text."""
    finding = Finding(3, 6, PERSON, 0.9)

    masked = mask(
        record_with(scanned("Hi Ann!")), {"text": [finding]}, SOURCE, AUDIENCE
    )

    assert masked["text"] == "Hi <PERSON>!"
    assert masked["entities"] == [listed("text", "PERSON", 3, 11)]
    assert masked["fields"] == {}


def test_other_fields_stand_by_their_path() -> None:
    """An entity says in which field it stands."""
    record = record_with(scanned("hello"), scanned("Ann", "contacts[0].note"))
    found = {"text": [], "contacts[0].note": [Finding(0, 3, PERSON, 0.9)]}

    masked = mask(record, found, SOURCE, AUDIENCE)

    assert masked["text"] == "hello"
    assert masked["fields"] == {"contacts[0].note": "<PERSON>"}
    assert [e["path"] for e in masked["entities"]] == ["contacts[0].note"]


def test_unsure_findings_are_ignored() -> None:
    """The view's threshold decides."""
    finding = Finding(0, 3, PERSON, 0.49)

    masked = mask(record_with(scanned("Ann")), {"text": [finding]}, SOURCE, AUDIENCE)

    assert masked["text"] == "Ann"
    assert masked["entities"] == []


def test_kept_finding_is_not_listed() -> None:
    """`entities` lists what was replaced, and a kept stretch wasn't."""
    finding = Finding(0, 6, DATE, 0.9)

    masked = mask(record_with(scanned("monday")), {"text": [finding]}, SOURCE, AUDIENCE)

    assert masked["text"] == "monday"
    assert masked["entities"] == []


def test_kept_finding_takes_no_character_from_a_hidden_one() -> None:
    """A surer date must not show digits of a phone number."""
    text = "0151 2026"
    found = {"text": [Finding(5, 9, DATE, 1.0), Finding(0, 9, PHONE, 0.5)]}

    masked = mask(record_with(scanned(text)), found, SOURCE, AUDIENCE)

    assert masked["text"] == "<PHONE_NUMBER>"


def test_role_decides_what_is_kept() -> None:
    """A role's rules replace the view's."""
    found = {"text": [Finding(0, 3, PERSON, 0.9)]}
    record = record_with(scanned("Ann"))

    assert mask(record, found, SOURCE, AUDIENCE)["text"] == "<PERSON>"
    lead = replace(AUDIENCE, role="lead")
    assert mask(record, found, SOURCE, lead)["text"] == "Ann"


def test_kept_value_goes_out_as_it_is() -> None:
    """Numbers and flags keep their JSON types."""
    fields = (
        Field(path="n", value=3, treatment=Treatment.KEEP),
        Field(path="f", value=1.5, treatment=Treatment.KEEP),
        Field(path="b", value=True, treatment=Treatment.KEEP),
        Field(path="none", value=None, treatment=Treatment.KEEP),
    )

    masked = mask(record_with(*fields), {}, SOURCE, AUDIENCE)

    assert masked["fields"] == {"n": 3, "f": 1.5, "b": True, "none": None}
    assert masked["fields"]["b"] is True


@pytest.mark.parametrize("treatment", list(Treatment))
def test_null_stays_null(treatment: Treatment) -> None:
    """Nothing is neither a text nor an identifier."""
    nothing = Field(path="x", value=None, treatment=treatment, entity=PERSON)

    assert mask(record_with(nothing), {}, SOURCE, AUDIENCE)["fields"] == {"x": None}


def test_scanned_number_keeps_its_type_unless_it_is_personal() -> None:
    """A phone number may come as a JSON number."""
    record = record_with(scanned(4915112345678, "x"), scanned(12, "y"))
    found = {"x": [Finding(0, 13, PHONE, 0.9)], "y": []}

    masked = mask(record, found, SOURCE, AUDIENCE)

    assert masked["fields"] == {"x": "<PHONE_NUMBER>", "y": 12}


@pytest.mark.parametrize(
    ("value", "label"), [("Ann", PERSON), (52.520008, PLACE), (49151, PHONE)]
)
def test_typed_value_is_one_entity(value: Scalar, label: EntityType) -> None:
    """Also a number, such as a latitude."""
    masked = mask(record_with(typed(value, label)), {}, SOURCE, AUDIENCE)

    assert masked["fields"] == {"x": f"<{label}>"}
    assert masked["entities"] == [listed("x", label, 0, len(label) + 2)]


def test_empty_typed_value_stays_empty() -> None:
    """There is nothing to hide."""
    masked = mask(record_with(typed("", PERSON)), {}, SOURCE, AUDIENCE)

    assert masked["fields"] == {"x": ""}


def test_kept_typed_value_that_nobody_read_is_labelled() -> None:
    """A profile name may be a phone number; kept names must be searched first."""
    record = record_with(typed("Ann +49 151 1", PERSON))
    lead = replace(AUDIENCE, role="lead")

    masked = mask(record, {}, SOURCE, lead)

    assert masked["fields"] == {"x": "<PERSON>"}
    assert masked["entities"] == [listed("x", "PERSON", 0, 8)]


def test_kept_typed_value_shows_what_is_no_finding() -> None:
    """Once it was searched, what is hidden in it is replaced."""
    record = record_with(typed("Ann +49 151 1", PERSON))
    lead = replace(AUDIENCE, role="lead")

    masked = mask(record, {"x": [Finding(4, 13, PHONE, 0.9)]}, SOURCE, lead)

    assert masked["fields"] == {"x": "Ann <PHONE_NUMBER>"}


def test_unread_text_is_refused() -> None:
    """No findings listed is not the same as nothing found."""
    with pytest.raises(RenderError, match="scanned"):
        mask(record_with(scanned("Ann")), {}, SOURCE, AUDIENCE)


def test_two_fields_of_one_path_are_refused() -> None:
    """Their findings couldn't be told apart."""
    twins = record_with(scanned("a", "x"), scanned("b", "x"))

    with pytest.raises(RenderError, match="share a path"):
        mask(twins, {"x": []}, SOURCE, AUDIENCE)


def test_typed_field_without_a_type_is_refused() -> None:
    """It wouldn't be known by which rule to hide it."""
    with pytest.raises(RenderError, match="no type"):
        mask(record_with(typed("Ann", None)), {}, SOURCE, AUDIENCE)


def test_record_says_where_it_comes_from() -> None:
    """Versions, key epoch and source make it repeatable."""
    masked = mask(replace(RECORD, unknown=2), {}, SOURCE, AUDIENCE)

    assert orjson.loads(encode(masked))["meta"] == {
        "policy": "p@1",
        "rules": "r1",
        "model": "m1",
        "epoch": "e1",
        "source": {"topic": "in", "partition": 3, "offset": 7},
        "rev": 1,
        "unknown_fields": 2,
    }


def test_same_record_is_the_same_bytes() -> None:
    """The order of fields doesn't matter: keys are sorted."""
    a, b = (Field(path=p, value=p, treatment=Treatment.KEEP) for p in "ab")

    one, other = (
        encode(mask(record_with(*fields), {}, SOURCE, AUDIENCE))
        for fields in ((a, b), (b, a))
    )

    assert one == other


@pytest.mark.parametrize(
    "value", [pytest.param("\ud800", id="surrogate"), pytest.param(2**70, id="integer")]
)
def test_what_json_cannot_hold_is_refused_without_a_word_of_it(value: Scalar) -> None:
    """The cause would quote the record."""
    kept = Field(path="x", value=value, treatment=Treatment.KEEP)
    masked: MaskedRecord = mask(record_with(kept), {}, SOURCE, AUDIENCE)

    with pytest.raises(RenderError) as caught:
        encode(masked)

    assert caught.value.reason == "render_json"
    assert caught.value.__cause__ is None


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Draw a text and any findings in it: overlapping, unsure, of kept types."""
    text = draw(st.text(min_size=1, max_size=30).filter(lambda t: "<" not in t))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return text, [
        Finding(start, end, draw(st.sampled_from([PERSON, PHONE, DATE])), score)
        for start, end in draw(st.lists(spans, max_size=6))
        if start < end
        for score in [draw(st.sampled_from([0.3, 0.5, 0.9, 1.0]))]
    ]


@given(texts_with_findings())
def test_shows_what_nothing_hides_and_only_that(
    drawn: tuple[str, list[Finding]],
) -> None:
    """Every character that a sure, hidden finding claims is gone; all others stay."""
    text, findings = drawn
    hidden = {
        position
        for finding in findings
        if finding.score >= VIEW.threshold and finding.entity != DATE
        for position in range(finding.start, finding.end)
    }

    masked = mask(record_with(scanned(text)), {"text": findings}, SOURCE, AUDIENCE)

    edges = [
        0,
        *(e for one in masked["entities"] for e in (one["start"], one["end"])),
        None,
    ]
    assert masked["text"] is not None
    shown = "".join(
        masked["text"][a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)
    )
    assert shown == "".join(c for i, c in enumerate(text) if i not in hidden)


def test_message_ids_do_not_push_people_out_of_memory() -> None:
    """Every message has a new id; a customer's token is worked out once."""
    asked: list[str] = []

    def counting(domain: str, kind: str, value: str) -> str:
        asked.append(value)
        return token(domain, kind, value)

    audience = replace(AUDIENCE, token=counting)
    for number in range(ENTRIES):
        mask(replace(RECORD, id=f"raw-{number}"), {}, SOURCE, audience)

    assert asked.count("raw-sender") == 1
    assert asked.count("plain/raw-conversation") == 1
    assert len(audience.messages) <= MESSAGES
