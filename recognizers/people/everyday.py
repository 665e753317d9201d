"""Names that are everyday words, too: a phrase and the words around tell."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from recognizers.people.clues import (
    CLAUSE_END,
    COMMON,
    FIRST_NAMES,
    NAME_WORD,
    NAME_WORDS,
    TABLE,
)
from recognizers.people.judge import POSSIBLE, Span
from recognizers.people.text import Text
from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrase

_NO_SURNAMES = frozenset(f"{TABLE['determiners']} {TABLE['pronouns']}".split())
_KIN = frozenset(map(plain, TABLE["kin"].split()))
_VERBS = frozenset("will can may hai long sue hope my mine per na al nur rauf".split())
_CALLED = FIRST_NAMES - _VERBS
"""First names that stand behind a relative, and aren't what he does."""
_DOES = re.compile(
    r"[ \t](?:ist|hat|war|kommt|holt|macht|geht|kann|und ich|is|has|was|and i|"
    r"e|ha|viene|va|e io)(?![^\W\d_])"
)
_GOES_ON = re.compile(
    r"[ \t](?:quell[oa]|che|und|and|e|that|dass|from|von|vom|aus|della|del|dal)"
    r"(?![^\W\d_])"
)
"""What goes on behind a name, and hardly behind the everyday word it also is."""


def everyday_name(
    text: Text, position: int, score: float, *, refused: AbstractSet[str] = COMMON
) -> Sequence[Span]:
    """Accept "chiara" or "mark", in small letters, where a sentence ends."""
    word = NAME_WORD.match(text.said, position)
    if word is None or not _is_closed(text, word.end()):
        return ()
    key = fold(word[0])
    known = key in FIRST_NAMES and key in NAME_WORDS and key not in refused
    return ((*word.span(), score),) if known else ()


def everyday_kin(text: Text, phrase: Phrase, position: int) -> Sequence[Span]:
    """Accept "my husband bill" and "mein sohn till ist", but not "my son will come"."""
    word = NAME_WORD.match(text.said, position)
    relative = text.plain[phrase.start : phrase.end].split()[-1] in _KIN
    if word is None or not relative or fold(word[0]) not in _CALLED:
        return ()
    ends = CLAUSE_END.match(text.said, word.end()) or _DOES.match(
        text.plain, word.end()
    )
    return ((*word.span(), POSSIBLE),) if ends else ()


def _is_closed(text: Text, position: int) -> bool:
    ends = CLAUSE_END.match(text.said, position)
    return bool(ends or _GOES_ON.match(text.said, position))


def everyday_surname(text: Text, position: int) -> Sequence[Span]:
    """Accept "frau winter" and "sig felice", in small letters."""
    word = NAME_WORD.match(text.said, position)
    if word is None:
        return ()
    key = fold(word[0])
    named = key in NAME_WORDS or key in load_words("noun_surnames")
    accepted = named and key not in _NO_SURNAMES
    return ((*word.span(), POSSIBLE),) if accepted else ()
