"""American addresses whose street no list names."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        "⟦4610 Brown Light, Savannahville, WA 51896⟧",
        "⟦1416 Lopez Mill Apt. 255, South Wayne, WV 88209⟧ thanks",
        "⟦1416 lopez mill apt. 255, south wayne, wv 88209⟧ pls",
        "⟦12 Dayton Ridge, Little Rock, AR 72201⟧",
        "i live at ⟦12 brown light, savannahville, in 46001⟧",
        "⟦2024 Dayton Curve Apt. 5⟧",
        "⟦12 Oak Ridge #5, Austin, TX 73301-1234⟧.",
        "⟦235 Doyle Fall\nNorth Michellehaven, PA 59942⟧",
        "⟦376 April River, Dakotatown, FL 10101⟧",
        "⟦689 French Curve Apt. 548⟧",
        "⟦3735 Gomez Mission Suite #333⟧",
        "i live at ⟦12 gomez mission unit 3⟧",
        "⟦PSC 5953, Box 8042, APO AA 92119⟧",
        "⟦USNS Dalton, FPO AP 82196⟧",
        "⟦Unit 8421 Box 3939\nDPO AE 23451⟧",
    ],
)
def test_finds_the_whole_address(marked: str, mark: Callable[[str], str]) -> None:
    """State and ZIP, a suite or a military post office tell, not the street's word."""
    assert mark(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Order 4410 Blue Mug, Large, TX 2000",
        "Order 4410 Blue Mug, Large, TX 20001",
        "Invoice 2024 Final, Austin, TX 73301",
        "2 Adult Tickets, Rome, IT 18000",
        "we shipped 25 Mugs, Dallas, TX 75201",
        "10 Years in Austin, TX 73301",
        "Store 210 Austin, TX 73301",
        "item 3 sent, town, in 18000 pieces",
        "Model 3 Long Range, 2024",
        "Room 5, Floor 2, Block C",
        "I booked 305 Deluxe Suite 12",
        "2 spare parts unit 5",
        "Our 2019 Tesla Model Unit 3 broke",
        "Wir haben 150 Plätze, Mensa, in 10115 Berlin",
        "20 Brötchen, Brezeln, in 80331 München",
        "2 poltrone, velluto, al 20121",
        "250 brackets, galvanised, or 12345",
        "1200 widgets, sprockets, id 12345",
        "4410 Blue Mug, Large Box, IN 50000",
        "I paid 1200 USD, Austin, TX 78701",
        "200 Euro Rabatt Suite 5",
        "2024 Honda Civic Suite 5",
        "2010 Microsoft Office Suite 1",
        "2023 Adobe Design Suite 6",
        "300 Thread Count Sheet Suite 4",
    ],
)
def test_leaves_what_is_harmless(text: str, mark: Callable[[str], str]) -> None:
    """Orders, articles and rooms are numbered, too."""
    assert mark(text) == text
