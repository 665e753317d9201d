"""Remember recent answers, in bounded memory.

Traffic repeats itself: the same sender, conversation, business number and "ok". What
is remembered is raw text, so it stays in the process and is never written.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, Generic, TypeVar, TypeVarTuple

Context = TypeVarTuple("Context")
Answer = TypeVar("Answer")

ENTRIES: Final = 4_096
LONGEST: Final = 256
"""Code points of a text that is worth remembering: a longer one hardly comes again,
and a process must not hold thousands of them."""


def remember(
    answer: Callable[[*Context, str], Answer], entries: int = ENTRIES
) -> Callable[[*Context, str], Answer]:
    """Return `answer` with a memory of its latest calls.

    Args:
        answer: A pure function of hashable arguments, the last of which is a text
            of any length; the others are small.
        entries: How many answers are kept; the longest unused goes first.
    """
    recall = lru_cache(maxsize=entries)(answer)

    def ask(*question: *tuple[*Context, str]) -> Answer:
        short = len(question[-1]) <= LONGEST
        return recall(*question) if short else answer(*question)

    return ask


class Recent(Generic[Answer]):
    """The latest answers by text, for work that is done in batches."""

    def __init__(self, entries: int = ENTRIES) -> None:
        """Keep at most `entries` answers; the oldest goes first."""
        self._entries = entries
        self._answers: dict[str, Answer] = {}

    def get(self, text: str) -> Answer | None:
        """Return what was put for `text`, if it is still there."""
        return self._answers.get(text)

    def put(self, text: str, answer: Answer) -> None:
        """Keep an answer, unless its text is too long to come again."""
        if len(text) > LONGEST:
            return
        self._answers[text] = answer
        if len(self._answers) > self._entries:
            del self._answers[next(iter(self._answers))]
