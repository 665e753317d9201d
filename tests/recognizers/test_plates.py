"""Licence plates of three countries."""

import pytest

from recognizers.plates import (
    find_british_plates,
    find_german_plates,
    find_italian_plates,
    find_lone_plates,
)


@pytest.mark.parametrize("plate", ["B-MW 1234", "HH-XY 99E", "M-A 1", "GAP-EX 100H"])
def test_a_german_plate_needs_no_word(plate: str) -> None:
    """Capitals, a hyphen and a district that exists are enough."""
    text = f"mein Auto {plate}, blau"

    (match,) = find_german_plates(text)

    assert text[match.start : match.end] == plate
    assert match.score >= 0.5


@pytest.mark.parametrize("text", ["b-mw 1234", "B MW 1234"])
def test_a_carelessly_written_plate_waits_for_a_word(text: str) -> None:
    """Lower case and blanks are found, with a score below the threshold."""
    (match,) = find_german_plates(f"da steht {text}")

    assert match.score < 0.5
    assert match.canonical == "B-MW 1234"


@pytest.mark.parametrize("text", ["QQ-AB 123", "X-Box 360", "A4-B 12", "B-MW 12345"])
def test_leaves_what_no_district_issues(text: str) -> None:
    """The letters before the hyphen must be a district's."""
    assert list(find_german_plates(text)) == []


def test_italian_and_british_plates_are_told_by_their_form() -> None:
    """Letters and digits stand in fixed places."""
    assert [m.canonical for m in find_italian_plates("targa AB 123 CD")] == ["AB123CD"]
    assert [m.canonical for m in find_british_plates("my AB12 CDE")] == ["AB12CDE"]


@pytest.mark.parametrize(("plate", "sure"), [("LB19 KXZ", True), ("LB45 KXZ", False)])
def test_a_half_year_not_given_out_waits_for_a_word(plate: str, *, sure: bool) -> None:
    """People mistype plates, and invent them; "my car" then tells."""
    (match,) = find_british_plates(f"my car is {plate}")

    assert (match.score >= 0.5) is sure


@pytest.mark.parametrize("text", ["AW188 TG", "HY.304.PY", "FD 1 6 1 FB"])
def test_an_italian_plate_parted_in_an_odd_way_waits_for_a_word(text: str) -> None:
    """Any gaps are found; only two equal ones, in capitals, are as on the plate."""
    (match,) = find_italian_plates(f"da steht {text}")

    assert match.score < 0.5
    assert match.canonical == "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("text", ["vettura da 150 cv", "parke am b 12", "auto an m 7"])
def test_a_word_in_small_letters_begins_no_plate(text: str) -> None:
    """Prepositions before numbers stand beside cars more often than plates do."""
    assert not [*find_italian_plates(text), *find_german_plates(text)]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("kennzeichen ist am b 12", "AM-B 12"),
        ("Kennzeichen (Auto) am b 12", "AM-B 12"),
        ("kfz steht hier: am b 12", "AM-B 12"),
        ("kennzeichen ist jetzt in xy 1234", "IN-XY 1234"),
        ("kennzeichen vom auto: mi ab 123", "MI-AB 123"),
        ("kfz mi ab 123", "MI-AB 123"),
        ("auto da ab 123", "DA-AB 123"),
    ],
)
def test_a_word_begins_a_plate_that_is_announced_or_long(text: str, plate: str) -> None:
    """Some districts are spelled like prepositions."""
    (match,) = find_german_plates(text)

    assert match.canonical == plate


@pytest.mark.parametrize(
    "text",
    [
        "Das Auto steht um 15 Uhr bereit",
        "ab 10 Uhr",
        "my car does up to 70 mph",
        "at 15 May",
        "by 12 Nov",
        "at 10 the latest",
    ],
)
def test_a_time_or_a_speed_is_no_british_plate(text: str) -> None:
    """With a gap behind its area a plate is known by its capitals."""
    assert list(find_british_plates(text)) == []


def test_a_british_plate_may_have_two_gaps() -> None:
    """So people write them who do not own one."""
    assert [m.canonical for m in find_british_plates("my AB 12 CDE")] == ["AB12CDE"]


@pytest.mark.parametrize("plate", ["m-xy 447", "M XY 447", "ok: S-AB 1234"])
def test_a_message_that_is_a_plate_answers_a_question(plate: str) -> None:
    """Whoever was asked for it sends nothing else."""
    (match,) = find_german_plates(plate)

    assert match.score >= 0.5


@pytest.mark.parametrize("text", ["M-XL 38", "KL-AB-30-XX"])
def test_sizes_and_parts_of_longer_codes_are_no_plates(text: str) -> None:
    """Shops write what looks like a plate, too."""
    assert list(find_german_plates(text)) == []


@pytest.mark.parametrize("text", ["Akku LP-E10", "GT-I9100", "voucher HH-AB 2024 hier"])
def test_what_makers_and_shops_number_waits_for_a_word(text: str) -> None:
    """A model's letter touches its digits; an article is announced."""
    (match,) = find_german_plates(f"mit {text} da")

    assert match.score < 0.5


@pytest.mark.parametrize(
    "text", ["W-48291B", "ok, 1-ABC-482", "1234 LKM", "sì, SB-482KM.", "221-D-48812"]
)
def test_finds_a_plate_that_is_the_whole_text(text: str) -> None:
    """Who is asked for a plate answers with it, and with no word for it."""
    assert len(list(find_lone_plates(text))) == 1


@pytest.mark.parametrize(
    "text", ["Artikel W-48291B", "W-48291B ist kaputt", "1234 BAD", "12345 LKM"]
)
def test_leaves_such_codes_in_a_sentence(text: str) -> None:
    """Articles and orders are numbered alike."""
    assert list(find_lone_plates(text)) == []
