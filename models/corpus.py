"""Generated chat messages: hand-written templates crossed with names of many origins.

Everything is drawn from one seeded generator: a seed gives the same messages again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from models.messages import LOCATION, ORGANIZATION, PERSON, Draw, Message, Piece
from models.people import People
from models.roughen import roughen
from models.spelling import strip_accents

TEMPLATES = Path(__file__).with_name("templates")

LANGUAGES = {
    "de": 26,
    "it": 28,
    "en": 26,
    "es": 4,
    "fr": 4,
    "nl": 3,
    "tr": 4,
    "pl": 3,
    "pt": 2,
}
"""Share of each language, in percent."""

_LABELS = {
    "city": LOCATION,
    "country": LOCATION,
    "brand": ORGANIZATION,
    "company": ORGANIZATION,
}
"""Slots beside people's names that hold an entity."""

LISTS = {
    "brand": "brands.txt",
    "foreign": "words_foreign.txt",
    "thing": "words_named.txt",
}
"""Slots that are filled from long lists of harmless words, too."""

_BY_LINES = {"brands.txt"}

_SHAPES = {
    "order": ("######", "########", "AB-######", "#####-###", "DE########", "ORD####"),
    "price": ("##€", "##,## €", "##.## euro", "$##", "£##.##", "### Euro", "## EUR"),
    "phone": (
        "+49 151 ########",
        "+39 33# #######",
        "07700 900###",
        "0171/#######",
        "555-01##",
    ),
}
"""Slots of digits: each `#` becomes one."""

_JOINTS = (" ", ". ", ", ", "\n", "! ", " - ", "\n\n", " ")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Templates:
    """What one language's file holds.

    Attributes:
        positive: Messages with a person in them.
        negative: Messages without.
        fill: What may stand in a slot, by the slot's name.
    """

    positive: tuple[str, ...]
    negative: tuple[str, ...]
    fill: dict[str, tuple[str, ...]]


@cache
def load_templates(language: str) -> Templates:
    """Read a language's templates and fillers."""
    shared, own = (
        yaml.safe_load((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("shared", language)
    )
    fill = {
        slot: tuple(line.split(", "))
        for slot, line in {**shared, **own["fill"]}.items()
    }
    for slot, name in LISTS.items():
        fill[slot] = fill.get(slot, ()) + tuple(read_list(name))
    return Templates(
        positive=_weighed(own["positive"].splitlines()),
        negative=_weighed(own["negative"].splitlines()),
        fill=fill,
    )


def read_list(name: str) -> list[str]:
    """Read one of the lists of harmless words: a line each, or by white space."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()[1:]
    return lines if name in _BY_LINES else [it for line in lines for it in line.split()]


def _weighed(templates: list[str]) -> tuple[str, ...]:
    """Repeat templates whose slots hold more than one meeting can show."""
    rich = [it for it in templates if any(f"{{{slot}}}" in it for slot in LISTS)]
    return tuple(templates + rich * 3)


class Generator:
    """Makes messages without end; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        """Start from `seed`."""
        self._draw = Draw(seed)
        self.people = People(self._draw)
        self._make: dict[str, Callable[[], str]] = {
            "num": self._number,
            "zip": lambda: self._digits("#####"),
            "time": self._time,
            "date": self._date,
            "email": self._email,
        }

    def messages(self, count: int) -> Iterator[Message]:
        """Yield messages in a mix of languages, spelled as people type."""
        languages, weights = list(LANGUAGES), list(LANGUAGES.values())
        for language in self._draw.choices(languages, weights, k=count):
            yield roughen(self.message(language), self._draw)

    def message(self, language: str) -> Message:
        """Make one message, well spelled; three in ten join two sentences."""
        pieces = self._sentence(language)
        if self._draw.happens(0.3):
            other = language
            if self._draw.happens(0.4):
                other = self._draw.choice(list(LANGUAGES))
            joint = self._draw.choice(_JOINTS)
            pieces = [*pieces, Piece(joint), *self._sentence(other)]
        return Message(tuple(pieces), language)

    def _sentence(self, language: str) -> list[Piece]:
        templates = load_templates(language)
        positive = self._draw.happens(0.56)
        template = self._draw.choice(
            templates.positive if positive else templates.negative
        )
        return list(self._fill(template.replace("\\n", "\n"), language))

    def _fill(self, template: str, language: str) -> Iterator[Piece]:
        end = 0
        for slot in _SLOT.finditer(template):
            if slot.start() > end:
                yield Piece(template[end : slot.start()])
            yield from self._slot(slot[1], language)
            end = slot.end()
        if end < len(template):
            yield Piece(template[end:])

    def _slot(self, slot: str, language: str) -> Iterator[Piece]:
        fill = load_templates(language).fill
        if slot == "name" or slot in self.people.forms:
            yield from _person(self.people.name(language, slot))
        elif slot in fill:
            yield Piece(self._draw.choice(fill[slot]), _LABELS.get(slot, ""))
        elif slot in _SHAPES:
            yield Piece(self._digits(self._draw.choice(_SHAPES[slot])))
        else:
            yield Piece(self._make[slot]())

    def _digits(self, shape: str) -> str:
        return "".join(str(self._draw.randrange(10)) if c == "#" else c for c in shape)

    def _number(self) -> str:
        return str(self._draw.choice([1, 2, 3, 4, 5, 7, 8, 12, 17, 24, 38, 42, 100]))

    def _time(self) -> str:
        shape = self._draw.choice(["{}:{:02}", "{}.{:02}", "{} Uhr", "{}h"])
        return shape.format(
            self._draw.randrange(7, 22), self._draw.choice([0, 15, 30, 45])
        )

    def _date(self) -> str:
        shape = self._draw.choice(
            ["{}.{}.{}", "{}/{}/{}", "{:02}.{:02}.{}", "{}-{}-{}"]
        )
        return shape.format(
            self._draw.randrange(1, 29),
            self._draw.randrange(1, 13),
            self._draw.randrange(1950, 2027),
        )

    def _email(self) -> str:
        name = strip_accents(self.people.name("de", "first")).lower().replace(" ", "")
        digits = self._digits("##")
        return f"{name}{digits}@example.{self._draw.choice(['com', 'org', 'net'])}"


def _person(name: str) -> Iterator[Piece]:
    """Yield a name; an English genitive's ending is no part of it."""
    yield Piece(name.removesuffix("'s"), PERSON)
    if name.endswith("'s"):
        yield Piece("'s")
