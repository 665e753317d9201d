"""Invented people for `pipeline.traffic`, and the ways they write their data.

Nothing here belongs to anybody: British numbers are Ofcom's for drama, American
ones the 555-01xx range, card numbers are the schemes' documented test numbers,
account numbers are counted up, domains are reserved for examples.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from stdnum import iban
from stdnum.iso7064 import mod_11_10
from stdnum.it import codicefiscale

LANGUAGES = ("de", "it", "en")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# At least six letters each, so that finding one in an output is no coincidence.
FIRST_NAMES: Mapping[str, Sequence[str]] = {
    "de": _words(
        """
        Johanna Matthias Friederike Sebastian Annegret Katharina Thorsten Wolfgang
        Christoph Susanne Henrike Valentin Franziska Benedikt Marlene Konstantin
        Dorothea Stefanie Andreas Nadine Juliane Clemens Aysegül Mehmet-Ali
        """
    ),
    "it": _words(
        """
        Giuseppina Francesca Alessandro Lorenzo Beatrice Martina Riccardo Valentina
        Salvatore Caterina Domenico Elisabetta Federico Giovanni Ludovica Matteo
        Rosaria Stefano Veronica Antonella Nicolò Raffaella
        """
    ),
    "en": _words(
        """
        Charlotte Benjamin Harriet Jonathan Rebecca Theodore Margaret Nicholas
        Samantha Frederick Bethany Christopher Eleanor Gregory Isabella Katherine
        Lawrence Matilda Patricia Raymond Siobhan Oluwaseun
        """
    ),
}
LAST_NAMES: Mapping[str, Sequence[str]] = {
    "de": _words(
        """
        Winterfeld Brandstätter Hofmeister Kesselring Lindemann Oberländer Schönemann
        Wiesinger Falkenberg Hasselbach Morgenroth Petersen Reichardt Sommerfeld
        Vogelsang Zimmermann Yildirim Kowalski Müller-Lüdenscheidt
        """
    ),
    "it": _words(
        """
        Bianchetti Carbonari Esposito Ferrarese Gallinari Lombardini Marchesini
        Pellegrini Rinaldi Santoro Tagliaferri Vitaletti Montefiori Castellani
        Bergamini Cavallaro D'Agostino
        """
    ),
    "en": _words(
        """
        Ashworth Blackwood Cartwright Donnelly Ellsworth Fairbanks Goodfellow
        Hartington Kingsley Lockwood Merryweather Northcott Pemberton Ravenscroft
        Shelbourne Thistlewood Underhill Wainwright Whitmore O'Callaghan
        """
    ),
}
CITIES: Mapping[str, Sequence[str]] = {
    "de": ("Leipzig", "Hamburg", "München", "Dresden", "Bremen"),
    "it": ("Torino", "Bologna", "Verona", "Palermo", "Genova"),
    "en": ("Leeds", "Bristol", "Glasgow", "Cardiff", "Norwich"),
}
PRODUCTS: Mapping[str, Sequence[str]] = {
    "de": ("Kaffeemaschine", "Bohrmaschine", "Winterjacke", "Tastatur", "Stehlampe"),
    "it": ("lavatrice", "giacca", "macchina da caffè", "tastiera", "stampante"),
    "en": ("coffee machine", "drill", "winter jacket", "keyboard", "desk lamp"),
}
_STREETS: Mapping[str, Sequence[str]] = {
    "de": (
        *("Lindenallee {}", "Bahnhofstraße {}", "Goethestr. {}", "Am Mühlbach {}"),
        *("Schillerplatz {}", "Birkenweg {}a", "hauptstr {}", "Alte Gasse {}"),
    ),
    "it": (
        *("Via Garibaldi {}", "Corso Cavour {}", "Viale dei Tigli {}"),
        *("Piazza Dante {}", "via Mazzini {}/B", "Vicolo Stretto {}"),
    ),
    "en": (
        *("{} Maple Road", "{} Station Road", "{} Church Lane", "{} Elm Street"),
        *("{} High Street", "{}b Oakfield Avenue"),
    ),
}
_POSTCODES: Mapping[str, str] = {
    "de": "{street}, 0{a}1{b}5 {city}",
    "it": "{street}, 1{a}1{b}0 {city}",
    "en": "{street}, {city} LS{a} {b}XQ",
}
_CARDS = (
    *("4111111111111111", "4242424242424242", "5555555555554444"),
    *("5105105105105100", "2223003122003222", "378282246310005"),
)
_BANKS: Mapping[str, str] = {
    "de": "DE0037040044{:010}",
    "it": "IT00X0542811101{:012}",
    "en": "GB00NWBK601613{:08}",
}
_MONTHS: Mapping[str, Sequence[str]] = {
    "de": ("Januar", "April", "Juni", "September"),
    "it": ("gennaio", "aprile", "giugno", "settembre"),
    "en": ("January", "April", "June", "September"),
}
_MONTH_NUMBERS = (1, 4, 6, 9)
_COUNTRIES = {"de": "DE", "it": "IT", "en": "GB"}
_DOMAINS = ("example.com", "example.org", "example.net", "post.example.com")
_DISGUISES: Mapping[str, Sequence[tuple[str, str]]] = {
    "de": ((" (at) ", " (punkt) "), (" ät ", " punkt "), ("(at)", "."), (" at ", ".")),
    "it": ((" chiocciola ", " punto "), ("(at)", "."), (" [at] ", " [dot] ")),
    "en": ((" at ", " dot "), (" (at) ", " (dot) "), ("[at]", "[dot]")),
}
_ASCII = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ò": "o", "'": None, "-": None, " ": None}
)

Written = tuple[str, tuple[str, ...]]
"""A value as somebody wrote it, and what of it must never be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, and the ways to write what is known of them.

    Attributes:
        lang: Their language.
        first: First name.
        last: Last name.
        wa_id: Their number in digits, with the country's code.
        user_id: Their WhatsApp id.
        email: Their address.
        dob: ISO date of birth.
        street: Street and number.
        written: What fills the personal words of a text's template.
    """

    lang: str
    first: str
    last: str
    wa_id: str
    user_id: str
    email: str
    dob: str
    street: str
    written: Mapping[str, Sequence[Written]]

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first} {self.last}"


def invent(lang: str, number: int, random: Random) -> Person:
    """Invent somebody.

    Args:
        lang: ``de``, ``it`` or ``en``.
        number: Differs for each person of a language; below 1,000.
        random: Decides the rest.
    """
    first, last = random.choice(FIRST_NAMES[lang]), random.choice(LAST_NAMES[lang])
    local = f"{first}.{last}".lower().translate(_ASCII)
    email = f"{local}@{random.choice(_DOMAINS)}"
    phones = _phones(lang, number)
    street = random.choice(_STREETS[lang]).format(random.randrange(11, 99))
    month = random.randrange(len(_MONTH_NUMBERS))
    year, day = random.randrange(1950, 2005), random.randrange(10, 29)
    written = {
        "name": [_whole(f"{first} {last}", first, last)],
        "lower": [_whole(f"{first} {last}".lower(), first.lower(), last.lower())],
        "first": [_whole(first)],
        "last": [_whole(last)],
        "phone": [_whole(phone) for phone in phones],
        "email": [_whole(email, local), _whole(email.upper(), local.upper())],
        "spoken": _disguised(lang, local, email.removeprefix(local + "@")),
        "street": [_whole(street)],
        "address": [_addressed(lang, street, random)],
        "dob": [_whole(text) for text in _dates(lang, year, month, day)],
        "iban": [_whole(text) for text in _ibans(lang, number)],
        "card": [_whole(text) for text in _cards(random.choice(_CARDS))],
        "tax": [_whole(_tax_number(lang, first, last, random))],
        "plate": [_whole(_plate(lang, number))],
        "password": [_whole(f"Kx{number:03}!{random.randrange(10**4, 10**5)}q")],
        "tan": [_whole(str(random.randrange(30_000_000, 99_999_999)))],
        "handle": [_whole("@" + local.replace(".", "_"))],
    }
    return Person(
        lang=lang,
        first=first,
        last=last,
        wa_id="".join(filter(str.isdigit, phones[0])),
        user_id=f"{_COUNTRIES[lang]}.1349{number:03}{random.randrange(10**12, 10**13)}",
        email=email,
        dob=f"{year}-{_MONTH_NUMBERS[month]:02}-{day:02}",
        street=street,
        written=written,
    )


def _whole(text: str, *parts: str) -> Written:
    return text, (text, *parts)


def _phones(lang: str, number: int) -> list[str]:
    """Write a number in many ways; first as E.164 with spaces."""
    if lang == "de":
        end = f"2345{number:04}"
        return [
            *(f"+49 151 {end}", f"0151 {end}", f"0151/{end}", f"0049151{end}"),
            *(f"(0151) {end}", f"0151-{end[:3]} {end[3:6]} {end[6:]}"),
            *(f"+49 (0)151 {end}", f"0151 {' '.join(_in_groups(end, 2))}"),
        ]
    if lang == "it":
        end = f"0{number:03}"
        return [
            *(f"+39 331 555 {end}", f"331 555{end}", f"331/555{end}"),
            *(f"0039331555{end}", f"331 55 5{end[0]} {end[1:]}"),
        ]
    if number % 4 == 0:
        end = f"01{number % 100:02}"
        return [f"+1 212 555 {end}", f"(212) 555-{end}", f"+1-212-555-{end}"]
    end = f"{number:03}"
    return [f"+44 7700 900{end}", f"07700 900{end}", f"07700 900 {end}"]


def _in_groups(digits: str, size: int) -> list[str]:
    return [digits[i : i + size] for i in range(0, len(digits), size)]


def _disguised(lang: str, local: str, domain: str) -> list[Written]:
    written = []
    for at, dot in _DISGUISES[lang]:
        hidden = local.replace(".", dot)
        written.append(_whole(f"{hidden}{at}{domain.replace('.', dot)}", hidden))
    return written


def _addressed(lang: str, street: str, random: Random) -> Written:
    text = _POSTCODES[lang].format(
        street=street,
        city=random.choice(CITIES[lang]),
        a=random.randrange(1, 9),
        b=random.randrange(1, 9),
    )
    return text, (street,)


def _dates(lang: str, year: int, month: int, day: int) -> list[str]:
    number, word = _MONTH_NUMBERS[month], _MONTHS[lang][month]
    if lang == "de":
        return [f"{day}.{number:02}.{year}", f"{day}. {word} {year}"]
    if lang == "it":
        return [f"{day}/{number:02}/{year}", f"{day} {word} {year}"]
    return [
        f"{day}/{number:02}/{year}",
        f"{word} {day}, {year}",
        f"{day} {word} {year}",
    ]


def _ibans(lang: str, number: int) -> list[str]:
    account = _BANKS[lang].format(532_013_000 % 10**8 + number)
    solid = account[:2] + iban.calc_check_digits(account) + account[4:]
    return [solid, " ".join(_in_groups(solid, 4)), solid.lower()]


def _cards(card: str) -> list[str]:
    groups = _in_groups(card, 4)
    return [card, " ".join(groups), "-".join(groups)]


def _tax_number(lang: str, first: str, last: str, random: Random) -> str:
    if lang == "de":
        return _german_tax_number(random)
    if lang == "it":
        letters = (_consonants(last) + "XX")[:3] + (_consonants(first) + "XX")[:3]
        code = f"{letters}85T{random.randrange(1, 29):02}A562"
        return code + codicefiscale.calc_check_digit(code)
    # The usual example of a number, with the suffixes there are.
    return f"AB 12 34 56 {random.choice('ABCD')}"


def _german_tax_number(random: Random) -> str:
    """Make ten digits, just one of them twice, and the check digit."""
    start = random.sample("123456789", 9)
    digits = "".join([*start, start[random.randrange(8)]])
    return digits + mod_11_10.calc_check_digit(digits)


def _consonants(name: str) -> str:
    return "".join(c for c in name.upper() if c in "BCDFGHJKLMNPQRSTVWXYZ")


def _plate(lang: str, number: int) -> str:
    if lang == "de":
        return f"L-KX {4000 + number}"
    if lang == "it":
        return f"FV {number:03} KL"
    return f"LB{number % 70 + 10} KXZ"
