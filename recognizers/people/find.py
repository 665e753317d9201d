"""How names are found: phrases by their judges, then names that have no phrase."""

from collections.abc import Iterable, Iterator, Mapping

from recognizers.finders import Match
from recognizers.people.answers import answers
from recognizers.people.beside import account_holders, bracketed, pets
from recognizers.people.called import (
    acting,
    articled,
    called,
    doing,
    kin_of,
    taking,
    telling,
)
from recognizers.people.capitals import in_capitals
from recognizers.people.clues import TABLE
from recognizers.people.grouped import aged, aged_together, families, listed
from recognizers.people.introduced import (
    announced,
    apposed,
    hinted,
    nodded,
    shortened,
    spoken,
)
from recognizers.people.judge import Judge, Span
from recognizers.people.letters import answering, calling, greeted, naming, signed
from recognizers.people.placed import (
    bookings,
    deeds,
    happens,
    hours,
    roles,
    rooms,
    wares,
)
from recognizers.people.text import Text, text_of
from recognizers.people.titled import labelled, rows, titled, titled_shyly
from recognizers.people.toned import toned
from recognizers.people.unannounced import unannounced
from recognizers.words import fold
from recognizers.words.phrases import Phrases

JUDGES: Mapping[str, Judge] = {
    "announcing": announced,
    "hinting": hinted,
    "nodding": nodded,
    "shortened": shortened,
    "labels": labelled,
    "titles": titled,
    "shy_titles": titled_shyly,
    "greetings": greeted,
    "closings": signed,
    "calling": calling,
    "answering": answering,
    "naming": naming,
    "telling": telling,
    "acting": acting,
    "doing": doing,
    "taking": taking,
    "headers": rows,
    "spoken": spoken,
    "called": called,
    "of": kin_of,
    "articled": articled,
    "apposed": apposed,
    "deeds": deeds,
    "happens": happens,
    "roles": roles,
    "bookings": bookings,
    "wares": wares,
    "rooms": rooms,
    "hours": hours,
    "groups": listed,
    "ages": aged,
    "neighbours": families,
}
"""Who judges what stands beside a phrase, by the phrase's kind."""

_PHRASES = Phrases({kind: TABLE[kind] for kind in JUDGES})


def find_people(text: str) -> Iterator[Match]:
    """Find names that a phrase announces, greets, titles or signs.

    Args:
        text: A folded reading.

    Yields:
        A stretch a person, by start, disjoint, without honorifics. `canonical` is
        the name in small letters without accents.
    """
    read = text_of(text)
    spans = sorted([*_beside_phrases(read), *_beside_signs(read), *unannounced(read)])
    for start, end, score in _merged(spans):
        yield Match(start, end, score, " ".join(fold(text[start:end]).split()))


def _beside_phrases(text: Text) -> Iterator[Span]:
    for phrase in _PHRASES.within(text.plain):
        yield from JUDGES[phrase.kind](text, phrase)


def _beside_signs(text: Text) -> Iterator[Span]:
    if "(" in text.said:
        yield from bracketed(text)
        yield from aged_together(text)
    yield from in_capitals(text)
    yield from account_holders(text)
    yield from pets(text)
    yield from answers(text)
    yield from toned(text)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans that overlap, given by start: they are the same person."""
    last: Span | None = None
    for start, end, score in spans:
        if last and start < last[1]:
            last = last[0], max(last[1], end), max(last[2], score)
            continue
        if last:
            yield last
        last = start, end, score
    if last:
        yield last
