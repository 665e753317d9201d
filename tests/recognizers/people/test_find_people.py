"""People's names, by the phrases around them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.people import find_people

# The stretches to be found stand in ⟦white brackets⟧.
FOUND = [
    "Hier ⟦Oberhofer Matthias⟧ aus Brixen",
    "ich bin ⟦Egger Lukas⟧, Kursnummer 44",
    "beim Nachbarn ⟦Thode⟧ abgegeben, der weiß nix",
    "bei Nachbarin ⟦Wittkowsky⟧ in Nr. 5 hinterlegt",
    "ich bin aber der ⟦mark⟧ 😂",
    "ich bin doch die ⟦rosa⟧ von nebenan",
    "hier ist wieder der ⟦sepp⟧",
    "ich bin der ⟦will⟧",
    "i bins da ⟦wasti⟧, kimmst",
    "vorname ⟦will⟧ nachname ⟦klein⟧ ja echt",
    "nome ⟦rosa⟧ cognome ⟦bianco⟧",
    "first name ⟦will⟧, last name ⟦young⟧",
    "ich bins die mama vom ⟦emirhan⟧, er ist krank",
    "ich bin der opa vom ⟦jonas⟧",
    "auf der klingel steht ⟦oberascher⟧",
    "auf der klingel steht noch ⟦oberascher⟧, wer macht das",
    "hebts ma die brilln auf gö. ⟦resi⟧",
    "bis morgen 😊 ⟦resi⟧",
    "Hey ⟦Caro⟧, kannst du schauen",
    "mi chiamo ⟦Ginevra de' Pazzi⟧ e ho",
    "⟦ben k⟧ from accounts told me",
    "⟦Jo⟧ from HR asked for it",
    "Hi, it's ⟦Will⟧. I will be late",
    "prenotato a nome ⟦caccamo⟧, siamo in due",
    "mi ciamo ⟦bakary⟧ sono in italia",
    "⟦vale⟧ non può venire",
    "⟦ale⟧ oggi non viene a basket",
    "⟦hope⟧ rang earlier about it",
    "⟦Bill⟧ is off sick today",
    "vengo io e ⟦vale⟧",
    "la sig.ra ⟦domenica⟧ ha chiamato",
    "G'day, ⟦Kev⟧ here. Missus says",
    "und die kleine ⟦Lea⟧ kommt mit",
    "Hoi, i bi de ⟦Beat⟧, mir händ",
    "sir ⟦Kabelo⟧ was here",
    "Sir, ⟦Bola Adeyemi⟧ here",
    "⟦Hope⟧, ⟦Joy⟧ and ⟦Faith⟧ are all down",
    "⟦Pat⟧ & ⟦Nick⟧, rm 5, want",
    "i bimbi ⟦Nico⟧, ⟦Luca⟧ e ⟦Mia⟧",
    "⟦Wanda⟧ e ⟦Gino Beispiel⟧",
    "my name is ⟦Nguyen Thi Thu Ha⟧. Rent of room",
    "Recd with thanks. - ⟦A. K. Mukherjee⟧",
    "reach Bob or me, ⟦Priti⟧, in the office",
    "hi im ⟦zsofi⟧, i am new here",
    "its ⟦chantelle w⟧ from insta",
    "ich heiß ⟦ernst⟧ und das mein ich",
    "ciao sn ⟦pasquale⟧ quello della caldaia",
    "dite a ⟦rosa⟧ che la tovaglia",
    "chiedo x ⟦Vittoria⟧ che nn ha",
    "via dei Mille 4, citofono ⟦Lo Presti⟧",
    "buzzer says ⟦Kaczmarek⟧",
    "⟦james billing⟧ is my name sir",
    "⟦will⟧ is my name",
    "⟦Wiebke⟧ heiße ich",
    "my name i ⟦siva⟧",
    "so ⟦elena⟧, abito a padova",
    "zono ⟦hans⟧ e ho prenotato",
    "hi its ⟦will⟧ again",
    "i got put thru to ⟦dale⟧ yesterday",
    "⟦dale⟧ told me to wait",
    "de ⟦Reto⟧ seit er chunt nöd",
    "dr ⟦Beat⟧ isch da",
    "I'm ⟦Dafydd ap Gwilym⟧ and I need a refund",
    "Regards, ⟦Pádraig Ó Conaire⟧",
    "Name Vorname\n1. ⟦Huber Sepp⟧\n2. ⟦Weiß, Tom⟧",
    "sig. ⟦carrozza⟧ al citofono",
    "tell ⟦priya⟧ that the box came",
    "sag der ⟦Fatma⟧ bitte",
    "hier ist ⟦max mustermann⟧ aus hamburg",
    "mein sohn ⟦leon⟧ ist krank",
    "bei Frau Dr. ⟦Bauer⟧",
    "la signora ⟦Russo⟧ aspetta",
    "ich heiße ⟦Anna Beispiel⟧ und brauche hilfe",
    "ich heisse ⟦anna beispiel⟧ und brauche hilfe",
    "mein name ist ⟦thomas müller⟧, meine bestellung fehlt",
    "Hier spricht Frau Dr. ⟦Müller-Lüdenscheidt⟧",
    "ich bin die ⟦Anna⟧",
    "Frau ⟦Müller⟧ hat angerufen",
    "guten tag herr ⟦meyer⟧ ich warte",
    "Herr ⟦von Beispiel⟧",
    "Hallo ⟦Anna⟧, wie geht's",
    "Liebe Frau ⟦Müller⟧",
    "LG ⟦Anna⟧",
    "Viele Grüße\n⟦Anna Beispiel⟧",
    "Mit freundlichen Grüßen\n⟦Xaver Beispielhuber⟧",
    "MfG ⟦Thomas⟧",
    "⟦anna⟧ hier, ich hab ne frage",
    "ICH HEISSE ⟦ANNA BEISPIEL⟧",
    "c/o ⟦Meier⟧",
    "z.Hd. Frau ⟦Schulz⟧",
    "Name: ⟦Müller, Anna⟧",
    "Vorname: ⟦xenophilia⟧",
    "ich heiße ⟦A. Beispiel⟧",
    "Sehr geehrter Herr Prof. ⟦Musterer⟧,",
    "mi chiamo ⟦luca rossi⟧ e vorrei",
    "sono ⟦Marco⟧",
    "Sono la signora ⟦Bianchi⟧",
    "sono ⟦giuseppe d'angelo⟧",
    "Sig.ra ⟦Maria De Luca⟧",
    "Gentile Sig.ra ⟦Rossi⟧",
    "Nome: ⟦Mario⟧",
    "Cognome: ⟦Rossi⟧",
    "Ciao ⟦Marco⟧!",
    "saluti, ⟦Marco⟧",
    "Cordiali saluti\n⟦Giovanni Bianchi⟧",
    "mi chiamo ⟦leonardo⟧ di roma",
    "a nome di ⟦paolo conti⟧ per domani",
    "dott. ⟦Bianchi⟧",
    "mi chiamo ⟦chiara⟧",
    "my name is ⟦Tom Sampler⟧",
    "I'm ⟦Sean O'Brien⟧",
    "Mr. ⟦van der Berg⟧ called",
    "Dear Ms ⟦Smith⟧,",
    "this is ⟦anna⟧",
    "Best regards, ⟦Tom Sampler⟧",
    "cheers, ⟦Tom⟧",
    "thanks ⟦jesse⟧",
    "full name: ⟦Ann Sampler⟧",
    "⟦giovanni bianchi⟧",
    "⟦Anna Beispiel⟧ hat bestellt",
    "me llamo ⟦José García⟧",
    "je m'appelle ⟦Amélie Dubois⟧",
]
NOTHING = [
    "tavolo a nome proprio",
    "vale la pena?",
    "your bill said no charge",
    "la luce non viene da ieri",
    "domenica non viene nessuno",
    "May from 3pm works",
    "Rose from the garden centre",
    "Hi, it's May. Where is my refund",
    "vengo io e basta",
    "Hi sir, AC is again not cooling",
    "der kleine Rest fehlt",
    "between April and June please",
    "Rosa und Viola im Topf",
    "Joy and Milk",
    "der herr vom amt hat gemeint",
    "der herr von nebenan",
    "Wiener mit Senf oder lieber Käsekrainer, was meinst?",
    "Dessert mached ihr, gäll?",
    "Is the Ted Baker one still 20% off",
    "hi im new here and i am tired",
    "chiedo x un preventivo",
    "citofono rotto",
    "call me, please, on the",
    "u.s. A. B. 12",
    "Dottoressa mi scusi il disturbo",
    "Calvin Klein Hemd",
    "Jack Wolfskin Jacke XL",
    "Air Max 90 in Größe 42",
    "ich bin müde",
    "ich bin Kunde bei euch",
    "ich bin Elektriker",
    "Hallo zusammen",
    "Hallo Team,",
    "Guten Tag",
    "mein name ist leider falsch geschrieben",
    "Mein LG Fernseher ist kaputt",
    "meine Frau hat bestellt",
    "hier ist meine Adresse",
    "Mit freundlichen Grüßen",
    "Gute Besserung! Ihre\nRosen-Apotheke",
    "Viele Grüße, Ihre Rosen-Apotheke",
    "Liebe Teilnehmende, der Kurs fällt aus",
    "Viele Grüße aus Berlin",
    "im Mai oder April",
    "Frau Präsidentin",
    "Name der Firma: Beispiel GmbH",
    "wie heißt das Produkt",
    "sono stanco",
    "sono a casa",
    "sono italiano",
    "buongiorno a tutti",
    "cordiali saluti",
    "ciao ragazzi",
    "grazie mille",
    "signora, aspetti",
    "nome utente: lrossi85",
    "i'm waiting",
    "this is not good",
    "I am sorry",
    "thanks a lot",
    "hi there",
    "dear customer",
    "Dear Sir or Madam",
    "i miss you",
    "file name: report",
    "product name: Alpha",
    "call me back",
    "Dr. Oetker Pizza",
    "Hey Siri",
    "hey siri, ruf mama an",
    "ich bin krankenschwester im nachtdienst",
    "beim Nachbarn Paket abgegeben",
    "ich bin aber der meinung",
    "ich bin ja die neue",
    "hier ist wieder die rechnung falsch",
    "i bins da mieter, griaß eich",
    "ich bin der papa vom verein",
    "hier ist die mama vom kindergarten",
    "vorname falsch nachname richtig",
    "vorname und nachname vertauscht",
    "auf der klingel steht nix",
    "danke. super",
    "geht klar 👍 bussi",
    "Hallo Amazon",
    "best price",
    "name your price",
    "ok google",
    "im September 2024",
]


def found_in(text: str) -> list[str]:
    """Return what is found, as it stands in the text."""
    matches = sorted(find_people(text), key=lambda match: match.start)
    return [text[match.start : match.end] for match in matches if match.score >= 0.5]


@pytest.mark.parametrize("marked", FOUND)
def test_finds_the_whole_name(marked: str) -> None:
    """A name is one stretch, without honorifics, and ends where it ends."""
    text = re.sub("[⟦⟧]", "", marked)

    assert found_in(text) == re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_what_is_harmless(text: str) -> None:
    """Masking what is no personal data is a defect too."""
    assert found_in(text) == []


@given(
    st.sampled_from(["Anna", "Marco", "Tom"]),
    st.sampled_from(["Hallo {},", "ich heiße {}", "sono {}", "Mr {}", "LG {}"]),
)
def test_says_a_name_in_one_canonical_spelling(name: str, phrase: str) -> None:
    """Small letters or not, the same name gets the same pseudonym."""
    texts = [phrase.format(name), phrase.format(name.lower())]

    canonicals = {match.canonical for text in texts for match in find_people(text)}

    assert canonicals == {name.lower()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("als frau winter gespeichert", ["winter"]),
        ("sig felice la aspettiamo", ["felice"]),
        ("mr green called", ["green"]),
        ("die frau will das", []),
        ("signora mia che caldo", []),
    ],
)
def test_a_title_makes_a_surname_of_an_everyday_word(
    text: str, names: list[str]
) -> None:
    """In small letters too, but not of a verb or a pronoun."""
    assert [text[it.start : it.end] for it in find_people(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Frau Freund hat angerufen", "Freund"),
        ("Herr Siemens kommt", "Siemens"),
        ("Mr Town called", "Town"),
        ("Hr. Stuhl wartet", "Stuhl"),
    ],
)
def test_any_word_behind_a_title_is_a_surname(text: str, name: str) -> None:
    """Who is titled has a surname, whatever else the word means."""
    assert [text[it.start : it.end] for it in find_people(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag Frau Doktor",
        "Frau Bürgermeisterin, danke",
        "eine Frau Ende 30",
        "Ping über 300 ms. Meine Adresse",
        "Herr/Frau",
    ],
)
def test_title_before_an_office_names_nobody(text: str) -> None:
    """An office is no surname, and a unit is no title."""
    assert list(find_people(text)) == []
