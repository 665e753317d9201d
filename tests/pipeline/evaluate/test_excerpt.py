"""An excerpt shows as little as was asked for, on one line."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.excerpt import outline, quote, shape


@given(st.text())
def test_a_shape_has_no_letter_and_digit_of_its_text(text: str) -> None:
    """Nor how many there are: runs are cut."""
    shown = shape(text)

    assert {c for c in shown if c.isalnum()} <= {"X", "x", "9"}
    assert not any(kind * 5 in shown for kind in "Xx9 ·")


@given(st.text(max_size=9), st.text(min_size=1, max_size=9), st.text(max_size=9))
def test_an_outline_shows_nothing_around(before: str, stretch: str, after: str) -> None:
    """Context could name whom the stretch doesn't."""
    text = before + stretch + after

    shown = outline(text, len(before), len(before + stretch))

    assert (shown.before, shown.after) == ("", "")
    assert shown.stretch == shape(stretch)


def test_a_quote_has_its_surroundings_on_one_line() -> None:
    """Line breaks and what turns the reading direction would confuse a table."""
    text = "x" * 60 + "\n\u202eAnn\n" + "y" * 60

    shown = quote(text, 62, 65)

    assert shown.stretch == "Ann"
    assert shown.before == "…" + "x" * 46 + " ·"
    assert shown.after == " " + "y" * 47 + "…"


def test_a_very_long_stretch_is_cut() -> None:
    """A whole letter that was taken for an address fills no page."""
    assert len(quote("x" * 900, 0, 900).stretch) == 121
