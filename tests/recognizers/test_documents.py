"""Numbers of documents and memberships, told from others by the word before them."""

import re

import pytest

from recognizers.documents import find_document_numbers

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "Reisepassnr hab ich falsch angegeben, richtig ist ⟦C01X00T47⟧",
    "il passaporto l'ho scritto male, quello giusto è ⟦YB8827164⟧",
    "I typed my passport wrong, it should read ⟦533380982⟧",
    "permesso di soggiorno scaduto n. ⟦I09283746⟧",
    "führerschein verlängert, jetzt ⟦B072RRE2I55⟧",
    "meine BahnCard 25 Nr ⟦7081 4110 2233 9915⟧ geht nicht",
    "council tax account ⟦70042218X⟧",
    "my passport ⟦N 008412793⟧ is renewed",
    "cartella clinica n. ⟦2024/44812⟧",
    "polizza auto ⟦7712/0094412⟧",
    "Fallnummer Klinik ⟦20448120⟧",
    "nectar ⟦98263000 1234 5678⟧ points missing",
    "Personalausweis nr ⟦C A 4 sieben 2 9 1 K L⟧",
    "national insurance number ⟦Q Q 1 2 3 4 5 6 C⟧",
    "PPS is ⟦1234567, T for Tommy⟧",
    "codice fiscale ⟦R S S M R A 8 0 A 0 1 H 5 0 1 U⟧",
    "cf: primo pezzo ⟦RSSMRA⟧ poi ⟦80A01⟧ e infine ⟦H501U⟧",
    "NHS number ⟦908 456 7079⟧",
    "⟦AY 6798923⟧ è il numero della mia carta d'identità",
    "Policy ⟦HX/5530/19982-K⟧, I reversed",
    "Polizza ⟦1/2409/30/771204558⟧",
    "polizza ⟦UA-7730 1948/22⟧ intestata a",
    "my SA ID is ⟦8001015009087⟧",
    "my TFN, which is ⟦123 456 782⟧, and",
    "Passport 2: ⟦A29417730⟧",
    "Reisepass ist abgelaufen, neue Nummer wäre ⟦C01X00T47⟧",
    "Krankenkasse: Barmer, Nr. ⟦M482916357⟧",
    "Passport ⟦533418207⟧, name as printed",
    "passport no. is ⟦P4418820⟧",
    "Reisepassnummer meiner Tochter: ⟦C01X00T47⟧",
    "passaporto di mia moglie: ⟦YA1234567⟧",
    "ho perso il passapporto ⟦YA1234567⟧",
    "il permeso di sogiorno ⟦I12345678⟧",
    "ID card ⟦C03819264⟧",
    "Emirates ID ⟦784-1990-1234567-1⟧",
    "carta d'identità numero ⟦AX 1234567⟧",
    "documento n. ⟦AY7788123⟧",
    "PPS number ⟦1234567FA⟧",
    "my aadhar is ⟦4987 2210 6653⟧ n so on",
    "Frequent flyer no. ⟦BX 4471 209 886⟧, miles",
    "Miles & More ⟦9922 0001 2345 678⟧",
    "membershp card ⟦GYM-0093-5517⟧, to freeze",
    "Mitglieds-Nr. ⟦882013⟧",
    "Payback-Karte ⟦3083441222⟧",
    "tessera socio n. ⟦004512⟧",
    "carta fedeltà numero ⟦0401 2345 6789⟧",
    "patente di guida n. ⟦U1A12345BC⟧",
    "Matrikelnummer ⟦1204567⟧",
    "CPF ⟦529.982.247-25⟧",
    "Vertragskonto ⟦2004 118 735⟧. Der Abschlag",
    "Mitgl.-Nr. ⟦0047-2291⟧",
    "VS-Nr.: ⟦KH 4 771 902 556⟧",
    "polizza n. ⟦0078/442190⟧ intestata a me",
    "doc ⟦ZZ8000921⟧",
    "PPSN (mum): ⟦4182936TB⟧",
    "hat seinen Ausweis dabei ⟦C01X00T47⟧",
    "PASSPORT NO\n⟦533418207⟧",
    "my passport number's ⟦D1234567⟧",
    "reisepas nr ⟦C01X00T47⟧",
    "CNIC ⟦35202-1234567-1⟧",
    "⟦N8841205⟧ is my passport number",
    "⟦C01X00T47⟧, das ist die Nummer von meinem Ausweis",
    "⟦YA1234567⟧ è il mio passaporto",
    "Kd.-Nr. ⟦K-4407721903⟧",
    "Meine Stromkundennummer ist die ⟦4471 220 981⟧, bitte melden",
    "Kundennummer:\n⟦4407721⟧",
    "Polizze ⟦U-77 041 882⟧",
    "Vers.-Schein-Nr ⟦40/221904-K⟧",
    "N. cliente mio ⟦IT-4409-21873⟧ letto",
    "codice socio ⟦7741⟧",
    "n. polizza ⟦1/2409/30/771204558⟧",
    "il mio badge non passa, è il n. ⟦00048812⟧",
    "customer reference number ⟦8812 0044⟧",
    "cust. ref: ⟦448120-B⟧",
    "my account number's ⟦44718890⟧",
]
NOTHING = [
    "mein Reisepass kommt, Paket JD0002233445566 nicht",
    "passport holder in leather, SKU12938475",
    "der Pass ist alt, stimmt 4471",
    "I need my passport, order 447188299 is late",
    "Fallnummer beim Support ist 20448120",
    "case number 20448120 is still open",
    "pratica numero 44812 aperta ieri",
    "BahnCard 25 kostet 62,90",
    "nectar 2000 points",
    "council tax 2024/25 bill",
    "codice fiscale 12345",
    "passport sent with invoice number A12345678",
    "my visa 4242-4242-4242-4242",
    "polizza scaduta il 12/03/2024",
    "privacy policy 2.1, return policy 14 days",
    "passport expires 12/2029",
    "passport valid until 2029-05-01",
    "passport 01.02.2030",
    "Kundenkarte seit 2019",
    "Kunden: 120000",
    "Vertragsnr. 55-901-2231",
    "customer order 448120",
    "Scontrino: numero documento 0093-0412",
    "contatore matricola n. 448120",
    "Kunde seit 2019, Konto 24.99",
    "membership 120.00 per year",
    "membership 2024/2025",
    "passport photos 35x45 mm",
    "payback 2500 Punkte",
    "miles and more 15000 miles credited",
    "tessera scade il 12/2026",
    "employee 100234",
    "documento 2 pagine",
    "gift card GC-4471-2290",
    "compass 533418207",
    "Ausweis dabei, 3 Kopien",
    "docs 12345",
    "2024 is the year my passport expires",
    "documento 1/2024",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    return [text[m.start : m.end] for m in find_document_numbers(text)]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_the_number_alone(marked: str) -> None:
    """The word that says whose it is stays readable."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_no_number_of_a_person(text: str) -> None:
    """Dates, prices, quantities and numbers of things stay readable."""
    assert found_in(text) == []
