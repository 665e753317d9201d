"""Cards and accounts told chunk by chunk."""

import pytest

from recognizers.told_in_chunks import find_cards_in_chunks, find_ibans_in_chunks

CARDS = [
    pytest.param("4012 poi 8888 poi ancora 8888 e 1881", id="Italian"),
    pytest.param("4111 dann 1111 dann nochmal 1111 und 1111", id="German"),
    pytest.param("4242 then 4242 then again 4242 and 4242", id="English"),
    pytest.param("4111 dann dreimal 1111", id="a chunk that comes three times"),
    pytest.param("4111 e poi tre volte 1111", id="the same, in two words"),
]
IBANS = [
    pytest.param(
        "it sessanta x, zero cinque quattro due otto, uno uno uno zero uno, "
        "poi sei zeri e 123456",
        id="in words, and zeroes counted",
    ),
    pytest.param("DE 89 dann 37040044 und 0532013000", id="in three parts"),
    pytest.param("GB 82 WEST then 1234 5698 and 765432", id="with a bank's letters"),
]


@pytest.mark.parametrize("card", CARDS)
def test_finds_cards_with_words_between_their_chunks(card: str) -> None:
    """Who dictates says "then" and "again"; the check digit proves the rest."""
    text = f"card: {card}, ok"

    assert [text[m.start : m.end] for m in find_cards_in_chunks(text)] == [card]


@pytest.mark.parametrize("iban", IBANS)
def test_finds_ibans_with_words_between_their_chunks(iban: str) -> None:
    """The country and two check digits prove what is told in any chunks."""
    text = f"konto: {iban}, ok"

    assert [text[m.start : m.end] for m in find_ibans_in_chunks(text)] == [iban]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("4012 poi 8888 poi ancora 8888 e 1882", id="a wrong digit"),
        pytest.param("DE 89 dann 37040044 und 0532013001", id="an account's, wrong"),
        pytest.param("2019 then 2020 then 2021 and 2022", id="years"),
        pytest.param("um 1200 dann 1300 dann 1400 und 1500", id="hours"),
        pytest.param("prima 250, poi 300, poi ancora 400 e 1200", id="prices"),
        pytest.param("4111 1111 1111 1111", id="no word between"),
    ],
)
def test_leaves_numbers_that_nothing_proves(text: str) -> None:
    """Years, hours and prices are told in rows, too."""
    assert [*find_cards_in_chunks(text), *find_ibans_in_chunks(text)] == []
