"""Judge phrases that say who somebody is: "mi chiamo", "this is", "mein Sohn"."""

import re
from collections.abc import Iterator

from recognizers.people.answers import tells_details
from recognizers.people.clues import (
    CLAUSE_END,
    COMMON,
    FIRST_NAMES,
    NAME_WORD,
    NAME_WORDS,
    TABLE,
)
from recognizers.people.everyday import everyday_kin, everyday_name
from recognizers.people.judge import (
    LIKELY,
    PROBABLE,
    SURE,
    WEAK,
    Span,
    any_name,
)
from recognizers.people.names import Name
from recognizers.people.reading import read_behind_comma, read_name
from recognizers.people.surnames import SEASONS
from recognizers.people.text import Text
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrase

_GREETINGS = frozenset(plain(word) for word in TABLE["greetings"] if " " not in word)
_FREQUENT = load_words("frequent") | load_words("slips")
_SPELT = re.compile(
    r"[ \t]?(?=(?:stato |leider |immer |sempre |always )?"
    r"(?:scritto|falsch|spelt|spelled|spelld|geschrieben|sbagliato|wrong)(?![^\W\d_]))"
)
_CORRECTED = re.compile(
    r"[^\n:,;.]{0,40}?(?:(?<=spelled )(?=[A-Z])|[:,;.\n][ \t]{0,2})"
    r"(?:(?:è|e'|it's|its|it is|correct is|ist|es ist|richtig ist|richtig|giusto|heißt)"
    r":?[ \t])?(?=[^\W\d_])"
)
"""From a complaint to how the name is spelt right."""
_GERMAN = ("ich", "i bi", "bin")
_SELF = ("ich bin", "i bin", "hier ist", "hier noch")
_BINS = re.compile(r"(?<![^\W\d_])bin'?s (?:der|die|da|de|d)$")
_LONGEST_SELF = 10
"""Code points of "bin's der", and a gap."""
_ARTICLES = (" der", " die", " da", " de")
_AGE = re.compile(
    r"[ \t](?:ho|e ho|bin|und bin|i'm|im|and i'm)[ \t]"
    r"(?:[^\W_]{1,12}'?[ \t]?(?:ann|jahr|year|and)|\d{1,3}$)"
)
_MORE = re.compile(
    r"[ \t](?:ho|abito|vengo|di|del|della|dello|dal|dalla|quell[oa]|il|la|aus|vom|von|"
    r"from|at|wg|wegen|who|und ich|ich|e|and)(?![^\W\d_])"
)
_IT_IS = frozenset(("its", "it's", "it is"))
_CALLED = FIRST_NAMES - SEASONS - frozenset(TABLE["named_months"].split())
_LONGEST_GREETING = 24
"""Code points, and the signs behind it."""
_AGAIN = re.compile(
    r"[ \t](?:again|wieder|nochmal|nochmals|di nuovo|ancora)(?![^\W\d_])"
)
_ENDS_TALK = re.compile(
    r"[ \t](?:yesterday|today|earlier|again|last|on|at|in|from|and|who|about|this|"
    r"twice|gestern|heute|vorhin|am|letzte|und|vom|von|uber|wegen|ieri|oggi|prima|stamattina|"
    r"e mi|che|del|della|dell'|al telefono)(?![^\W\d_])"
)
"""What follows whom one spoke with."""
_ARTICLED = re.compile(
    r"(?:[ \t](?:aber|doch|ja|auch|nur|halt|hoid|eben|eh|jetzt|wieder|wieda|leider|"
    r"wirklich|ue?brigens|nae?mlich|nochmals?|noch mal))?"
    r"[ \t](?:der|die|da|de|d)(?![^\W\d_])"
)
"""Between "ich bin" and a name that may be an everyday word: "aber der mark"."""
_SMALL_INITIAL = re.compile(
    r"[ \t][b-df-hj-np-tv-z](?=[ \t](?:from|von|aus|da|here|hier)(?![^\W_])|[,.!]|$)"
)


def announced(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "mi chiamo luca", whatever it looks like."""
    start = text.name_start(phrase.end)
    spelt = _SPELT.match(text.plain, phrase.end)
    if spelt:
        yield from _corrected(text, spelt.end())
        return
    yield from any_name(text, start) or everyday_name(
        text, start, SURE, refused=frozenset()
    )


def _corrected(text: Text, start: int) -> Iterator[Span]:
    """Read the name of "il mio nome è scritto male: Calogero Lo Verso"."""
    said = _CORRECTED.match(text.said, start)
    name = read_name(text, said.end()) if said else None
    if name and (name.known or name.capitals):
        yield name.start, name.end, PROBABLE


def hinted(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "ich bin Anna": "ich bin müde" has none."""
    articled = _articled_end(text, phrase)
    start = text.name_start(articled or phrase.end)
    name = read_name(text, start)
    refused = frozenset() if articled else COMMON
    if name and name.known:
        yield name.start, name.end, LIKELY
    elif everyday := everyday_name(text, start, WEAK, refused=refused):
        yield from everyday
    elif name and (
        _is_reversed(text, name) or (name.capitals > 1 and _is_whole(text, name))
    ):
        yield name.start, name.end, PROBABLE
    elif name and (_tells_more(text, phrase, name) or _calls(text, articled, name)):
        yield name.start, name.end, WEAK


def _articled_end(text: Text, phrase: Phrase) -> int:
    """Return where the article of "ich bin aber der mark" ends, or 0."""
    if text.plain.endswith(_ARTICLES, phrase.start, phrase.end):
        return phrase.end
    if not text.plain.startswith(_SELF, phrase.start):
        return 0
    article = _ARTICLED.match(text.plain, phrase.end)
    return article.end() if article else 0


def _calls(text: Text, articled: int, name: Name) -> bool:
    """Tell "i bins da wasti, kimmst" from "ich bin der depp"."""
    called = _BINS.search(text.plain, max(articled - _LONGEST_SELF, 0), articled)
    if called is None or len(name.parts) > 1 or _is_frequent(text, name):
        return False
    return text.ends_clause(name.end) or _AGAIN.match(text.plain, name.end) is not None


def _is_reversed(text: Text, name: Name) -> bool:
    """Tell "hier Oberhofer Matthias" by the first name behind the surname."""
    looks = [part.look for part in name.parts]
    if looks != ["capital", "listed"] or text.shouted:
        return False
    return text.said[name.parts[1].start].isupper()


def _is_whole(text: Text, name: Name) -> bool:
    """Tell "Dafydd ap Gwilym and" and "Kledi Hoxha," from a rank and its firm."""
    return name.number_of("particle") > 0 or text.ends_clause(name.end)


def _tells_more(text: Text, phrase: Phrase, name: Name) -> bool:
    """Tell "sn Kledi ho vent'anni" from "sn arrivata"."""
    if len(name.parts) > 1 or _is_frequent(text, name):
        return False
    if _AGE.match(text.plain, name.end) or tells_details(text, name.end):
        return True
    # Behind "ich bin", who one is has a capital, too.
    nouns = text.plain.startswith(_GERMAN, phrase.start)
    return bool(name.capitals and not nouns and _MORE.match(text.plain, name.end))


def _is_frequent(text: Text, name: Name) -> bool:
    return fold(text.said[name.start : name.end]) in _FREQUENT


def nodded(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the first name of "tell priya": what else follows is no name."""
    start = text.name_start(phrase.end)
    name = read_name(text, start)
    if text.plain[phrase.start : phrase.end] in _IT_IS:
        yield from _again(text, start)
        yield from _greeting(text, phrase, start)
    if name is None:
        yield from everyday_kin(text, phrase, start)
    elif name.known:
        yield name.start, _with_small_initial(text, name.end), LIKELY
    elif _is_reversed(text, name):
        yield name.start, name.end, PROBABLE
    elif _introduces(text, phrase, name):
        yield name.start, name.end, WEAK


def shortened(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "so elena", which nothing else speaks for."""
    name = read_name(text, text.name_start(phrase.end))
    if name and name.known:
        yield name.start, name.end, LIKELY


def _again(text: Text, position: int) -> Iterator[Span]:
    """Read the everyday name of "hi its will again"."""
    word = NAME_WORD.match(text.said, position)
    named = word is not None and fold(word[0]) in _CALLED
    if word and named and _AGAIN.match(text.plain, word.end()):
        yield *word.span(), WEAK


def _greeting(text: Text, phrase: Phrase, position: int) -> Iterator[Span]:
    """Read the everyday name of "Hi, it's Will. I'll be late"."""
    word = NAME_WORD.match(text.said, position)
    named = word is not None and fold(word[0]) in _CALLED
    before = text.plain[: phrase.start] if phrase.start < _LONGEST_GREETING else ""
    opens = before.strip(" ,!.\t") in _GREETINGS
    cased = word is not None and word[0].istitle()
    if before.endswith(", ") and before.partition(" ")[0] in _GREETINGS:
        opens = cased = True  # "hi mark, it's joy"
    if word and named and opens and cased and text.ends_clause(word.end()):
        yield *word.span(), WEAK


def spoken(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "put thru to dale": everyday ones, too."""
    yield from hinted(text, phrase)
    word = NAME_WORD.match(text.said, text.name_start(phrase.end))
    if word and fold(word[0]) in FIRST_NAMES | NAME_WORDS:
        ends = CLAUSE_END.match(text.said, word.end())
        if ends or _ENDS_TALK.match(text.plain, word.end()):
            yield *word.span(), WEAK


def _with_small_initial(text: Text, end: int) -> int:
    """Take in the letter of "chantelle w from insta"."""
    letter = _SMALL_INITIAL.match(text.said, end)
    return letter.end() if letter else end


def _introduces(text: Text, phrase: Phrase, name: Name) -> bool:
    """Tell "hi im zsofi, i need" by the greeting before, the comma behind."""
    greets = text.word_before(phrase.start) in _GREETINGS
    begins = greets or not text.said[: phrase.start].strip()
    if not begins or len(name.parts) > 1 or _is_frequent(text, name):
        return False
    from_there = _MORE.match(text.plain, name.end) is not None
    return from_there or (greets and text.ends_clause(name.end))


def apposed(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name between two commas of "or me, Anna, in the office"."""
    name = read_behind_comma(text, phrase.end)
    if name and (name.capitals or name.known):
        closed = text.said.startswith(",", name.end)
        if closed and text.said[name.start].isupper():
            yield name.start, name.end, PROBABLE
