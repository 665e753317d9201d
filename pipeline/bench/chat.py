"""Messages as real support chat has them: short, and most of nobody.

`pipeline.traffic` is made for leak checks: eight in ten of its texts hold something
personal. Real chat is calmer. This mix stands between two public corpora of it, whose
customers' messages were measured (both are without repetitions; in this mix a round of
2,000 has one in seven):

===============================  =====  ========  ========
corpus                           STAR   MultiDoGO  this mix
===============================  =====  ========  ========
median length in characters         48        20        36
ninth decile                       104        52        95
messages with an entity            11 %      48 %      30 %
messages with a digit              23 %      45 %      26 %
===============================  =====  ========  ========

Each message is one text in one payload, three in four of them WhatsApp webhooks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import orjson
import yaml

from pipeline.traffic_people import LANGUAGES, Person, invent

TEXTS: Final = Path(__file__).parent / "chat.yaml"

PEOPLE: Final = 300
"""Customers of each language."""

# Chances.
SHORT: Final = 0.2
PERSONAL: Final = 0.3
GREETED: Final = 0.15
TWICE: Final = 0.4
CARELESS: Final = 0.4
"""In small letters, without the full stop."""
WEBHOOK: Final = 0.75

_GREETINGS: Final = {
    "de": ("hallo, ", "Guten Tag, ", "hi ", "Moin, "),
    "it": ("ciao, ", "Buongiorno, ", "salve, ", "scusate, "),
    "en": ("hi, ", "Hello, ", "hey ", "Good morning, "),
}
_START: Final = 1_767_225_600

_SLOT = re.compile(r"\{(\w+)\}")
_DIGIT = re.compile("#")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """What is written in one language."""

    fill: Mapping[str, Sequence[str]]
    short: Sequence[str]
    said: Sequence[str]
    personal: Sequence[str]


def _load() -> dict[str, _Texts]:
    read = yaml.safe_load(TEXTS.read_text("utf-8"))
    return {lang: _Texts(**read[lang]) for lang in LANGUAGES}


_TEXTS: Final = _load()


def chat(count: int, seed: int) -> Iterator[bytes]:
    """Make `count` raw values, the same for the same seed."""
    random = Random(seed)  # noqa: S311  (no secret depends on it)
    people = [invent(lang, n, random) for lang in LANGUAGES for n in range(PEOPLE)]
    for number in range(count):
        person = random.choice(people)
        text = _text(person, random)
        wrap = _webhook if random.random() < WEBHOOK else _plain
        yield orjson.dumps(wrap(person, number, text))


def _text(person: Person, random: Random) -> str:
    texts, drawn = _TEXTS[person.lang], random.random()
    if drawn < PERSONAL:
        return _said(texts.personal, person, random)
    if drawn < PERSONAL + SHORT:
        return _joined(texts.short, ", ", person, random)
    text = _joined(texts.said, ". ", person, random)
    if random.random() < GREETED:
        text = random.choice(_GREETINGS[person.lang]) + text
    return text.lower().rstrip(".?!") if random.random() < CARELESS else text


def _joined(
    templates: Sequence[str], between: str, person: Person, random: Random
) -> str:
    text = _said(templates, person, random)
    if random.random() >= TWICE:
        return text
    return text.rstrip(".?!") + between + _said(templates, person, random)


def _said(templates: Sequence[str], person: Person, random: Random) -> str:
    fill = _TEXTS[person.lang].fill

    def word(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in person.written:
            return random.choice(person.written[name])[0]
        return _DIGIT.sub(
            lambda _: random.choice("0123456789"), random.choice(fill[name])
        )

    return _SLOT.sub(word, random.choice(templates))


def _plain(person: Person, number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"m-{number}",
        "conversation": f"chat-{person.user_id}",
        "sender": {"id": person.user_id, "name": person.name},
        "direction": "inbound",
        "time": _START + number,
        "text": text,
    }


def _webhook(person: Person, number: int, text: str) -> dict[str, Any]:
    contact = {"profile": {"name": person.name}, "wa_id": person.wa_id}
    message = {
        "from": person.wa_id,
        "id": f"wamid.HBgM{number:016}",
        "timestamp": str(_START + number),
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "4915199900100",
            "phone_number_id": "1065",
        },
        "contacts": [contact],
        "messages": [message],
    }
    change = {"field": "messages", "value": value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    }
