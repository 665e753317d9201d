"""Dates: what they are in ISO 8601, however they are written."""

import pytest

from recognizers.dates import ANY_DATE, DATE, is_whole, iso_of


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("03.03.1985", "1985-03-03"),
        ("1985-3-3", "1985-03-03"),
        ("3/3/85", "1985-03-03"),
        ("3. marz 1985", "1985-03-03"),
        ("march 3rd, 1985", "1985-03-03"),
        ("dritter dritter neunzehnhundertfunfundachtzig", "1985-03-03"),
        ("12/31/1985", "1985-12-31"),
        ("01.02.30", "2030-02-01"),
        ("01.02.31", "1931-02-01"),
        ("30.02.1985", None),
    ],
)
def test_a_whole_date_has_one_spelling(written: str, iso: str | None) -> None:
    """Two spellings of one birth must become one pseudonym; no day, no date."""
    match = DATE.fullmatch(written)

    assert match
    assert is_whole(match)
    assert iso_of(match) == iso


@pytest.mark.parametrize(
    ("written", "iso"), [("3. marz", "--03-03"), ("3.3.", "--03-03"), ("1985", "1985")]
)
def test_a_part_of_a_date_is_told_as_far_as_it_goes(written: str, iso: str) -> None:
    """Without its year it is still somebody's birthday."""
    match = ANY_DATE.fullmatch(written)

    assert match
    assert not is_whole(match)
    assert iso_of(match) == iso
