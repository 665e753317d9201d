"""All spellings of a value share one, so that they share one pseudonym."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.canonical import canonical_of
from pipeline.core.findings import EntityType
from tests.strategies import disguised_texts, texts

TYPES = [
    "PHONE_NUMBER",
    "EMAIL_ADDRESS",
    "IBAN_CODE",
    "CREDIT_CARD",
    "PERSON",
    "ADDRESS",
    "DATE_OF_BIRTH",
    "IP_ADDRESS",
    "IT_FISCAL_CODE",
    "LOCATION",
]


@pytest.mark.parametrize(
    ("entity", "canonical", "spellings"),
    [
        pytest.param(
            "PHONE_NUMBER",
            "+447700900123",
            [
                "+44 7700 900123",
                "0044 7700/900123",
                "447700900123",
                "07700 900123",
                "(07700) 900-123",
                "+44 (0)7700 900123",
                "０７７００ 9\u200b00123",
                "oh seven seven double oh nine double oh one two three",
                "O77OO 9OO123",
                "07700 900123 ext. 12",
                "tel:+447700900123",
            ],
            id="phone",
        ),
        pytest.param("PHONE_NUMBER", "12", ["12", "1-2"], id="no phone"),
        pytest.param("PHONE_NUMBER", "0" * 40, ["0" * 40], id="far too long"),
        pytest.param("PHONE_NUMBER", "none", ["None", " none"], id="no digits"),
        pytest.param(
            "EMAIL_ADDRESS",
            "anna.b@example.com",
            [
                "Anna.B@EXAMPLE.com",
                "mailto:anna.b@example.com",
                "anna.b (at) example (dot) com",
                "anna punkt b at example punkt com",
                "anna.b＠example．com",
                "an\u200bna.b@exаmple.com",
            ],
            id="e-mail",
        ),
        pytest.param(
            "EMAIL_ADDRESS",
            "a@xn--mller-kva.example",
            ["a@müller.example", "a@MÜLLER.example", "A@xn--mller-kva.example"],
            id="international domain",
        ),
        pytest.param("EMAIL_ADDRESS", "a@b..c", ["a@b..c", "A@B..C"], id="no domain"),
        pytest.param(
            "IBAN_CODE",
            "DE89370400440532013000",
            ["DE89 3704 0044 0532 0130 00", "de89-3704-0044-0532-0130-00"],
            id="IBAN",
        ),
        pytest.param(
            "CREDIT_CARD",
            "4242424242424242",
            ["4242 4242 4242 4242", "4242–4242\u00a04242.4242", "４２４２" * 4],
            id="card",
        ),
        pytest.param(
            "IT_FISCAL_CODE",
            "RSSMRA85T10A562S",
            ["rssmra85t10a562s", "RSS MRA 85T10 A562S"],
            id="country's id",
        ),
        pytest.param(
            "PERSON",
            "jorg muller",
            [
                "Jörg Müller",
                "JORG MULLER",
                "Joerg Mueller",
                "Herr Dr. Jörg  Müller",
                "Sig. Jo\u0308rg Mu\u0308ller",
                "Mr jorg\nmuller,",
            ],
            id="person",
        ),
        pytest.param(
            "PERSON", "rossi", ["Sig.ra Rossi", "Mrs. ROSSI", "Rossi"], id="titles"
        ),
        pytest.param("PERSON", "herr", ["Herr"], id="title alone"),
        pytest.param(
            "ADDRESS",
            "haupt str 5 10115 berlin",
            [
                "Hauptstraße 5, 10115 Berlin",
                "Hauptstr. 5 10115 berlin",
                "HAUPTSTRASSE 5\n10115 Berlin",
                "Haupt-Straße 5 10115 Berlin",
            ],
            id="address",
        ),
        pytest.param(
            "DATE_OF_BIRTH",
            "1985-03-04",
            [
                "04.03.1985",
                "4/3/1985",
                "1985-03-04",
                "4. März 1985",
                "4 maerz 1985",
                "4 marzo 1985",
                "March 4, 1985",
                "4th of March 1985",
                "04.03.85",
            ],
            id="date of birth",
        ),
        pytest.param("DATE_OF_BIRTH", "1985-03-31", ["03/31/1985"], id="month first"),
        pytest.param("DATE_OF_BIRTH", "2004-01-02", ["2.1.04"], id="this century"),
        pytest.param("DATE_OF_BIRTH", "31.02.1985", ["31.02.1985"], id="no such day"),
        pytest.param("DATE_OF_BIRTH", "5 foo 1985", ["5 Foo 1985"], id="no month"),
        pytest.param("DATE_OF_BIRTH", "foo 5 1985", ["Foo 5 1985"], id="none at all"),
        pytest.param(
            "IP_ADDRESS", "::1", ["::1", "[0:0:0:0:0:0:0:1]", "0::1"], id="IPv6"
        ),
        pytest.param("IP_ADDRESS", "192.0.2", ["192.0.2"], id="no address"),
        pytest.param("LOCATION", "bad homburg", ["Bad  Homburg", "BAD HOMBURG"]),
    ],
)
def test_spellings_share_one(entity: str, canonical: str, spellings: list[str]) -> None:
    """However it was written, it is the same value."""
    got = {s: canonical_of(EntityType(entity), s, ["GB"]) for s in spellings}

    assert got == dict.fromkeys(spellings, canonical)


def test_first_region_in_which_a_number_is_valid_has_it() -> None:
    """The order of the regions is the deployment's."""
    assert canonical_of(EntityType("PHONE_NUMBER"), "030 23125111", ["US", "DE"]) == (
        "+493023125111"
    )


def test_number_without_region_stays_its_digits() -> None:
    """Nobody guesses a country."""
    assert (
        canonical_of(EntityType("PHONE_NUMBER"), "030 23125-111", []) == "03023125111"
    )


@given(st.sampled_from(TYPES), disguised_texts() | texts())
def test_never_raises(entity: str, text: str) -> None:
    """Whatever a finding covers has a canonical value."""
    canonical = canonical_of(EntityType(entity), text, ["DE", "GB"])

    assert canonical == canonical_of(EntityType(entity), text, ["DE", "GB"])


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "+44 7700 900123",
        "0044 7700-900123",
        "+44 (0)7700 900123",
        "447700900123",
        "０７７００ ９００１２３",
    ],
)
def test_a_mobile_number_has_one_spelling_however_its_owner_writes_it(
    written: str,
) -> None:
    """Of the regions whose plans it fits, one where it is a mobile's is likeliest."""
    spelling = canonical_of(EntityType("PHONE_NUMBER"), written, ["DE", "IT", "GB"])

    assert spelling == "+447700900123"
