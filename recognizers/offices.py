"""What somebody is, between a title and a name: "Herr Rechtsanwalt Dr. Huber".

Only the name is a name. Professions that many people are called by ("Richter",
"Schneider", "Apotheker") aren't read as such.
"""

import re
from dataclasses import replace

from pipeline.core.findings import Finding
from recognizers.words import fold
from recognizers.words.phrases import load_table

_TABLE = load_table("people")
_DEGREES = frozenset(_TABLE["degrees"].split())
_OFFICES = tuple(map(fold, _TABLE["offices"].split()))
_FIRST = re.compile(r"([^\W\d_]{2,40})(\.?)(?![^\W_])")
_ANY_DEGREE = "|".join(sorted(_DEGREES))
_TITLED = re.compile(
    rf"(?:[ \t]{{0,2}}-?(?:{_ANY_DEGREE})\.)*+[ \t]{{1,2}}(?=[^\W\d_])", re.IGNORECASE
)
_DEGREE_BEHIND = re.compile(
    rf"[ \t]{{1,2}}(?:{_ANY_DEGREE})(?![^\W\d_])", re.IGNORECASE
)
_SURE = 7
"""Letters of an office that nobody is called by: "Arzt" is a surname, too."""


def without_office(text: str, finding: Finding) -> Finding | None:
    """Return a person's finding without the office that it begins with.

    Args:
        text: As it was written.
        finding: A claim that something is a person's name.

    Returns:
        The finding, a shorter one, or None if it is an office and nothing else.
    """
    office = _FIRST.match(text, finding.start)
    if office is None or not _is_office(fold(office[1]), office[2]):
        return finding
    gap = _TITLED.match(text, office.end())
    if gap and gap.end() < finding.end:
        words = (finding.canonical or "").split()
        skipped = len(text[finding.start : gap.end()].split())
        name = " ".join(words[skipped:]) or None
        return replace(finding, start=gap.end(), canonical=name)
    whole = office.end(1) >= finding.end
    sure = len(office[1]) >= _SURE or office[2]
    named = sure or _DEGREE_BEHIND.match(text, office.end())
    return None if whole and named else finding


def _is_office(word: str, dot: str) -> bool:
    return word.endswith(_OFFICES) or (dot != "" and word in _DEGREES)
