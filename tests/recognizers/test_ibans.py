"""IBANs in any case and spacing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.ibans import find_ibans

# Examples of the SWIFT IBAN registry.
IBANS = [
    "AT611904300234573201",
    "CH9300762011623852957",
    "DE89370400440532013000",
    "ES9121000418450200051332",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "IT60X0542811101000000123456",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300",
    "NO9386011117947",
]


@given(
    st.sampled_from(IBANS),
    st.lists(
        st.sampled_from(["", " ", "-", "\u00a0", "\n", ". ", ", ", ") ("]), min_size=31
    ),
    st.sampled_from([str.lower, str.upper]),
)
def test_no_spacing_or_case_hides_an_iban(
    iban: str, gaps: list[str], in_case: Callable[[str], str]
) -> None:
    """Wherever separators stand, the account is found, all of it."""
    solid = in_case(iban)
    middle = "".join(map("".join, zip(solid[3:], gaps, strict=False))).rstrip(
        " -.,()\u00a0\n"
    )
    written = solid[:3] + middle

    matches = list(find_ibans(f"an {written}, danke"))

    assert [(m.start, m.end, m.score) for m in matches] == [(3, 3 + len(written), 1.0)]
    assert matches[0].canonical == iban


def test_finds_an_iban_glued_to_another() -> None:
    """The first one's length tells where the second begins."""
    glued = "DE89370400440532013000" + "NL91ABNA0417164300"

    found = [glued[match.start : match.end] for match in find_ibans(glued)]

    assert found == ["DE89370400440532013000", "NL91ABNA0417164300"]


def test_what_follows_stays_out() -> None:
    """The country says how long its numbers are."""
    text = "DE89 3704 0044 0532 0130 00 bis 3000 EUR"

    (match,) = find_ibans(text)

    assert text[match.start : match.end] == "DE89 3704 0044 0532 0130 00"


def test_an_iban_may_touch_its_word() -> None:
    """People forget the space."""
    (match,) = find_ibans("IBANDE89370400440532013000")

    assert (match.start, match.canonical) == (4, "DE89370400440532013000")


def test_a_mistyped_iban_waits_for_a_word() -> None:
    """Wrong check digits score below the threshold, above nothing."""
    (match,) = find_ibans("DE88370400440532013000")

    assert 0.15 <= match.score < 0.5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GB57NWBK6016133192681A", id="letter in the account number"),
        pytest.param("NL5312340417164300", id="digits for the bank's name"),
    ],
)
def test_letters_where_a_country_has_digits_prove_nothing(text: str) -> None:
    """One in 97 codes has right check digits; the registry says how it is built."""
    assert all(match.score < 0.5 for match in find_ibans(text))


def test_a_country_outside_the_registry_needs_check_digits_alone() -> None:
    """Nobody publishes how Angola's numbers are built."""
    (match,) = find_ibans("AO06004400006729503010102")

    assert match.score == 1.0


@pytest.mark.parametrize("text", ["XX89370400440532013000", "DE8937040044", "ab12 cd"])
def test_leaves_what_is_no_iban(text: str) -> None:
    """No such country, or too short for it."""
    assert list(find_ibans(text)) == []
