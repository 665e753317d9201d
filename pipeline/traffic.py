"""Make realistic raw traffic: for the demo, the bench and the tests.

Seeded, so that the same seed gives the same bytes. Every message comes with what
must never be seen of it and with what must survive.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import orjson
import yaml

from pipeline.traffic_people import CITIES, LANGUAGES, PRODUCTS, Person, invent

TEXTS = Path(__file__).parent / "traffic_texts.yaml"
PEOPLE_PER_LANGUAGE = 150
START = 1_767_225_600
BUSINESS = "4915199900100"

# Chances.
HOSTILE = 0.02
PLAIN = 0.08
ONE_MORE = 0.12  # message in the same payload
WITH_NUMBER = 0.9
REMOVED = 0.2  # reactions

Object = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMessage:
    """One raw value for the incoming topic.

    Attributes:
        value: The raw bytes.
        planted: Personal values in it, as they are written there: none may be in
            any output.
        harmless: What its texts must keep in every view.
        hostile: Whether it belongs in quarantine.
        lang: ``de``, ``it``, ``en`` or ``mixed``.
    """

    value: bytes
    planted: tuple[str, ...]
    harmless: tuple[str, ...]
    hostile: bool
    lang: str


def generate(count: int, seed: int) -> Iterator[RawMessage]:
    """Make `count` raw values: about nine in ten WhatsApp webhooks, the rest plain.

    One in fifty is hostile: cut off, not UTF-8, nested too deep and the like.
    """
    traffic = _Traffic(Random(seed))  # noqa: S311  (no secret depends on it)
    for _ in range(count):
        yield traffic.next()


@dataclass(slots=True)
class _Draft:
    """A message in the making."""

    person: Person
    lang: str
    now: int
    planted: list[str] = field(default_factory=list)
    harmless: list[str] = field(default_factory=list)

    def plant(self, *values: str) -> None:
        self.planted += values


Template = Sequence[str]
"""Literal text and words in braces, in turn."""


def _load_templates() -> Mapping[str, Sequence[Template]]:
    texts = yaml.safe_load(TEXTS.read_text("utf-8"))
    return {
        lang: [re.split(r"\{(\w+)\}", text) for text in templates]
        for lang, templates in texts.items()
    }


TEMPLATES = _load_templates()


class _Traffic:
    """The stream of messages: who writes, about what, answering what."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.people = {
            lang: [invent(lang, n, random) for n in range(PEOPLE_PER_LANGUAGE)]
            for lang in LANGUAGES
        }
        self.sent = 0
        self.last_id: dict[str, str] = {}

    def next(self) -> RawMessage:
        """Make the next value."""
        self.sent += 1
        draft = self._draft()
        if self._happens(HOSTILE):
            return _finish(draft, self._hostile(draft), hostile=True)
        if self._happens(PLAIN):
            return _finish(draft, orjson.dumps(self._plain(draft)))
        return _finish(draft, orjson.dumps(self._webhook(draft)))

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def _draft(self) -> _Draft:
        lang = self.random.choice(_LANGUAGE_OF_TEXTS)
        home = self.random.choice(LANGUAGES) if lang == "mixed" else lang
        person = self.random.choice(self.people[home])
        return _Draft(person, lang, START + 7 * self.sent)

    def _text(self, draft: _Draft) -> str:
        """Fill in a template, and note what was filled in."""
        parts = self.random.choice(TEMPLATES[draft.lang])
        return "".join(
            self._fill(part, draft) if position % 2 else part
            for position, part in enumerate(parts)
        )

    def _fill(self, word: str, draft: _Draft) -> str:
        person = draft.person
        if word == "other":
            person, word = self.random.choice(self.people[person.lang]), "name"
        if word in person.written:
            text, planted = self.random.choice(person.written[word])
            draft.plant(*planted)
            return text
        text = self._harmless(word, person.lang)
        draft.harmless.append(text)
        return text

    def _harmless(self, word: str, lang: str) -> str:
        choose, number = self.random.choice, self.random.randrange(10_000, 99_999)
        if word == "product":
            return choose(PRODUCTS[lang])
        if word == "city":
            return choose(CITIES[lang])
        return choose(_HARMLESS[word]).format(
            number, few=number % 8 + 2, day=number % 28 + 1, month=number % 12 + 1
        )

    def _plain(self, draft: _Draft) -> Object:
        person = draft.person
        draft.plant(person.user_id, person.email, person.first, person.last)
        return {
            "id": f"m-{self.sent}",
            "conversation": f"chat-{person.user_id}",
            "sender": {
                "id": person.user_id,
                "name": person.name,
                "email": person.email,
            },
            "direction": "inbound",
            "time": draft.now,
            "text": self._text(draft),
            "metadata": {"mail": person.email},
        }

    def _hostile(self, draft: _Draft) -> bytes:
        text = f"{self._text(draft)} {draft.person.name} {draft.person.email}"
        draft.plant(draft.person.email, draft.person.first, draft.person.last)
        good = orjson.dumps({"id": f"h-{self.sent}", "text": text})
        return self.random.choice(_DAMAGES)(good)

    def _webhook(self, draft: _Draft) -> Object:
        """Bundle one message, or several in several ways."""
        values = [self._value(draft)]
        while self._happens(ONE_MORE):
            values.append(self._value(self._another(draft)))
        changes = [{"field": "messages", "value": value} for value in values]
        half = self.random.randrange(len(changes))
        entries = [group for group in (changes[:half], changes[half:]) if group]
        return {
            "object": "whatsapp_business_account",
            "entry": [{"id": "102290129340398", "changes": each} for each in entries],
        }

    def _another(self, draft: _Draft) -> _Draft:
        """Begin another message of the same payload."""
        person = self.random.choice(self.people[draft.person.lang])
        return _Draft(person, draft.lang, draft.now, draft.planted, draft.harmless)

    def _value(self, draft: _Draft) -> Object:
        make = self.random.choices(_MAKERS, cum_weights=_WEIGHTS)[0]
        draft.plant(draft.person.wa_id)
        return {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": BUSINESS, "phone_number_id": "1065"},
            **make(self, draft),
        }

    def contacts(self, draft: _Draft) -> list[Object]:
        """Return the sender's profile."""
        person = draft.person
        draft.plant(person.first, person.last, person.user_id)
        profile = {"name": person.name}
        if person.wa_id.endswith("7"):
            handle = person.written["handle"][0][0][1:]
            draft.plant(handle)
            profile["username"] = handle
        return [{"profile": profile, "wa_id": person.wa_id, "user_id": person.user_id}]

    def new_id(self, draft: _Draft) -> str:
        """Return an id as WhatsApp makes them: base64 with the number inside."""
        serial = f"3A{self.sent:08X}{self.random.getrandbits(40):010X}".encode()
        number = draft.person.wa_id.encode()
        raw = b"\x1c\x18" + bytes([len(number)]) + number + b"\x15\x02\x00\x12\x18\x14"
        made = "wamid." + base64.b64encode(raw + serial + b"\x00").decode()
        draft.plant(made)
        return made

    def earlier_id(self, draft: _Draft) -> str:
        """Return the id of a message that this person's conversation had before."""
        known = self.last_id.get(draft.person.user_id)
        if known is None:
            return self.new_id(draft)
        draft.plant(known)
        return known

    def messages(self, draft: _Draft, kind: str, **body: object) -> Object:
        """Wrap a message's body; the sender's number is not always there."""
        person = draft.person
        made = self.new_id(draft)
        self.last_id[person.user_id] = made
        base = {"from_user_id": person.user_id, "id": made, "type": kind}
        if self._happens(WITH_NUMBER):
            base["from"] = person.wa_id
        message = base | {"timestamp": str(draft.now)} | body
        return {"contacts": self.contacts(draft), "messages": [message]}

    # One method for each shape that WhatsApp sends.

    def text(self, draft: _Draft) -> Object:
        """A text."""
        return self.messages(draft, "text", text={"body": self._text(draft)})

    def reply(self, draft: _Draft) -> Object:
        """A text that answers another."""
        context = {"from": BUSINESS, "id": self.earlier_id(draft)}
        body = {"body": self._text(draft)}
        return self.messages(draft, "text", context=context, text=body)

    def forwarded(self, draft: _Draft) -> Object:
        """A text of somebody else's."""
        body = {"body": self._text(draft)}
        return self.messages(draft, "text", context={"forwarded": True}, text=body)

    def from_ad(self, draft: _Draft) -> Object:
        """The first text after a click on an ad."""
        click = f"ARAk{self.random.getrandbits(64):016x}"
        draft.plant(click)
        referral = {
            "source_url": f"https://fb.example/{click}",
            "source_id": "1200",
            "source_type": "ad",
            "headline": "Sale",
            "body": "Chat",
            "media_type": "image",
            "ctwa_clid": click,
        }
        body = {"body": self._text(draft)}
        return self.messages(draft, "text", referral=referral, text=body)

    def _media(self, draft: _Draft, mime_type: str, **more: object) -> Object:
        number = str(self.random.randrange(10**14, 10**15))
        url = f"https://media.example/?mid={number}&hash=h"
        draft.plant(number)
        return {"id": number, "mime_type": mime_type, "url": url, **more}

    def image(self, draft: _Draft) -> Object:
        """A picture with a caption."""
        image = self._media(draft, "image/jpeg", caption=self._text(draft))
        return self.messages(draft, "image", image=image)

    def video(self, draft: _Draft) -> Object:
        """A film with a caption."""
        video = self._media(draft, "video/mp4", caption=self._text(draft))
        return self.messages(draft, "video", video=video)

    def document(self, draft: _Draft) -> Object:
        """A file whose name names the customer."""
        person = draft.person
        filename = f"Dokument {person.name}.pdf"
        more = {"filename": filename, "caption": self._text(draft)}
        document = self._media(draft, "application/pdf", **more)
        return self.messages(draft, "document", document=document)

    def audio(self, draft: _Draft) -> Object:
        """A voice message."""
        audio = self._media(draft, "audio/ogg; codecs=opus", voice=True)
        return self.messages(draft, "audio", audio=audio)

    def sticker(self, draft: _Draft) -> Object:
        """A sticker."""
        sticker = self._media(draft, "image/webp", animated=False)
        return self.messages(draft, "sticker", sticker=sticker)

    def location(self, draft: _Draft) -> Object:
        """Where somebody lives."""
        person = draft.person
        latitude = round(44 + 8 * self.random.random(), 6)
        draft.plant(str(latitude), person.street)
        location = {
            "latitude": latitude,
            "longitude": round(7 + 6 * self.random.random(), 6),
            "name": person.name,
            "address": person.street,
            "url": f"https://maps.example/?q={latitude}",
        }
        return self.messages(draft, "location", location=location)

    def vcard(self, draft: _Draft) -> Object:
        """A third person's contact."""
        person = self.random.choice(self.people[draft.person.lang])
        draft.plant(person.wa_id, person.first, person.last, person.email)
        draft.plant(person.street, person.dob)
        contact = {
            "name": {
                "formatted_name": person.name,
                "first_name": person.first,
                "last_name": person.last,
                "middle_name": "",
            },
            "phones": [
                {"phone": "+" + person.wa_id, "wa_id": person.wa_id, "type": "CELL"}
            ],
            "emails": [{"email": person.email, "type": "HOME"}],
            "addresses": [{"street": person.street, "city": "", "type": "HOME"}],
            "birthday": person.dob,
            "vcard": f"BEGIN:VCARD\nFN:{person.name}\nEND:VCARD",
        }
        return self.messages(draft, "contacts", contacts=[contact])

    def reaction(self, draft: _Draft) -> Object:
        """An emoji on a message, or its removal."""
        reaction = {"message_id": self.earlier_id(draft), "emoji": "👍"}
        if self._happens(REMOVED):
            del reaction["emoji"]
        return self.messages(draft, "reaction", reaction=reaction)

    def button(self, draft: _Draft) -> Object:
        """A template's button, with what the business hid in it."""
        draft.plant(draft.person.email)
        button = {"text": "OK", "payload": f"OK|cust={draft.person.email}"}
        context = {"from": BUSINESS, "id": self.earlier_id(draft)}
        return self.messages(draft, "button", context=context, button=button)

    def button_reply(self, draft: _Draft) -> Object:
        """A button of an interactive message."""
        reply = {"id": "callback", "title": draft.person.name}
        body = {"type": "button_reply", "button_reply": reply}
        return self.messages(draft, "interactive", interactive=body)

    def list_reply(self, draft: _Draft) -> Object:
        """A row of a list."""
        draft.plant(draft.person.street)
        reply = {"id": "addr_2", "title": "Home", "description": draft.person.street}
        body = {"type": "list_reply", "list_reply": reply}
        return self.messages(draft, "interactive", interactive=body)

    def form(self, draft: _Draft) -> Object:
        """A form's answers: JSON in a string."""
        person = draft.person
        draft.plant(person.email, person.dob)
        answers = {
            "flow_token": f"AQ{person.user_id}",
            "email": person.email,
            "dob": person.dob,
            "screen_0_Comment_1": self._text(draft),
            "agreed": True,
        }
        return self._answer(draft, "flow", answers)

    def address_message(self, draft: _Draft) -> Object:
        """An address form's answers, an object deeper."""
        person = draft.person
        draft.plant(person.street)
        values = {
            "name": person.name,
            "phone_number": "+" + person.wa_id,
            "address": person.street,
        }
        return self._answer(draft, "address_message", {"values": values})

    def _answer(self, draft: _Draft, name: str, answers: Object) -> Object:
        text = orjson.dumps(answers).decode()
        reply = {"name": name, "body": "Sent", "response_json": text}
        body = {"type": "nfm_reply", "nfm_reply": reply}
        return self.messages(draft, "interactive", interactive=body)

    def call_permission(self, draft: _Draft) -> Object:
        """Leave to call the customer."""
        reply = {
            "response": "accept",
            "is_permanent": False,
            "expiration_timestamp": draft.now + 600_000,
            "response_source": "user_action",
        }
        body = {"type": "call_permission_reply", "call_permission_reply": reply}
        return self.messages(draft, "interactive", interactive=body)

    def no_body(self, draft: _Draft) -> Object:
        """A message that lacks its body, with the error that says so."""
        error = {"code": 131000, "title": "Something went wrong"}
        return self.messages(draft, "interactive") | {"errors": [error]}

    def order(self, draft: _Draft) -> Object:
        """A shopping cart."""
        item = {
            "product_retailer_id": "SKU-1",
            "quantity": 2,
            "item_price": 10.5,
            "currency": "EUR",
        }
        order = {
            "catalog_id": "354",
            "text": self._text(draft),
            "product_items": [item],
        }
        return self.messages(draft, "order", order=order)

    def changed_number(self, draft: _Draft) -> Object:
        """A new number, also in prose."""
        person = draft.person
        new = person.wa_id[:-2] + "99"
        draft.plant(new)
        system = {
            "type": "user_changed_number",
            "body": f"User {person.name} changed from {person.wa_id} to {new}",
            "wa_id": new,
            "user_id": person.user_id,
        }
        return self.messages(draft, "system", system=system)

    def edit(self, draft: _Draft) -> Object:
        """A correction of an earlier text."""
        edit = {
            "original_message_id": self.earlier_id(draft),
            "message": {
                "context": {"id": "M0"},
                "type": "text",
                "text": {"body": self._text(draft)},
            },
        }
        return self.messages(draft, "edit", edit=edit)

    def revoke(self, draft: _Draft) -> Object:
        """The deletion of an earlier message."""
        revoke = {"original_message_id": self.earlier_id(draft)}
        return self.messages(draft, "revoke", revoke=revoke)

    def welcome(self, draft: _Draft) -> Object:
        """An opened chat."""
        return self.messages(draft, "request_welcome")

    def unsupported(self, draft: _Draft) -> Object:
        """Something that the API doesn't carry."""
        error = {"code": 131051, "title": "Message type unknown"}
        body = {"unsupported": {"type": "poll"}, "errors": [error]}
        return self.messages(draft, "unsupported", **body)

    def unheard_of(self, draft: _Draft) -> Object:
        """A type, and fields, that no map knows yet."""
        body = {"hologram": {"body": draft.person.name}, "mood": draft.person.email}
        draft.plant(draft.person.email)
        return self.messages(draft, "hologram", **body)

    def states(self, draft: _Draft) -> Object:
        """What became of a message of the business."""
        person = draft.person
        draft.plant(person.email, person.user_id)
        base = {
            "id": self.earlier_id(draft),
            "timestamp": str(draft.now),
            "recipient_id": person.wa_id,
            "recipient_user_id": person.user_id,
            "biz_opaque_callback_data": f"crm:{person.email}",
            "pricing": {"billable": True, "pricing_model": "PMP", "type": "regular"},
        }
        reached = self.random.randrange(1, 4)
        states = ("sent", "delivered", "read")[:reached]
        return {"statuses": [base | {"status": state} for state in states]}

    def failed(self, draft: _Draft) -> Object:
        """A message that didn't arrive."""
        error = {"code": 131026, "title": "Message undeliverable"}
        status = {
            "id": self.earlier_id(draft),
            "status": "failed",
            "timestamp": str(draft.now),
            "recipient_id": draft.person.wa_id,
            "errors": [error],
        }
        return {"statuses": [status]}

    def echo(self, draft: _Draft) -> Object:
        """What the business wrote on its phone."""
        person = draft.person
        message = {
            "from": BUSINESS,
            "to": person.wa_id,
            "to_user_id": person.user_id,
            "id": self.new_id(draft),
            "timestamp": str(draft.now),
            "type": "text",
            "text": {"body": self._text(draft)},
        }
        return {"contacts": self.contacts(draft), "message_echoes": [message]}

    def address_book(self, draft: _Draft) -> Object:
        """A change in the business's address book."""
        person = draft.person
        draft.plant(person.first, person.last)
        change = {
            "type": "contact",
            "contact": {"full_name": person.name, "phone_number": person.wa_id},
            "action": "add",
            "metadata": {"timestamp": draft.now},
        }
        return {"state_sync": [change]}

    def preference(self, draft: _Draft) -> Object:
        """No more advertising."""
        draft.plant(draft.person.user_id)
        preference = {
            "wa_id": draft.person.wa_id,
            "user_id": draft.person.user_id,
            "detail": "User requested to stop marketing messages",
            "category": "marketing_messages",
            "value": "stop",
            "timestamp": draft.now,
        }
        return {"user_preferences": [preference]}

    def call(self, draft: _Draft) -> Object:
        """A call, with an address of the caller's device."""
        address = f"203.0.113.{self.random.randrange(10, 250)}"
        draft.plant(address)
        call = {
            "id": f"wacid.{self.sent:08}",
            "from": draft.person.wa_id,
            "to": BUSINESS,
            "event": "connect",
            "timestamp": str(draft.now),
            "direction": "USER_INITIATED",
            "session": {"sdp_type": "offer", "sdp": f"v=0 c=IN IP4 {address}"},
        }
        return {"calls": [call]}


_SHAPES: Mapping[Callable[[_Traffic, _Draft], Object], int] = {
    _Traffic.text: 520,
    _Traffic.reply: 60,
    _Traffic.forwarded: 10,
    _Traffic.from_ad: 10,
    _Traffic.image: 35,
    _Traffic.video: 8,
    _Traffic.document: 20,
    _Traffic.audio: 25,
    _Traffic.sticker: 10,
    _Traffic.location: 20,
    _Traffic.vcard: 20,
    _Traffic.reaction: 25,
    _Traffic.button: 12,
    _Traffic.button_reply: 12,
    _Traffic.list_reply: 12,
    _Traffic.form: 20,
    _Traffic.address_message: 6,
    _Traffic.call_permission: 4,
    _Traffic.no_body: 4,
    _Traffic.order: 15,
    _Traffic.changed_number: 6,
    _Traffic.edit: 20,
    _Traffic.revoke: 12,
    _Traffic.welcome: 4,
    _Traffic.unsupported: 6,
    _Traffic.unheard_of: 4,
    _Traffic.states: 70,
    _Traffic.failed: 8,
    _Traffic.echo: 20,
    _Traffic.address_book: 6,
    _Traffic.preference: 6,
    _Traffic.call: 6,
}
_MAKERS, _WEIGHTS = tuple(_SHAPES), tuple(accumulate(_SHAPES.values()))

_HARMLESS: Mapping[str, Sequence[str]] = {
    "order": ("B-{}", "#{}", "AU-26-{}"),
    "tracking": ("1Z999AA101234{}", "JJD00034{}"),
    "qty": ("{few}",),
    "date": ("{day}.{month}.", "{day}/{month}"),
    "price": ("{day},90 €", "€ {day},95", "{day}.50 EUR"),
}

_LANGUAGE_OF_TEXTS = ("de",) * 7 + ("it",) * 5 + ("en",) * 5 + ("mixed",) * 3

_DAMAGES: Sequence[Callable[[bytes], bytes]] = (
    lambda good: good[:-2],
    lambda good: good.replace(b"text", b"te\xff\xfext"),
    lambda good: b"[" + good + b"]",
    lambda good: b'{"text":' + b"[" * 2_000 + good + b"]" * 2_000 + b"}",
    lambda good: good[:-1] + b',"text":"again"}',
    lambda good: good[:-1] + b',"lang":"\\ud800"}',
    lambda good: good[:-1] + b',"n":NaN}',
    lambda good: good.replace(b"text", b"te\x00xt"),
    lambda _: b"",
)


def _finish(draft: _Draft, value: bytes, *, hostile: bool = False) -> RawMessage:
    return RawMessage(
        value=value,
        planted=tuple(dict.fromkeys(draft.planted)),
        harmless=() if hostile else tuple(dict.fromkeys(draft.harmless)),
        hostile=hostile,
        lang=draft.lang,
    )
