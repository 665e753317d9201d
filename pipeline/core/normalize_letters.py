"""Tables of characters that stand for others."""

DASHES = "\u02d7\u2043\u2212"
"""Look like a dash but aren't in Unicode's category Pd."""

APOSTROPHES = "\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u201a\u201b\u2032\u2039\u203a"
QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f"
DOTS = "\u3002\u06d4"
SLASHES = "\u2044\u2215\u29f8"
COLONS = "\u2236\ua789"
OPENING = (
    "\u27e8\u2329\u3008\u300a\u300c\u300e\u3010\u3014\u2768\u276a\u276c\u2770\u27e6"
)
CLOSING = (
    "\u27e9\u232a\u3009\u300b\u300d\u300f\u3011\u3015\u2769\u276b\u276d\u2771\u27e7"
)
"""Brackets that NFKC leaves as they are."""

BULLETS = "\u00b7\u2022\u2027\u2219\u22c5\u25aa\u25cf\u26ab\u25e6"
"""Dots that are written as a full stop, but mostly begin an item."""

SEPARATORS = "\t\n\r,.;:/!?-_()[]{}<>*|~=#'\""
"""Signs that stand between words like a space."""

BLANKS = "\u2800"
"""Drawn as a space, but letters or symbols to Unicode."""

INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Fillers and joiners that draw nothing, but are letters or marks to Unicode."""

ENCLOSED = {0x1F150: "A", 0x1F170: "A"}
"""First of 26 letters in a row that NFKC leaves as they are, and its plain form."""

# After the confusables table of Unicode Technical Standard 39, cut down to what
# most fonts draw alike.
_CYRILLIC = "АВЕЅІЈКМНОРСТУХԚԜЗ" + "аеѕіјкорсухһԁԛԝѵӏвмнт"
_AS_LATIN = "ABESIJKMHOPCTYXQW3" + "aesijkopcyxhdqwvlbmht"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αικνορυτχγε"
_GREEK_AS_LATIN = "ABEZHIKMNOPTYX" + "aikvoputxye"
_OTHERS = "օսհոɑɡıӀՕⲞⲟჿס〇"
_OTHERS_AS_LATIN = "ouhnagiIOOooo0"

CONFUSABLE = dict(
    zip(
        _CYRILLIC + _GREEK + _OTHERS,
        _AS_LATIN + _GREEK_AS_LATIN + _OTHERS_AS_LATIN,
        strict=True,
    )
)
"""Letters of other scripts, and the Latin letter that most fonts draw alike."""

BESIDE_DIGITS = {"ո": "o"}
"""Those that stand for another one beside a digit."""
