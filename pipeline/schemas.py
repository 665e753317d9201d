"""Schemas of everything that is published, made from the code that publishes it.

``python -m pipeline.schemas`` writes them to docs/schemas.
"""

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
from pydantic import TypeAdapter

from pipeline.core import mask
from pipeline.policy_files import load_policy
from pipeline.settings import Settings

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TOKEN: Schema = {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{20}$"}
_SOURCE: Schema = {
    "description": "Where the raw message was read: a topic or a line of a file.",
    "oneOf": [
        {
            "type": "object",
            "properties": {
                "topic": {"type": "string"},
                "partition": {"type": "integer", "minimum": 0},
                "offset": {"type": "integer", "minimum": 0},
            },
            "required": ["topic", "partition", "offset"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"line": {"type": "integer", "minimum": 1}},
            "required": ["line"],
            "additionalProperties": False,
        },
    ],
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n        .+)*)", re.MULTILINE)


def masked_record() -> Schema:
    """Return the JSON Schema of a masked record, whatever the view."""
    schema = TypeAdapter(mask.MaskedRecord).json_schema(mode="serialization")
    classes = {name: _described(name, part) for name, part in _classes(schema)}
    record, entity, meta = (
        classes[name]["properties"] for name in ("MaskedRecord", "Entity", "Meta")
    )
    for name in ("id", "conversation"):
        record[name] |= _TOKEN
    record["sender"] |= {"anyOf": [_TOKEN, {"type": "null"}]}
    record["refs"]["additionalProperties"] = _TOKEN
    entity["token"] |= {"anyOf": [_TOKEN, {"type": "null"}]}
    meta["source"] = {"$ref": "#/$defs/Source"}
    # `maskstream mask` names the line a second time, for those who read just that.
    record["source"] = {"$ref": "#/$defs/Source"}
    top = {**classes.pop("MaskedRecord"), "title": "Masked record"}
    return {"$schema": _DIALECT, **top, "$defs": {**classes, "Source": _SOURCE}}


def sealed_message() -> Schema:
    """Return the JSON Schema of a quarantined message."""
    properties: Schema = {
        "id": {**_TOKEN, "description": "Token of the source; also the Kafka key."},
        "reason": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9_]*$",
            "description": "Stable code: why it couldn't be masked.",
        },
        "detail": {
            "type": "string",
            "description": "Which detector, format or rule stopped it; never text.",
        },
        "source": _SOURCE,
        "index": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "Position of the record; null for the whole payload.",
        },
        "sealed": {
            "type": ["string", "null"],
            "contentEncoding": "base64",
            "description": "The raw value, encrypted; null when there was none, or "
            "it was too large. Its associated data is the JSON [source, index].",
        },
    }
    return {
        "$schema": _DIALECT,
        "title": "Quarantined message",
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def asyncapi(settings: Settings, views: Sequence[str]) -> Schema:
    """Return the AsyncAPI 3 document of every topic.

    Args:
        settings: Which topics there are.
        views: Names of the policy's views.
    """
    masked = {f"{settings.outgoing}.{view}": "maskedRecord" for view in views}
    topics = {
        settings.incoming: "rawMessage",
        **masked,
        settings.quarantine: "quarantinedMessage",
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "maskstream",
            "version": "1",
            "description": "Raw messages in, masked copies out.",
        },
        "defaultContentType": "application/json",
        "channels": {
            _key(topic): _channel(topic, name) for topic, name in topics.items()
        },
        "operations": {
            _key(topic): {
                "action": "receive" if topic == settings.incoming else "send",
                "channel": {"$ref": f"#/channels/{_key(topic)}"},
            }
            for topic in topics
        },
        "components": {"messages": _messages()},
    }


def documents(settings: Settings, views: Sequence[str]) -> dict[str, bytes]:
    """Return every schema file's content by its name."""
    schemas = {
        "masked-record.json": masked_record(),
        "quarantined-message.json": sealed_message(),
        "asyncapi.json": asyncapi(settings, views),
    }
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return {name: orjson.dumps(s, option=option) for name, s in schemas.items()}


def write_schemas(folder: Path = FOLDER) -> None:
    """Write the schemas of the default topics and the default policy's views."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in default_documents().items():
        (folder / name).write_bytes(content)


def default_documents() -> dict[str, bytes]:
    """Return `documents` for the settings' defaults, whatever the environment."""
    return documents(Settings.model_construct(), list(load_policy().views))


def _classes(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each dataclass of a pydantic schema, the topmost last."""
    top = dict(schema)
    yield from top.pop("$defs").items()
    yield top["title"], top


def _described(name: str, schema: Schema) -> Schema:
    """Close a class's schema, with its docstring's words for each attribute."""
    doc = _docstring(name)
    texts = {m[1]: " ".join(m[2].split()) for m in _ATTRIBUTE.finditer(doc)}
    for attribute, part in schema["properties"].items():
        part.pop("title", None)
        part.pop("default", None)
        part["description"] = texts[attribute].replace("``", "`")
    return {
        **schema,
        "description": doc.partition("\n")[0],
        "required": list(schema["properties"]),
        "additionalProperties": False,
    }


def _docstring(name: str) -> str:
    return inspect.getdoc(getattr(mask, name)) or ""


def _messages() -> Schema:
    return {
        "rawMessage": {
            "summary": "A payload as its channel sent it; chosen by its map.",
            "contentType": "application/json",
            "headers": {
                "type": "object",
                "properties": {"channel": {"type": "string"}},
            },
            "payload": {},
        },
        "maskedRecord": {
            "summary": "One message, as the view shows it.",
            "description": "Kafka key: the record's `conversation`.",
            "payload": {"$ref": "masked-record.json"},
        },
        "quarantinedMessage": {
            "summary": "What couldn't be masked completely, encrypted.",
            "description": "Kafka key: the message's `id`.",
            "headers": {
                "type": "object",
                "properties": {"reason": {"type": "string"}},
                "required": ["reason"],
            },
            "payload": {"$ref": "quarantined-message.json"},
        },
    }


def _channel(topic: str, message: str) -> Schema:
    return {
        "address": topic,
        "messages": {message: {"$ref": f"#/components/messages/{message}"}},
    }


def _key(topic: str) -> str:
    """Return `topic` as AsyncAPI allows it for a key."""
    return re.sub(r"[^a-zA-Z0-9_\-]", "-", topic)


if __name__ == "__main__":
    write_schemas()
