"""Spellings that the model treats as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spelling import fold_word, strip_accents


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        pytest.param("MÜLLER", "muller", id="capitals and umlauts"),
        pytest.param("Łukasz", "lukasz", id="a letter that has no accent to take off"),
        pytest.param("Groß", "gross", id="sharp s"),
        pytest.param("Annaaaaa", "annaa", id="a drawn-out vowel"),
        pytest.param("İbrahim", "ibrahim", id="dotted capital i"),
        pytest.param("0171", "0000", id="digits"),
    ],
)
def test_writings_of_a_word_fold_to_one(word: str, folded: str) -> None:
    """Case, accents and stretched letters don't hide a name from the model."""
    assert fold_word(word) == folded


@given(st.text(st.characters(categories=["L"], max_codepoint=0x17F)))
def test_folding_a_folded_word_changes_nothing(word: str) -> None:
    """A gazetteer entry, folded once, is found by every writing of it."""
    folded = fold_word(word)

    assert fold_word(folded) == folded


def test_accents_are_taken_off_and_letters_stay() -> None:
    """People type names without accents."""
    assert strip_accents("Zoë Françoise") == "Zoe Francoise"
