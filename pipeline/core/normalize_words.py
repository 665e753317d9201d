"""Tables of words that stand for signs and digits."""

AT = "at ät aet klammeraffe affenschwanz chiocciola chiocciolina arroba".split()
"""Words for ``@``; the first three are also something else."""

AT_BETWEEN_SPACES = AT[:3]
AT_ALWAYS = AT[3:]

DOT = "dot punkt pkt punto point".split()
JOINERS = {
    "_": ("trattino basso", "unterstrich", "underscore", "underline", "sottolineato"),
    "-": ("bindestrich", "minus", "trattino", "hyphen", "dash", "meno"),
}
"""Signs inside a name or a domain, and the words for them; longest first."""

TLDS = (
    "de at ch it com net org eu info biz io co uk fr es nl pl tr us me dev app li lu "
    "be cz dk se no fi pt gr hu ro hr si sk ru ua ca au nz jp in br mx ie sm va cat "
    "online shop email test example local"
).split()
"""Ends of a domain that make a loose ``at`` an ``@``."""

NOT_A_LOCAL_PART = frozenset(
    (
        "look looks looking looked us me mail email e-mail address contact available "
        "is are was am be been order ordered ordering bought buy shop shopping site "
        "website page meet see saw find found here there login sign register work "
        "works working worked live online support people team everyone guys items "
        "prices sale deals products account read check checked visit try arrive "
        "arrived stay stayed book booked it them him her you we they i that this not "
        "good bad best only also and or not even just up out back over down"
    ).split()
)
"""What stands before an ``at`` that is only a preposition."""

_DE_UNITS = "null ein zwei drei vier fünf sechs sieben acht neun".split()
_DE_TEENS = (
    "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_IT_UNITS = "zero uno due tre quattro cinque sei sette otto nove".split()
_IT_TEENS = (
    "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove"
).split()
_IT_TENS = ("venti trenta quaranta cinquanta sessanta settanta ottanta novanta").split()
_EN_UNITS = "zero one two three four five six seven eight nine".split()
_EN_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_ALSO = {
    "eins": "1",
    "zwo": "2",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
    "fourty": "40",
}

TENS = {word: str(ten) for ten, word in enumerate(_EN_TENS, 2)}
"""English tens without their 0: a unit may follow as a word of its own."""

UNITS = {word: str(unit) for unit, word in enumerate(_EN_UNITS) if unit}


def _german() -> dict[str, str]:
    words = {w: str(n) for n, w in enumerate(_DE_UNITS + _DE_TEENS)}
    for ten, tens in enumerate(_DE_TENS, 2):
        words[tens] = f"{ten}0"
        for unit, word in enumerate(_DE_UNITS[1:], 1):
            words[f"{word}und{tens}"] = f"{ten}{unit}"
    for german in list(words):
        plain = german.translate(str.maketrans({"ü": "ue", "ö": "oe", "ß": "ss"}))
        bare = german.translate(str.maketrans({"ü": "u", "ö": "o", "ß": "ss"}))
        words[plain] = words[bare] = words[german]
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
    dict.fromkeys("doppel doppelt doppelte doppia doppio double zweimal".split(), 2)
    | dict.fromkeys("triple tripla triplo dreimal dreifach treble".split(), 3)
    | dict.fromkeys("quadruple viermal vierfach".split(), 4)
)
"""Words that repeat the digit after them, and how often it then stands."""

PLUS = frozenset("plus più piu".split())
