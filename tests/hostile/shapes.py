"""Payloads of every shape that WhatsApp sends, with places for something hostile."""

import base64
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import orjson

PHONE, MAIL, IBAN = (
    "+49 1512 3456789",
    "hz.privat@example.com",
    "DE89370400440532013000",
)
WAMID = "wamid." + base64.b64encode(b"\x1d\x18\x0d4915123456789\x15\x02\x00").decode()
NAME = "Hannelore Zwischenbrugger"
CANARIES = [PHONE, "15123456789", "3456789", MAIL, "hz.privat", IBAN, WAMID[6:], NAME]
PLANTED: list[object] = [
    *(PHONE, MAIL, IBAN, WAMID, NAME),
    *(
        "hz.privat%40example.com",
        "hz.privat&#64;example.com",
        r"hz.privat\u0040example.com",
    ),
    *(4915123456789, 4.915123456789e12, 4915123456789.5, True),
    [PHONE, {"a": MAIL}],
    {PHONE: MAIL},
    orjson.dumps({PHONE: [MAIL]}).decode(),
]
BASE = {
    "from": "4915123456789",
    "from_user_id": "DE.1",
    "id": WAMID,
    "timestamp": "1767225600",
}
MESSAGES: list[dict[str, Any]] = [
    {"type": "text", "text": {"body": "x"}, "context": {"from": "1", "id": WAMID}},
    {
        "type": "document",
        "document": {
            "caption": "c",
            "filename": "f",
            "mime_type": "text/csv",
            "id": "1",
            "sha256": "s",
        },
    },
    {"type": "location", "location": {"latitude": 1.5, "longitude": 2.5, "name": "n"}},
    {
        "type": "contacts",
        "contacts": [
            {
                "name": {"formatted_name": "n", "prefix": "p"},
                "phones": [{"phone": "p", "wa_id": "1", "type": "CELL"}],
                "emails": [{"email": "e", "type": "HOME"}],
                "addresses": [{"street": "s", "city": "c", "country": "c", "zip": "1"}],
                "birthday": "1990-01-31",
                "org": {"company": "c", "department": "d", "title": "t"},
                "urls": [{"url": "u", "type": "HOME"}],
            }
        ],
    },
    {"type": "reaction", "reaction": {"message_id": WAMID, "emoji": "👍"}},
    {"type": "button", "button": {"payload": "p", "text": "t"}},
    {
        "type": "interactive",
        "interactive": {
            "type": "list_reply",
            "list_reply": {"id": "i", "title": "t", "description": "d"},
            "nfm_reply": {"name": "flow", "body": "b", "response_json": '{"name":"n"}'},
        },
    },
    {
        "type": "order",
        "order": {
            "catalog_id": "1",
            "text": "t",
            "product_items": [
                {
                    "product_retailer_id": "S",
                    "quantity": 2,
                    "item_price": 1.5,
                    "currency": "EUR",
                }
            ],
        },
    },
    {"type": "system", "system": {"type": "user_changed_number", "body": "b"}},
    {
        "type": "edit",
        "edit": {
            "original_message_id": WAMID,
            "message": {"type": "image", "image": {"caption": "c"}},
        },
    },
    {"type": "poll", "poll": {"name": "n"}, "errors": [{"code": 1, "title": "t"}]},
]
STATUS = {
    "id": WAMID,
    "status": "failed",
    "timestamp": "1767225600",
    "recipient_id": "1",
    "biz_opaque_callback_data": "b",
    "conversation": {"id": "c", "origin": {"type": "service"}},
    "pricing": {"billable": True, "category": "service", "type": "regular"},
    "errors": [{"code": 1, "title": "t", "error_data": {"details": "d"}}],
}
CALL = {
    "id": "wacid.x",
    "from": "1",
    "to": "2",
    "event": "connect",
    "direction": "USER_INITIATED",
    "timestamp": "1767225600",
    "duration": 3,
    "session": {"sdp_type": "offer", "sdp": "s"},
}
SYNC = {"type": "contact", "contact": {"full_name": "n"}, "action": "add"}


def webhook(kind: str, *items: object) -> dict[str, Any]:
    """Wrap items as WhatsApp does, with who they are from."""
    contact = {"profile": {"name": NAME}, "wa_id": "4915123456789", "user_id": "DE.1"}
    value = {"messaging_product": "whatsapp", "contacts": [contact], kind: [*items]}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": kind, "value": value}]}],
    }


SHAPES = [
    *(webhook("messages", {**BASE, **message}) for message in MESSAGES),
    webhook("message_echoes", {**BASE, **MESSAGES[0]}),
    webhook("statuses", STATUS),
    webhook("calls", CALL),
    webhook("state_sync", SYNC),
    webhook("user_preferences", {"wa_id": "1", "detail": "d", "value": "stop"}),
    webhook("errors", {"code": 1, "title": "t", "message": "m"}),
]


def places(node: object) -> Iterator[tuple[Any, Any]]:
    """Yield every object or list below `node`, with each key or position in it."""
    if isinstance(node, dict | list):
        inside = node.items() if isinstance(node, dict) else enumerate(node)
        for key, below in list(inside):
            yield node, key
            yield from places(below)


def mutants(shape: dict[str, Any], value: object) -> Iterator[bytes]:
    """Yield the shape with `value` in place of each of its parts, and beside it."""
    for position in range(len(list(places(shape)))):
        mutant = deepcopy(shape)
        node, key = list(places(mutant))[position]
        node[key] = value
        yield orjson.dumps(mutant)
        if isinstance(node, dict):
            node["something_new"], node[f"{MAIL} {PHONE}"] = value, value
            yield orjson.dumps(mutant)
