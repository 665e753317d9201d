"""Only what a map names becomes part of a record."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from pipeline.channel_files import load_channels, summarize
from pipeline.core.channel import ChannelMap, Leaf, Read, Tree
from pipeline.core.decode import choose, decode, decode_payload
from pipeline.core.decode_records import MAX_PEOPLE
from pipeline.core.errors import DecodeError
from pipeline.core.records import Record, Treatment

CHANNELS = load_channels()
WHATSAPP = CHANNELS["whatsapp"]
PLAIN = CHANNELS["plain"]
PLENTY = 1_000_000
CANARY = "canary-7731"

FROM = {"from": "typed PHONE_NUMBER"}
MEDIA = {"mime_type": "keep", "sha256": "token media", "id": "token media"}


def webhook(**value: object) -> dict[str, Any]:
    """Wrap a change's value."""
    changes = [{"field": "messages", "value": value}]
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": changes}],
    }


def message(type_: str, **body: object) -> dict[str, Any]:
    """Return a message with its base."""
    base = {"from": "447700900123", "id": "wamid.B", "timestamp": "1767225600"}
    return {**base, "type": type_, **body}


def read(payload: object, channel: ChannelMap = WHATSAPP) -> tuple[Record, ...]:
    """Decode a payload as it would arrive."""
    return decode(orjson.dumps(payload), channel, max_bytes=PLENTY)


def read_message(type_: str, **body: object) -> Record:
    """Decode one message."""
    (record,) = read(webhook(messages=[message(type_, **body)]))
    return record


def fields(record: Record) -> dict[str, object]:
    """Return a record's fields as maps' examples state them."""
    stated = summarize(record)["fields"]
    assert isinstance(stated, dict)
    return stated


def value_at(record: Record, path: str) -> object:
    """Return the value of one field."""
    return {field.path: field.value for field in record.fields}[path]


def media(kind: str, *, text: bool, **more: object) -> ParameterSet:
    """Return a table row for a medium."""
    file = {"mime_type": "image/png", "sha256": "4=", "id": "65", "url": "https://x"}
    body = {kind: file | ({"caption": "hi"} if text else {}) | more}
    expected = {f"{kind}.{key}": way for key, way in MEDIA.items()}
    if text:
        expected["text"] = "scan"
    expected |= {f"{kind}.{key}": "keep" for key in more}
    return pytest.param(kind, body, expected, {}, id=kind)


def interactive(kind: str, reply: dict[str, object], **expected: str) -> ParameterSet:
    """Return a table row for an interactive reply."""
    body = {"interactive": {"type": kind, kind: reply}}
    stated = {
        path if path == "text" else f"interactive.{kind}.{path}": way
        for path, way in expected.items()
    }
    return pytest.param(
        "interactive", body, stated | {"interactive.type": "keep"}, {}, id=kind
    )


SHAPES = [
    pytest.param("text", {"text": {"body": "hi"}}, {"text": "scan"}, {}, id="text"),
    pytest.param(
        "text",
        {
            "text": {"body": "hi"},
            "context": {
                "from": "49301234500",
                "id": "wamid.A",
                "referred_product": {"catalog_id": "354", "product_retailer_id": "S"},
            },
        },
        {
            "text": "scan",
            "context.from": "typed PHONE_NUMBER",
            "context.referred_product.catalog_id": "scan",
            "context.referred_product.product_retailer_id": "scan",
        },
        {"reply_to": "wamid.A"},
        id="reply about a product",
    ),
    pytest.param(
        "text",
        {"text": {"body": "hi"}, "context": {"frequently_forwarded": True}},
        {"text": "scan", "context.frequently_forwarded": "keep"},
        {},
        id="forwarded",
    ),
    pytest.param(
        "text",
        {
            "text": {"body": "hi"},
            "referral": {
                "source_url": "https://fb.example/x",
                "source_id": "1200",
                "source_type": "ad",
                "headline": "Sale",
                "body": "Chat",
                "media_type": "image",
                "image_url": "https://x",
                "ctwa_clid": "ARAk",
                "welcome_message": {"text": "Hi"},
            },
        },
        {
            "text": "scan",
            "referral.source_type": "keep",
            "referral.headline": "scan",
            "referral.body": "scan",
            "referral.media_type": "keep",
            "referral.welcome_message.text": "scan",
        },
        {},
        id="after a click on an ad",
    ),
    media("image", text=True),
    media("video", text=True),
    media("audio", text=False, voice=True),
    media("sticker", text=False, animated=False),
    pytest.param(
        "document",
        {"document": {"filename": "Anna.pdf", "id": "1", "caption": "hi"}},
        {"text": "scan", "document.filename": "scan", "document.id": "token media"},
        {},
        id="document",
    ),
    pytest.param(
        "location",
        {
            "location": {
                "latitude": 52.5,
                "longitude": 13.4,
                "name": "home",
                "address": "Via Roma 1",
                "url": "https://x",
            }
        },
        {
            "location.latitude": "typed GEO_COORDINATES",
            "location.longitude": "typed GEO_COORDINATES",
            "location.name": "scan",
            "location.address": "typed ADDRESS",
        },
        {},
        id="location",
    ),
    pytest.param(
        "contacts",
        {
            "origin": "other",
            "contacts": [
                {
                    "vcard": "BEGIN:VCARD",
                    "name": {"formatted_name": "Mario Rossi", "middle_name": ""},
                    "phones": [{"phone": "+44 7700 900456", "type": "CELL"}],
                    "emails": [{"email": "mario@example.com"}],
                    "addresses": [{"street": "Via Roma 1", "country_code": "it"}],
                    "birthday": "1990-01-31",
                    "org": {"company": "Esempio", "title": "CFO"},
                    "urls": [{"url": "https://mario.example"}],
                }
            ],
        },
        {
            "origin": "keep",
            "contacts[0].name.formatted_name": "typed PERSON",
            "contacts[0].phones[0].phone": "typed PHONE_NUMBER",
            "contacts[0].phones[0].type": "keep",
            "contacts[0].emails[0].email": "typed EMAIL_ADDRESS",
            "contacts[0].addresses[0].street": "typed ADDRESS",
            "contacts[0].addresses[0].country_code": "typed LOCATION",
            "contacts[0].birthday": "typed DATE_OF_BIRTH",
            "contacts[0].org.company": "typed ORGANIZATION",
            "contacts[0].org.title": "scan",
            "contacts[0].urls[0].url": "typed URL",
        },
        {},
        id="vcard",
    ),
    pytest.param(
        "reaction",
        {"reaction": {"message_id": "wamid.A", "emoji": "👍"}},
        {"reaction.emoji": "keep"},
        {"reacts_to": "wamid.A"},
        id="reaction",
    ),
    pytest.param(
        "reaction",
        {"reaction": {"message_id": "wamid.A", "emoji": ""}},
        {},
        {"reacts_to": "wamid.A"},
        id="reaction removed",
    ),
    pytest.param(
        "button",
        {"button": {"payload": "OK|anna@example.com", "text": "Ja"}},
        {"text": "scan", "button.payload": "scan"},
        {},
        id="button",
    ),
    interactive("button_reply", {"id": "cb", "title": "Anna"}, id="scan", text="scan"),
    interactive(
        "list_reply",
        {"id": "a", "title": "Home", "description": "Via Roma 1"},
        id="scan",
        text="scan",
        description="scan",
    ),
    interactive(
        "call_permission_reply",
        {
            "response": "accept",
            "is_permanent": False,
            "expiration_timestamp": 1767830400,
            "response_source": "user_action",
        },
        response="keep",
        is_permanent="keep",
        expiration_timestamp="keep",
        response_source="keep",
    ),
    pytest.param("interactive", {}, {}, {}, id="missing body"),
    pytest.param("text", {"text": None}, {}, {}, id="null body"),
    pytest.param(
        "order",
        {
            "order": {
                "catalog_id": "354",
                "text": "hi",
                "product_items": [
                    {
                        "product_retailer_id": "SKU1",
                        "quantity": 2,
                        "item_price": 10.5,
                        "currency": "EUR",
                    }
                ],
            }
        },
        {
            "order.catalog_id": "scan",
            "text": "scan",
            "order.product_items[0].product_retailer_id": "scan",
            "order.product_items[0].quantity": "keep",
            "order.product_items[0].item_price": "keep",
            "order.product_items[0].currency": "keep",
        },
        {},
        id="order",
    ),
    pytest.param(
        "system",
        {
            "identity": {"acknowledged": True, "hash": "S"},
            "system": {
                "type": "user_changed_number",
                "body": "User Anna changed from 447700900123 to 447700900999",
                "wa_id": "447700900999",
                "user_id": "DE.777",
            },
        },
        {
            "identity.acknowledged": "keep",
            "system.type": "keep",
            "system.wa_id": "typed PHONE_NUMBER",
            "system.user_id": "token subject",
        },
        {},
        id="changed number",
    ),
    pytest.param(
        "edit",
        {
            "edit": {
                "original_message_id": "wamid.A",
                "message": {
                    "context": {"id": "M0"},
                    "type": "text",
                    "text": {"body": "hi"},
                },
            }
        },
        {"edit.message.type": "keep", "text": "scan"},
        {"edits": "wamid.A"},
        id="edit",
    ),
    pytest.param(
        "revoke",
        {"revoke": {"original_message_id": "wamid.A"}},
        {},
        {"revokes": "wamid.A"},
        id="revoke",
    ),
    pytest.param("request_welcome", {}, {}, {}, id="opened chat"),
    pytest.param(
        "unsupported",
        {
            "unsupported": {"type": "poll"},
            "errors": [
                {
                    "code": 131051,
                    "title": "t",
                    "message": "m",
                    "error_data": {"details": "d"},
                }
            ],
        },
        {
            "unsupported.type": "keep",
            "errors[0].code": "keep",
            "errors[0].title": "scan",
            "errors[0].message": "scan",
            "errors[0].error_data.details": "scan",
        },
        {},
        id="unsupported",
    ),
]


@pytest.mark.parametrize(("type_", "body", "expected", "refs"), SHAPES)
def test_reads_every_type_of_message(
    type_: str, body: dict[str, Any], expected: dict[str, str], refs: dict[str, str]
) -> None:
    """Each field has its treatment, nothing is unknown, replies still join."""
    record = read_message(type_, **body)

    assert record.kind == "message"
    assert record.type == type_
    assert record.direction == "inbound"
    assert (record.id, record.conversation) == ("wamid.B", "447700900123")
    assert record.time == "2026-01-01T00:00:00Z"
    assert fields(record) == FROM | expected
    assert {ref.name: ref.id for ref in record.refs} == refs
    assert record.unknown == 0


STATUS = {"id": "wamid.A", "status": "sent", "timestamp": "1767225601"}
OTHER_RECORDS = [
    pytest.param(
        {
            "statuses": [
                STATUS
                | {
                    "recipient_id": "447700900123",
                    "recipient_user_id": "DE.1349",
                    "biz_opaque_callback_data": "crm:anna@example.com",
                    "pricing": {"billable": True, "pricing_model": "PMP"},
                    "conversation": {"id": "727", "origin": {"type": "service"}},
                }
            ]
        },
        {
            "kind": "status",
            "type": "sent",
            "direction": "outbound",
            "id": "wamid.A sent 1767225601",
            "conversation": "DE.1349",
            "sender": None,
            "refs": {"message": "wamid.A"},
            "fields": {
                "recipient_id": "typed PHONE_NUMBER",
                "recipient_user_id": "token subject",
                "pricing.billable": "keep",
                "pricing.pricing_model": "keep",
                "conversation.origin.type": "keep",
            },
        },
        id="status",
    ),
    pytest.param(
        {
            "statuses": [
                STATUS
                | {
                    "recipient_id": "GROUP",
                    "recipient_type": "group",
                    "recipient_participant_id": "447700900123",
                }
            ]
        },
        {"id": "wamid.A sent 1767225601 447700900123", "conversation": "GROUP"},
        id="status of one of a group",
    ),
    pytest.param(
        {
            "contacts": [{"wa_id": "447700900123", "profile": {"name": "Anna"}}],
            "message_echoes": [
                message("text", text={"body": "Hallo Anna"})
                | {"from": "49301234500", "to": "447700900123"}
            ],
        },
        {
            "kind": "echo",
            "direction": "outbound",
            "conversation": "447700900123",
            "sender": "49301234500",
            "names": ["Anna"],
        },
        id="echo",
    ),
    pytest.param(
        {
            "state_sync": [
                {
                    "type": "contact",
                    "contact": {"full_name": "Anna", "phone_number": "447700900123"},
                    "action": "add",
                    "metadata": {"timestamp": 1767225600},
                }
            ]
        },
        {
            "kind": "state_sync",
            "type": "contact",
            "id": "",
            "conversation": "",
            "time": "2026-01-01T00:00:00Z",
            "names": [],
            "fields": {"action": "keep"},
        },
        id="address book",
    ),
    pytest.param(
        {
            "user_preferences": [
                {
                    "wa_id": "447700900123",
                    "detail": "no ads",
                    "category": "marketing_messages",
                    "value": "stop",
                    "timestamp": 1767225600,
                }
            ]
        },
        {
            "kind": "preference",
            "type": "marketing_messages",
            "conversation": "447700900123",
            "fields": {
                "wa_id": "typed PHONE_NUMBER",
                "detail": "scan",
                "value": "keep",
            },
        },
        id="preference",
    ),
    pytest.param(
        {
            "calls": [
                {
                    "id": "wacid.x",
                    "from": "49301234500",
                    "to": "447700900123",
                    "event": "connect",
                    "timestamp": "1767225600",
                    "direction": "BUSINESS_INITIATED",
                    "session": {"sdp_type": "offer", "sdp": "c=IN IP4 203.0.113.7"},
                }
            ]
        },
        {
            "kind": "call",
            "type": "connect",
            "direction": "outbound",
            "id": "wacid.x connect 1767225600",
            "conversation": "447700900123",
            "refs": {"message": "wacid.x"},
            "fields": {
                "from": "typed PHONE_NUMBER",
                "to": "typed PHONE_NUMBER",
                "session.sdp_type": "keep",
            },
        },
        id="call",
    ),
    pytest.param(
        {"errors": [{"code": 131000, "title": "t", "href": "https://x"}]},
        {
            "kind": "error",
            "type": "error",
            "fields": {"code": "keep", "title": "scan"},
        },
        id="error",
    ),
]


@pytest.mark.parametrize(("value", "expected"), OTHER_RECORDS)
def test_reads_every_other_kind(
    value: dict[str, Any], expected: dict[str, object]
) -> None:
    """What isn't a message has its own keys, and names nobody by accident."""
    (record,) = read(webhook(**value))

    assert {k: summarize(record)[k] for k in expected} == expected
    assert record.unknown == 0


def test_walks_all_entries_changes_and_messages() -> None:
    """A payload bundles what it likes; nothing after the first is lost."""
    payload = webhook(messages=[message("text", id=f"wamid.{n}") for n in range(2)])
    payload["entry"][0]["changes"] *= 2
    payload["entry"] *= 2

    records = read(payload)

    assert [record.index for record in records] == list(range(8))
    assert [record.id for record in records] == ["wamid.0", "wamid.1"] * 4


def test_one_customers_records_share_a_conversation() -> None:
    """The stable key wins wherever it stands."""
    records = read(
        webhook(
            messages=[message("text", from_user_id="DE.1")],
            statuses=[STATUS | {"recipient_id": "44", "recipient_user_id": "DE.1"}],
            message_echoes=[message("text", to="44", to_user_id="DE.1")],
        )
    )

    assert {record.conversation for record in records} == {"DE.1"}


def test_group_is_the_conversation() -> None:
    """Its members are senders."""
    record = read_message("text", group_id="G", from_user_id="DE.1")

    assert (record.conversation, record.sender) == ("G", "DE.1")


def test_missing_ids_are_left_empty() -> None:
    """An id is never made up: two records would share it."""
    (record,) = read(webhook(messages=[{"text": {"body": "hi"}}]))

    assert (record.id, record.conversation, record.sender) == ("", "", None)
    assert (record.type, record.time, record.unknown) == ("unknown", None, 0)


def test_status_without_id_has_none() -> None:
    """The parts after a missing first identify nothing."""
    (record,) = read(webhook(statuses=[{"status": "sent", "recipient_id": "44"}]))

    assert record.id == ""
    assert record.refs == ()


PROFILES = [
    {"profile": {"name": "Anna"}, "wa_id": "447700900123"},
    {"profile": {"name": "Mario", "username": "mario.r"}, "user_id": "DE.2"},
]


def test_sender_is_found_among_the_profiles() -> None:
    """Another customer's name isn't searched for in this one's text."""
    first, second = read(
        webhook(
            contacts=PROFILES,
            messages=[
                message("text"),
                message("text", from_user_id="DE.2", **{"from": ""}),
            ],
        )
    )

    assert first.names == ("Anna",)
    assert value_at(first, "customer.profile.name") == "Anna"
    assert second.names == ("Mario", "mario.r")


def test_all_names_are_searched_for_if_nobody_is_meant() -> None:
    """Too many names are safer than too few; none of them becomes a field."""
    (record,) = read(
        webhook(contacts=PROFILES, messages=[message("text") | {"from": "44"}])
    )

    assert record.names == ("Anna", "Mario", "mario.r")
    assert fields(record) == FROM


def test_every_name_given_for_the_sender_is_searched_for() -> None:
    """Two profiles of one number: the second could be the true one."""
    twice = [PROFILES[0], PROFILES[0] | {"profile": {"name": "Mario"}}]

    (record,) = read(webhook(contacts=twice, messages=[message("text")]))

    assert record.names == ("Anna", "Mario")
    assert value_at(record, "customer.profile.name") == "Anna"


@pytest.mark.parametrize("more", [1, 400_000])
def test_more_fields_than_anybody_sends_are_refused(more: int) -> None:
    """A payload may not cost more than its size lets expect."""
    payload = orjson.dumps({"id": "a", "tags": [1] * (20_000 + more)})

    began = time.process_time()
    with pytest.raises(DecodeError) as caught:
        decode(payload, PLAIN, max_bytes=PLENTY)

    assert caught.value.reason == "too_many_fields"
    assert time.process_time() - began < 1


def test_more_records_than_anybody_sends_are_refused() -> None:
    """Each would become a message a view, however little it says."""
    with pytest.raises(DecodeError) as caught:
        read(webhook(statuses=[{"id": str(n)} for n in range(3_001)]))

    assert caught.value.reason == "too_many_records"


def test_names_are_not_searched_for_in_any_number_of_records() -> None:
    """A hundred strangers beside a thousand messages make a hundred thousand."""
    people = [{"profile": {"name": f"Anna {n}"}, "wa_id": str(n)} for n in range(101)]
    texts = [message("text", text={"body": "x"}) for _ in range(200)]

    with pytest.raises(DecodeError) as caught:
        read(webhook(contacts=people, messages=texts))

    assert caught.value.reason == "too_many_names"


def test_a_long_list_of_people_is_refused_for_what_each_record_would_search() -> None:
    """Entries without a name cost as much."""
    texts = [message("text", text={"body": "x"}) for _ in range(50)]

    with pytest.raises(DecodeError) as caught:
        read(webhook(contacts=[{}] * (MAX_PEOPLE + 1), messages=texts))

    assert caught.value.reason == "too_many_names"


@pytest.mark.parametrize(
    "contacts", ["Anna", {"wa_id": "447700900123"}, ["Anna"], [["Anna"]]]
)
def test_profiles_of_another_shape_are_counted(contacts: object) -> None:
    """They name nobody, and break nothing."""
    (record,) = read(webhook(contacts=contacts, messages=[message("text")]))

    assert record.names == ()
    assert record.unknown == 1


def test_form_is_read_key_by_key() -> None:
    """Listed keys are typed; the rest is scanned, in whatever depth it lies."""
    answers = {
        "flow_token": CANARY,
        "email": "anna@example.com",
        "name": "Anna",
        "values": {"phone_number": "+447700900123", "colour": "red"},
        "comment": {"text": ["hi", 4915112345678, None, "", True], "pin 4711": "x"},
        "screen_0_Comment_1": "hi",
        "Anna": "yes",
        "": "no",
        "phone_447700900123": 1,
        "deep": [[[[[[[[[CANARY]]]]]]]]],
    }
    reply = {
        "name": "flow",
        "body": "Sent",
        "response_json": orjson.dumps(answers).decode(),
    }

    record = read_message(
        "interactive", interactive={"type": "nfm_reply", "nfm_reply": reply}
    )

    form = "interactive.nfm_reply.response_json."
    assert {
        path.removeprefix(form): way
        for path, way in fields(record).items()
        if path.startswith(form)
    } == {
        "email": "typed EMAIL_ADDRESS",
        "name": "typed PERSON",
        "values.phone_number": "typed PHONE_NUMBER",
        "values.other[0]": "scan",
        "comment.text[0]": "scan",
        "comment.text[1]": "scan",
        "comment.text[4]": "keep",
        "comment.other[0]": "scan",
        "screen_0_Comment_1": "scan",
        "other[0]": "scan",
        "other[1]": "scan",
        "other[2]": "scan",
    }
    assert record.names == ("Anna",)
    assert record.unknown == 1
    assert {f.path: f.hint for f in record.fields}[form + "other[0]"] == "Anna"


@pytest.mark.parametrize(
    "answers",
    ["Anna", '["Anna"]', '{"name":"Anna"', '{"a":1,"a":2}', 7, ["Anna"], {"a": "Anna"}],
)
def test_form_that_is_none_is_dropped_and_counted(answers: object) -> None:
    """Half-read JSON could hide anything behind its escapes."""
    reply = {"response_json": answers}

    record = read_message("interactive", interactive={"nfm_reply": reply})

    assert fields(record) == FROM
    assert record.unknown == 1


def test_second_main_text_keeps_its_own_path() -> None:
    """No text is lost, and no two fields share a path."""
    record = read_message("text", text={"body": "one"}, image={"caption": "two"})

    assert value_at(record, "text") == "one"
    assert value_at(record, "image.caption") == "two"


def test_no_two_fields_share_a_path() -> None:
    """Findings are kept by path: another text's offsets must never be used."""
    kind = PLAIN.kinds["message"]
    leaves = {"body": Leaf(read=Read.TEXT), "text": Leaf(read=Read.SCAN)}
    kinds = {"message": replace(kind, fields=Tree(leaves))}

    (record,) = read({"body": "one", "text": CANARY}, replace(PLAIN, kinds=kinds))

    assert value_at(record, "text") == "one"
    assert CANARY not in repr(record)
    assert record.unknown == 1


def test_unheard_of_type_is_unknown() -> None:
    """A new type's content waits until the map knows it."""
    record = read_message("hologram", hologram={"body": CANARY})

    assert record.type == "unknown"
    assert record.unknown == 2
    assert fields(record) == FROM


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        pytest.param({"text": "hi"}, 1, id="text for an object"),
        pytest.param({"text": ["hi"]}, 1, id="list for an object"),
        pytest.param({"text": {"body": {"a": CANARY}}}, 1, id="object for a leaf"),
        pytest.param({"text": {"body": [CANARY]}}, 1, id="list for a leaf"),
        pytest.param({"contacts": {"name": CANARY}}, 1, id="object for a list"),
        pytest.param({"contacts": [CANARY]}, 1, id="text for an element"),
        pytest.param({"image": {"mime_type": CANARY}}, 1, id="unlisted word"),
        pytest.param({"timestamp": CANARY}, 1, id="no moment"),
        pytest.param({"timestamp": [CANARY]}, 2, id="list for a moment"),
        pytest.param({"id": {"a": CANARY}}, 1, id="object for an id"),
        pytest.param({"context": {"id": [CANARY]}}, 1, id="list for a reference"),
        pytest.param({"reaction": {"emoji": CANARY}}, 1, id="no emoji"),
        pytest.param({CANARY: CANARY}, 1, id="unmapped key"),
        pytest.param({"": CANARY}, 1, id="empty key"),
        pytest.param({"text.body": CANARY}, 1, id="key with a dot"),
    ],
)
def test_what_the_map_does_not_say_is_dropped_and_counted(
    body: dict[str, Any], unknown: int
) -> None:
    """Another shape than the map's never passes, and never breaks anything."""
    record = read_message("text", **body)

    assert CANARY not in repr(record)
    assert record.unknown == unknown


def test_unmapped_fields_on_the_way_count_for_the_first_record() -> None:
    """They belong to no record, and must still be seen."""
    payload = webhook(messages=[message("text"), 7, message("text")], novelty=CANARY)
    payload["novelty"] = CANARY

    records = read(payload)

    assert [record.unknown for record in records] == [3, 0]


def test_null_is_nothing_unknown() -> None:
    """WhatsApp's libraries write null for what is missing."""
    payload = webhook(messages=[message("text", context=None), None], statuses=None)

    (record,) = read(payload)

    assert record.unknown == 0


@pytest.mark.parametrize(
    "payload",
    [
        {"object": "whatsapp_business_account"},
        {"object": "whatsapp_business_account", "entry": []},
        {"object": "whatsapp_business_account", "entry": CANARY},
        {"object": "whatsapp_business_account", "entry": {"changes": []}},
        webhook(messages=[]),
        webhook(messages=[{}]),
        webhook(messages=[{CANARY: CANARY}]),
        webhook(messages=message("text")),
    ],
)
def test_payload_without_a_record_is_refused(payload: dict[str, Any]) -> None:
    """A message of an unforeseen shape must not vanish without a trace."""
    with pytest.raises(DecodeError) as caught:
        read(payload)

    assert caught.value.reason == "no_records"
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize(
    "payload",
    [
        webhook(messages=[message("text", novelty=CANARY)]),
        webhook(messages=[message("text")], novelty=CANARY),
        webhook(messages=[message("text"), {}]),
        webhook(messages=[message(CANARY)]),
    ],
)
def test_strict_map_refuses_what_it_does_not_know(payload: dict[str, Any]) -> None:
    """`on_unknown: quarantine` holds wherever the field stands."""
    strict = replace(WHATSAPP, on_unknown="quarantine")

    with pytest.raises(DecodeError) as caught:
        read(payload, strict)

    assert caught.value.reason == "unknown_field"
    assert CANARY not in str(caught.value)


def test_strict_map_reads_what_it_knows() -> None:
    """Strict isn't closed."""
    strict = replace(WHATSAPP, on_unknown="quarantine")

    assert len(read(webhook(messages=[message("text")]), strict)) == 1


def test_named_channel_wins() -> None:
    """Whoever sends a payload knows what it is."""
    assert choose(webhook(), CHANNELS, "plain") is PLAIN


def test_payload_is_recognised_by_its_words() -> None:
    """The fall-back is the plain map, whose default-deny lets nothing pass."""
    assert choose(webhook(), CHANNELS) is WHATSAPP
    assert choose({"object": ["whatsapp_business_account"]}, CHANNELS) is PLAIN
    assert choose({"text": "hi"}, CHANNELS) is PLAIN


@pytest.mark.parametrize(("channels", "name"), [(CHANNELS, "fax"), ({}, "")])
def test_unknown_channel_is_refused(channels: dict[str, ChannelMap], name: str) -> None:
    """There is no map to fall back on for a name that nobody wrote one for."""
    with pytest.raises(DecodeError) as caught:
        choose({}, channels, name)

    assert caught.value.reason == "unknown_channel"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            {"id": 7, "text": "hi", "reply_to": "m-6"},
            {"id": "7", "refs": {"reply_to": "m-6"}, "direction": "none"},
            id="number for an id",
        ),
        pytest.param(
            {"sender": {"email": "anna@example.com"}, "text": "hi"},
            {"conversation": "anna@example.com", "sender": "anna@example.com"},
            id="conversation by sender",
        ),
        pytest.param(
            {"text": "hi", "direction": "sideways", "type": "email"},
            {"direction": "none", "type": "email", "unknown": 1},
            id="no direction",
        ),
        pytest.param(
            {"subject": "Anna", "tags": ["vip", 7], "agent": {"name": "Mario"}},
            {
                "names": ["Mario"],
                "fields": {
                    "subject": "scan",
                    "tags[0]": "scan",
                    "tags[1]": "scan",
                    "agent.name": "typed PERSON",
                },
            },
            id="ticket",
        ),
    ],
)
def test_reads_plain_messages(
    payload: dict[str, Any], expected: dict[str, object]
) -> None:
    """One object, one record."""
    (record,) = read(payload, PLAIN)

    assert {k: summarize(record)[k] for k in expected} == expected


TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.just(CANARY)),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(st.text(max_size=4) | st.just(CANARY), below, max_size=3),
    ),
    max_leaves=8,
)


def at_top(payload: dict[str, Any], tree: object) -> None:
    """Put a tree into the envelope."""
    payload["x-new"] = tree


def in_value(payload: dict[str, Any], tree: object) -> None:
    """Put a tree beside the messages."""
    payload["entry"][0]["changes"][0]["value"]["x-new"] = tree


def in_message(payload: dict[str, Any], tree: object) -> None:
    """Put a tree into the message."""
    payload["entry"][0]["changes"][0]["value"]["messages"][0]["x-new"] = tree


def in_body(payload: dict[str, Any], tree: object) -> None:
    """Put a tree beside the text."""
    payload["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["x-new"] = tree


def in_profile(payload: dict[str, Any], tree: object) -> None:
    """Put a tree into the sender's profile."""
    payload["entry"][0]["changes"][0]["value"]["contacts"][0]["x-new"] = tree


@given(TREES, st.sampled_from([at_top, in_value, in_message, in_body, in_profile]))
def test_no_value_of_an_unmapped_field_reaches_a_record(
    tree: object, put: Callable[[dict[str, Any], object], None]
) -> None:
    """Default-deny, wherever the field stands and whatever it holds."""
    payload = webhook(
        contacts=[{"wa_id": "447700900123", "profile": {"name": "Anna"}}],
        messages=[message("text", text={"body": "hi"})],
    )
    (known,) = read(payload)
    put(payload, tree)

    (record,) = read(payload)

    assert CANARY not in repr(record)
    assert record.unknown == 1
    assert replace(record, unknown=0) == known


PLACES = [
    *("object", "entry", "id", "changes", "value", "messages", "statuses", "contacts"),
    *("profile", "name", "wa_id", "from", "type", "timestamp", "text", "body", "image"),
    *("mime_type", "interactive", "nfm_reply", "response_json", "errors", "code"),
]
SHUFFLED = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, width=32)
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(st.sampled_from(PLACES), below, max_size=5),
    ),
    max_leaves=30,
)


@given(
    payload=st.dictionaries(st.sampled_from(PLACES), SHUFFLED, max_size=5),
    in_webhook=st.booleans(),
)
def test_any_object_is_decoded_or_refused(
    payload: dict[str, Any], *, in_webhook: bool
) -> None:
    """Known keys in the wrong places raise nothing but `DecodeError`."""
    payload = webhook(messages=[payload], contacts=payload) if in_webhook else payload
    for channel in (WHATSAPP, PLAIN):
        try:
            records = decode_payload(payload, channel)
        except DecodeError as error:
            assert error.reason == "no_records"  # noqa: PT017  (both are right)
            continue
        assert_well_formed(records)


def assert_well_formed(records: tuple[Record, ...]) -> None:
    """Check what later steps rely on."""
    for index, record in enumerate(records):
        paths = [field.path for field in record.fields]
        assert record.index == index
        assert len(set(paths)) == len(paths)
        for field in record.fields:
            assert (field.entity is not None) == (field.treatment is Treatment.TYPED)
            assert bool(field.token) == (field.treatment is Treatment.TOKEN)
            if field.treatment is Treatment.SCAN:
                assert isinstance(field.value, str)
