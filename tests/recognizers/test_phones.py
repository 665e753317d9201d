"""Phone numbers: how people write them, and what only looks like one."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recognizers.catalogue import REGIONS
from recognizers.context import BOOST
from recognizers.phones import LIKELY, phone_finder

find_phones = phone_finder(REGIONS)


def likely(text: str) -> list[str]:
    """Return what is found without any word's help."""
    return [text[m.start : m.end] for m in find_phones(text) if m.score >= LIKELY]


# Numbers: Ofcom's for drama (UK), 555-01xx (US), libphonenumber's examples (others).
@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param("+4915123456789", "+4915123456789", id="E.164"),
        pytest.param("+49 (0) 151 2345-6789", "+4915123456789", id="trunk in brackets"),
        pytest.param("+49 0151 23456789", "+4915123456789", id="trunk after code"),
        pytest.param("0049 151 23456789", "+4915123456789", id="00"),
        pytest.param("(0049) 151/23456789", "+4915123456789", id="code in brackets"),
        pytest.param("0151/23 45 67 89", "+4915123456789", id="slash and pairs"),
        pytest.param("0151.234.567.89", "+4915123456789", id="dots"),
        pytest.param(
            "0151\u00a02345\u00a06789", "+4915123456789", id="no-break spaces"
        ),
        pytest.param("0151–23456789", "+4915123456789", id="en dash"),
        pytest.param("0151-\n23456789", "+4915123456789", id="broken at a hyphen"),
        pytest.param("0151\\23456789", "+4915123456789", id="backslash"),
        pytest.param("00049 151 23456789", "+4915123456789", id="a 0 too many"),
        pytest.param("4915123456789", "+4915123456789", id="bare, as in WhatsApp"),
        pytest.param("+44 20 7946 0123", "+442079460123", id="London"),
        pytest.param("07400 123456", "+447400123456", id="British mobile"),
        pytest.param("(202) 555-0123", "+12025550123", id="American"),
        pytest.param("202-555-0123", "+12025550123", id="American, hyphens"),
        pytest.param("+39 312 345 6789", "+393123456789", id="Italian mobile"),
        pytest.param("312 345 6789", "+393123456789", id="Italian, no prefix"),
        pytest.param("02 1234 5678", "+390212345678", id="Milan"),
        pytest.param("06 12 34 56 78", "+33612345678", id="French pairs"),
        pytest.param("612 34 56 78", "+34612345678", id="Spanish"),
        pytest.param("2 0 2 5 5 5 0 1 2 3", "+12025550123", id="digit by digit"),
        pytest.param("+86 131 2345 6789", "+8613123456789", id="a region not served"),
    ],
)
def test_finds_a_number_however_it_is_written(written: str, canonical: str) -> None:
    """The whole number is one match, and its spellings share one canonical form."""
    text = f"call {written} please"

    best = max(find_phones(text), key=lambda match: match.score)

    assert text[best.start : best.end] == written
    assert best.score >= LIKELY
    # A number without a code may be valid in several of the regions served.
    if not written.startswith(("02", "06")):
        assert best.canonical == canonical


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("am 12.03.2024 oder 2024-03-12", id="dates"),
        pytest.param("08:30-17:00 Uhr", id="hours"),
        pytest.param("1.234.567,89 EUR", id="amount"),
        pytest.param("Bestellung 4711-0815", id="order number"),
        pytest.param("Order #0151234567", id="number sign"),
        pytest.param("AB-0151234567", id="code"),
        pytest.param("Fall 3319004482 ist noch offen", id="case"),
        pytest.param("8.00-10.00", id="hours without o'clock"),
        pytest.param("192.168.100.200", id="IP address"),
        pytest.param("0301234567 kg", id="weight"),
        pytest.param("52.5200123, 13.4050123", id="coordinates"),
        pytest.param("00340434161094042557", id="parcel"),
        pytest.param("2019-2024", id="years"),
        pytest.param("45+31-339243873", id="sum"),
        pytest.param("8f3a0151234567ab", id="hexadecimal"),
        pytest.param("123/456/7890", id="file number"),
        pytest.param("8944 1100 0667 2390 415", id="SIM card"),
        pytest.param("gr. 38 39 40 41 42 43", id="sizes"),
        pytest.param("JJD0149999 0000 1234 567", id="no country has 0"),
    ],
)
def test_leaves_what_only_looks_like_a_number(text: str) -> None:
    """Dates, amounts and codes stay readable unless words say otherwise."""
    assert likely(text) == []


@pytest.mark.parametrize(
    "written",
    [
        ["0151 23456789", "0170 1234567"],
        ["030 123456", "030 654321"],
        ["+4915123456789", "+393123456789"],
    ],
)
@pytest.mark.parametrize("gap", [" ", ", ", " / ", " - ", "\n"])
def test_two_numbers_beside_each_other_stay_two(written: list[str], gap: str) -> None:
    """Each gets a token of its own, so they must not become one."""
    assert likely(gap.join(written)) == written


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("07700 900123/07700 900124", "/"),
        ("+447700900123/07700900124", "/"),
        ("0151-23456789/0160-1234567", "/"),
        ("3331234567/3407654321", "/"),
        ("3331234567-3407654321", "-"),
        ("0151 23456789-0160 1234567", "-"),
        ("333.1234567-340.7654321", "-"),
        ("07700900123-07700900124", "-"),
    ],
)
def test_two_numbers_joined_by_a_sign_stay_two(text: str, gap: str) -> None:
    """The end of the first makes no code of the second."""
    halves = text.split(gap)
    middle = len(halves) // 2

    expected = [gap.join(halves[:middle]), gap.join(halves[middle:])]

    assert likely(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Az. 408-1234567-8901234",
        "Ref. 1234567890-1234567891",
        "3331234567-34076543210001",
        "AB-0815/07700900123",
        "12/0151/2345678",
        "Rechnung 2024/0151234567/01",
    ],
)
def test_digits_joined_to_a_code_are_no_number(text: str) -> None:
    """What comes before them is no number either."""
    assert likely(text) == []


@pytest.mark.parametrize(
    "written", ["030 1234567 ext. 12", "030 1234567 Durchwahl 12", "030 1234567-12"]
)
def test_an_extension_belongs_to_its_number(written: str) -> None:
    """Its digits name a person as much as the number's."""
    assert likely(f"Tel. {written}") == [written]


@given(
    st.sampled_from(["15123456789", "17012345678", "16012345678"]),
    st.sampled_from(["+49", "0049", "0", "+49 (0) ", "49"]),
    st.lists(st.sampled_from(["", " ", "-", ".", "\u00a0", "–"]), min_size=10),
)
def test_no_separators_hide_a_number(digits: str, prefix: str, gaps: list[str]) -> None:
    """Wherever separators stand, unless they make a date of its beginning."""
    spaced = "".join(
        digit + gap for digit, gap in zip(digits, [*gaps[:10], ""], strict=False)
    )
    written = (prefix + spaced).rstrip(" -.\u00a0–")
    assume(not re.match(r"\d{1,2}([.-])\d{1,2}\1\d\d", written))

    assert likely(f"ruf an: {written} danke")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tel089/1234567", ["089/1234567"]),
        ("handy0151 23456789", ["0151 23456789"]),
        ("Handynummer0151-23456789", ["0151-23456789"]),
        ("Bestellnummer0151234567", []),
        ("Hotel0891234567", []),
    ],
)
def test_a_number_may_touch_its_word(text: str, number: list[str]) -> None:
    """People forget the space; only half of the number would be hidden."""
    assert likely(text) == number


@pytest.mark.parametrize(
    "written",
    [
        "0151\n23456789",
        "0151 234\n567 89",
        "+49 151\n2345 6789",
        "06 12\n34 567",
        "(555) 123\n4567",
        "07700 900 \r\n 123",
    ],
)
def test_a_number_goes_on_in_the_next_line(written: str) -> None:
    """Screens and thumbs break lines; neither half is a number of its own."""
    assert written in likely(f"call {written}, thanks")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Artikel\n0151\n0152\n0153", id="codes below each other"),
        pytest.param("333\n1234567", id="no prefix"),
        pytest.param("Platz 12\n4711081", id="in no plan"),
        pytest.param("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", id="a column"),
    ],
)
def test_numbers_below_each_other_are_not_joined(text: str) -> None:
    """Lists and tables have a number in every line."""
    assert likely(text) == []


def test_a_whole_number_ends_with_its_line() -> None:
    """What stands below it is another matter."""
    assert likely("030 12345678\n12 Stück") == ["030 12345678"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("353 87 123 4567", ["353 87 123 4567"]),
        ("61 - 4 1234-5678", ["61 - 4 1234-5678"]),
        ("5511961234567", ["5511961234567"]),
        ("bought 5511961234567", []),
        ("4006381333931", []),
        ("353 12 34", []),
    ],
)
def test_a_country_needs_no_plus(text: str, expected: list[str]) -> None:
    """Of regions not served: in groups, or as a whole message, as in WhatsApp."""
    assert likely(text) == expected


@pytest.mark.parametrize(
    "text",
    ["202.555.0123", "202/555 0123", "202)555-0123", "0~0 49 151 2345 6789"],
)
def test_finds_a_number_between_odd_signs(text: str) -> None:
    """A bracket forgotten, a tilde for a space."""
    assert likely(text) == [text]


def test_only_the_regions_served_have_national_forms() -> None:
    """A deployment that serves Italy alone reads no German numbers."""
    text = "0151 23456789"

    german = list(phone_finder(["DE"])(text))
    none = list(phone_finder(["US"])(text))

    assert german[0].canonical == "+4915123456789"
    assert all(match.score < LIKELY for match in none)


@pytest.mark.parametrize(
    "text", ["AU-26-36056", "408-1234567-8901234", "DE-2026-123456", "ab-1234567"]
)
def test_not_even_words_make_the_tail_of_a_code_a_number(text: str) -> None:
    """Near a real number every order code would be taken for another one."""
    scores = [match.score for match in find_phones(text)]

    assert all(score + BOOST < LIKELY for score in scores)


@pytest.mark.parametrize(
    "text", ["(011) 4567-8901", "(022) 70455", "532 123 45 67", "123 456 7890"]
)
def test_brackets_and_groups_show_a_number(text: str) -> None:
    """Nobody writes anything else like that, in a plan of ours or not."""
    assert likely(text) == [text]


@pytest.mark.parametrize(
    "text", ["07700 900123", "020 7946 0123", "01632 960123", "+44 7700 900461"]
)
def test_numbers_kept_for_drama_are_numbers(text: str) -> None:
    """Ofcom gives them to films; whoever tries this out types them."""
    assert likely(text) == [text]


def test_a_valid_number_that_is_the_whole_message_is_trusted() -> None:
    """It answers a question; among other words it may be any number."""
    assert likely("2015550123!") == ["2015550123"]
    assert likely("bought 2015550123") == []


@pytest.mark.parametrize(
    "written", ["447700900123", "07700 900123", "+44 (0)7700 900123", "+44 1632 960123"]
)
def test_numbers_for_drama_use_are_numbers(written: str) -> None:
    """They are in no plan, but are what people type who try things out."""
    (found,) = phone_finder(["DE", "GB"])(written)

    assert found.score >= 0.5
    assert found.canonical in {"+447700900123", "+441632960123"}


def test_a_bracket_opened_before_two_numbers_belongs_to_neither() -> None:
    """Both are found in "(202-555-0123 and 202-555-0124)"."""
    assert likely("(202-555-0123 and 202-555-0124)") == ["202-555-0123", "202-555-0124"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Handy: 02885 24293 972", "02885 24293 972"),
        ("02885 24293 972 ist besetzt", "02885 24293"),
    ],
)
def test_a_last_short_group_belongs_to_its_number(text: str, found: str) -> None:
    """Where nothing else is counted, digits behind a number are its own."""
    assert likely(text) == [found]
