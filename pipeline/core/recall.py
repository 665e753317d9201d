"""Remember recent answers, in bounded memory.

Traffic repeats itself: the same sender, conversation, business number and "ok". What
is remembered is raw text, so it stays in the process and is never written.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar, TypeVarTuple

Context = TypeVarTuple("Context")
Answer = TypeVar("Answer")

ENTRIES: Final = 16_384
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
