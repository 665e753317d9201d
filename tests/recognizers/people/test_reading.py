"""How far a name goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.people.reading import MAX_WORDS, read_name
from recognizers.people.text import text_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Anna Beispiel ist da", "Anna Beispiel"),
        ("Anna's Paket", "Anna"),
        ("anna beispiel", "anna beispiel"),
        ("luca di roma", "luca"),
        ("maria de luca", "maria de luca"),
        ("von Beispiel", "von Beispiel"),
        ("J. R. Beispiel", "J. R. Beispiel"),
        ("Nguyen Thi Thu Ha.", "Nguyen Thi Thu Ha"),
        ("ANNA İ BEISPIEL", "ANNA"),
        ("der Anna", None),
        ("von der", None),
        ("A. B.", None),
        ("nicht da", None),
        ("anna85", None),
        (", Anna", None),
    ],
)
def test_a_name_ends_where_it_ends(said: str, name: str | None) -> None:
    """Too short a name shows the surname; too long a one hides the message."""
    read = read_name(text_of(said), 0)

    assert (read and said[read.start : read.end]) == name


@given(st.lists(st.sampled_from("Anna von di roma J. A ANNA's Huber x".split())))
def test_a_name_is_read_once(words: list[str]) -> None:
    """Three judges ask for the same name, and must be told the same."""
    text = text_of(" ".join(words))

    assert read_name(text, 0) is read_name(text, 0)


@given(st.lists(st.sampled_from("Anna von di roma J. A Huber x".split()), max_size=12))
def test_a_name_has_at_least_one_word_and_not_too_many(words: list[str]) -> None:
    """Particles and initials alone are nobody; a name without end is a text."""
    name = read_name(text_of(" ".join(words)), 0)

    if name:
        looks = [part.look for part in name.parts]
        assert len(looks) <= MAX_WORDS
        assert not set(looks) <= {"particle", "initial"}
