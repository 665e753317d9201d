"""Hand-written chat whose people are known."""

import re
from pathlib import Path

import yaml

from models.score import Labelled

_FOLDER = Path(__file__).parent


def read_chat(language: str) -> list[Labelled]:
    """Read a file of messages with people in square brackets."""
    loaded = yaml.safe_load(
        (_FOLDER / f"chat_{language}.yaml").read_text(encoding="utf-8")
    )
    lines = loaded["lines"].splitlines()
    return [_unbracket(line.replace("\\n", "\n")) for line in lines]


def _unbracket(line: str) -> Labelled:
    text = ""
    people = []
    for number, part in enumerate(re.split(r"[\[\]]", line)):
        if number % 2:
            people.append((len(text), len(text) + len(part)))
        text += part
    return Labelled(text, tuple(people))
