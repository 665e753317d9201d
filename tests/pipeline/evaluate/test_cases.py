"""Cases are counted by whether they came out as they say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.evaluate.cases import CaseRow, count_cases
from pipeline.evaluate.examples import Case, Example, Gold
from pipeline.evaluate.judge import Judgement, judge_all
from pipeline.evaluate.measure import measure
from tests.pipeline.evaluate.labelled import ANN, TEXT, Claimed, found, judged

POSITIVE = Case("PERSON", negative=False)
NEGATIVE = Case("PERSON", negative=True)


def case_of(case: Case, *spans: Gold, line: int = 1) -> Example:
    """Make the sentence a case."""
    return Example(
        text=TEXT,
        lang="en",
        spans=spans,
        annotated=frozenset({case.entity}),
        line=line,
        case=case,
    )


def counted(example: Example, *claims: Claimed, score: float = 1.0) -> CaseRow:
    """Return the row of a case's label when this is found in it."""
    return count_cases(judge_all([example], found(*claims, score=score)))[1]


@pytest.mark.parametrize(
    ("claims", "hits"),
    [
        pytest.param([(0, 7, "PERSON")], 1, id="whole"),
        pytest.param([(0, 3, "PERSON"), (4, 7, "USERNAME")], 1, id="in two, as two"),
        pytest.param([(0, 6, "PERSON")], 0, id="a letter short"),
        pytest.param([(0, 7, "LOCATION")], 0, id="as what is shown"),
        pytest.param([(17, 21, "PERSON")], 0, id="elsewhere"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_a_positive_is_found_when_none_of_it_stays_readable(
    claims: list[Claimed], hits: int
) -> None:
    """As for recall: a letter that stays readable is a leak."""
    row = counted(case_of(POSITIVE, ANN), *claims)

    assert (row.positives, row.found, row.negatives) == (1, hits, 0)
    assert row.missed == (() if hits else (1,))


@pytest.mark.parametrize(
    ("label", "hits"), [("STREET_ADDRESS", 1), ("LOCATION", 1), ("PERSON", 0)]
)
def test_a_positive_without_places_is_found_by_its_label(label: str, hits: int) -> None:
    """Nothing else says that what is claimed is what was meant."""
    row = counted(case_of(Case("ADDRESS", negative=False)), (0, 3, label))

    assert row.found == hits


def test_a_positive_without_places_counts_in_no_other_figure() -> None:
    """A finding in it could be called neither right nor wrong."""
    evaluation = measure(judge_all([case_of(POSITIVE)], found((0, 3, "PERSON"))))

    assert {(it.gold, it.found, it.over_masking) for it in evaluation.rows} == {
        (0, 0, None)
    }


@pytest.mark.parametrize(
    ("entity", "label", "hits"),
    [
        pytest.param("PERSON", "PERSON", 0, id="its label"),
        pytest.param("DATE_OF_BIRTH", "DATE_TIME", 0, id="a label alike"),
        pytest.param("PERSON", "USERNAME", 1, id="another label"),
    ],
)
def test_a_negative_is_kept_when_its_label_is_not_claimed(
    entity: str, label: str, hits: int
) -> None:
    """A wrong card number may be a right phone number."""
    row = counted(case_of(Case(entity, negative=True)), (0, 3, label))

    assert (row.negatives, row.kept, row.positives) == (1, hits, 0)
    assert row.claimed == (() if hits else (1,))


def test_a_claim_below_the_threshold_is_none() -> None:
    """It would not be masked."""
    assert counted(case_of(NEGATIVE), (0, 3, "PERSON"), score=0.4).kept == 1


def test_a_case_that_was_not_read_counts_in_neither() -> None:
    """It would be sealed; its silence keeps no negative."""

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection(verdict=Verdict.TIMEOUT) for _ in documents]

    assert count_cases(judge_all([case_of(NEGATIVE)], detect)) == ()


def test_other_texts_are_no_cases() -> None:
    """A file may hold both."""
    assert count_cases([judged((0, 7, "PERSON"))]) == ()


def test_labels_have_rows_and_the_sum_comes_first() -> None:
    """As among the other figures."""
    examples = [
        case_of(POSITIVE, ANN, line=1),
        case_of(NEGATIVE, line=2),
        case_of(Case("IBAN_CODE", negative=True), line=3),
    ]

    every, iban, person = count_cases(judge_all(examples, found((0, 7, "PERSON"))))

    assert [it.entity for it in (every, iban, person)] == ["all", "IBAN_CODE", "PERSON"]
    assert (every.positives, every.found, every.negatives, every.kept) == (1, 1, 2, 1)
    assert every.claimed == person.claimed == (2,)
    assert (iban.found_share, iban.found_interval) == (None, None)
    assert iban.kept_share == 1.0


def test_json_has_shares_with_four_digits_and_lines() -> None:
    """Scripts look the failures up by line."""
    rows = [judgement(POSITIVE, holds=at > 0, line=at + 1) for at in range(3)]

    figures = count_cases(rows)[0].as_json()

    assert figures["found_share"] == 0.6667
    assert figures["missed"] == [1]
    assert figures["kept_interval"] is None


def judgement(case: Case, *, holds: bool, line: int = 1) -> Judgement:
    """Judge a case without a detector."""
    return Judgement(example=case_of(case, line=line), holds=holds)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_an_interval_holds_its_share_and_is_never_a_point(outcomes: list[bool]) -> None:
    """Three hits of three are not certain, nor are three misses."""
    row = count_cases([judgement(NEGATIVE, holds=it) for it in outcomes])[0]

    assert row.kept + len(row.claimed) == row.negatives == len(outcomes)
    assert row.kept_share is not None
    assert row.kept_interval is not None
    low, high = row.kept_interval
    assert 0 <= low <= row.kept_share <= high <= 1
    assert low < high
