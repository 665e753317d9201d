"""Words around a candidate that make it likelier, or less likely.

The rule is Presidio's (a context word adds 0.35, and lifts to 0.4 at least), with
two differences: words are compared as they are, since people mix languages and
no tagger knows which, and the *nearest* word decides when an order number and a
phone number are announced in one sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

WORDS_BEFORE = 5
WORDS_BEFORE_LIKELY = 3
"""How far a word speaks against what is likely: "order number is 0171 ..."."""
LIKELY = 0.7
"""Of a candidate with a shape of its own, such as a mobile number's."""
WORDS_AFTER = 2
WORDS_AFTER_IN_SENTENCE = 4
"""As in "... ist meine Handynummer"."""
BOOST = 0.35
LIFTED = 0.4
COUNTERED = 0.25
PROVEN = 0.9
"""A candidate scored this high needs no words, and no word counts against it."""

_CHARACTERS_BEFORE = 80
_CHARACTERS_AFTER = 40
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d")
_SENTENCE_END = re.compile(
    r"[!?]\s|(?:(?<=[^\W\d_]{4})|(?<=['’][^\W\d_]))(?<!nr)(?<!num)\.\s", re.IGNORECASE
)
"""A point behind a whole word, too: "Bestellnr. 4711" is one sentence."""
_CLAUSE_END = re.compile(r"[.!?;]\s|\n")
_NUMBERS = frozenset({"number", "no", "num", "nummer", "nr", "numero"})
"""Of these the word before says what they count."""
_COUNTED = _NUMBERS | {"numer", "nummere"}
"""The same in dialect: who says one of these asks for no call."""
_LABELS = ("nummer", "nr", "nummern", "number", "id", "code", "codice")
"""Ends of words that say what number follows."""
_ABOUT = frozenset("wegen bzgl bezüglich zwecks about regarding re riguardo".split())
_ARTICLES = frozenset("der die das den dem des meiner my the our la il lo".split())
_OF = frozenset("von of di".split())
_ANNOUNCES = re.compile(
    r"(?:[:=#]|nummer|number|numero|nr\.?|\bno\.?|\bn[.°]|\bid)\s*$|^\W*numero\s[^\W\d]+\s*$",
    re.IGNORECASE,
).search
"""Tells a line that says what stands on the next: "Order:", "Bestellnummer"."""
_BARELY_ANNOUNCES = re.compile(
    r"\W*(?:(?:nummer|number|numero|num|nr|no|n)(?![^\W_])\W{0,4}){1,3}", re.IGNORECASE
).fullmatch
"""Tells a line that doesn't say what its number counts: the line above does."""


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words to be met near a candidate.

    ``tel`` is met by "Tel.:" but not by "Hotel"; ``telefon*`` by any word that
    begins so, ``*nummer`` by any that ends so; ``meine nummer`` by two words.

    Attributes:
        exact: Words and phrases.
        prefixes: Beginnings of words.
        suffixes: Ends of words.
        last: The last words of `exact`: few words of a text are one.
        longest: Words in the longest phrase.
    """

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    last: frozenset[str] = frozenset()
    longest: int = 1

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Words":
        """Sort a pack's entries, in any case, into the three kinds."""
        folded = [entry.casefold() for entry in entries]
        phrases = [
            words_in(entry) for entry in folded if "*" not in (entry[:1], entry[-1:])
        ]
        return cls(
            frozenset(" ".join(phrase) for phrase in phrases if phrase),
            tuple(entry[:-1] for entry in folded if entry.endswith("*")),
            tuple(entry[1:] for entry in folded if entry.startswith("*")),
            frozenset(phrase[-1] for phrase in phrases if phrase),
            max((len(phrase) for phrase in phrases), default=1),
        )

    def __bool__(self) -> bool:
        """Tell whether there is any word."""
        return bool(self.exact or self.prefixes or self.suffixes)

    def match_ending_at(self, words: list[str], last: int) -> str:
        """Return the word or phrase that ends with ``words[last]``, or nothing."""
        word = words[last]
        if word in self.last:
            for count in range(self.longest, 0, -1):
                phrase = " ".join(words[max(last + 1 - count, 0) : last + 1])
                if phrase in self.exact:
                    return phrase
        if word.startswith(self.prefixes) or word.endswith(self.suffixes):
            return word
        return ""


NO_WORDS = Words()


class Judgement(NamedTuple):
    """A score after its surroundings were read, and the word that changed it."""

    score: float
    word: str = ""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return as much of the text before and after a stretch as may matter."""
    before = text[max(start - _CHARACTERS_BEFORE, 0) : start]
    return before, text[end : end + _CHARACTERS_AFTER]


def words_in(text: str) -> list[str]:
    """Return the words of `text`, case folded."""
    return _WORD.findall(text.casefold())


def judge(
    score: float,
    surroundings: tuple[str, str],
    words: tuple[Words, Words],
    hint: str = "",
) -> Judgement:
    """Score a candidate in its surroundings.

    Args:
        score: What the recognizer gave it.
        surroundings: What `around` returned.
        words: Those that speak for it, and those that speak against it.
        hint: The key under which the text stood.

    Returns:
        The score, raised, lowered or as it was.
    """
    context, counter = words
    if score >= PROVEN or not (context or counter):
        return Judgement(score)
    before = words_in(surroundings[0])[-WORDS_BEFORE:]
    sentence = words_in(_sentence_in(surroundings[0]))
    reach = len(sentence) if score < LIKELY else min(len(sentence), WORDS_BEFORE_LIKELY)
    found, against = _nearest(before, context, counter, reach)
    if against and not (_asked(sentence, context) or _is_topic(before, counter)):
        return Judgement(min(score, COUNTERED), found)
    found = "" if against else found
    found = found or _any(_following(surroundings[1]), context)
    found = found or _any(words_in(hint), context)
    return Judgement(_raised(score), found) if found else Judgement(score)


def _following(after: str) -> list[str]:
    """Return the next words: some wherever they stand, more of the same sentence."""
    sentence = words_in(_CLAUSE_END.split(after, maxsplit=1)[0])
    next_words = words_in(after)[:WORDS_AFTER]
    return max(next_words, sentence[:WORDS_AFTER_IN_SENTENCE], key=len)


def _sentence_in(before: str) -> str:
    """Return what belongs to the words behind it: the line, and one announcing it."""
    *above, line = _SENTENCE_END.split(before)[-1].split("\n")
    said = [it for it in above if it.strip()]
    announcement = said[-1] if said else ""
    if announcement and _BARELY_ANNOUNCES(line):
        return f"{announcement} {line}"
    if said[1:] and _BARELY_ANNOUNCES(announcement):
        announcement = f"{said[-2]} {announcement}"
    return f"{announcement} {line}" if _ANNOUNCES(announcement) else line


def _raised(score: float) -> float:
    return min(max(score + BOOST, LIFTED), 1.0)


def _nearest(
    words: list[str], context: Words, counter: Words, sentence: int
) -> tuple[str, bool]:
    """Find the last word that says anything.

    A number, or the end of a sentence, ends a counter word's reach: "Where is my
    order? 07700 900123", or "Ticket" on the line above a number.
    """
    number_between = False
    for last in range(len(words) - 1, -1, -1):
        if context and (found := context.match_ending_at(words, last)):
            named = counter and _named(words[: last + 1], found, counter)
            return (named, True) if named else (found, False)
        if counter and not number_between and last >= len(words) - sentence:
            if found := counter.match_ending_at(words, last):
                return found, True
            number_between = bool(_NUMBER.search(words[last]))
    return "", False


def _asked(sentence: list[str], context: Words) -> bool:
    """Tell whether a call is asked for: "call me about my order 07700 900123".

    The number may be either's then, unless another one has been told before it.
    """
    for last in range(len(sentence) - 1, -1, -1):
        if _NUMBER.search(sentence[last]):
            return False
        found = context.match_ending_at(sentence, last)
        if found and _COUNTED.isdisjoint(found.split()):
            return True
    return False


def _is_topic(words: list[str], counter: Words) -> bool:
    """Tell "wegen Bestellung" and "order of Anna" from the label of a number."""
    for last in range(len(words) - 1, -1, -1):
        if counter.match_ending_at(words, last):
            *before, thing = words[: last + 1]
            behind = words[last + 1 : last + 2]
            if thing.endswith(_LABELS) or not _NUMBERS.isdisjoint(behind):
                return False
            led = [word for word in before[-2:] if word not in _ARTICLES]
            return not (_ABOUT.isdisjoint(led[-1:]) and _OF.isdisjoint(behind))
    return False


def _named(words: list[str], found: str, counter: Words) -> str:
    """Return what says whose number `found` is: "order" of "order number is"."""
    phrase = found.split()
    before = len(words) - len(phrase) - 1
    if before < 0 or phrase[0] not in _NUMBERS:
        return ""
    return counter.match_ending_at(words, before)


def _any(words: list[str], context: Words) -> str:
    for last in range(len(words)):
        if found := context.match_ending_at(words, last):
            return found
    return ""
