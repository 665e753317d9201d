"""Generated messages."""

from itertools import islice

import pytest

from models.corpus import LANGUAGES, Generator, load_templates
from models.messages import LABELS, PERSON, Draw, Message, Piece
from models.roughen import misspell, roughen
from models.spelling import fold_word


def test_a_seed_gives_the_same_messages_again() -> None:
    """The committed model can be trained again."""
    once, again = (list(Generator(3).messages(200)) for _ in range(2))

    assert once == again
    assert once != list(Generator(4).messages(200))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_filled(language: str) -> None:
    """A slot that nothing fills would stand in a training message."""
    generator = Generator(0)
    templates = load_templates(language)

    messages = [
        list(generator._fill(line, language))
        for line in (*templates.positive, *templates.negative)
    ]

    assert not any("{" in piece.text for pieces in messages for piece in pieces)


@pytest.mark.parametrize("language", ["de", "it", "en"])
def test_the_first_languages_have_many_templates(language: str) -> None:
    """Variety is what makes a generated corpus worth learning from."""
    templates = load_templates(language)

    assert len(set(templates.positive)) >= 150
    assert len(set(templates.negative)) >= 150


def test_only_negative_templates_name_nobody() -> None:
    """A person's slot in a harmless message would teach the model to miss."""
    for language in LANGUAGES:
        generator, templates = Generator(1), load_templates(language)
        for line in templates.negative:
            labels = {piece.label for piece in generator._fill(line, language)}
            assert PERSON not in labels, line
        for line in templates.positive:
            labels = {piece.label for piece in generator._fill(line, language)}
            assert PERSON in labels, line


@pytest.mark.parametrize("slot", ["wordfirst", "wordlast"])
def test_a_name_that_is_a_word_is_labelled_a_person(slot: str) -> None:
    """Only templates that ask for one show the model that Hope may be somebody."""
    generator = Generator(2)
    filled = [list(generator._fill(f"ask {{{slot}}}", "en")) for _ in range(300)]

    assert {pieces[1].label for pieces in filled} == {PERSON}
    assert {"Hope", "Young"} & {pieces[1].text for pieces in filled}
    assert len({pieces[1].text for pieces in filled}) > 100


def test_labels_stay_on_their_names_however_they_are_typed() -> None:
    """Roughening changes letters, never what they belong to."""
    message = Message((Piece("Hallo "), Piece("Zoë Groß", PERSON), Piece("!")), "de")

    for seed in range(200):
        rough = roughen(message, Draw(seed))
        names = [piece.text for piece in rough.pieces if piece.label]
        assert len(names) == 1
        assert fold_word(names[0])[0] == "z"


def test_pieces_have_no_other_labels() -> None:
    """The network has an output for each of these alone."""
    messages = islice(Generator(5).messages(500), 500)

    assert {p.label for m in messages for p in m.pieces} == {"", *LABELS}


def test_slips_leave_short_words_alone() -> None:
    """A slip in a short word makes another word."""
    assert misspell("ja du der", Draw(0), 1.0) == "ja du der"
