"""Names in answers that tell other details, too."""

import pytest

from recognizers.people import find_people


def people_in(text: str) -> list[str]:
    """Return the names found in a text."""
    return [text[found.start : found.end] for found in find_people(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("name kiski account no 6323", "kiski", id="label without colon"),
        pytest.param("will turner pwd 5475", "will turner", id="two words, one a verb"),
        pytest.param("zqlan and my zip is 78450", "zqlan", id="unknown, joined"),
        pytest.param("zqlan ssn 4587", "zqlan", id="unknown, personal"),
        pytest.param("john m 41 baker circle", "john m", id="initial and street"),
        pytest.param("ok\nmanish 5876", "manish", id="number on a later line"),
        pytest.param("i am prathyu ssn 4455", "prathyu", id="behind a hint"),
    ],
)
def test_details_tell_a_name(text: str, name: str) -> None:
    """Nobody gives an account number without saying whose it is."""
    assert people_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "name change order 5566",
        "nome errato 4455",
        "netflix password 2233",
        "may order 4455",
        "router 5876",
        "my zipcode 2009",
        "refund and my account",
        "max order 5566",
        "will mark my order 5566",
    ],
)
def test_things_have_details_too(text: str) -> None:
    """A thing and its number are nobody's."""
    assert people_in(text) == []
