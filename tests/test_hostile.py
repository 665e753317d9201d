"""Whatever is sent, the answer comes in time, is complete, and shows nothing."""

import base64
import time
from collections.abc import Iterator
from copy import deepcopy
from itertools import chain
from typing import Any

import orjson
import pytest

from pipeline.assembly import Parts
from pipeline.core.records import Source
from pipeline.core.redact import Redactor
from pipeline.core.route import Incoming, Outgoing
from pipeline.leaks import leaks_in
from pipeline.settings import load_settings

IN_TIME_S = 10.0  # far more than any takes: a shared machine has slow moments
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
PATHOLOGICAL = {
    "dots": "." * 4_096,
    "a million digits": "1" * 900_000,
    "digits apart": "1 " * 9_000,
    "zero width": "\u200b" * 100_000,
    "at and dot": "a at b dot " * 1_800,
    "links begun": "http://www." * 1_800,
    "IBANs begun": "DE89 3704 0044 " * 1_300,
    "e-mails without end": "a@" * 9_000,
    "streets without number": "Musterstr. " * 1_800,
    "names": "Frau Müller " * 1_600,
    "escapes": "%41&#65;_" * 2_200,
    "marks on a letter": "a" + "\u0301" * 19_000,
    "entities": f"{PHONE} {MAIL} " * 480,
}


@pytest.fixture(scope="module")
def redact(tmp_path_factory: pytest.TempPathFactory) -> Redactor:
    """Build the whole way without the name model: what it finds isn't the point."""
    keyset = tmp_path_factory.mktemp("keys") / "keyset.json"
    return Parts(load_settings(keyset_file=keyset, model=False)).redactor()


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


def shown(outgoing: list[Outgoing]) -> bytes:
    """Return everything that can be read without the key of the seal."""
    return b"\n".join(
        b" ".join([out.key, *chain(*((n.encode(), v) for n, v in out.headers))])
        + orjson.dumps({**orjson.loads(out.value), "sealed": None})
        for out in outgoing
    )


def one_by_one(redact: Redactor, values: list[bytes]) -> list[list[Outgoing]]:
    """Redact values as lines of a file."""
    return redact(
        [Incoming(value=v, source=Source(line=n)) for n, v in enumerate(values, 1)]
    )


@pytest.mark.parametrize("planted", PLANTED, ids=lambda value: str(value)[:20])
def test_nothing_planted_anywhere_is_shown(redact: Redactor, planted: object) -> None:
    """In any place of any shape, known or not, of the expected type or not."""
    values = [
        m
        for shape in SHAPES[PLANTED.index(planted) % 4 :: 4]
        for m in mutants(shape, planted)
    ]

    answers = one_by_one(redact, values)

    for value, outgoing in zip(values, answers, strict=True):
        assert leaks_in(shown(outgoing), CANARIES) == [], value
        views = [out.tally.view for out in outgoing]
        assert views.count("analytics") == views.count("agent")
        assert views


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_a_hostile_text_is_answered_in_time(redact: Redactor, text: str) -> None:
    """Masked for every view or sealed, never both, never neither."""
    began = time.monotonic()

    (outgoing,) = one_by_one(redact, [orjson.dumps({"id": "1", "text": text})])

    assert time.monotonic() - began < IN_TIME_S
    assert sorted(out.tally.view for out in outgoing) in (["agent", "analytics"], [""])
    assert leaks_in(shown(outgoing), CANARIES) == []


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "null_value"),
        (b"", "empty"),
        (b" ", "empty"),
        (b"\0", "not_json"),
        (b'{"text":"\xff"}', "not_utf8"),
        (b'{"text":"\\ud800"}', "not_json"),
        (b'{"text":' * 10_000 + b"1" + b"}" * 10_000, "too_deep"),
        (b'{"text":1' + b"0" * 5_000 + b"}", "not_json"),
        (b'{"text":"a","text":"b"}', "duplicate_key"),
        (b"x" * 5_000_000, "too_large"),
        (b"[]", "not_an_object"),
    ],
    ids=lambda given: str(given)[:20],
)
def test_what_is_no_message_has_its_reason(
    redact: Redactor, value: bytes | None, reason: str
) -> None:
    """A tombstone, too, is answered by a sealed message, not by silence."""
    ((sealed,),) = redact([Incoming(value=value, source=Source(line=1))])

    assert sealed.tally.reason == reason


@pytest.mark.parametrize(
    "payload",
    [
        webhook(
            "messages",
            *(
                {**BASE, "id": str(n), "type": "text", "text": {"body": "1 " * 9_000}}
                for n in range(40)
            ),
        ),
        webhook(
            "messages",
            *(
                {"id": str(n), "from": "1", "type": "text", "text": {"body": PHONE}}
                for n in range(6_000)
            ),
        ),
        {"text": MAIL, "tags": [MAIL] * 10_000},
    ],
    ids=["long texts", "many messages", "many tags"],
)
def test_a_bundle_that_would_take_long_is_sealed_at_once(
    redact: Redactor, payload: dict[str, Any]
) -> None:
    """Many short texts hold a worker up as well as a long one."""
    ((sealed,),) = one_by_one(redact, [orjson.dumps(payload)])

    assert sealed.tally.reason == "too_much_text"


def test_a_thousand_messages_in_one_payload_are_no_attack(redact: Redactor) -> None:
    """WhatsApp may bundle as many."""
    text = {"from": "1", "type": "text", "text": {"body": f"Hallo, Tel. {PHONE}"}}
    payload = webhook("messages", *({**text, "id": str(n)} for n in range(1_000)))

    (outgoing,) = one_by_one(redact, [orjson.dumps(payload)])

    assert len(outgoing) == 2_000


def test_harmless_words_survive_in_both_views(redact: Redactor) -> None:
    """States, prices, codes, titles and types are what analyses are made of."""
    error = {"code": 131026, "title": "Message undeliverable"}
    items = [{"product_retailer_id": "SKU-1", "quantity": 2, "item_price": 10.5}]
    values = [
        webhook("statuses", {**STATUS, "errors": [error]}),
        webhook(
            "messages", {**BASE, "type": "order", "order": {"product_items": items}}
        ),
        webhook(
            "messages",
            {
                **BASE,
                "type": "text",
                "text": {"body": "Order 4711-0815, 19,90 € nach Berlin"},
            },
        ),
        webhook(
            "messages",
            {
                **BASE,
                "type": "audio",
                "audio": {"mime_type": "audio/ogg; codecs=opus", "voice": True},
            },
        ),
    ]
    kept = [
        ["failed", "131026", "Message undeliverable", "service", "regular"],
        ["SKU-1", ":2", "10.5"],
        ["Order 4711-0815, 19,90 € nach Berlin"],
        ["audio/ogg; codecs=opus", "true"],
    ]

    answers = one_by_one(redact, [orjson.dumps(value) for value in values])

    for words, outgoing in zip(kept, answers, strict=True):
        for out in outgoing:
            assert [word for word in words if word not in out.value.decode()] == []


def test_a_batch_changes_nothing(redact: Redactor) -> None:
    """The same message has the same bytes, whatever stands beside it."""
    values = [orjson.dumps(shape) for shape in SHAPES]

    together = one_by_one(redact, values)
    apart = [
        redact([Incoming(value=value, source=Source(line=line))])[0]
        for line, value in enumerate(values, 1)
    ]

    assert [[o.value for o in out] for out in together] == [
        [o.value for o in out] for out in apart
    ]


def test_a_number_written_in_many_ways_has_one_token(redact: Redactor) -> None:
    """In a text and as a vCard's phone; and none of it in the agents' view."""
    ways = [
        PHONE,
        "01512 3456789",
        "0049 1512/3456789",
        "4915123456789",
        "+49 (0) 1512-3456789",
    ]
    values = [{"id": "1", "text": f"Tel. {way}"} for way in ways]
    card = {"contacts": [{"phones": [{"phone": ways[1]}]}]}
    values.append(webhook("messages", {**BASE, "type": "contacts", **card}))

    answers = one_by_one(redact, [orjson.dumps(value) for value in values])

    tokens = {
        entity["token"]
        for outgoing in answers
        for entity in orjson.loads(outgoing[0].value)["entities"]
        if entity["label"] == "PHONE_NUMBER"
    }
    assert len(tokens) == 1
    assert tokens.pop() not in "".join(out[1].value.decode() for out in answers)
