"""Generated chat messages: templates crossed with names of many origins.

A message is a list of pieces, each a stretch of text with a label or none, so that
whatever is done to its spelling can't shift a label. Everything is drawn from one
seeded generator: a seed gives the same messages again.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from models.origins import Origin, load_origins
from models.spelling import strip_accents

TEMPLATES = Path(__file__).with_name("templates")
PERSON, LOCATION, ORGANIZATION = "PERSON", "LOCATION", "ORGANIZATION"

LANGUAGES = {
    "de": 26, "it": 28, "en": 26, "es": 4, "fr": 4, "nl": 3, "tr": 4, "pl": 3, "pt": 2,
}  # fmt: skip
"""Share of each language, in percent."""

_HOME = {
    "de": ("de_DE", "de_AT", "de_CH", "german", "nicknames_de"),
    "it": ("it_IT", "nicknames_it"),
    "en": ("en_US", "en_GB", "en_IE", "en_NZ", "nicknames_en"),
    "es": ("es_ES", "es_MX", "es_CO", "es_CL"),
    "fr": ("fr_FR", "fr_CA", "fr_BE"),
    "nl": ("nl_NL", "nl_BE"),
    "tr": ("tr_TR", "turkish"),
    "pl": ("pl_PL", "polish"),
    "pt": ("pt_PT", "pt_BR"),
}
_ABROAD = (
    "turkish", "arabic", "russian", "polish", "albanian", "balkan", "ro_RO", "en_IN", "indian", "vietnamese",
    "chinese", "african", "persian", "it_IT", "de_DE", "en_US", "es_ES", "fr_FR", "pt_BR", "hr_HR", "hu_HU", "cs_CZ",
    "nl_NL", "sv_SE", "en_NG", "yo_NG", "tw_GH", "en_PK", "id_ID", "korean", "japanese", "fi_FI", "fr_DZ", "uz_UZ",
)  # fmt: skip

_SLOT = re.compile(r"\{(\w+)\}")
_VOWELS, _ONSETS, _CODAS = (
    "a e i o u ie au ei".split(),
    "b br d dr f fr g gr h j k kl kr l m n p r s sch sp st t tr v w z".split(),
    "l n r s t nn ll rt nd ng ch ck mann er el ski ic a o i".split(),
)


class Piece(NamedTuple):
    """A stretch of a message; `label` is empty for what is no entity."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled text."""

    pieces: tuple[Piece, ...]
    language: str

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(piece.text for piece in self.pieces)

    def respell(self, spell: Callable[[str], str]) -> "Message":
        """Return the message with each piece's text changed by `spell`."""
        return replace(self, pieces=tuple(Piece(spell(p.text), p.label) for p in self.pieces))


@dataclass(frozen=True, slots=True)
class Templates:
    """What one language's file holds."""

    language: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    fill: dict[str, tuple[str, ...]]


@cache
def load_templates(language: str) -> Templates:
    """Read a language's templates and fillers."""
    loaded = yaml.safe_load((TEMPLATES / f"{language}.yaml").read_text(encoding="utf-8"))
    shared = yaml.safe_load((TEMPLATES / "shared.yaml").read_text(encoding="utf-8"))
    fill = {key: tuple(line.split(", ")) for key, line in {**shared, **loaded["fill"]}.items()}
    lines = [tuple(loaded[kind].splitlines()) for kind in ("positive", "negative")]
    return Templates(language, *lines, fill)


class Generator:
    """Makes messages without end; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        """Start from `seed`."""
        self._random = random.Random(seed)  # noqa: S311 - training data, not secrets
        self._origins = load_origins()

    def messages(self, count: int) -> Iterator[Message]:
        """Yield messages in a mix of languages, spelled as people type."""
        languages, weights = list(LANGUAGES), list(LANGUAGES.values())
        for language in self._random.choices(languages, weights, k=count):
            yield roughen(self.message(language), self._random)

    def message(self, language: str) -> Message:
        """Make one message, well spelled; one in five joins two sentences."""
        pieces = self._sentence(language)
        if self._random.random() < 0.2:
            other = language
            if self._random.random() < 0.4:
                other = self._random.choice(list(LANGUAGES))
            joint = self._random.choice([" ", ". ", ", ", "\n", "! ", " - ", "\n\n", " "])
            pieces = [*pieces, Piece(joint), *self._sentence(other)]
        return Message(tuple(pieces), language)

    def name(self, language: str, kind: str = "name") -> str:
        """Make a person's name.

        Args:
            language: Six in ten names are of its own origins.
            kind: ``first``, ``last``, ``full``, ``rev`` (surname first),
                ``initials``, ``gen`` (genitive of a first name) or ``name``: any.
        """
        origin = self._origin(language)
        if kind == "name":
            kind = self._random.choices(["first", "full", "last", "rev", "initials"], [42, 40, 12, 3, 3])[0]
        return getattr(self, f"_{kind}")(origin, language)  # type: ignore[no-any-return]

    def _origin(self, language: str) -> Origin:
        home = self._random.random() < 0.6
        return self._origins[self._random.choice(_HOME[language] if home else _ABROAD)]

    def _first(self, origin: Origin, language: str) -> str:
        while not origin.first:
            origin = self._origin(language)
        first = self._random.choice(origin.first)
        if self._random.random() < 0.04:
            first += self._random.choice(["-", " "]) + self._random.choice(origin.first)
        return first

    def _last(self, origin: Origin, language: str) -> str:
        if self._random.random() < 0.08:
            return self._invented()
        while not origin.last:
            origin = self._origin(language)
        last = self._random.choice(origin.last)
        if self._random.random() < 0.05:
            last += self._random.choice(["-", "-", " "]) + self._random.choice(origin.last)
        if self._random.random() < 0.03 and language in {"de", "nl", "it"}:
            particles = {"de": ["von", "van der", "zu"], "nl": ["van", "de", "van den"], "it": ["De", "Di", "Della"]}
            last = f"{self._random.choice(particles[language])} {last}"
        return last

    def _full(self, origin: Origin, language: str) -> str:
        first, last = self._first(origin, language), self._last(origin, language)
        draw = self._random.random()
        if draw < 0.04:
            return f"{first} {self._random.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
        if draw < 0.08:
            return f"{first} {last[0]}."
        if draw < 0.12:
            return f"{first[0]}. {last}"
        if draw < 0.16:
            return f"{first} {self._first(origin, language)} {last}"
        return f"{first} {last}"

    def _rev(self, origin: Origin, language: str) -> str:
        comma = self._random.choice([" ", ", "])
        return f"{self._last(origin, language)}{comma}{self._first(origin, language)}"

    def _initials(self, origin: Origin, language: str) -> str:
        last = self._last(origin, language)
        return f"{self._random.choice('ABCDEFGHIJKLMNOPRSTUVW')}. {last}"

    def _gen(self, origin: Origin, language: str) -> str:
        first = self._first(origin, language)
        return f"{first}'s" if language in {"en", "nl"} else f"{first}s"

    def _invented(self) -> str:
        draw = self._random.choice
        syllables = [draw(_ONSETS) + draw(_VOWELS) for _ in range(self._random.choice([1, 2, 2, 3]))]
        return ("".join(syllables) + draw(_CODAS)).capitalize()

    def _sentence(self, language: str) -> list[Piece]:
        templates = load_templates(language)
        positive = self._random.random() < 0.56
        template = self._random.choice(templates.positive if positive else templates.negative)
        return list(self._fill(template.replace("\\n", "\n"), templates))

    def _fill(self, template: str, templates: Templates) -> Iterator[Piece]:
        end = 0
        for slot in _SLOT.finditer(template):
            if slot.start() > end:
                yield Piece(template[end : slot.start()])
            yield from self._slot(slot[1], templates)
            end = slot.end()
        if end < len(template):
            yield Piece(template[end:])

    def _slot(self, slot: str, templates: Templates) -> Iterator[Piece]:
        if slot in {"name", "first", "last", "full", "rev", "initials", "gen"}:
            yield from self._person(self.name(templates.language, slot))
        elif slot in templates.fill:
            label = {"city": LOCATION, "country": LOCATION, "brand": ORGANIZATION, "company": ORGANIZATION}
            yield Piece(self._random.choice(templates.fill[slot]), label.get(slot, ""))
        else:
            yield Piece(getattr(self, f"_make_{slot}")())

    def _person(self, name: str) -> Iterator[Piece]:
        """Yield a name; the comma of `Rossi, Anna` and the `'s` are inside it."""
        if name.endswith("'s"):
            yield Piece(name[:-2], PERSON)
            yield Piece("'s")
        else:
            yield Piece(name, PERSON)

    def _digits(self, shape: str) -> str:
        return "".join(str(self._random.randrange(10)) if c == "#" else c for c in shape)

    def _make_order(self) -> str:
        return self._digits(self._random.choice(["######", "########", "AB-######", "#####-###", "DE########", "ORD####"]))

    def _make_num(self) -> str:
        return str(self._random.choice([1, 2, 3, 4, 5, 7, 8, 12, 17, 24, 38, 42, 100]))

    def _make_zip(self) -> str:
        return self._digits("#####")

    def _make_time(self) -> str:
        shape = self._random.choice(["{}:{:02}", "{}.{:02}", "{} Uhr", "{}h"])
        return shape.format(self._random.randrange(7, 22), self._random.choice([0, 15, 30, 45]))

    def _make_date(self) -> str:
        shape = self._random.choice(["{}.{}.{}", "{}/{}/{}", "{:02}.{:02}.{}", "{}-{}-{}"])
        return shape.format(self._random.randrange(1, 29), self._random.randrange(1, 13), self._random.randrange(1950, 2027))

    def _make_price(self) -> str:
        return self._digits(self._random.choice(["##€", "##,## €", "##.## euro", "$##", "£##.##", "### Euro", "## EUR"]))

    def _make_phone(self) -> str:
        return self._digits(self._random.choice(["+49 151 ########", "+39 33# #######", "07700 900###", "0171/#######", "555-01##"]))

    def _make_email(self) -> str:
        name = strip_accents(self.name("de", "first")).lower().replace(" ", "")
        return f"{name}{self._digits('##')}@example.{self._random.choice(['com', 'org', 'net'])}"


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_PUNCTUATION = re.compile(r"[.,!?;:'’\"()¿¡]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMOJI = "😊 😂 👍 🙏 ❤️ 😅 🎉 😢 :) ;) xD 🤔 👋 😡".split()


def roughen(message: Message, draw: random.Random) -> Message:
    """Return the message as somebody may have typed it on a phone."""
    if draw.random() < 0.32:
        message = message.respell(str.lower)
    elif draw.random() < 0.06:
        message = message.respell(str.upper)
    elif draw.random() < 0.08:
        message = _lower_outside_names(message)
    if draw.random() < 0.12:
        message = message.respell(strip_accents)
    elif draw.random() < 0.12:
        message = message.respell(lambda text: text.translate(_UMLAUTS))
    if draw.random() < 0.22:
        message = message.respell(lambda text: _PUNCTUATION.sub("", text))
    if draw.random() < 0.1:
        message = message.respell(lambda text: misspell(text, draw))
    return _with_emoji(message, draw) if draw.random() < 0.1 else message


def misspell(text: str, draw: random.Random) -> str:
    """Drop, double or swap letters in one word of eight."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if draw.random() > 0.12:
            return word
        at = draw.randrange(1, len(word) - 1)
        return draw.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word + word[-1] * 2,
            ]
        )

    return _WORD.sub(slip, text)


def _lower_outside_names(message: Message) -> Message:
    pieces = tuple(p if p.label else Piece(p.text.lower()) for p in message.pieces)
    return replace(message, pieces=pieces)


def _with_emoji(message: Message, draw: random.Random) -> Message:
    emoji = draw.choice(["", " "]) + draw.choice(_EMOJI)
    if draw.random() < 0.2:
        return replace(message, pieces=(Piece(emoji.strip() + " "), *message.pieces))
    return replace(message, pieces=(*message.pieces, Piece(emoji)))
