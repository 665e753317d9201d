"""Remember recent answers, in bounded memory.

Traffic repeats itself: the same sender, conversation, business number and "ok". What
is remembered is raw text, so it stays in the process and is never written.
"""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from typing_extensions import override

Kind = TypeVar("Kind", bound=str)
Answer = TypeVar("Answer")

ENTRIES: Final = 4_096
LONGEST: Final = 256
"""Code points of a text that is worth remembering: a longer one hardly comes again,
and a process must not hold thousands of them."""


class Memory(dict[tuple[Kind, str], Answer], Generic[Kind, Answer]):
    """The answers to recent questions, worked out when they are first asked for.

    A dictionary, because to look into one takes a third of the time of a call.

    Example:
        >>> cry = Memory(lambda mark, text: text.upper() + mark)
        >>> cry["!", "ok"]
        'OK!'
    """

    def __init__(
        self, answer: Callable[[Kind, str], Answer], entries: int = ENTRIES
    ) -> None:
        """Remember what `answer` says.

        Args:
            answer: A pure function of one of few kinds and of a text of any length.
            entries: How many answers are kept at most; of those, the half that was
                asked for latest is kept for certain.
        """
        super().__init__()
        self._answer = answer
        self._half = entries // 2
        self._older: dict[tuple[Kind, str], Answer] = {}

    def __missing__(self, question: tuple[Kind, str]) -> Answer:
        """Answer what isn't in the latest half."""
        older = self._older
        answer = older[question] if question in older else self._answer(*question)
        if len(question[1]) <= LONGEST:
            self._keep(question, answer)
        return answer

    @override
    def __repr__(self) -> str:
        """Tell how much is remembered, and nothing of it."""
        return f"<{len(self)} latest answers>"

    def _keep(self, question: tuple[Kind, str], answer: Answer) -> None:
        if len(self) == self._half:
            self._older = dict(self)
            self.clear()
        self[question] = answer


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
