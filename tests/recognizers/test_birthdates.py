"""Dates of birth, told from other dates by the words around them."""

import re

import pytest

from pipeline.core.detect import Document
from pipeline.core.normalize import readings_of
from recognizers.birthdates import find_birthdates, find_birthdates_in_document
from recognizers.named_birthdates import find_named_birthdates

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "classe ⟦4 dicembre 1939⟧",
    "dob ⟦12MAY88⟧",
    "nata il ⟦3/3⟧",
    "nata a Reggio nell'Emilia (RE) il ⟦12/04/1961⟧",
    "turned 40 on ⟦12/3/1984⟧",
    "ho compiuto 40 anni il ⟦12/3/1984⟧",
    "gebohren am ⟦18.10.1988⟧",
    "d-o-b ⟦12/04/61⟧",
    "geburstag ⟦09.02.1977⟧",
    "data di nasita ⟦21.12.1998⟧",
    "date of brith ⟦31/10/91⟧",
    "geb. ⟦13.02,1997⟧",
    "ddn ⟦14 dicembre 1966⟧",
    "unser kleiner kam am ⟦16/10/1952⟧ auf die welt",
    "she came into the world on ⟦25 June 1989⟧",
    "Geburtsdatum nicht ⟦01.02.1980⟧ sondern ⟦25.06.1986⟧",
    "the dob on file is wrong, should be ⟦09/06/2001⟧",
    "Geburtstage der Kinder: ⟦14.07.2011⟧ und ⟦23.04.2016⟧",
    "doğum ⟦01.01.1953⟧, er braucht",
    "date of birth: ⟦August ninth nineteen eighty-eight⟧",
    "geboren am ⟦3.3.85⟧",
    "geb. ⟦03/03/1985⟧",
    "mein son, geborn ⟦4.11.2019⟧, hat fieber",
    "geb ⟦03.03.1985⟧",
    "Geburtsdatum: ⟦1985-03-03⟧",
    "mein geburtstag ist der ⟦3. März 1985⟧",
    "geb. am ⟦3. März 85⟧ in Berlin",
    "nato il ⟦3 marzo 1985⟧",
    "nata a Roma il ⟦3/3/85⟧",
    "data di nascita: ⟦03-03-1985⟧",
    "sono nato il ⟦tre marzo 1985⟧",
    "born on ⟦March 3rd, 1985⟧",
    "dob ⟦03/25/1985⟧",
    "D.O.B.: ⟦3 Mar 1985⟧",
    "date of birth is ⟦03031985⟧",
    "my birthday is on ⟦3 March⟧",
    "Geburtsdatum ⟦elfter sechster neunzehnhundertzweiundsiebzig⟧, Name folgt",
    "geboren am ⟦dritten Mai zweitausendeins⟧",
    "sono nata il ⟦ventuno ottobre millenovecentottantotto⟧ a Bari",
    "nato il ⟦primo maggio duemilatre⟧",
    "born on the ⟦twenty-second of may nineteen forty-one⟧ in Leeds",
    "born ⟦seventh august two thousand and three⟧",
    "compleanno ⟦trenta gennaio novantuno⟧",
    "nato il ⟦quindici sei settantotto⟧",
    "geburtstag am ⟦dritten mai einundneunzig⟧",
    "born ⟦third of may ninety one⟧",
    "born on the ⟦sixth of june oh five⟧",
    "compleanno ⟦5 maggio⟧",
    "geboren ⟦1985⟧",
    "nacido el ⟦3 de marzo de 1985⟧",
    "née le ⟦3 mars 1985⟧",
    "am ⟦3.3.1985⟧ geboren",
    "il ⟦03/03/1985⟧ è la mia data di nascita",
    "⟦03/03/1985⟧ is my date of birth",
    "geboren am ⟦3.3.85⟧, bestellt am 4.4.2024",
    "Geburtsdatum meiner Frau: ⟦12.11.1990⟧",
    "Patientin, ur. ⟦14.05.1944⟧, PESEL",
    "data urodzenia: ⟦14.05.1944⟧",
    "data nașterii ⟦14.05.1944⟧",
    "datum rođenja ⟦14.05.1944⟧",
    "data de nascimento: ⟦14.05.1944⟧",
    "\u091c\u0928\u092e \u0924\u093f\u0925\u093f: ⟦19 Sept 1996⟧",
    "дата рождения ⟦14.05.1944⟧",
    "d.n. ⟦14/05/1944⟧",
    "Jg. ⟦1944⟧",
    "ich bin Jg⟦1985⟧",
    "classe ⟦1944⟧, pensionato",
    "b. ⟦14 May 1944⟧",
    "dob: ⟦12/03/1985⟧ & ⟦14/05/1987⟧",
    "geboren ⟦12.03.1985⟧ / ⟦14.05.1987⟧",
    "geb. ⟦12.03.1985⟧ und ⟦14.05.1987⟧, ⟦1.2.2019⟧",
    "Geburtsdaten: ⟦12.03.1985⟧, ⟦14.05.1987⟧",
    "nati il ⟦12/03/1985⟧ e ⟦14/05/1987⟧",
    "dob ⟦12/03/1985⟧-⟦14/05/1987⟧",
    "birthdates: ⟦12/03/1985⟧, ⟦14/05/1987⟧",
    "geburtsdatum: ⟦120385⟧",
    "dob ⟦850312⟧",
    "geboren in Kuchenheim am ⟦12.03.1985⟧",
    "Born in Torteval ⟦12/03/1985⟧",
    "Geschenk zum Geburtstag ⟦12.03.1985⟧",
    "present for my birthday ⟦12/03/1985⟧",
    "torta per il compleanno ⟦12.03.1985⟧",
    "party for my birthday, ⟦12/03/2015⟧",
]
NOTHING = [
    "biglietto prima classe 4 dicembre 1998",
    "birthday on 18 october party for 20",
    "* 12.04.2024 ausverkauft",
    "born 3.5 kg",
    "Geschenk zum Geburtstag 12.03.",
    "Torte zum Geburtstag am 12.03.2027",
    "regalo di compleanno per il 14/11/2026",
    "festa di compleanno il 14/11/2026",
    "birthday cake for my daughter for 12/12/2026",
    "classe 3 B, classe 2019",
    "ur order from 14.05.2024 is here",
    "b. 14 items, c. 3 items",
    "en classe 1, Jg 7",
    "lieferung am 3.3.2024 bitte",
    "termin am 3. März 2024",
    "Rechnung vom 03.03.2024",
    "geburtstagsgeschenk bestellt am 3.3.2024",
    "zum Geburtstag meiner Tochter, Lieferung bis 3.3.2024",
    "I need it for a birthday, order 12345 of 3/3/2024",
    "geben Sie mir 3.3.2024",
    "nato 45",
    "consegna 12/12/2024 fattura",
    "alternato il 3 3 2024",
    "geb. 45.13.1985",
    "NATO 2000",
    "bin 38 Jahre alt",
    "ordine del 3 marzo 2024",
    "invoice of March 3rd 2024",
    "il mio compleanno è domani",
    "birthday cake for 12 people",
    "birthday cake, article 120385",
    "geburtsdatum: 129985",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_birthdates(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_a_date_that_somebody_was_born_on(marked: str) -> None:
    """The date alone is found, in all its written forms."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_harmless(text: str) -> None:
    """Masking what is no personal data is a defect too."""
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("geb. 3.3.85", "1985-03-03"),
        ("dob 03/25/1985", "1985-03-25"),
        ("nato il tre marzo 1985", "1985-03-03"),
        ("born 2 Feb 05", "2005-02-02"),
        ("my birthday is on 3 March", "--03-03"),
        ("Jahrgang 1985", "1985"),
    ],
)
def test_writes_a_date_one_way(text: str, canonical: str) -> None:
    """However a day is written, its pseudonym is the same."""
    assert [match.canonical for match in find_birthdates(text)] == [canonical]


@pytest.mark.parametrize(
    ("hint", "count"), [("dob", 1), ("geburtsdatum", 1), ("due", 0)]
)
def test_a_fields_key_says_what_its_date_is(hint: str, count: int) -> None:
    """A form's answer has no words of its own."""
    (reading, *_) = readings_of("03.03.1985")
    document = Document("03.03.1985", hint=hint)

    assert len(list(find_birthdates_in_document(reading, document))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("its for Anna Beispiel, 29 Aug 1939", 1),
        ("Anna Beispiel (12/03/1968) wants", 1),
        ("for Anna Beispiel, 29 Aug 2026 at 10", 0),
        ("invoice, 12/03/1968", 0),
    ],
)
def test_a_date_long_ago_behind_a_name_is_a_birth(text: str, count: int) -> None:
    """Nobody has an appointment in 1939."""
    (reading,) = [it for it in readings_of(text) if it.name == "folded"]

    found = list(find_birthdates_in_document(reading, Document(text)))

    assert len(found) == count


def test_a_form_may_have_a_date_without_signs() -> None:
    """Six digits are a date where the key says so."""
    (reading, *_) = readings_of("120385")
    document = Document("120385", hint="geburtsdatum")

    (found,) = find_birthdates_in_document(reading, document)

    assert found.canonical == "1985-03-12"


def test_a_star_means_born() -> None:
    """As in family trees; a date in bold type is any date."""
    text = "Anna Beispiel, *12.09.1964, am *12.10.2026* fertig"

    assert [text[m.start : m.end] for m in find_birthdates(text)] == ["12.09.1964"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mia (04.03.2018) braucht einen Kitaplatz", 1),
        ("passport for my son Ben (04/03/2018)", 1),
        ("Termin beim Kinderarzt für Mia 04.03.2026", 0),
        ("Rechnung für Mia (04.03.2018)", 0),
    ],
)
def test_a_date_behind_a_childs_name_is_a_birth(text: str, count: int) -> None:
    """Parents say it so where a nursery or an office asks."""
    assert len(list(find_named_birthdates(text))) == count


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Anna Beispiel\n12.03.1984\nTel folgt", ["12.03.1984"]),
        ("Bo Beispiel\n22.11.2018\nSV-Nr 1234 221118", ["22.11.2018"]),
        ("Bo Beispiel, 2022-05-30, AHV 756", ["2022-05-30"]),
        ("Termin Bo Beispiel, 30.05.2022, passt das?", []),
        ("Viele Grüße\nAnna Beispiel\n12.03.2025", []),
        (
            "Kinder: Ada Beispiel 110619 u. Bo Beispiel 4/3/22, danke",
            ["110619", "4/3/22"],
        ),
        ("Kinder Schokolade 110619", []),
    ],
)
def test_a_name_on_the_line_above_or_in_a_list_tells_a_birth(
    text: str, born: list[str]
) -> None:
    """Forms have a line for each; recent dates need a paper or children beside."""
    assert sorted(text[m.start : m.end] for m in find_named_birthdates(text)) == born


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ann Lee, sixth of the second fifty-eight, hip clinic", "1958-02-06"),
        ("geb.: zweiter Februar zwanzigzwanzig", "2020-02-02"),
        ("nata, quattordici giugno millenovecentosettantanove", "1979-06-14"),
        ("born 6th of the 2nd 58", "1958-02-06"),
        ("that's not me, he's 12.9.84", "1984-09-12"),
    ],
)
def test_a_birth_may_be_said_in_words(text: str, iso: str) -> None:
    """Months are counted, and centuries left out."""
    (reading, *_) = readings_of(text)

    found = list(find_birthdates_in_document(reading, Document(text)))

    assert {match.canonical for match in found} == {iso}
