"""Tables of words that stand for signs and digits."""


def _listed(words: str) -> list[str]:
    return words.split()


AT = _listed(
    "at ät aet klammeraffe affenschwanz chiocciola chiocciolina arroba arobase"
)
"""Words for ``@``; the first three are also something else."""

AT_BETWEEN_SPACES = AT[:3]
AT_ALWAYS = AT[3:]

DOT = _listed("dot punkt pkt punto point")
JOINERS = {
    "_": ("trattino basso", "unterstrich", "underscore", "underline", "sottolineato"),
    "-": ("bindestrich", "minus", "trattino", "hyphen", "dash", "meno"),
}
"""Signs inside a name or a domain, and the words for them; longest first."""

TLDS = _listed(
    "de at ch it com net org eu info biz io co uk fr es nl pl tr us me dev app li lu "
    "be cz dk se no fi pt gr hu ro hr si sk ru ua ca au nz jp in br mx ie sm va cat "
    "online shop email test example local"
)
"""Ends of a domain that make a loose ``at`` an ``@``."""

NOT_A_LOCAL_PART = frozenset(
    _listed(
        "look looks looking looked us me mail email e-mail address contact available "
        "is are was am be been order ordered ordering bought buy shop shopping site "
        "website page meet see saw find found here there login sign register work "
        "works working worked live online support people team everyone guys items "
        "prices sale deals products account read check checked visit try arrive "
        "arrived stay stayed book booked it them him her you we they i that this not "
        "good bad best only also and or not even just up out back over down"
    )
)
"""What stands before an ``at`` that is only a preposition."""

_DE_UNITS = _listed("null ein zwei drei vier fünf sechs sieben acht neun")
_DE_TEENS = _listed(
    "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_IT_UNITS = _listed("zero uno due tre quattro cinque sei sette otto nove")
_IT_TEENS = _listed(
    "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove"
)
_IT_TENS = [
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
]
_EN_UNITS = _listed("zero one two three four five six seven eight nine")
_EN_TEENS = _listed(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")

_ALSO = {
    "eins": "1",
    "zwo": "2",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
    "fourty": "40",
    "hundred": "00",
    "hundert": "00",
}

TENS = {word: str(ten) for ten, word in enumerate(_EN_TENS, 2)}
"""English tens without their 0: a unit may follow as a word of its own."""

UNITS = {word: str(unit) for unit, word in enumerate(_EN_UNITS) if unit}


_TWO_LETTERS = str.maketrans({"ü": "ue", "ö": "oe", "ß": "ss"})
_ONE_LETTER = str.maketrans({"ü": "u", "ö": "o", "ß": "ss"})


def _german() -> dict[str, str]:
    words = {w: str(n) for n, w in enumerate(_DE_UNITS + _DE_TEENS)}
    for ten, tens in enumerate(_DE_TENS, 2):
        words[tens] = f"{ten}0"
        for unit, word in enumerate(_DE_UNITS[1:], 1):
            words[f"{word}und{tens}"] = f"{ten}{unit}"
    for german, digits in list(words.items()):
        words[german.translate(_TWO_LETTERS)] = digits
        words[german.translate(_ONE_LETTER)] = digits
    return words


def _italian() -> dict[str, str]:
    words = {w: str(n) for n, w in enumerate(_IT_UNITS + _IT_TEENS)}
    for ten, tens in enumerate(_IT_TENS, 2):
        words[tens] = f"{ten}0"
        for unit, word in enumerate(_IT_UNITS[1:], 1):
            stem = tens[:-1] if word[0] in "uo" else tens
            words[stem + word] = f"{ten}{unit}"
        words[f"{tens}tré"] = f"{ten}3"
    return words


def _english() -> dict[str, str]:
    words = {w: str(n) for n, w in enumerate(_EN_UNITS + _EN_TEENS)}
    return words | {word: f"{ten}0" for word, ten in TENS.items()}


NUMBERS = _german() | _italian() | _english() | _ALSO
"""Words for 0 to 99 in German, Italian and English, and their digits."""

TIMES = (
    dict.fromkeys(_listed("doppel doppelt doppelte doppia doppio double zweimal"), 2)
    | dict.fromkeys(_listed("triple tripla triplo dreimal dreifach treble"), 3)
    | dict.fromkeys(_listed("quadruple viermal vierfach"), 4)
)
"""Words that repeat the digit after them, and how often it then stands."""

PLUS = frozenset(_listed("plus più piu"))
