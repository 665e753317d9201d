"""One search for many literals finds what a search for each would."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.literals import any_of, each_of

WORDS = st.text(alphabet="ab.*\n\ud800\U0001f600", min_size=1, max_size=4)
TEXTS = st.text(alphabet="abc.*\n\ud800\U0001f600\0", max_size=12)


@given(st.sets(WORDS, max_size=6), TEXTS)
def test_finds_literals_wherever_they_stand(literals: set[str], text: str) -> None:
    """Whichever begins like another or lies within one, whatever it is made of."""
    said = {literal for literal in literals if literal in text}

    assert each_of(literals)(text) == said
    assert any_of(literals)(text) is bool(said)


def test_finds_nothing_where_nothing_is_looked_for() -> None:
    """A pack may have no literals at all."""
    assert any_of([])("anything") is False
    assert each_of([])("anything") == set()
