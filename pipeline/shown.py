"""Masked records as people see them, with nothing in them that a terminal obeys."""

from collections.abc import Mapping
from typing import Any

import orjson
from rich.text import Text

_COLOURS = {"inbound": "cyan", "outbound": "green"}


def line_of(record: Mapping[str, Any]) -> Text:
    """Show a masked record, or the reason of a sealed one, on one line."""
    if "sealed" in record:
        reason = printable(f"quarantine  {record['reason']}  {record['detail']}")
        return Text(reason, "yellow")
    line = Text(printable(f"{record['time'] or '-':<20} "), "dim")
    line.append(printable(f"{record['conversation'][:10]} "), "blue")
    colour = _COLOURS.get(record["direction"], "white")
    line.append(printable(f"{record['type']:<12} "), colour)
    line.append(printable(record["text"] or _fields(record)))
    return line


def printable(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _fields(record: Mapping[str, Any]) -> str:
    return "  ".join(f"{path}={value}" for path, value in record["fields"].items())


def json_of(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON, a sealed one without what is sealed.

    What a terminal might obey is escaped, as JSON allows.
    """
    shown = {name: part for name, part in record.items() if name != "sealed"}
    text = orjson.dumps(shown).decode()
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be").hex(" ", 2).split()
    return "".join(f"\\u{unit}" for unit in units)
