"""Firms, rooms, products, works and feasts that are called like people.

"Bäckerei Huber", "Wilson's Bakery", "Saal Mozart", "Marke Puky", "the new Taylor Swift
album": what stands beside the name tells. Who is titled or introduces himself is a
person all the same, which `recognizers.vetoes` sees to.
"""

import re
from collections.abc import Sequence

from recognizers.words import fold, load_words, plain
from recognizers.words.phrases import Phrase, Phrases, load_table

_TABLE = load_table("namesakes")
_PEOPLE = load_table("people")
FASHION, SHOWN, BRANDED = "fashion", "shown", "branded"
FEASTS, SHOPS, IDIOMS, STAGE_NAMES = "feasts", "shops", "idioms", "stage_names"
WHOLE = frozenset({FEASTS, SHOPS, IDIOMS, STAGE_NAMES})
"""What tells nothing of the words behind: "bei Zara", but "bei Zara Khan"."""
_NAMED = Phrases(
    {
        BRANDED: _PEOPLE[BRANDED],
        **{kind: _TABLE[kind] for kind in (*WHOLE, FASHION, SHOWN)},
    }
)
_TELLING = Phrases(
    {
        kind: _PEOPLE[kind]
        for kind in (
            *("announcing", "hinting", "nodding", "labels"),
            *("titles", "shy_titles", "greetings", "closings"),
        )
    }
)

_FIRMS = frozenset(_TABLE["firms"].split())
_FIRMS_ENDING = tuple(_TABLE["firms_ending"].split())
_FIRM_KINDS = frozenset(_TABLE["firm_kinds"].split())
_HOSTS = frozenset(_TABLE["hosts"].split())
_INSIDE = frozenset(_TABLE["inside"].split())
_LEGAL_FORMS = frozenset(_TABLE["legal_forms"].split())
_TRADES = frozenset(_TABLE["trades"].split())
_SMALL_TRADES = frozenset(_TABLE["small_trades"].split())
_ROOMS = frozenset(_TABLE["rooms"].split())
_ROOM_NAMES = frozenset(_TABLE["room_names"].split())
_MAKES = frozenset(_TABLE["makes"].split())
_THINGS = frozenset(_TABLE["things"].split())
_SERVED = frozenset(_TABLE["served"].split())
_ONE = frozenset(_TABLE["one"].split())
_CARS = frozenset(_TABLE["cars"].split())
_VESSELS = frozenset(map(fold, _TABLE["vessels"].split()))
_DISHES = frozenset(map(fold, _TABLE["dishes"].split()))
_GOODS = frozenset(map(fold, _TABLE["goods"].split()))
_PETS = frozenset(map(fold, _TABLE["pets"].split()))
_OWNED = frozenset(_TABLE["owned"].split())
_WORKS_OF = frozenset(_TABLE["works_of"].split())
_WORKS = frozenset(_TABLE["works"].split())

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 48
"""Code points before a name in which the words beside it stand."""
_BESIDE = re.compile(
    r"(?:([^\W\d_]{1,24}+)[ \t]{1,2}+)?(?:([^\W\d_]{1,24}+)[ \t]{1,2}+)?"
    r"([^\W\d_]{1,24}+):?[ \t]{1,2}+[\"'„“”‚‘«]?$"
)
_HEIRS = re.compile(
    rf"[ \t]?&[ \t]?(?:{'|'.join(_TABLE['firm_heirs'].split())}|co)(?![^\W\d_])"
)
_BEHIND = re.compile(r"('s|s')?[ \t]{1,2}([^\W\d_]{2,12})(?![^\W\d_])")
_SURNAME = re.compile(r"[ \t][A-ZÀ-Þ]")
_COUNT = re.compile(r"(?:\d[ \t]?[x×]?|([^\W\d_]{1,8}))[ \t]{1,2}$")
_MODEL = re.compile(r"[ \t](?:\d[.,]\d|[A-Z]-?\d|[A-Z]-(?:Class|Klasse|Classe))")
_PERFORMANCE = re.compile(
    r"[ \t](?:fangt|faengt|spielt|singt|tritt|sale|suona|canta|live|tour|konzert|gig|"
    r"concert|concerto|album|plays|requiem|print|prints|poster|exhibition|ausstellung|"
    r"arena|alla scala|alle scuderie|all'arena)(?![^\W\d_])"
)
_STARTS = re.compile(
    r"(?<![^\W_])(?:wann (?:fangt|faengt|spielt|singt|beginnt)|quando (?:suona|canta|"
    r"inizia)|when (?:is|does|do))[ \t]$"
)
_BREED = re.compile(
    r"[ \t]?(?:\((?!(?:hat|mit|ha|con|has|with|brings|bringt)(?![^\W\d_]))"
    rf"[^()\n]{{0,24}}?(?<![^\W\d_])(?:{'|'.join(_TABLE['breeds'].split())})"
    r"(?![^\W\d_]|[ -](?:sitter|walker|groomer|trainer))|"
    r",[ \t]?(?:razza|rasse|breed|species|specie|tierart)(?![^\W\d_]))"
)
_OWN = re.compile(
    r"[ \t,]{0,3}(?:(?:hier|here|speaking|qui|am apparat|al telefono)"
    r"[ \t]{0,2}+(?![^\s.,;!?])|"
    r"(?:hei(?:ss|ß)e?|(?:ist mein|is my) name|e il mio nome)(?![^\W\d_]))"
)
"""Behind the name of whoever calls himself so."""
_DOES = re.compile(
    r"[ \t](?:hat (?:mich |uns )?(?:angerufen|storniert|bezahlt|abgesagt|geschrieben)|"
    r"ruft|storniert|kommt (?:um|spater)|mochte|"
    r"ha (?:chiamato|disdetto|pagato|scritto|detto)|non (?:paga|viene|risponde)|"
    r"da richiamare|called|rang|cancelled|paid|hasn't|hasnt|wants|said)(?![^\W\d_])"
)
"""What only people do."""
_EDGE = re.compile(r"\W*+")
_GAP = re.compile(r"[ \t]{0,2}[:,]?\s{0,3}[\"'„“*_]?")


def namesakes_in(text: str, *, private: bool) -> list[Phrase]:
    """Return the brands, works and feasts in a text that read like a person.

    Args:
        text: As it was written.
        private: Whether it tells anything else that is personal: then who is called
            like a singer is hardly one.
    """
    said = plain(text)
    named = list(_NAMED.within(said))
    if not named:
        return []
    told = [phrase.end for phrase in _TELLING.within(said)]
    return [it for it in named if _is_namesake(said, it, told, private=private)]


def _is_namesake(
    said: str, named: Phrase, told: Sequence[int], *, private: bool
) -> bool:
    if named.kind == FEASTS:
        return True
    if any(
        _GAP.fullmatch(said, end, named.start) for end in told if end <= named.start
    ):
        return False
    if _OWN.match(said, named.end) or _DOES.match(said, named.end):
        return False
    if named.kind in {BRANDED, SHOPS, IDIOMS}:
        return True
    if _is_whole(said, named):
        return False
    return not private and (
        named.kind == FASHION
        or _is_shown(said, named.start)
        or _performs(said, named.start, named.end)
    )


def _is_whole(said: str, named: Phrase) -> bool:
    """Tell whether a text is nothing else: an answer to "who am I talking to?"."""
    end = _EDGE.match(said, named.end)
    before = _EDGE.match(said)
    return (
        before is not None
        and end is not None
        and (before.end() >= named.start and end.end() == len(said))
    )


def _is_shown(said: str, start: int) -> bool:
    """Tell "das Trikot von Thomas Müller" from "Thomas Müller hat angerufen"."""
    before = [fold(word) for word in _WORD.findall(said[max(start - _NEAR, 0) : start])]
    while before and before[-1] in _WORKS_OF:
        before.pop()
    return bool(before) and before[-1] in _WORKS


def _performs(said: str, start: int, end: int) -> bool:
    """Tell "Jovanotti sale alle 21" and "wann spielt Rihanna" from people."""
    if said[start:end] in load_words("first_names"):
        return False
    behind = _PERFORMANCE.match(said, end)
    return (
        behind is not None
        or _STARTS.search(said, max(start - _NEAR, 0), start) is not None
    )


def names_a_thing(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a claim make it a firm's, room's or product's.

    Args:
        text: As it was written.
        start: First code point of the claim.
        end: One past its last.
    """
    name = [fold(word) for word in _WORD.findall(text[start:end])]
    beside = _BESIDE.search(text[max(start - _NEAR, 0) : start])
    before = [fold(word) for word in beside.groups() if word] if beside else []
    while name and _is_kind(name[0]):
        before.append(name.pop(0))
    if not name or _is_sold(text, start, end, name):
        return True
    if _is_pets(text, end, before, name) or _is_made_by(text, end, name):
        return True
    return _is_named_by(before, name) or _is_firm_by_end(text, end, name)


def _is_pets(text: str, end: int, before: Sequence[str], name: Sequence[str]) -> bool:
    """Tell "mein Hund Bruno" and "Milo (labrador, 3)" from their owners."""
    if len(name) > 1 or _SURNAME.match(text, end):
        return False
    if _BREED.match(plain(text[end : end + _NEAR])):
        return True
    return len(before) > 1 and before[-1] in _PETS and before[-2] in _OWNED


def _is_made_by(text: str, end: int, name: Sequence[str]) -> bool:
    """Tell "Knorr Suppe" and "Singer sewing machine" by the maker's goods."""
    behind = _BEHIND.match(fold(text[end : end + _NEAR]))
    if behind is None or behind[2] not in _GOODS:
        return False
    return not any(map(load_words("first_names").__contains__, name))


def _is_sold(text: str, start: int, end: int, name: Sequence[str]) -> bool:
    """Tell "2 margherite", "einen Hugo" and "Giulietta 1.6" from people."""
    if len(name) > 1:
        return False
    if name[0] in _CARS:
        return _MODEL.match(text, end) is not None
    before = _COUNT.search(text, max(start - _NEAR, 0), start)
    counted = before is not None and (not before[1] or fold(before[1]) in _ONE)
    return counted and name[0] in _SERVED


def _is_kind(word: str) -> bool:
    return _is_firm(word) or word in _FIRM_KINDS or word in _ROOMS


def _is_firm(word: str) -> bool:
    return word in _FIRMS or word.endswith(_FIRMS_ENDING)


def _is_named_by(before: Sequence[str], name: Sequence[str]) -> bool:
    """Tell by the words before: "Bäckerei", "studio legale", "pizzeria da", "Saal"."""
    if not before:
        return False
    listed = any(map(load_words("first_names").__contains__, name))
    last = before[-1]
    if last in _VESSELS or (last in _DISHES and not listed):
        return True
    if last in _MAKES or (last in _THINGS and not listed):
        return True
    if last in _ROOMS:
        return len(name) == 1 and (not listed or name[0] in _ROOM_NAMES)
    if len(name) > 1 and listed:
        return False
    return _is_firm_before(before, listed=listed)


def _is_firm_before(before: Sequence[str], *, listed: bool) -> bool:
    *others, last = before
    if others and _is_firm(others[-1]) and last in _HOSTS:
        return True
    if last in _FIRM_KINDS:
        return not listed
    inside = bool(others) and others[-1] in _INSIDE
    return _is_firm(last) and not (listed and inside)


def _is_firm_by_end(text: str, end: int, name: Sequence[str]) -> bool:
    """Tell by the words behind: "GmbH", "& Söhne", "'s Bakery"."""
    said = fold(text[end : end + _NEAR]).replace("’", "'")
    listed = any(map(load_words("first_names").__contains__, name))
    if _HEIRS.match(said):
        return len(name) == 1 and not listed
    behind = _BEHIND.match(said)
    if behind is None or (len(name) > 1 and listed):
        return False
    owned, word = behind[1], behind[2]
    if word in _LEGAL_FORMS:
        return True
    if word not in _TRADES or (listed and not owned):
        return False
    return text[end + behind.start(2)].isupper() or word in _SMALL_TRADES
