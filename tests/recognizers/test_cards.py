"""Payment cards of every scheme, and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.cards import find_cards
from recognizers.checksums import luhn_is_valid

# Test numbers published by Stripe, Adyen, PayPal and Mir.
CARDS = {
    "visa": "4242424242424242",
    "visa, 13 digits": "4222222222222",
    "mastercard": "5555555555554444",
    "mastercard, 2-series": "2223003122003222",
    "amex": "378282246310005",
    "diners": "30569309025904",
    "discover": "6011111111111117",
    "jcb": "3530111333300000",
    "jcb, of old": "213100000000001",
    "unionpay": "6200000000000005",
    "maestro": "6759649826438453",
    "mir": "2200000000000004",
}


def found(text: str, threshold: float = 0.5) -> list[str]:
    """Return what is found at or above `threshold`."""
    return [text[m.start : m.end] for m in find_cards(text) if m.score >= threshold]


@pytest.mark.parametrize("number", CARDS.values(), ids=CARDS.keys())
def test_finds_every_scheme(number: str) -> None:
    """A scheme's prefix, length and check digit need no word beside them."""
    assert found(f"card {number}, thanks") == [number]


@pytest.mark.parametrize("gap", [" ", "  ", "-", ".", "\u00a0", "–", "\n", "/", " - "])
def test_finds_a_card_whatever_separates_its_groups(gap: str) -> None:
    """People copy cards from letters, statements and screens."""
    written = gap.join(["4242", "4242", "4242", "4242"])

    (match,) = find_cards(f"it is {written} 12/27 123")

    assert (match.start, match.end) == (6, 6 + len(written))
    assert match.canonical == "4242424242424242"


def test_a_mistyped_card_waits_for_a_word() -> None:
    """Alone it may be a voucher's number: below the threshold, but a word lifts it."""
    (match,) = find_cards("4242 4242 4242 4241")

    assert 0.15 <= match.score < 0.5


def test_a_card_of_no_known_scheme_waits_for_a_word() -> None:
    """Schemes get new beginnings; an order number may pass Luhn's check, too."""
    (match,) = find_cards("9999123456789019")

    assert 0.15 <= match.score < 0.5
    assert not list(find_cards("9999123456789010"))


@pytest.mark.parametrize(
    "behind",
    [
        " 12/27",
        ", 12/27",
        "\n04-2029",
        " exp 04/27",
        ", gültig bis 09/31",
        " (valid thru: 01/28",
        " scadenza 11/26",
    ],
)
def test_a_mistyped_card_that_expires_is_found(behind: str) -> None:
    """Whoever types month and year behind a number types off a card."""
    assert found(f"4242 4242 4242 4241{behind}") == ["4242 4242 4242 4241"]


@pytest.mark.parametrize("behind", [" 13/27", " 12/12/2027", " 12/15", " 10/27-1", ""])
def test_no_other_date_makes_a_card(behind: str) -> None:
    """No such month, a whole date, a year long past, part of a longer number."""
    assert found(f"4242 4242 4242 4241{behind}") == []


@pytest.mark.parametrize("gap", [") (", "][", "...", " » ", " + ", "' '"])
def test_finds_a_card_with_an_odd_sign_between_its_groups(gap: str) -> None:
    """Filters are dodged with whatever is at hand."""
    written = gap.join(["4242", "4242", "4242", "4242"])

    assert found(f"({written})") == [written]


@pytest.mark.parametrize("gap", [",", ", ", ":", " = ", "; "])
def test_a_card_that_may_be_a_list_waits_for_a_word(gap: str) -> None:
    """Numbers of four digits in a row are often articles or years."""
    (match,) = find_cards(gap.join(["4242", "4242", "4242", "4242"]))

    assert 0.15 <= match.score < 0.5


@pytest.mark.parametrize(
    "text", ["2019, 2020, 2021, 2022", "4242,4242,4242,4242,4242", "(4242)(4242)(4242)"]
)
def test_a_list_of_numbers_is_no_card(text: str) -> None:
    """No scheme, too many, too few."""
    assert list(find_cards(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bestellung 47110815",
        "Sendung 00340434161094042557",
        "EAN 4006381333931",
        "1Z999AA10123456784",
        "a4242424242424242",
        "0000 0000 0000 0000",
    ],
)
def test_leaves_other_long_numbers(text: str) -> None:
    """A number that happens to be long is no card."""
    assert found(text, 0.71) == []


@given(
    st.sampled_from(sorted(CARDS.values())),
    st.lists(st.sampled_from(["", " ", "-", ".", "\u00a0", "–"]), min_size=19),
)
def test_no_separators_hide_a_card(number: str, gaps: list[str]) -> None:
    """Wherever separators stand, the card is found, all of it."""
    written = "".join(map("".join, zip(number, gaps, strict=False))).rstrip(
        " -.\u00a0–"
    )

    spans = find_cards(f"pay: {written} ok")

    assert any(m.start <= 5 and m.end >= 5 + len(written) for m in spans)


@given(st.from_regex(r"\d{12,19}", fullmatch=True), st.integers(0, 11))
def test_luhn_notices_every_mistyped_digit(digits: str, place: int) -> None:
    """One wrong digit never passes the check that the right one passed."""
    other = str((int(digits[place]) + 1) % 10)
    mistyped = digits[:place] + other + digits[place + 1 :]

    assert not (luhn_is_valid(digits) and luhn_is_valid(mistyped))


def test_a_sim_card_is_no_payment_card() -> None:
    """Numbers that begin with 89 are telecommunication's (ITU-T E.118)."""
    assert list(find_cards("SIM 8944 1100 0667 2390 415")) == []
