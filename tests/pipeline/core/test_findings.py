"""A finding is well-formed or isn't."""

import pytest

from pipeline.core.findings import EntityType, Finding

PERSON = EntityType("PERSON")


def test_length_counts_code_points() -> None:
    """The end isn't covered."""
    assert len(Finding(2, 5, PERSON, 0.5)) == 3


@pytest.mark.parametrize(
    ("other", "shares"),
    [((0, 2), False), ((0, 3), True), ((3, 4), True), ((5, 9), False)],
)
def test_overlap_means_a_shared_character(other: tuple[int, int], shares: bool) -> None:  # noqa: FBT001 - an expectation
    """Touching isn't overlapping."""
    finding = Finding(2, 5, PERSON, 0.5)
    rival = Finding(*other, PERSON, 0.5)

    assert finding.overlaps(rival) is rival.overlaps(finding) is shares


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2)])
def test_empty_stretch_is_refused(start: int, end: int) -> None:
    """A finding that covers nothing hides nothing."""
    with pytest.raises(ValueError, match="covers at least"):
        Finding(start, end, PERSON, 0.5)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_score_outside_its_range_is_refused(score: float) -> None:
    """A threshold compares with a certainty, not with anything."""
    with pytest.raises(ValueError, match="score"):
        Finding(0, 1, PERSON, score)
