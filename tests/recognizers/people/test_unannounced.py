"""Names without a phrase."""

import pytest

from recognizers.people.text import text_of
from recognizers.people.unannounced import unannounced


def found_in(said: str) -> list[str]:
    """Return the names, as they stand in the text, by start."""
    return [said[start:end] for start, end, _ in sorted(unannounced(text_of(said)))]


@pytest.mark.parametrize(
    "said", ["anna", "Anna!", "ANNA", "  özlem.", "hans-peter", "anna beispiel"]
)
def test_a_name_may_be_the_whole_message(said: str) -> None:
    """Asked who they are, people answer with nothing else."""
    assert len(set(found_in(said))) == 1


@pytest.mark.parametrize(
    "said", ["will", "Hope", "anna ist da", "Anna ist da", "my", "ANNA IST DA"]
)
def test_one_first_name_in_a_sentence_needs_a_phrase(said: str) -> None:
    """What could be a word, a product or a street is left to the name model."""
    assert found_in(said) == []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("paid. A. K. Beispiel", ["A. K. Beispiel"]),
        ("B. A. K. Beispiel, C. D. Muster", ["B. A. K. Beispiel", "C. D. Muster"]),
        ("z.A. B. Beispiel", []),
        ("3A. B. Beispiel", []),
        ("A. B. C. 12", []),
        ("A. BEISPIEL", []),
    ],
)
def test_two_initials_make_a_name_of_a_word(said: str, names: list[str]) -> None:
    """They may not belong to an abbreviation or a number before them."""
    assert found_in(said) == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("an €Anna Beispiel", ["Anna Beispiel"]),
        ("an 3Anna Beispiel", ["Anna Beispiel"]),
        ("an Özlem Beispiel", ["Özlem Beispiel"]),
        ("an xAnna Beispiel", []),
        ("özlem beispiel kommt", []),
        ("a Calvin Klein shirt", []),
    ],
)
def test_a_full_name_begins_with_a_capital(said: str, names: list[str]) -> None:
    """In any alphabet, behind anything but a letter; brands are nobody."""
    assert found_in(said) == names
