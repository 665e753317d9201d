"""British, Irish, American and Australian streets."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "address ⟦14 mill stret, oxford⟧",
        "⟦12 Mill Lane, flat 3B, second floor⟧",
        "⟦12 High Street⟧",
        "⟦221B Baker St⟧",
        "i live at ⟦12 oak drive⟧",
        "I live at ⟦12 Oak Road⟧.",
        "⟦742 Evergreen Terrace⟧",
        "⟦350 5th Ave, New York, NY 10118⟧",
        "⟦12 King William Road, Unley SA 5061⟧",
        "⟦1600 Pennsylvania Ave NW, Washington, DC 20500⟧",
        "⟦U2/14 Wattle St, Fitzroy VIC 3065⟧",
        "⟦5/12 Kowhai Place, Hamilton 3200⟧",
        "⟦3 the crescent, monkstown, co dublin⟧",
        "⟦1180 County Road 12, Decorah, IA 52101⟧",
        "⟦418 Maple Grove Ave, Dayton, OH 45419⟧",
        "⟦7 Elm Road⟧ street parking only",
        "I live at ⟦33 Kings Road⟧ street door is blue",
        "⟦PO Box 123⟧",
        "⟦12, SW1A 1AA⟧",
        "⟦Studio 50, Tracy Grove⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """Everyday words name streets, too: a capital, a place or words before tell."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "we met at 5 the green team won",
        "run 5 mile road race 10k",
        "county road 12 was closed",
        "on the road 5 days",
        "2 way street",
        "5 star hotel",
        "i ordered 2 items for my place",
        "3 days on the road",
        "24 hr drive",
        "1 st place",
        "i will bring 5 guests",
        "20 min walk",
        "the number is 5 and the street is closed",
        "iPhone 12 pro max",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Masking what is no personal data is a defect too."""
    assert mark(text) == text
