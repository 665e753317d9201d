"""Labelled chat that people wrote by hand; `tests.test_golden` says what it is for."""

import json
from collections.abc import Iterator
from pathlib import Path

from models.sources import CHAT

GOLDEN = Path(__file__).with_name("golden")
FILES = sorted([*GOLDEN.glob("*.jsonl"), *CHAT.glob("*.jsonl")])


def texts_of(file: Path) -> Iterator[str]:
    """Yield the texts of one file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]
