"""A text in which names are looked for."""

import re
from dataclasses import dataclass

from recognizers.people.clues import CLAUSE_END
from recognizers.people.names import Name
from recognizers.words import plain

_BEFORE_NAME = re.compile(r"[ \t]{0,3}+[:,\-–]?[ \t]{0,3}+[\"'„“”‚‘«*_]{0,2}+")
_PREVIOUS_WORD = re.compile(r"([^\W\d_]{1,20})[ \t]$")


@dataclass(slots=True)
class Text:
    """A text in which names are looked for.

    Attributes:
        said: A folded reading.
        plain: What `recognizers.words.plain` makes of it, code point for code point.
        shouted: All of it is in capitals, which then tell nothing.
        names: What was read of it so far, by where it begins: of "Hallo Anna
            Beispiel" three judges read the same name.
    """

    said: str
    plain: str
    shouted: bool
    names: dict[int, Name | None]

    def word_before(self, position: int) -> str:
        """Return the plain word that one gap parts from `position`, or nothing."""
        found = _PREVIOUS_WORD.search(self.plain, max(position - 22, 0), position)
        return found[1] if found else ""

    def ends_clause(self, position: int) -> bool:
        """Tell whether a clause ends at `position`; shouting hides that."""
        return not self.shouted and CLAUSE_END.match(self.said, position) is not None

    def name_start(self, position: int) -> int:
        """Return where the name begins that a phrase before `position` tells of."""
        found = _BEFORE_NAME.match(self.said, position)
        return found.end() if found else position

    def skip(self, gap: re.Pattern[str], position: int) -> int:
        """Return where `gap`, which may be nothing, ends at `position`."""
        found = gap.match(self.said, position)
        return found.end() if found else position


def text_of(said: str) -> Text:
    """Return what judges read, of a folded reading."""
    return Text(said, plain(said), said.isupper(), {})
