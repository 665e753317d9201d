"""Check digits, on numbers their issuers publish as examples."""

import pytest

from recognizers.checksums import CHECKS

VALID = [
    # Bundeszentralamt für Steuern, "Steuerliches Info-Center"
    ("german_tax_id", "86 095 742 719"),
    # Deutsche Rentenversicherung, example of the VKVV
    ("german_pension_number", "15 070649 C 103"),
    # gematik's test patients
    ("german_health_number", "A000500015"),
    # specimen of the Bundesdruckerei
    ("german_document", "L01X00T471"),
    ("german_document", "L01X00T471D"),
    # stdnum's and Wikipedia's worked examples
    ("codice_fiscale", "RCCMNL83S18D969H"),
    ("partita_iva", "00743110157"),
    ("british_health_number", "943 476 5919"),
    ("swiss_insurance_number", "756.9217.0769.85"),
    ("austrian_insurance_number", "1237 010180"),
    ("spanish_citizen_number", "54362315-K"),
    ("spanish_foreigner_number", "X-2482300W"),
    ("french_insurance_number", "2 95 10 99 126 111 93"),
    ("polish_citizen_number", "44051401359"),
    ("dutch_citizen_number", "111222333"),
    ("turkish_citizen_number", "17291716060"),
    ("luhn", "4242424242424242"),
]


@pytest.mark.parametrize(("check", "number"), VALID)
def test_passes_a_number_as_its_issuer_writes_it(check: str, number: str) -> None:
    """Separators don't matter."""
    assert CHECKS[check](number)


@pytest.mark.parametrize(("check", "number"), VALID)
def test_fails_a_number_with_a_wrong_last_digit(check: str, number: str) -> None:
    """A typo in the check digit is noticed."""
    place = max(i for i, character in enumerate(number) if character.isdigit())
    wrong = str((int(number[place]) + 1) % 10)

    assert not CHECKS[check](number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("text", ["", "-", "A", "äöü", "A" * 40])
def test_answers_for_any_text(check: str, text: str) -> None:
    """A pattern may hand over anything; a check never raises."""
    assert not CHECKS[check](text)
