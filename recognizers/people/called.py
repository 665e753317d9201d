"""Judge what is said of somebody else: "mein vater heist gjergj", "sohn der Morena"."""

import re
from collections.abc import Iterator, Sequence

from recognizers.people.clues import (
    CLAUSE_END,
    COMMON,
    FIRST_NAMES,
    NAME_WORD,
    NAME_WORDS,
    TABLE,
)
from recognizers.people.judge import LIKELY, POSSIBLE, WEAK, Span, any_name
from recognizers.people.names import Name
from recognizers.people.reading import read_name
from recognizers.people.text import Text
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrase

_NOBODY = frozenset(f"{TABLE['determiners']} {TABLE['nobody']}".split())
_SMALL_NOBODY = frozenset(TABLE["pronouns"].split())
_KIN = frozenset(map(plain, TABLE["kin"].split()))
_ARTICLED = frozenset(TABLE["articled_names"].split())
_ASKS = re.compile(
    r"[ \t](?:bitte|danke|grazie|per favore|please|pls|thanks|che|und|e)(?![^\W\d_])"
)
_NOT = re.compile(r"[ \t]{0,2}[,(]?[ \t]{0,2}(?:nicht|net|ned|non|nn|not)[ \t]{1,2}")
_ACTS = re.compile(
    r"[ \t](?:ha|è|e'|mi|non|nn|viene|torna|dice|può|"
    r"hat|ist|war|kommt|holt|sagt|has|is|was|said|says)(?![^\W\d_])"
)
"""What a person does, and hardly the thing that is called like her."""
_KIN_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(sorted(_KIN))})(?:'s)?[ \t]{{1,2}}$"
)
_SOMEBODY = re.compile(
    r"(?:^|[\n.!?,;:]|(?<![^\W_])(?:and|but|because|und|e|ma|yesterday|gestern|ieri))"
    r"[ \t]{0,2}([^\W\d_]{2,16})[ \t]$"
)
_ARTICLED_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:(?P<his>[Dd]e|[Dd]r|[Dd][aä])[ ]|(?:[Dd]|[Ss])[ ]|[Dd]['’])"
    r"(?P<name>[A-ZÀ-Þ][^\W\d_]{1,15})[ \t]$"
)
_PARENT_SPEAKS = re.compile(
    r"(?<![^\W\d_])(?:bin|bins|bin's|hier|hier ist|sono|im|i'm|i am|this is)[ \t]"
    r"(?:(?:die|der|da|de|d|la|il|lo|the)[ \t])?"
    r"(?:mama|mami|mutti|mutter|papa|papi|vater|oma|opa|tante|onkel|madre|padre|mamma|"
    r"nonna|nonno|mum|mom|dad)[ \t]{1,2}$"
)
_PLACES = tuple(TABLE["places_ending"].split())
_TAKEN = re.compile(
    r"(?:,? (?:in|im|aus|vom|nr)[^,\n]{1,24})?,? (?:abgegeben|abgeben|abgelegt|"
    r"hinterlegt|zugestellt|angenommen|ubergeben|entgegengenommen)(?![^\W\d_])"
)
_NO_NAMES = COMMON | load_words("frequent") | load_words("slips")
_LONGEST = 20
"""Code points before a verb in which who is spoken of stands."""


def called(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read both names of "mein vater heist gjergj nicht giorgio"."""
    if not _KIN_BEFORE.search(
        text.plain, max(phrase.start - _LONGEST, 0), phrase.start
    ):
        return
    for span in any_name(text, text.name_start(phrase.end)):
        yield span
        if other := _NOT.match(text.said, span[1]):
            yield from any_name(text, other.end())


def telling(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the everyday name of "dale told me", which a clause begins with."""
    word = _SOMEBODY.search(text.said, max(phrase.start - 24, 0), phrase.start)
    if word is None or fold(word[1]) not in FIRST_NAMES or fold(word[1]) in COMMON:
        return
    yield *word.span(1), LIKELY


def acting(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the everyday name of "vale non viene", which a clause begins with."""
    word = _SOMEBODY.search(text.said, max(phrase.start - 24, 0), phrase.start)
    key = fold(word[1]) if word else ""
    if word is None or key not in (FIRST_NAMES | NAME_WORDS) - _NOBODY:
        return
    if word[1][0].isupper() or key not in _SMALL_NOBODY:  # "your bill said no"
        yield *word.span(1), POSSIBLE


def doing(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name between an article and a verb of dialect: "de Reto seit"."""
    word = _ARTICLED_BEFORE.search(text.said, max(phrase.start - 24, 0), phrase.start)
    if word is None or fold(word["name"]) not in FIRST_NAMES:
        return
    if word["his"] or fold(word["name"]) not in NAME_WORDS:  # "d Rose isch"
        yield *word.span("name"), POSSIBLE


def kin_of(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the last name of "il figlio della morena" and "der mann von der vesna"."""
    if text.word_before(phrase.start) not in _KIN:
        return
    start = text.name_start(phrase.end)
    name = read_name(text, start)
    if name and name.known:
        yield name.start, name.end, LIKELY
    elif name and _is_childs(text, phrase, name):
        yield name.start, name.end, POSSIBLE
    else:
        yield from _everyday(text, start)


def _is_childs(text: Text, phrase: Phrase, name: Name) -> bool:
    """Tell "ich bin die mama vom emirhan" from "der papa vom verein"."""
    said = fold(text.said[name.start : name.end])
    if len(name.parts) > 1 or said in _NO_NAMES or said.endswith(_PLACES):
        return False
    before = max(phrase.start - _LONGEST - len(" die mama "), 0)
    told = _PARENT_SPEAKS.search(text.plain, before, phrase.start)
    return told is not None and CLAUSE_END.match(text.said, name.end) is not None


def taking(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the surname of "beim Nachbarn Thode abgegeben"."""
    name = read_name(text, text.name_start(phrase.end))
    if name and name.capitals and _TAKEN.match(text.plain, name.end):
        yield name.start, name.end, POSSIBLE


def articled(text: Text, phrase: Phrase) -> Iterator[Span]:
    """Read the name of "für die Rosa bitte", which is a word, too."""
    word = NAME_WORD.match(text.said, text.name_start(phrase.end))
    if word is None or text.shouted or not word[0].istitle():
        return
    ends = CLAUSE_END.match(text.said, word.end()) or _ASKS.match(text.said, word.end())
    if ends and fold(word[0]) in _ARTICLED:
        yield *word.span(), WEAK


def _everyday(text: Text, start: int) -> Sequence[Span]:
    """Accept a first name that is also a word, where it does or ends something."""
    word = NAME_WORD.match(text.said, start)
    if word is None or fold(word[0]) not in FIRST_NAMES:
        return ()
    if word[0].islower() and fold(word[0]) in COMMON:
        return ()
    ends = CLAUSE_END.match(text.said, word.end()) or _ACTS.match(text.said, word.end())
    return ((*word.span(), WEAK),) if ends else ()
