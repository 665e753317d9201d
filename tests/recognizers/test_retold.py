"""What is found in a retelling is reported where it stands in the text."""

from hypothesis import given
from hypothesis import strategies as st

from recognizers.retold import Edit, retell

CUTS = st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True).map(sorted)


@given(text=st.text(min_size=30, max_size=30), cuts=CUTS, new=st.text(max_size=5))
def test_own_characters_are_told_where_they_stand(
    text: str, cuts: list[int], new: str
) -> None:
    """Whatever was put in between: nothing else may be masked, and all of it."""
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [Edit(start, end, new) for start, end in pairs]
    retelling = retell(text, edits)

    for at, start, end in retelling.pieces:
        length = end - start
        assert retelling.text[at : at + length] == text[start:end]
        assert retelling.original(at, at + length) == (start, end)


def test_what_was_added_is_nowhere() -> None:
    """A name in a label is nobody's."""
    retelling = retell("* 4711", [Edit(0, 1, "pin:")])

    assert retelling.original(0, 4) is None
    assert retelling.original(2, 7) == (1, 4)
