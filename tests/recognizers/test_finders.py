"""What every finder keeps to, whatever it looks for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.detect import Document
from pipeline.core.normalize import Reading
from recognizers.catalogue import document_finders, finders
from recognizers.finders import FindInDocument, Match

LENGTH = 20_000
COMMON = (" ", ".", "0", "a", "1 ", "\n", "@", "-", "ß")
"""What any text may repeat."""

OWN = {
    "addresses": (
        "via ",
        "via a ",
        "str 1 ",
        "12 a ",
        "12 high ",
        "rue de la ",
        "10115 berlin ",
        "a-",
        "12 high street, ",
        "gartenstr. 5, 10115 berlin/",
    ),
    "birthdates": (
        "geb ",
        "geb. 1.1.",
        "1.1.1985 ",
        "born born ",
        "nato a ",
        "1.1.1985 is my ",
    ),
    "people": (
        "hallo ",
        "hallo anna ",
        "ich bin ",
        "anna ",
        "Anna ",
        "A. ",
        "von ",
        "a'",
        "name: ",
        "lg\n",
        "anna hier ",
        "herr dr. ",
        "my name is ",
    ),
    "secrets": (
        "pin ",
        "code is ",
        "password is ",
        "eyJ",
        "codice di ",
        "pass ",
        "a code ",
    ),
    "usernames": ("@a.", "a#", "insta: ", "user ", "@a "),
}
"""What nearly is something that the finder looks for."""


def alone(find: FindInDocument, text: str) -> list[Match]:
    """Find in a text that stands in no message."""
    return list(find(Reading("folded", text), Document(text)))


def as_in_document(name: str) -> FindInDocument:
    """Return a finder of the catalogue, whichever kind it is."""
    if name in document_finders():
        return document_finders()[name]
    find = finders()[name]
    return lambda reading, _: find(reading.text)


FINDERS = {name: as_in_document(name) for name in (*finders(), *document_finders())}
HOSTILE = [
    pytest.param(find, piece * (LENGTH // len(piece)), id=f"{name} {piece!r}")
    for name, find in FINDERS.items()
    for piece in (*COMMON, *OWN.get(name, ()))
]


@pytest.mark.parametrize(("find", "text"), HOSTILE)
def test_hostile_texts_take_linear_time(find: FindInDocument, text: str) -> None:
    """Nobody stalls a worker with 20,000 of anything."""
    started = time.process_time()

    alone(find, text)

    assert time.process_time() - started < 1.0


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
@given(text=st.text(alphabet="aAnNeß. ,'-1@#:\n", max_size=80) | st.text())
def test_matches_lie_within_the_text_and_are_trimmed(
    find: FindInDocument, text: str
) -> None:
    """A match covers characters of the text, without spaces at its ends."""
    for match in alone(find, text):
        covered = text[match.start : match.end]
        assert 0 <= match.start < match.end <= len(text)
        assert covered == covered.strip()
