"""Make people's names: of many origins, in the forms in which people give them."""

from collections.abc import Callable

from models.messages import Draw
from models.origins import Origin, listed, load_origins

_HOME = {
    "de": ("de_DE", "de_AT", "de_CH", "german", "nicknames_de", "german_rare"),
    "it": ("it_IT", "italian", "italian", "nicknames_it"),
    "en": ("en_US", "en_GB", "en_IE", "en_NZ", "nicknames_en", "english_rare"),
    "es": ("es_ES", "es_MX", "es_CO", "es_CL"),
    "fr": ("fr_FR", "fr_CA", "fr_BE"),
    "nl": ("nl_NL", "nl_BE"),
    "tr": ("tr_TR", "turkish"),
    "pl": ("pl_PL", "polish"),
    "pt": ("pt_PT", "pt_BR"),
}
_HOME_SHARE = 0.6
_PARTICLES = {
    "de": ("von", "van der", "zu"),
    "nl": ("van", "de", "van den"),
    "it": ("De", "Di", "Della"),
}
_INITIALS = "ABCDEFGHIJKLMNOPRSTUVW"
_MIDDLE_INITIALS = "ABCDEFGHJKLMNPRSTW"
_FORMS = {"first": 42, "full": 40, "last": 12, "rev": 3, "initials": 3}
"""Of a hundred names, how many are given in which form."""


class People:
    """Names without end."""

    def __init__(self, draw: Draw) -> None:
        """Take every chance from `draw`."""
        self._draw = draw
        self._origins = load_origins()
        self._abroad = listed("abroad")
        self._forms = {
            "first": self._first,
            "last": self._last,
            "full": self._full,
            "rev": self._surname_first,
            "initials": self._initials,
            "gen": self._genitive,
            "wordfirst": self._word("word_firsts"),
            "wordlast": self._word("word_lasts"),
        }

    @property
    def forms(self) -> frozenset[str]:
        """What `name` takes as its `form`, beside ``name``."""
        return frozenset(self._forms)

    def name(self, language: str, form: str = "name") -> str:
        """Make a name.

        Args:
            language: Six in ten names are of its own origins.
            form: ``first``, ``last``, ``full``, ``rev`` (surname first),
                ``initials``, ``gen`` (genitive of a first name), ``wordfirst`` and
                ``wordlast`` (everyday words of any language) or ``name``: any
                but the last two.
        """
        origin = self._origin(language)
        if form == "name":
            form = self._draw.choices(list(_FORMS), list(_FORMS.values()))[0]
        return self._forms[form](origin, language)

    def _origin(self, language: str) -> Origin:
        home = self._draw.happens(_HOME_SHARE)
        return self._origins[
            self._draw.choice(_HOME[language] if home else self._abroad)
        ]

    def _first(self, origin: Origin, language: str) -> str:
        while not origin.first:
            origin = self._origin(language)
        first = self._draw.choice(origin.first)
        if self._draw.happens(0.04):
            first += self._draw.choice(["-", " "]) + self._draw.choice(origin.first)
        return first

    def _last(self, origin: Origin, language: str) -> str:
        if self._draw.happens(0.08):
            return self._invented()
        while not origin.last:
            origin = self._origin(language)
        last = self._draw.choice(origin.last)
        if self._draw.happens(0.05):
            last += self._draw.choice("-- ") + self._draw.choice(origin.last)
        if self._draw.happens(0.03) and language in _PARTICLES:
            last = f"{self._draw.choice(_PARTICLES[language])} {last}"
        return last

    def _full(self, origin: Origin, language: str) -> str:
        first, last = self._first(origin, language), self._last(origin, language)
        form = int(self._draw.random() * 25)
        if form == 0:
            return f"{first} {self._draw.choice(_MIDDLE_INITIALS)}. {last}"
        if form == 1:
            return f"{first} {last[0]}."
        if form == 2:  # noqa: PLR2004 - each of three forms in one name of 25
            return f"{first[0]}. {last}"
        middle = f" {self._first(origin, language)}" if form == 3 else ""  # noqa: PLR2004
        return f"{first}{middle} {last}"

    def _surname_first(self, origin: Origin, language: str) -> str:
        comma = self._draw.choice([" ", ", "])
        return f"{self._last(origin, language)}{comma}{self._first(origin, language)}"

    def _initials(self, origin: Origin, language: str) -> str:
        last = self._last(origin, language)
        return f"{self._draw.choice(_INITIALS)}. {last}"

    def _genitive(self, origin: Origin, language: str) -> str:
        first = self._first(origin, language)
        return f"{first}'s" if language in {"en", "nl"} else f"{first}s"

    def _word(self, key: str) -> Callable[[Origin, str], str]:
        """Return a form that draws from a list: only the sentence tells it's a name."""
        names = listed(key)
        return lambda _origin, _language: self._draw.choice(names)

    def _invented(self) -> str:
        draw = self._draw.choice
        syllables = [
            draw(listed("onsets")) + draw(listed("vowels"))
            for _ in range(draw([1, 2, 2, 3]))
        ]
        return ("".join(syllables) + draw(listed("codas"))).capitalize()
