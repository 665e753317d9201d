"""People in the names of their documents: "Lebenslauf_koch_julia.pdf"."""

import re
from collections.abc import Iterator

from recognizers.finders import Match
from recognizers.words import load_words, plain
from recognizers.words.phrases import load_table

LIKELY = 0.75

_TABLE = load_table("labels")
_FILE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_TABLE['documents'].split())})[_\-. ]{{1,2}}"
    r"(?:(?:scan|foto|photo|kopie|copy|copia)[_\-. ]{1,2})?"
    r"(?P<name>[^\W\d_]{2,20}(?:[_\-. ][^\W\d_]{2,20}){1,2}?)"
    r"(?:[_\-. ](?:\d{1,8}|[a-z]{2,9})){0,3}"
    r"\.(?:pdf|docx?|odt|jpe?g|png|heic|txt|rtf|pages|xlsx?)(?![^\W_])"
)
_PART = re.compile(r"[^\W\d_]+")


def find_people_in_file_names(text: str) -> Iterator[Match]:
    """Find people behind the word for a document of theirs, in a file's name.

    Args:
        text: A folded reading.

    Yields:
        The name's two or three parts; one of them is a first name, none a word.
    """
    for file in _FILE.finditer(plain(text)):
        if _is_person(_PART.findall(file["name"])):
            yield Match(*file.span("name"), LIKELY)


def _is_person(parts: list[str]) -> bool:
    """Tell "koch julia" from "april mai" and "rosa entwurf"."""
    first = any(part in load_words("first_names") for part in parts)
    return first and not all(map(_is_said, parts))


def _is_said(part: str) -> bool:
    return part in load_words("common") or part in load_words("frequent")
