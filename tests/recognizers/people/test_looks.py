"""What a word looks like, where a name may stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.people.looks import (
    Look,
    is_capital_initial,
    read_shouted_word,
    read_word,
)


@pytest.mark.parametrize(
    ("word", "look"),
    [
        ("Anna", "listed"),
        ("anna", "listed"),
        ("Hans-Peter", "listed"),
        ("Hope", "listed"),
        ("hope", "stop"),
        ("Beispielhuber", "capital"),
        ("beispielhuber", "unknown"),
        ("von", "particle"),
        ("Frau", "stop"),
        ("don't", "stop"),
        ("Lieferung", "stop"),
        ("abgegeben", "stop"),
    ],
)
def test_tells_names_from_everyday_words(word: str, look: Look) -> None:
    """The tables decide, then a capital, then how the word ends."""
    assert read_word(word).look == look


@pytest.mark.parametrize("word", ["Anna's", "Anna’s", "ANNA'S", "Anna`ſ"])
def test_a_possessive_isnt_part_of_the_name(word: str) -> None:
    """The parcel is Anna's, whatever apostrophe a keyboard has."""
    assert read_word(word) == (2, "listed")


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=2, max_size=20))
def test_shouting_never_looks_capitalised(word: str) -> None:
    """Where all is in capitals they tell nothing, in any alphabet."""
    assert read_shouted_word(word).look != "capital"


@pytest.mark.parametrize(
    ("letter", "initial"), [("B", True), ("b", False), ("I", False)]
)
def test_a_capital_letter_is_an_initial_unless_it_is_a_word(
    letter: str,
    initial: bool,  # noqa: FBT001 - an expected answer
) -> None:
    """Somebody is "Anna B", but "I" is everybody."""
    assert is_capital_initial(letter) == initial
