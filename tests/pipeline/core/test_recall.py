"""What was asked lately is answered from memory, and memory is bounded."""

from collections.abc import Callable

from pipeline.core.recall import LONGEST, Recent, remember


def counted() -> tuple[list[str], Callable[[int, str], str]]:
    """Return a list of the texts that were worked on, and what works on them."""
    worked: list[str] = []

    def answer(context: int, text: str) -> str:
        worked.append(text)
        return text * context

    return worked, answer


def test_the_same_question_is_answered_once() -> None:
    """The second answer is the first one, and cost nothing."""
    worked, answer = counted()
    ask = remember(answer)

    assert [ask(2, "ok"), ask(2, "ok"), ask(3, "ok")] == ["okok", "okok", "okokok"]
    assert worked == ["ok", "ok"]


def test_a_long_text_is_not_kept() -> None:
    """A sender of long texts can't fill the memory."""
    worked, answer = counted()
    ask = remember(answer)

    ask(1, "a" * (LONGEST + 1))
    ask(1, "a" * (LONGEST + 1))

    assert len(worked) == 2


def test_the_longest_unused_answer_goes_first() -> None:
    """No more than the given number of answers is kept."""
    worked, answer = counted()
    ask = remember(answer, entries=2)

    for text in ("a", "b", "a", "c", "a", "b"):
        ask(1, text)

    assert worked == ["a", "b", "c", "b"]


def test_recent_answers_are_few_and_of_short_texts() -> None:
    """The oldest goes; what is too long is never kept."""
    recent = Recent[int](entries=2)

    for number, text in enumerate(("a", "b", "c", "d" * (LONGEST + 1))):
        recent.put(text, number)

    assert [recent.get(text) for text in ("a", "b", "c")] == [None, 1, 2]
    assert recent.get("d" * (LONGEST + 1)) is None
