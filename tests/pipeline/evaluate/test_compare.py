"""A comparison is of pairs, and says what changed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.compare import Comparison, Delta, Judged, compare
from pipeline.evaluate.judge import Judgement, judge
from tests.pipeline.evaluate.labelled import ANN, ROME, example, findings, judged

HIDDEN = judged((0, 7, "PERSON"))
LEAKED = judged((0, 3, "PERSON"))
EAGER = judged((0, 25, "PERSON"))
SEALED = Judgement(example=example(ANN), complete=False)


def between(before: Sequence[Judgement], after: Sequence[Judgement]) -> Comparison:
    """Compare judgements of the same texts."""
    old, new = Judged(name="old", judgements=tuple(before)), tuple(after)
    return compare(old, Judged(name="new", judgements=new))


def delta(comparison: Comparison, figure: str, label: str = "all") -> Delta:
    """Return one figure of both over all languages."""
    rows = [r for r in comparison.rows if (r.lang, r.label) == ("all", label)]
    return rows[0].delta(figure)


def test_a_gain_is_a_positive_difference() -> None:
    """After less before."""
    comparison = between([LEAKED] * 9, [HIDDEN] * 9)

    recall = delta(comparison, "recall")
    assert (comparison.before, comparison.after) == ("old", "new")
    assert (recall.before, recall.after, recall.difference) == (0.0, 1.0, 1.0)
    assert recall.is_certain


@pytest.mark.parametrize(("texts", "certain"), [(1, False), (5, False), (6, True)])
def test_all_of_few_is_no_certain_difference(texts: int, *, certain: bool) -> None:
    """A sign test needs six of six, too."""
    there = delta(between([LEAKED] * texts, [HIDDEN] * texts), "recall")
    back = delta(between([HIDDEN] * texts, [LEAKED] * texts), "recall")

    assert (there.difference, back.difference) == (1.0, -1.0)
    assert there.is_certain is back.is_certain is certain


def test_one_text_in_twenty_is_no_certain_difference() -> None:
    """It would be missing from every third resample."""
    comparison = between([LEAKED, *[HIDDEN] * 19], [HIDDEN] * 20)

    recall = delta(comparison, "recall", "PERSON")
    assert recall.difference == pytest.approx(0.05)
    assert not recall.is_certain


def test_what_changed_is_named_by_place() -> None:
    """Both lists hold entities, not texts."""
    one, two = example(ANN, lang="de"), example(ANN, lang="it")
    old = [judge(one, findings((0, 7, "PERSON"))), judge(two, ()), HIDDEN]
    new = [judge(one, ()), judge(two, findings((0, 7, "PERSON"))), HIDDEN]

    comparison = between(old, new)

    (newly_leaked,) = comparison.newly_leaked
    (newly_found,) = comparison.newly_found
    place = {"line": 0, "label": "PERSON", "start": 0, "end": 7}
    assert newly_leaked.as_json() == {"lang": "de", **place}
    assert newly_found.as_json() == {"lang": "it", **place}


def test_a_place_can_be_newly_found_too() -> None:
    """Kept labels are found or not, though they never leak."""
    old, new = judged(gold=(ROME,)), judged((17, 21, "LOCATION"), gold=(ROME,))

    assert len(between([old], [new]).newly_found) == 1


def test_only_texts_that_both_read_are_compared() -> None:
    """A detector doesn't gain by sealing what is hard."""
    comparison = between([LEAKED, LEAKED, SEALED], [HIDDEN, SEALED, HIDDEN])

    assert comparison.texts == 1
    assert comparison.rows[0].gold == 1


def test_nothing_in_common_has_no_rows() -> None:
    """No figure is better than one of nothing."""
    assert between([SEALED], [HIDDEN]).rows == ()


def test_tags_have_no_rows_of_their_own() -> None:
    """Each language and label stands there once."""
    tagged = replace(HIDDEN, example=replace(HIDDEN.example, tags=("typo",)))

    rows = between([tagged], [tagged]).rows

    assert len({(row.lang, row.label) for row in rows}) == len(rows)


def test_json_has_both_figures_and_their_difference() -> None:
    """Each under a name that says which it is."""
    row = between([HIDDEN], [EAGER]).rows[0].as_json()

    assert row["over_masking_before"] == 0.0
    assert row["over_masking_after"] == 1.0
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
    first, second = [it for it, _ in pairs], [it for _, it in pairs]

    there, back = between(first, second), between(second, first)

    assert there.newly_found == back.newly_leaked
    for row, turned in zip(there.rows, back.rows, strict=True):
        for delta, opposite in zip(row.deltas, turned.deltas, strict=True):
            assert (delta.difference is None) == (opposite.difference is None)
            if delta.difference is not None and opposite.difference is not None:
                assert delta.difference == pytest.approx(-opposite.difference)
