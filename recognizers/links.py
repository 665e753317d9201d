"""Links that lead to a person: profiles, invitations, shared files, private sales.

A link says whom it leads to by its site and path, by a key it carries ("?email="), or
by a name in it. All others are products, parcels and firms: agents need to see them.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from recognizers.finders import Match
from recognizers.words import fold, load_words
from recognizers.words.phrases import load_table

PERSONAL = 0.8
"""A link that names somebody, or says where somebody is."""
CREDENTIALS = 0.95
"""A link with a user name before its host."""
PLAIN = 0.3
"""Any other link: found, but below every threshold."""

_TABLE = load_table("links")
_SAID_DOT = r"(?:\.|[ ](?:punkt|punto|dot|point)[ ])"
_SAID_SLASH = r"(?:/|[ ]?(?:slash|schrägstrich|barra)[ ])"
_LINK = re.compile(
    r"(?:\b(?:https?|ftp|webcals?)://|(?<![\w@.-])www\.)[^\s<>\"]{1,2048}",
    re.IGNORECASE,
)
# Told by what follows its host: such sites are known by their names, see `_score`.
_BARE = re.compile(
    rf"(?<![\w@./:-])[a-z0-9][a-z0-9-]{{0,40}}(?:{_SAID_DOT}[a-z0-9-]{{2,30}}){{1,3}}"
    rf"{_SAID_SLASH}[^\s<>\"]{{1,2048}}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_)]}»”"


def _sites(*headings: str) -> str:
    """Return alternatives of the sites under headings, with their paths."""
    sites = [site for heading in headings for site in _TABLE[heading].split()]
    return "|".join(re.escape(site).replace(r"\*", r"[\w.-]{1,40}") for site in sites)


def _any_of(heading: str) -> str:
    """Return alternatives of the words under a heading."""
    return "|".join(map(re.escape, _TABLE[heading].split()))


_OF_SOMEBODY = re.compile(
    rf"(?:^|[/.])(?:(?:{_sites('invitations', 'shared', 'advertisements')})[^\s]{{2}}|"
    rf"(?:{_sites('profiles')})(?!(?:{_any_of('pages')})(?:[/?#.]|$))"
    r"@?[\w.\-]{2,})",
    re.IGNORECASE,
)
_KEYS = _any_of("keys").replace(r"\*", r"\w*")
_PERSONAL = re.compile(
    # a calendar to subscribe to
    r"^webcals?:|"
    # a place somebody shares
    rf"(?:^|[/.])(?:{_sites('maps')})/[^\s/]{{2}}|"
    # an e-mail address, a phone number or another long number
    r"[^\s/@?=&]@[^\s/@?=&]+\.[a-z]|[+=/](?:00)?\d{9,17}(?!\w)"
    # a key that holds a person
    rf"|[?&;#](?!(?:{_any_of('things')})[_-]?(?:name|code)=)"
    rf"(?:[\w-]{{0,20}}[_-]|{_any_of('key_beginnings')})?(?:{_KEYS})=[^&\s]"
    # a profile on a site of one's own
    rf"|/(?:{_any_of('people')})/[^/\s?]{{2}}|/@[\w.\-]{{2,}}"
    # what opens an account without a password
    rf"|/(?:{_any_of('unlocking')})[\w-]{{0,20}}/(?=[a-z_-]{{0,80}}\d)[\w-]{{16}}"
    # a place on a map
    r"|[@=/!,:]-?\d{1,2}\.\d{3,},[+ ]?-?\d{1,3}\.\d{3,}|!3d-?\d+\.\d+",
    re.IGNORECASE,
)
_CODE = r"[\w-]{4,80}(?=[/?#]|$)"
_SHARED = re.compile(
    # files on somebody's store
    rf"^(?:https?://)?(?:{_any_of('stores')})\d?\.[^/]+/(?:[\w.-]{{1,20}}/){{0,3}}"
    rf"(?:{_any_of('shelves')})/(?:[\w.-]{{1,20}}/){{0,3}}{_CODE}|"
    # a code of letters and digits behind a word that says what it opens
    rf"/(?:{_any_of('sharing')})/(?=\d{{0,40}}[A-Za-z_])(?=[A-Za-z_]{{0,40}}\d){_CODE}|"
    # one of capitals, small letters and digits
    rf"/(?:{_any_of('short_sharing')})/"
    r"(?=[a-z\d]{0,20}[A-Z])(?=[A-Z\d]{0,20}[a-z])(?=[A-Za-z]{0,20}\d)[A-Za-z\d]{5,40}"
    r"(?=[/?#]|$)|"
    # a room for calls, named after those who meet in it
    rf"^(?:https?://)?(?:{_any_of('rooms')})\.[^/]+/(?:[\w.]{{1,12}}/)?"
    r"(?=[A-Za-z]{1,30}[-\d])[\w-]{5,80}(?=[?#]|/?$)|"
    # somebody's appointment
    rf"(?:^|[/.])(?:{_any_of('booking')})[./](?:[\w.-]{{1,30}}/){{0,4}}"
    r"(?=[A-Za-z]{0,20}\d{1,20}[A-Za-z]{1,20}\d|[A-Za-z]{1,20}\d{1,20}[A-Za-z])"
    r"[A-Za-z\d]{5,40}(?=[?#]|/?$)"
)
_USER = re.compile(r"^[a-z]+://[^/\s?#@]+@", re.IGNORECASE)
_JOINTS = re.compile(r"[-_.+]")
_PATH_NAME = re.compile(
    r"(?<=[^:/]/)([^\W\d_]{2,20}+(?:[-_.+](?:[eyu&][-_.+])?[^\W\d_]{2,20}+){1,2})"
    r"(?=[/?#]|$)"
)
"""Two or three words that make up a whole part of a link's path."""
_WEDDING = re.compile(
    r"^(?:https?://)?(?:www\.)?(?P<couple>[a-z\-]{7,30}?)-?"
    r"(?:(?:19|20)\d\d|hochzeit|heiraten|wedding|matrimonio|sisposano)\.[a-z]",
    re.IGNORECASE,
)
_AND = re.compile(r"-(?:(?:und|and|u|e)-)?|und|and|e")
_DOTS = re.compile(_SAID_DOT, re.IGNORECASE)
_SLASHES = re.compile(_SAID_SLASH, re.IGNORECASE)


def find_links(text: str) -> Iterator[Match]:
    """Find links; those that carry personal data score high, others low.

    Args:
        text: A folded reading.

    Yields:
        The link. Without ``https`` or ``www`` only what leads to a person is one.
    """
    whole = [_link(text, *found.span()) for found in _LINK.finditer(text)]
    yield from whole
    inside = {at for link in whole for at in range(link.start, link.end)}
    for found in _BARE.finditer(text):
        link = _link(text, *found.span())
        if link.score > PLAIN and link.start not in inside:
            yield link


def _link(text: str, start: int, end: int) -> Match:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Match(start, end, _score(unquote(_written(text[start:end]))))


def _written(link: str) -> str:
    """Return a link as it is typed: "t punkt me slash anna" as "t.me/anna"."""
    return _SLASHES.sub("/", _DOTS.sub(".", link)) if " " in link else link


def _score(link: str) -> float:
    if _USER.match(link):
        return CREDENTIALS
    told = any(kind.search(link) for kind in (_OF_SOMEBODY, _PERSONAL, _SHARED))
    named = told or _names_somebody(link) or _is_of_couple(link)
    return PERSONAL if named else PLAIN


def _names_somebody(link: str) -> bool:
    """Tell whether a part of the path reads like "anna-muster", not "hugo-boss"."""
    return any(_is_name(part[1]) for part in _PATH_NAME.finditer(link))


def _is_of_couple(link: str) -> bool:
    """Tell "annaundmax2026.example" from the host of a firm, which has no year."""
    wedding = _WEDDING.match(link)
    couple = wedding["couple"].lower() if wedding else ""
    names = load_words("first_names")
    pairs = ((couple[: it.start()], couple[it.end() :]) for it in _AND.finditer(couple))
    return any(names.issuperset(pair) for pair in pairs)


def _is_name(part: str) -> bool:
    words = {fold(word) for word in _JOINTS.split(part) if len(word) > 1}
    harmless = any(words & load_words(table) for table in ("common", "brands"))
    return not harmless and bool(words & load_words("first_names"))
