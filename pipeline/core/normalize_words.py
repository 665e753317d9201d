"""Tables of words that stand for signs and digits."""


def _listed(words: str) -> list[str]:
    return words.split()


AT_ALWAYS = [
    "klammeraffe",
    "affenschwanz",
    "chiocciola",
    "chiocciolina",
    "arroba",
    "arobase",
    "apenstaartje",
    "at the rate of",
    "at the rate",
    "at-zeichen",
    "at zeichen",
    "kuyruklu a",
    "then the at sign",
    "the at sign",
    "at sign",
    "at-sign",
    "then the at symbol",
    "the at symbol",
    "at symbol",
    "a commerciale",
    "kukac",
    "małpa",
    "malpa",
    "malpka",
    "sobaka",
    "zavinac",
    "zavináč",
    "papaki",
    "majmunsko a",
    "ludo a",
]
AT_BETWEEN_SPACES = _listed("at ät aet")
AT = [*AT_BETWEEN_SPACES, *AT_ALWAYS]
"""Words for ``@``; those between spaces are also something else."""

AT_SPELLED = ["a t", "ä t"]
"""Between whole words: "praxis a t web p u n k t de"."""

AT_WITH_A_SAID_DOT = ["bei"]
"""Prepositions, but for "anna unterstrich b bei example punkt de"."""

AT_IN_BRACKETS = ["@", "et", "affe", "ad", "à"]
"""Also ``@`` where brackets show that they are no word."""

DOT = [
    *_listed("dot punkt pkt punto point nokta punt ponto kropka tochka punct tecka"),
    *("pünkt", "d o t", "p u n k t", "p u n t o", "d0t"),
]
JOINERS = {
    "_": (
        "trattino basso",
        "unterstrich",
        "tiefstrich",
        "strich drunter",
        "strich unten",
        "underscore",
        "underline",
        "sottolineato",
    ),
    "-": ("bindestrich", "minus", "trattino", "hyphen", "dash", "meno"),
}
"""Signs inside a name or a domain, and the words for them; longest first."""

TLDS = _listed(
    "de at ch it com net org eu info biz io co uk fr es nl pl tr us me dev app li lu "
    "lt lv ee bg rs ba mk ie za ng ke gh pk lk bd ae sa il eg tn mt cy th vn ph sg hk "
    "tw cn kr ar cl pe be cz dk se no fi pt gr hu ro hr si sk ru ua ca au nz jp in br "
    "mx sm va cat online shop email test example local"
)
"""Ends of a domain that make a loose ``at`` an ``@``."""

MAIL_HOSTS = _listed("gmail googlemail gmx hotmail icloud")
"""Names that are a mail host even without the end of its domain."""

MAIL_DOMAINS = _listed(
    "alice.it aol.com aol.de arcor.de bluewin.ch btinternet.com freenet.de gmail.com "
    "gmail.de gmail.it gmail.net gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com "
    "hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com "
    "icloud.de icloud.it libero.com libero.it live.co.uk live.com live.de live.it "
    "mailbox.org msn.com orange.fr outlook.com outlook.de outlook.fr outlook.it "
    "pec.aruba.it pec.it posteo.de posteo.net proton.me protonmail.com rediffmail.com "
    "t-online.de tiscali.it virgilio.it virginmedia.com web.com web.de yahoo.co.in "
    "yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it ymail.com"
)
"""Domains that everybody knows though their dots are left out: "outlook com"."""

NOT_A_LOCAL_PART = frozenset(
    _listed(
        "look looks looking looked us me mail email e-mail address contact available "
        "is are was am be been order ordered ordering bought buy shop shopping site "
        "website page meet see saw find found here there login sign register work "
        "works working worked live online support people team everyone guys items "
        "prices sale deals products account read check checked visit try arrive "
        "arrived stay stayed book booked it them him her you we they i that this not "
        "option point clause section variante opzione punkt punto lit "
        "met registered problem problems kaufen account accounts error signup "
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

_DIALECTS = {
    "0": "nuller zerro",
    "1": "eis ais ans oans aans wan yin",
    "2": "zwöi zwoi zwa zwoa zwee twa twae du",
    "3": "drü drüü dree thrie",
    "4": "fia viere fower fowr",
    "5": "föif foif füf fümf fimf fümfe",
    "6": "sächs saechs segs sex sechse sax",
    "7": "sibe sibne siebe sebe siem siebn seeven seiven",
    "8": "ocht achte aacht echt aicht ate",
    "9": "nüün nün nöin nüün neine neun nein",
    "00": "hunner hunder",
}
"""Swiss, Austrian, Scottish and Roman words for digits."""

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
    **dict.fromkeys(
        _listed("doppelnull doppiozero doubleoh doubleo doublezero doublenought"), "00"
    ),
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
    words |= {f"hundert{word}": f"1{digits:0>2}" for word, digits in words.items()}
    words |= {"hundert": "100"} | {
        f"{unit}{word}": f"{n}{digits[1:]}"
        for n, unit in enumerate(_DE_UNITS[1:], 1)
        for word, digits in {"hundert": "100", **words}.items()
        if word.startswith("hundert")
    }
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
    return words | _italian_hundreds(words)


def _italian_hundreds(below: dict[str, str]) -> dict[str, str]:
    """Return 100 to 999: mobile prefixes are said as one number, trecentotrentotto."""
    words: dict[str, str] = {}
    for unit, word in enumerate(_IT_UNITS[1:], 1):
        hundred = "cento" if unit == 1 else f"{word}cento"
        words[hundred] = f"{unit}00"
        for rest, digits in below.items():
            words[hundred + rest] = f"{unit}{digits:0>2}"
            if rest[0] in "uo":
                words[hundred[:-1] + rest] = f"{unit}{digits:0>2}"
    return words


def _english() -> dict[str, str]:
    words = {w: str(n) for n, w in enumerate(_EN_UNITS + _EN_TEENS)}
    return words | {word: f"{ten}0" for word, ten in TENS.items()}


_OTHER_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zero un dois três quatro cinco seis sete oito nove",
    "zéro un deux trois quatre cinq six sept huit neuf",
    "nul een twee drie vier vijf zes zeven acht negen",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "sifir bir iki üç dört beş alti yedi sekiz dokuz",
    "shunya ek do teen chaar paanch chhe saat aath nau",
    "shoonya ek do teen char panch chhah saat ath nau",
)
_WITHOUT_MARKS = str.maketrans("éêüöşçęśćłıą", "eeuoscesclia")


def _others() -> dict[str, str]:
    words = {
        word: str(unit)
        for units in _OTHER_UNITS
        for unit, word in enumerate(_listed(units))
    }
    return {word.translate(_WITHOUT_MARKS): n for word, n in words.items()} | words


GERMAN, ITALIAN, ENGLISH = _german(), _italian(), _english()
"""Words for numbers by language, and their digits; see `NUMBERS`."""

_SAID_AT_HOME = {
    word: digits for digits, words in _DIALECTS.items() for word in _listed(words)
}

NUMBERS = _SAID_AT_HOME | _others() | GERMAN | ITALIAN | ENGLISH | _ALSO
"""Words for 0 to 99 in German, Italian and English, and their digits; to 999 in
Italian; for 0 to 9 in languages that people mix with them."""

EVERYDAY = frozenset(_listed("ans ais du sex sax sebe nein echt achte ate wan"))
"""Of the dialects' words those that any text may hold: they hint at no number."""

NOT_ALONE = EVERYDAY.union(
    _listed("ein o oh one sei un uno een do teen char sat six bir ek hundred hundert")
)
"""Number words that are often no number; among digits one of them proves nothing."""

FILLERS = frozenset(_listed("dann und then and poi e y et ve"))
"""What people say between the parts of a number."""

THEN = frozenset(_listed("dann then poi"))
"""Those of them that go on with a number in digits, too."""

TIMES = (
    dict.fromkeys(_listed("doppel doppelt doppelte doppia doppio double zweimal"), 2)
    | dict.fromkeys(_listed("triple tripla triplo dreimal dreifach treble"), 3)
    | dict.fromkeys(_listed("quadruple viermal vierfach"), 4)
)
"""Words that repeat the digit after them, and how often it then stands."""

PLUS = frozenset(_listed("plus più piu"))
