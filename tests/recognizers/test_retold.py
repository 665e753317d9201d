"""What is found in a retelling is reported where it stands in the text."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import EntityType, Finding
from recognizers.retold import Edit, retell, with_retelling

PERSON = EntityType("PERSON")
TEXTS = st.text(max_size=12)


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Draw kept stretches and edits in turn: some empty, some adjacent."""
    text, edits = draw(TEXTS), []
    for kept, gone, new in draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5)):
        start = len(text) + len(kept)
        edits.append(Edit(start, start + len(gone), new))
        text += kept + gone
    return text + draw(TEXTS), edits


def sources(text: str, edits: Sequence[Edit]) -> list[int | None]:
    """Return where each told character stands in the text; None for what was added."""
    told: list[int | None] = []
    behind = 0
    for start, end, new in edits:
        told += [*range(behind, start), *[None] * len(new)]
        behind = end
    return [*told, *range(behind, len(text))]


@given(drawn=texts_and_edits(), data=st.data())
def test_any_stretch_is_where_its_own_characters_are(
    drawn: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    """Nothing else may be masked, and all of it."""
    text, edits = drawn
    told = sources(text, edits)
    retelling = retell(text, edits)
    end = data.draw(st.integers(1, max(len(told), 1)))
    start = data.draw(st.integers(0, end - 1))

    own = [it for it in told[start:end] if it is not None]

    assert len(retelling.text) == len(told)
    assert all(
        retelling.text[at] == text[it] for at, it in enumerate(told) if it is not None
    )
    assert retelling.original(start, end) == ((own[0], own[-1] + 1) if own else None)


def test_what_was_added_is_nowhere() -> None:
    """A name in a label is nobody's."""
    retelling = retell("* 4711", [Edit(0, 1, "pin:")])

    assert retelling.original(0, 4) is None
    assert retelling.original(2, 7) == (1, 4)


def whole(documents: Sequence[Document]) -> list[Detection]:
    """Find every text to be somebody."""
    return [Detection((Finding(0, len(it.text), PERSON, 1.0),)) for it in documents]


def told_times(document: Document) -> Sequence[Edit]:
    """Tell as many stars before a text as it says."""
    return [Edit(0, 0, "*" * int(document.text or 0))]


def test_what_grows_too_long_is_refused_unread() -> None:
    """A table may name a long column in front of ten thousand cells."""
    texts = ["5", "1004", "1005", "7"]

    answers = with_retelling(whole, told_times)([Document(it) for it in texts])

    verdicts = [it.verdict for it in answers]
    assert verdicts == [Verdict.OK, Verdict.OK, Verdict.TRUNCATED, Verdict.OK]
    assert [len(it.findings) for it in answers] == [2, 2, 0, 2]
