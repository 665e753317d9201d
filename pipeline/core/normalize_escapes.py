"""What programs make of text: escapes, and signs in place of spaces.

A file name is ``Rechnung_Anna_Muster.pdf``; what a business puts into a button comes
back as ``mail=anna%40example.com``.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_HINT = re.compile(r"[_%&\\+]").search
_ESCAPE = re.compile(
    # Percent-encoding of one character in UTF-8 (RFC 3986, 2.1; RFC 3629, 4).
    r"(?P<percent>%(?:[2-7][0-9A-F]|[CD][0-9A-F]%[89AB][0-9A-F]"
    r"|E[0-9A-F](?:%[89AB][0-9A-F]){2}|F[0-4](?:%[89AB][0-9A-F]){3}))"
    r"|(?P<entity>&(?:#x[0-9A-F]{1,6}|#[0-9]{1,7}|[A-Z]{2,8});)"
    r"|\\u(?P<unit>[0-9A-F]{4})"
    r"|(?P<space>\\[nrt]|_+|(?<=[^\W\d_])\+(?=[^\W\d_]))",
    re.IGNORECASE,
)


def unescaped_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what a program wrote in place of a character.

    Yields:
        Where it starts and ends, and the character meant; disjoint, in order.

    Example:
        >>> list(unescaped_in("anna%40example"))
        [(4, 7, '@')]
    """
    if not _HINT(text):
        return
    for escape in _ESCAPE.finditer(text):
        meant = _meant(escape)
        if meant != escape[0]:
            yield *escape.span(), meant


def _meant(escape: re.Match[str]) -> str:
    if escape["space"]:
        return " "
    if escape["unit"]:
        return chr(int(escape["unit"], 16))
    return unquote(escape[0]) if escape["percent"] else html.unescape(escape[0])
