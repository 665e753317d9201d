"""E-mail addresses, plain and written around a spam filter."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading
from pipeline.core.normalize_words import MAIL_DOMAINS
from recognizers.finders import Match

PLAIN = 1.0
DISGUISED = 0.9
"""With ``(at)`` or ``[dot]``: nobody writes that by accident."""
SPACED = 0.6
"""With spaces around the @ or the dots."""
KNOWN_HOST = 0.6
"""Without a top-level domain, but at a mail host everybody knows."""
SPOKEN = 0.8
"""With "at" and "dot" as words, before a top-level domain that is no word: nearly as
sure as a name in it, so that the address stays whole."""
SPOKEN_WORD = 0.4
"""The same, before one that is: "on DVD at some point in"."""
NO_DOMAIN = 0.2
"""Without one; only words around it can tell."""
UNLIKELY = 0.1
"""Without one, and with spaces: "mail me @ noon"."""

LOCAL_MAX = 64
"""Octets in a local part (RFC 5321, 4.5.3.1.1)."""

_AT = re.compile(
    r"[ \t]{0,3}(?:@{1,3}|[(\[{<][ \t]?(?:at|ät|@|chiocciola)[ \t]?[)\]}>])[ \t]{0,3}",
    re.IGNORECASE,
)
# A full stop ends a sentence more often than a domain's label.
_STOP = r"\.[ \t](?=(?:com|de|net|org|eu|ch|info|uk|fr)(?![^\W_]))"
# A comma for the dot, or nothing: "@example,com", "@example com".
_SLIP = (
    r"(?:,(?=(?:com|de|it|net|org|eu|ch|at|uk|fr)(?![^\W_]))|[ \t](?=com(?![^\W_])))"
)
_DOT = (
    rf"(?:\.{{1,2}}(?![ \t.])|[ \t]\.[ \t]?|{_STOP}|{_SLIP}|\n\.(?=[a-z])"
    r"|[ \t]?[(\[{<][ \t]?(?:dot|punkt|punto|\.)[ \t]?[)\]}>][ \t]?)"
)
_LABEL = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
_TLD = r"(?:xn--[a-z0-9\-]{2,59}|c0m|[^\W\d_]{2,24})(?![^\W_])"
_DOTLESS = "|".join(
    re.escape(domain).replace(r"\.", r"[ \t.]?").replace(r"\-", r"[- ]")
    for domain in MAIL_DOMAINS
)
_DOMAIN = re.compile(
    rf"(?P<plain>(?:{_LABEL}\.){{1,8}}{_TLD})"
    rf"|(?P<known>(?:{_DOTLESS})(?![^\W_]))"
    rf"|(?P<disguised>(?:{_LABEL}{_DOT}){{1,8}}{_TLD})"
    rf"|\[(?:\d{{1,3}}\.){{3}}\d{{1,3}}\]"
    rf"|(?P<host>{_LABEL})",
    re.IGNORECASE,
)
_HOSTS = frozenset(
    "alice aol arcor freenet gmail gmx googlemail hotmail icloud libero live mail "
    "me msn orange outlook posteo proton protonmail t-online tiscali virgilio web "
    "yahoo ymail".split()
)
_LETTERS = re.compile(r"\w+")
_TOP_LEVELS = frozenset(
    "com net org info biz edu gov mil name pro app dev shop online site cloud email "
    "swiss berlin bayern wien koeln hamburg tirol tech store blog example c0m".split()
)
_OF_A_COUNTRY = 2
"""Letters in its top-level domain."""
_WORDS = frozenset(
    "am as at be by do hm id in is it la me my no pm so tv to us".split()
)
_LONGEST_AT = len(" aet ")
"""What is longer is a word for @ and nothing else: "chiocciola"."""
_NO_WORD = frozenset({"ät", "aet"})
"""What only stands for the sign, as short as it is."""
_QUOTED = re.compile(r'"[^"\n@]{1,64}"\Z')
_DOTS = re.compile(
    r"[ \t]?[(\[{<]?[ \t]?(?:dot|punkt|punto|[.,])[ \t]?[)\]}>]?[ \t]?|[ \t]",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"(?<![^\s:])(?:[^\W\d_]{3,20}|[^\W\d_]{1,2}(?=\.))"
    r"(?:\.[^\W\d_]{2,20}){0,2} \d{1,4}\Z"
)
"""A number that is written apart: "muster 88 at gmail dot com"."""
_INSIDE = frozenset("!#$%'*+-^_`{|}~.")
_NEVER_OUTSIDE = "!#$%'*^`{|}~.-"


def find_emails(text: str) -> Iterator[Match]:
    """Find e-mail addresses; the canonical form is lower case, the domain IDNA.

    Where nothing parts two of them ("ann@example.orgbert@example.org"), the second
    begins at its sign: nobody can tell where the first ends.
    """
    end = 0
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        glued = 0 < end == at.start()
        start = end if glued else _start_of_local(text, at.start(), end)
        if start is None or domain is None or _is_local(text, domain):
            continue
        if glued and domain["host"]:
            continue
        end = domain.end()
        yield Match(
            start,
            end,
            _score(at[0], domain),
            _canonical(text[start : at.start()], domain[0]),
        )


def find_spoken_emails_in_document(
    reading: Reading, document: Document
) -> Iterator[Match]:
    """Find e-mail addresses where "at" and "dot" have been read as signs.

    Args:
        reading: The spoken reading.
        document: What was said; "Klammeraffe" makes an address surer than "at".
    """
    for match in find_emails(reading.text):
        trust = _trust(match, reading, document.text)
        yield replace(match, score=min(match.score, trust))


def _trust(match: Match, reading: Reading, text: str) -> float:
    local, _, host = (match.canonical or "").partition("@")
    if local and host.split(".")[0] in _HOSTS:
        return DISGUISED
    at = reading.text.find("@", match.start, match.end)
    if at < 0:  # "(at)", which this reading left alone
        return DISGUISED
    said = text[slice(*reading.original(at, at + 1))]
    if len(said) > _LONGEST_AT or (said.isupper() and not text.isupper()):
        return SPOKEN
    if said.strip().casefold() in _NO_WORD:
        return SPOKEN
    if any(map(str.isalpha, local)) and not local.isalpha() and "point" not in text:
        return SPOKEN
    top_level = reading.text[match.start : match.end].rpartition(".")[2]
    return SPOKEN_WORD if top_level.casefold() in _WORDS else SPOKEN


def _is_local(text: str, domain: re.Match[str]) -> bool:
    """Tell "mail me @ ann@example.com", where what follows is an address itself."""
    return bool(domain["host"]) and text.startswith("@", domain.end())


def _start_of_local(text: str, at: int, floor: int) -> int | None:
    """Return where the local part before `at` starts, if there is one."""
    lowest = max(floor, at - LOCAL_MAX)
    if quoted := _QUOTED.search(text, lowest, at):
        return quoted.start()
    start = at
    while start > lowest and (text[start - 1].isalnum() or text[start - 1] in _INSIDE):
        start -= 1
    while start < at and text[start] in _NEVER_OUTSIDE:
        start += 1
    if parted := _PARTED.search(text[lowest:at]):
        return lowest + parted.start()
    return start if start < at else None


def _score(at: str, domain: re.Match[str]) -> float:
    if domain["host"]:
        return _score_of_host(at, domain["host"])
    if domain["known"]:
        return DISGUISED
    is_known = _is_top_level(domain[0])
    if at[0].isspace() and not at[-1].isspace():
        # "thanks to @handle.name"
        return NO_DOMAIN if is_known else UNLIKELY
    if at.strip() != "@" or "(" in domain[0] or "[" in domain[0][1:]:
        return DISGUISED
    if at == "@" and not domain["disguised"]:
        return PLAIN
    return SPACED if is_known else UNLIKELY


def _score_of_host(at: str, host: str) -> float:
    if host.casefold() in _HOSTS:
        return KNOWN_HOST
    return NO_DOMAIN if at == "@" else UNLIKELY


def _is_top_level(domain: str) -> bool:
    """Tell "anna @ gmx.de" from a handle behind a word: "ich @anna.beispiel"."""
    label = _LETTERS.findall(domain)[-1]
    return label.casefold() in _TOP_LEVELS or len(label) == _OF_A_COUNTRY


def _canonical(local: str, domain: str) -> str:
    solid = (_DOTS.sub(".", domain) if domain[0] != "[" else domain).casefold()
    return f"{local.strip().casefold()}@{solid if solid.isascii() else _idna(solid)}"


def _idna(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
