"""Whatever is sent, the answer is complete, and shows nothing."""

import time
from typing import Any

import orjson
import pytest

from pipeline.core.records import Source
from pipeline.core.redact import Redactor
from pipeline.core.route import Incoming
from pipeline.leaks import leaks_in
from tests.hostile.outcomes import one_by_one, shown
from tests.hostile.shapes import (
    BASE,
    CANARIES,
    MAIL,
    NAME,
    PHONE,
    PLANTED,
    SHAPES,
    STATUS,
    mutants,
    webhook,
)

AT_ONCE_S = 2.0  # a tenth of it is taken on a quiet machine


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


BUNDLES = {
    "long texts": (
        webhook(
            "messages",
            *(
                {**BASE, "id": str(n), "type": "text", "text": {"body": "1 " * 9_000}}
                for n in range(40)
            ),
        ),
        "too_much_text",
    ),
    "many messages": (
        webhook(
            "messages",
            *(
                {"id": str(n), "from": "1", "type": "text", "text": {"body": PHONE}}
                for n in range(6_000)
            ),
        ),
        "too_many_records",
    ),
    "many tags": ({"text": MAIL, "tags": [MAIL] * 10_000}, "too_much_text"),
    "a million tags": ({"text": MAIL, "tags": [1] * 480_000}, "too_many_fields"),
    "many people": (
        {
            "object": "whatsapp_business_account",
            "entry": [
                {
                    "changes": [
                        {
                            "field": "messages",
                            "value": {
                                "contacts": [
                                    {"profile": {"name": f"{NAME} {n}"}, "wa_id": "1"}
                                    for n in range(2_000)
                                ],
                                "messages": [{"id": "1", "from": "2"}] * 1_000,
                            },
                        }
                    ]
                }
            ],
        },
        "too_many_names",
    ),
}


@pytest.mark.parametrize(("payload", "reason"), BUNDLES.values(), ids=BUNDLES)
def test_a_bundle_that_would_take_long_is_sealed_at_once(
    redact: Redactor, payload: dict[str, Any], reason: str
) -> None:
    """Much of anything holds a worker up as well as a long text."""
    began = time.process_time()
    ((sealed,),) = one_by_one(redact, [orjson.dumps(payload)])

    assert sealed.tally.reason == reason
    assert time.process_time() - began < AT_ONCE_S
    assert leaks_in(shown([sealed]), CANARIES) == []


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
