"""Phrases of several words, found by their first word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.words import plain
from recognizers.words.phrases import Phrase, Phrases, load_table

PEOPLE = Phrases(
    {
        kind: phrases
        for kind, phrases in load_table("people").items()
        if isinstance(phrases, list)
    }
)
"""All phrases about people: some begin others, and some stand under two headings."""

PIECES = st.sampled_from(
    [
        *("ich bin", "ich heiße", "heisse", "name is", "my name's", "names", "hier"),
        *("sig.ra", "dott.", "dott.ssa", "mein", "grüße", "gruesse", "it's", "der"),
        *(" ", "  ", "\t", "\n", ".", ",", "'", "_", "7", "ß", "é", "я", "(", "x"),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_one_search_finds_what_each_word_begins(said: str) -> None:
    """The quick way passes over no phrase that the slow way meets."""
    text = plain(said)
    words = re.finditer(r"[^\W\d_]+", text)

    slowly = [each for word in words for each in PEOPLE.at(text, word.start(), word[0])]

    assert list(PEOPLE.within(text)) == slowly


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("ich heiße", "ICH HEISSE"),
        ("grüße", "gruesse"),
        ("grüße", "Gruße"),
        ("sig.ra", "sig ra"),
        ("qui è", "qui e"),
        ("it's", "it s"),
        ("c/o", "C/O"),
    ],
)
def test_a_phrase_is_met_as_people_type_it(phrase: str, said: str) -> None:
    """Phones have no umlauts, people have no time for full stops."""
    found = Phrases({"kind": [phrase]}).within(plain(f"- {said} -"))

    assert list(found) == [Phrase("kind", 2, 2 + len(said))]


def test_the_longest_phrase_of_each_kind_is_met() -> None:
    """An article belongs to its phrase; a shorter one may be of another kind."""
    phrases = Phrases({"a": ["ich bin", "ich bin die"], "b": ["ich bin"]})

    assert list(phrases.within("ich bin die anna")) == [
        Phrase("a", 0, 11),
        Phrase("b", 0, 7),
    ]


def test_a_phrase_ends_with_its_word() -> None:
    """A letter ends with "dein", but not with "deiner"."""
    assert list(Phrases({"a": ["dein"]}).within("deiner")) == []


def test_a_phrase_begins_with_a_letter() -> None:
    """What could never be met in a table is told at once."""
    with pytest.raises(ValueError, match="letter"):
        Phrases({"a": [" dein"]})
