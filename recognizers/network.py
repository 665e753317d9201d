"""Addresses of machines: IPv4 and IPv6."""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address

from recognizers.finders import Match

ADDRESS = 0.8
SMALL = 0.6
"""An IPv4 address of one-digit numbers, as versions and chapters have them."""
_BACK = 60
VERSION = 0.3
"""A version, by what is done to it: "auf 4.12.1.3 aktualisieren"."""

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
# Behind a slash may stand a second address, too.
_PREFIX_LENGTH_4 = r"(?:/(?:3[0-2]|[12]?\d)(?!\d|\.\d))?"
_PREFIX_LENGTH_6 = r"(?:/\d{1,3}(?!\w|[.:]\w|::))?"
_IPV4 = re.compile(
    rf"(?<![\w.])((?:{_OCTET}\.){{3}}{_OCTET})(?!\w|\.\d){_PREFIX_LENGTH_4}"
)
_IPV6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-f:]{0,39}:)[0-9a-f:]{2,39}"
    rf"(?:(?<=:){_OCTET}(?:\.{_OCTET}){{3}})?"
    rf"(?:%[a-z0-9]{{1,16}})?(?![\w:]|\.\d){_PREFIX_LENGTH_6}",
    re.IGNORECASE | re.ASCII,
)
_released = re.compile(
    r"(?<![^\W_])(?:went|roll(?:ed|ing)?|up(?:grad|dat)(?:e|ed|ing)|"
    r"downgrad(?:e|ed|ing)|bumped|patched|sprung|gesprungen|zurück|aktualisiert|"
    r"geupdatet|geupgradet|passat[oiae]|aggiornat[oiae]|tornat[oiae])"
    r"(?: back)?(?: (?:it|all|everything|alles|tutto))?"
    r" (?:from|to|von|auf|da|dalla|alla|a)(?: (?:version|versione|la|die))?"
    r"(?: \d{1,3}(?:\.\d{1,3}){1,3} (?:to|auf|a|alla))? $",
    re.IGNORECASE,
).search
_installed = re.compile(
    r"[ ](?:zu |ge)?(?:aktualisier|updat|upgrad|aufgespielt|installier|installiert)",
    re.IGNORECASE,
).match


def find_ip_addresses(text: str) -> Iterator[Match]:
    """Find IPv4 and IPv6 addresses; versions are told apart by the words before."""
    for found in _IPV4.finditer(text):
        small = len(found[1]) == len("1.2.3.4")
        score = SMALL if small else ADDRESS
        before = text[max(found.start() - _BACK, 0) : found.start()]
        if _installed(text, found.end()) or _released(before):
            score = VERSION
        yield Match(*found.span(), score, found[1])
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
