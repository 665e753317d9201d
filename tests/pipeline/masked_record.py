"""A masked record, as programs and people meet it."""

RECORD = {
    "id": "re4rd",
    "channel": "plain",
    "kind": "message",
    "conversation": "c0nversat1on",
    "direction": "inbound",
    "type": "text",
    "time": "2026-01-01T10:00:00Z",
    "text": "Hallo <PERSON:abc>",
    "fields": {},
    "entities": [{"label": "PERSON"}],
    "meta": {
        "epoch": "00000001",
        "model": "m",
        "policy": "p",
        "rev": 1,
        "rules": "r",
        "source": {"offset": 1, "partition": 0, "topic": "messages.incoming"},
    },
}
