"""Forms of Italian words."""

import pytest

from models.build_clusters import inflected_words
from models.italian import LEMMAS, inflect, parse_lemmas

DIRE = "dire | dico dici dice diciamo dite dicono | dice | dir | dic | detto | dicendo"


@pytest.mark.parametrize(
    ("section", "entry", "forms"),
    [
        ("are", "pagare", "pago paghi paghiamo pagherò pagato pagarmi pagami pagatelo"),
        ("are", "mangiare", "mangio mangi mangiamo mangerà mangino mangiando"),
        ("are", "inviare", "invio inviamo invierà inviandolo inviarci"),
        ("ere", "prendere=preso", "prendo prendono presa prendendo prendimi"),
        ("ere", "credere", "creduto crederti credeva crederebbe"),
        ("ire", "aprire=aperto", "apro aperta aprirlo aprimi"),
        ("isc", "finire", "finisco finisca finiranno finitelo finito"),
        (
            "irregular",
            f"{DIRE} | di : contrad",
            "dirmi dimmi dimmelo contraddetto dica",
        ),
        ("nouns", "spiaggia", "spiagge"),
        ("nouns", "camicia", "camicie"),
        ("nouns", "psicologo", "psicologi"),
        ("nouns", "amico", "amici"),
        ("nouns", "banco", "banchi"),
        ("nouns", "orologio", "orologi"),
        ("nouns", "zio", "zii"),
        ("masculine", "collega", "colleghi colleghe"),
        ("things", "tavolo", "tavoli tavolino tavoline tavoletta"),
        ("adjectives", "ricco", "ricchi ricche riccamente ricchissima"),
        ("adjectives", "facile", "facili facilmente facilissimo"),
        ("adjectives", "vario", "vari varie variamente"),
        ("fixed", "città", "città"),
    ],
)
def test_words_take_their_forms(section: str, entry: str, forms: str) -> None:
    """Endings and spelling follow the grammar."""
    assert set(forms.split()) <= set(inflect(section, entry))


def test_diminutives_in_the_plural_of_men_are_left_to_surnames() -> None:
    """Few things are called tavolini, many people Gattini."""
    assert {"gattini", "gattetti"}.isdisjoint(inflect("things", "gatto"))


def test_words_without_a_plural_stay() -> None:
    """Words that end in an accent or a consonant have one form."""
    assert list(inflect("nouns", "città")) == ["città"]


def test_remarks_and_headings_are_no_words() -> None:
    """Only what stands under a heading is an entry."""
    text = "# Words.\n[nouns]\n# Remark.\ngatto cane\n[irregular]\na | b : c\n"
    assert parse_lemmas(text) == {
        "nouns": ["gatto", "cane"],
        "irregular": ["a | b : c"],
    }


def test_every_lemma_has_forms_in_small_letters() -> None:
    """The list holds nothing that its sections can't inflect."""
    sections = parse_lemmas(LEMMAS.read_text(encoding="utf-8"))
    forms = {
        form
        for section, entries in sections.items()
        for entry in entries
        for form in inflect(section, entry)
    }
    assert all(form.isalpha() and form.islower() for form in forms)


def test_no_form_that_is_a_name_joins_the_vocabulary() -> None:
    """Rosa is a flower, and more often somebody."""
    assert {"rosa", "gatti", "carlo", "marco"}.isdisjoint(inflected_words())
