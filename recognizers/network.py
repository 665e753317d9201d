"""Addresses of machines, and links that lead to a person."""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address
from urllib.parse import unquote

from recognizers.finders import Match
from recognizers.words import fold, load_words

ADDRESS = 0.8
SMALL = 0.6
"""An IPv4 address of one-digit numbers, as versions and chapters have them."""
PERSONAL = 0.8
"""A link that names somebody, or says where somebody is."""
CREDENTIALS = 0.95
"""A link with a user name before its host."""
PLAIN = 0.3
"""Any other link: found, but below every threshold."""

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PREFIX_LENGTH = r"(?:/\d{1,3}(?!\d))?"
_IPV4 = re.compile(
    rf"(?<![\w.])((?:{_OCTET}\.){{3}}{_OCTET})(?!\w|\.\d){_PREFIX_LENGTH}"
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-f:]{0,39}:)[0-9a-f:]{2,39}"
    rf"(?:(?<=:){_OCTET}(?:\.{_OCTET}){{3}})?"
    rf"(?:%[a-z0-9]{{1,16}})?(?![\w:]|\.\d){_PREFIX_LENGTH}",
    re.IGNORECASE | re.ASCII,
)
_SOCIAL = (
    r"(?:instagram|facebook|fb|tiktok|twitter|x|snapchat|github|gitlab|threads|xing|"
    r"linkedin|youtube|twitch|pinterest|reddit|vk|onlyfans|strava|paypal|telegram)"
    r"\.(?:com|net|tv|de|it)|(?:t|wa|paypal|m|signal|linktr)\.(?:me|ee)"
)
_MAP = (
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|maps\.google\.[a-z.]{2,6}|maps\.apple\.com|"
    r"waze\.com/ul|w3w\.co|what3words\.com)"
)
_LINK = re.compile(
    rf"(?:\b(?:https?|ftp)://|(?<![\w@.-])www\.|(?<![\w@.-])(?:{_SOCIAL}|{_MAP})/)"
    r"[^\s<>\"]{1,2048}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_)]}»”"
_PROFILE = re.compile(
    rf"(?:^|[/.])(?:{_SOCIAL})/(?!(?:p|reel|watch|explore|hashtag|search|help|about|"
    r"policies|privacy|terms|business|login|share|sharer|intent)(?:[/?#.]|$))@?[\w.\-]{2,}",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    # a place somebody shares
    rf"(?:^|[/.]){_MAP}/[^\s/]{{2}}|"
    # an e-mail address, a phone number or another long number
    r"[^\s/@?=&]@[^\s/@?=&]+\.[a-z]|[+=/](?:00)?\d{9,}(?!\w)"
    # a key that holds a person
    r"|[?&;#](?:e-?mail|mail|user(?:_?name|_?id)?|uid|"
    r"(?:first|last|sur|vor|nach)?_?name|nome|cognome|phone|tel|telefono?|mobile|"
    r"msisdn|customer(?:_?id)?|kunden?(?:nr|nummer)?|"
    r"account|konto|iban|dob|birth\w*|geb\w*|token|session(?:_?id)?|auth|code|otp|pin|"
    r"password|passwd|pwd|address|adresse|indirizzo|plz|zip)=[^&\s]"
    # a profile on a site of one's own, a place on a map
    r"|/(?:users?|profiles?|profil|profilo|members?|u|kunden|customers?|people|in|add)/[^/\s?]{2}"
    r"|/@[\w.\-]{2,}|[@=/!,:]-?\d{1,2}\.\d{3,},[+ ]?-?\d{1,3}\.\d{3,}|!3d-?\d+\.\d+",
    re.IGNORECASE,
)
_USER = re.compile(r"^[a-z]+://[^/\s?#@]+@", re.IGNORECASE)


def find_ip_addresses(text: str) -> Iterator[Match]:
    """Find IPv4 and IPv6 addresses; versions are told apart by the words before."""
    for found in _IPV4.finditer(text):
        small = len(found[1]) == len("1.2.3.4")
        yield Match(*found.span(), SMALL if small else ADDRESS, found[1])
    if ":" in text:
        yield from _ipv6(text)


def _ipv6(text: str) -> Iterator[Match]:
    for found in _IPV6.finditer(text):
        try:
            address = IPv6Address(re.split("[%/]", found[0])[0])
        except ValueError:
            continue
        if any(character.isdigit() for character in found[0]):
            yield Match(*found.span(), ADDRESS, str(address))


_JOINTS = re.compile(r"[-_.+]")
_PATH_NAME = re.compile(
    r"(?<=[^:/]/)([^\W\d_]{2,20}+(?:[-_.+][^\W\d_]{2,20}+){1,2})(?=[/?#]|$)"
)
"""Two or three words that make up a whole part of a link's path."""


def find_links(text: str) -> Iterator[Match]:
    """Find links; those that carry personal data score high, others low."""
    for found in _LINK.finditer(text):
        start, end = found.span()
        while end > start and text[end - 1] in _TRAILING:
            end -= 1
        yield Match(start, end, _score(unquote(text[start:end])))


def _score(link: str) -> float:
    if _USER.match(link):
        return CREDENTIALS
    told = _PROFILE.search(link) or _PERSONAL.search(link) or _names_somebody(link)
    return PERSONAL if told else PLAIN


def _names_somebody(link: str) -> bool:
    """Tell whether a part of the path reads like "anna-muster", not "hugo-boss"."""
    return any(_is_name(part[1]) for part in _PATH_NAME.finditer(link))


def _is_name(part: str) -> bool:
    words = {fold(word) for word in _JOINTS.split(part)}
    harmless = any(words & load_words(table) for table in ("common", "brands"))
    return not harmless and bool(words & load_words("first_names"))
