"""Passwords of several words that are told to be one."""

import re

import pytest

from recognizers.joined_passwords import find_joined_passwords
from recognizers.words import plain

# The stretches to be found stand in ⟦white brackets⟧.
TOLD = [
    pytest.param("password is ⟦blue horse⟧ all one word", id="English"),
    pytest.param("wifi password is ⟦rainy tuesday⟧, no spaces", id="behind a comma"),
    pytest.param("passwort ist ⟦blaues pferd⟧ alles zusammengeschrieben", id="German"),
    pytest.param("wlan: ⟦kaffee mit zimt⟧ alles klein", id="German, a network's"),
    pytest.param(
        "la password del portatile è ⟦gattino settantasette⟧ tutto attaccato",
        id="Italian",
    ),
]
PROSE = [
    pytest.param("the password must be all one word", id="a rule"),
    pytest.param("passwort ist falsch, alles zusammengeschrieben", id="a fault"),
    pytest.param("la password non va, tutto attaccato", id="no value"),
    pytest.param("der schlüssel ist weg, wir gehen zusammen", id="a key of iron"),
]


@pytest.mark.parametrize("marked", TOLD)
def test_takes_all_words_that_are_one(marked: str) -> None:
    """All of them open the door, not the first alone."""
    text = re.sub("[⟦⟧]", "", marked)

    found = [text[m.start : m.end] for m in find_joined_passwords(plain(text))]

    assert found == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", PROSE)
def test_leaves_what_is_said_of_passwords(text: str) -> None:
    """How a password may look is nobody's secret."""
    assert list(find_joined_passwords(plain(text))) == []
