"""Generated traffic is what it says it is."""

from random import Random

import pytest
from stdnum import iban, luhn
from stdnum.de import idnr
from stdnum.it import codicefiscale

from pipeline.channel_files import load_channels
from pipeline.core.decode import choose, decode_payload, parse
from pipeline.core.errors import DecodeError
from pipeline.core.records import Record, Treatment
from pipeline.traffic import TEMPLATES, RawMessage, generate
from pipeline.traffic_people import LANGUAGES, Person, invent

MESSAGES = list(generate(3_000, seed=7))
CHANNELS = load_channels()
TYPES = CHANNELS["whatsapp"].kinds["message"].type.words


def read(message: RawMessage) -> tuple[Record, ...]:
    """Decode as the worker does."""
    payload = parse(message.value, max_bytes=1_000_000)
    return decode_payload(payload, choose(payload, CHANNELS))


def written(message: RawMessage) -> str:
    """Return everything that a message's records hold and that may go out."""
    return "\n".join(
        str(field.value) for record in read(message) for field in record.fields
    )


HONEST = [message for message in MESSAGES if not message.hostile]


def test_a_seed_gives_the_same_bytes() -> None:
    """A failure can be repeated."""
    assert list(generate(50, seed=3)) == list(generate(50, seed=3))
    assert list(generate(50, seed=3)) != list(generate(50, seed=4))


def test_hostile_messages_are_refused_and_few() -> None:
    """Each belongs in quarantine; one in fifty is one."""
    hostile = [message for message in MESSAGES if message.hostile]

    for message in hostile:
        with pytest.raises(DecodeError):
            read(message)

    assert 0.01 < len(hostile) / len(MESSAGES) < 0.03


def test_every_other_message_is_read() -> None:
    """Of both channels, in three languages and their mixture, with all kinds."""
    records = [record for message in HONEST for record in read(message)]

    assert {record.channel for record in records} == {"plain", "whatsapp"}
    assert {message.lang for message in HONEST} == {*LANGUAGES, "mixed"}
    kinds = {record.kind for record in records}
    assert kinds == set(CHANNELS["whatsapp"].kinds)
    assert len(records) > len(HONEST)


def test_every_type_of_whatsapp_message_occurs() -> None:
    """But for those that the API only names."""
    types = {record.type for message in HONEST for record in read(message)}

    assert set(TYPES) - types <= {"voice", "ephemeral", "reel", "unknown"}
    assert "unknown" in types


def test_planted_values_stand_in_the_raw_message() -> None:
    """A leak check that searches for what was never there proves nothing."""
    for message in HONEST:
        raw = message.value.decode().replace('\\"', '"').replace("\\\\", "\\")
        missing = [value for value in message.planted if value not in raw]

        assert missing == []
        assert message.planted
        assert min(map(len, message.planted)) >= 5


def test_harmless_words_stand_in_a_text() -> None:
    """They must be where they could survive."""
    for message in HONEST:
        texts = written(message)

        assert [word for word in message.harmless if word not in texts] == []


def test_harmless_words_are_not_planted() -> None:
    """No word can be both."""
    for message in HONEST:
        for word in message.harmless:
            assert not any(value in word for value in message.planted)


def test_planted_values_are_not_kept_by_the_map() -> None:
    """What goes out unscanned holds nothing personal."""
    for message in HONEST:
        kept = [
            str(field.value)
            for record in read(message)
            for field in record.fields
            if field.treatment is Treatment.KEEP
        ]

        assert not any(value in text for value in message.planted for text in kept)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_enough_variety(lang: str) -> None:
    """At least sixty ways to write in each language."""
    assert len(TEMPLATES[lang]) >= 60


def people() -> list[Person]:
    """Invent a few of each language."""
    random = Random(1)  # noqa: S311  (no secret depends on it)
    return [invent(lang, n, random) for lang in LANGUAGES for n in range(20)]


def test_account_and_card_numbers_are_sound() -> None:
    """A good recognizer checks the digits."""
    for person in people():
        assert all(iban.is_valid(text) for text, _ in person.written["iban"])
        assert all(
            luhn.is_valid("".join(filter(str.isdigit, text)))
            for text, _ in person.written["card"]
        )


def test_tax_numbers_are_sound() -> None:
    """Those of Germany and Italy have check digits."""
    checks = {"de": idnr.is_valid, "it": codicefiscale.is_valid}

    for person in people():
        if person.lang in checks:
            assert checks[person.lang](person.written["tax"][0][0])


def test_mail_addresses_are_nobodys() -> None:
    """Only domains reserved for examples (RFC 2606)."""
    for person in people():
        domain = person.email.split("@")[1]

        assert domain.endswith(("example.com", "example.org", "example.net"))
