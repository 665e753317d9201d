"""A comparison is of pairs, and says what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.compare import Comparison, Delta, compare
from pipeline.evaluate.judge import Judgement
from tests.pipeline.evaluate.labelled import ANN, ROME, example, judged

HIDDEN = judged((0, 7, "PERSON"))
LEAKED = judged((0, 3, "PERSON"))
EAGER = judged((0, 25, "PERSON"))
SEALED = Judgement(example=example(ANN), complete=False)


def delta(comparison: Comparison, figure: str, label: str = "all") -> Delta:
    """Return one figure of both over all languages."""
    rows = [r for r in comparison.rows if (r.lang, r.label) == ("all", label)]
    return rows[0].delta(figure)


def test_a_gain_is_a_positive_difference() -> None:
    """Ours less the other."""
    recall = delta(compare([HIDDEN] * 3, [LEAKED] * 3, "old"), "recall")

    assert (recall.ours, recall.other, recall.difference) == (1.0, 0.0, 1.0)
    assert recall.interval == (1.0, 1.0)
    assert recall.is_certain


def test_one_text_in_twenty_is_no_certain_difference() -> None:
    """It would be missing from every third resample."""
    recall = delta(
        compare([HIDDEN] * 20, [LEAKED, *[HIDDEN] * 19], "old"), "recall", "PERSON"
    )

    assert recall.difference == pytest.approx(0.05)
    assert not recall.is_certain


def test_what_changed_is_named_by_place() -> None:
    """Both lists hold entities, not texts."""
    comparison = compare([HIDDEN, LEAKED, HIDDEN], [LEAKED, HIDDEN, HIDDEN], "old")

    (newly_found,) = comparison.newly_found
    (newly_leaked,) = comparison.newly_leaked
    assert newly_found.gold == newly_leaked.gold == ANN
    assert newly_found.as_json() == {
        "line": 0,
        "lang": "en",
        "label": "PERSON",
        "start": 0,
        "end": 7,
    }


def test_a_place_can_be_newly_found_too() -> None:
    """Kept labels are found or not, though they never leak."""
    here, there = judged((17, 21, "LOCATION"), gold=(ROME,)), judged(gold=(ROME,))

    assert len(compare([here], [there], "old").newly_found) == 1


def test_only_texts_that_both_read_are_compared() -> None:
    """A detector doesn't gain by sealing what is hard."""
    comparison = compare([HIDDEN, SEALED, HIDDEN], [LEAKED, LEAKED, SEALED], "old")

    assert comparison.texts == 1
    assert comparison.rows[0].gold == 1


def test_nothing_in_common_has_no_rows() -> None:
    """No figure is better than one of nothing."""
    assert compare([SEALED], [HIDDEN], "old").rows == ()


def test_json_has_both_figures_and_their_difference() -> None:
    """Scripts find ours under the name that it has elsewhere."""
    row = compare([EAGER], [HIDDEN], "old").rows[0].as_json()

    assert row["over_masking"] == 1.0
    assert row["other_over_masking"] == 0.0
    assert row["over_masking_difference"] == 1.0
    assert row["over_masking_difference_interval"] == [1.0, 1.0]


JUDGEMENTS = st.lists(
    st.tuples(*[st.sampled_from([HIDDEN, LEAKED, EAGER])] * 2), min_size=1, max_size=8
)


@given(JUDGEMENTS)
def test_turning_it_round_turns_every_difference_round(
    pairs: list[tuple[Judgement, Judgement]],
) -> None:
    """Neither side is favoured."""
    ours, others = [first for first, _ in pairs], [second for _, second in pairs]

    there, back = compare(ours, others, "b"), compare(others, ours, "a")

    assert there.newly_found == back.newly_leaked
    for row, turned in zip(there.rows, back.rows, strict=True):
        for delta, opposite in zip(row.deltas, turned.deltas, strict=True):
            assert (delta.difference is None) == (opposite.difference is None)
            if delta.difference is not None and opposite.difference is not None:
                assert delta.difference == pytest.approx(-opposite.difference)
