"""One search for many literals finds what a search for each would."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.literals import any_of

WORDS = st.text(alphabet="ab.*\n", min_size=1, max_size=4)


@given(st.sets(WORDS, max_size=6), st.text(alphabet="abc.*\n", max_size=12))
def test_finds_any_literal_wherever_it_stands(literals: set[str], text: str) -> None:
    """Whichever begins like another, and whatever a pattern would take it for."""
    found = any_of(literals)(text)

    assert bool(found) == any(literal in text for literal in literals)


def test_finds_nothing_where_nothing_is_looked_for() -> None:
    """A pack may have no literals at all."""
    assert any_of([])("anything") is None
