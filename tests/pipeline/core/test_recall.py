"""What was asked lately is answered from memory, and memory is bounded."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recall import LONGEST, Memory, Recent


def counted() -> tuple[list[str], Callable[[str, str], str]]:
    """Return a list of the texts that were worked on, and what works on them."""
    worked: list[str] = []

    def answer(kind: str, text: str) -> str:
        worked.append(text)
        return text + kind

    return worked, answer


def test_the_same_question_is_answered_once() -> None:
    """The second answer is the first one, and cost nothing."""
    worked, answer = counted()
    memory = Memory(answer)

    assert [memory["!", "ok"], memory["!", "ok"], memory["?", "ok"]] == [
        "ok!",
        "ok!",
        "ok?",
    ]
    assert worked == ["ok", "ok"]


def test_that_there_is_no_answer_is_remembered_too() -> None:
    """Nothing is an answer like any other."""
    asked: list[str] = []
    memory: Memory[str, None] = Memory(lambda _, text: asked.append(text), entries=2)

    for text in ("a", "b", "a"):
        assert memory["!", text] is None

    assert asked == ["a", "b"]


def test_a_long_text_is_not_kept() -> None:
    """A sender of long texts can't fill the memory."""
    worked, answer = counted()
    memory = Memory(answer)

    for _ in range(2):
        assert memory["!", "a" * (LONGEST + 1)] == "a" * (LONGEST + 1) + "!"

    assert len(worked) == 2


def test_what_is_asked_again_stays_and_what_is_not_goes() -> None:
    """One customer who writes all day is remembered among many who write once."""
    worked, answer = counted()
    memory = Memory(answer, entries=4)

    for number in range(10):
        assert memory["!", "daily"] == "daily!"
        assert memory["!", f"once {number}"] == f"once {number}!"
    _ = memory["!", "once 0"]

    assert worked.count("daily") == 1
    assert worked.count("once 0") == 2


def test_a_memory_does_not_say_what_it_holds() -> None:
    """What is remembered is raw text, and an object's `repr` ends up in logs."""
    memory = Memory(counted()[1])
    _ = memory["!", "Anna"]

    assert "Anna" not in f"{memory!r} {memory}"


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=2)), st.integers(1, 4))
def test_memory_is_right_and_bounded(texts: list[str], half: int) -> None:
    """Whatever is asked, in whatever order; the latest half is never forgotten."""
    worked, answer = counted()
    memory = Memory(answer, entries=2 * half)

    for place, text in enumerate(texts):
        before = len(worked)
        assert memory["!", text] == f"{text}!"
        if text in texts[max(0, place - half) : place]:
            assert len(worked) == before
        assert len(memory) + len(memory._older) <= 2 * half


def test_recent_answers_are_few_and_of_short_texts() -> None:
    """The oldest goes; what is too long is never kept."""
    recent = Recent[int](entries=2)

    for number, text in enumerate(("a", "b", "c", "d" * (LONGEST + 1))):
        recent.put(text, number)

    assert [recent.get(text) for text in ("a", "b", "c")] == [None, 1, 2]
    assert recent.get("d" * (LONGEST + 1)) is None
