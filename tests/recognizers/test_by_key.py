"""A form's value is read behind its key."""

from collections.abc import Sequence

import pytest

from pipeline.assembly import Parts
from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.findings import THRESHOLD, EntityType, Finding
from pipeline.settings import Settings
from recognizers.by_key import label_of, with_keys

DETECT = Parts(Settings(budget_s=10.0)).detect


def masked(key: str, value: str) -> set[str]:
    """Return the stretches of a value that a policy would mask."""
    (detection,) = DETECT([Document(value, hint=key)])
    found = (it for it in detection.findings if it.score >= THRESHOLD)
    return {value[it.start : it.end] for it in found}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("passwort", "geheim99"),
        ("screen_0_Passwort_1", "geheim99"),
        ("userPassword", "geheim99"),
        ("cvv", "4711"),
        ("PIN", "4711"),
        ("benutzername", "annam85"),
        ("ausweisnummer", "533401372"),
        ("lieferadresse", "Graben 21"),
        ("screen_0_Nachname_1", "Wein"),
        ("kind", "Till"),
        ("pass\u200bwort", "geheim99"),
        ("\ud800_passwort", "geheim99"),
        ("question_" * 50 + "passwort", "geheim99"),
    ],
)
def test_a_key_tells_what_its_value_is(key: str, value: str) -> None:
    """However a form builder spells it."""
    assert value in masked(key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("promo_code", "4711"),
        ("topic", "Passwort"),
        ("order", "4711"),
        ("quantity", "3"),
        ("screen_0_size", "42"),
        ("product", "Hugo Boss"),
    ],
)
def test_a_harmless_key_makes_nothing_personal(key: str, value: str) -> None:
    """An order stays an order."""
    assert masked(key, value) == set()


def test_findings_are_told_where_they_stand_in_the_value() -> None:
    """What lies in the label alone is nobody's; what begins in it is cut."""
    spans = ((0, 5), (4, 12), (10, 14))

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [
            Detection(
                tuple(Finding(*span, EntityType("PERSON"), 0.9) for span in spans)
                if document.text.startswith("name: ")
                else ()
            )
            for document in documents
        ]

    (answer,) = with_keys(detect)([Document("Muster 12", hint="name")])

    assert [(it.start, it.end) for it in answer.findings] == [(0, 6), (4, 8)]


def test_a_label_that_was_not_read_fails_its_value() -> None:
    """Half a check is none."""

    def detect(documents: Sequence[Document]) -> list[Detection]:
        late = Detection((), Verdict.TIMEOUT, "late")
        return [late if ":" in it.text else Detection() for it in documents]

    (answer,) = with_keys(detect)([Document("x", hint="name")])

    assert (answer.verdict, answer.detector) == (Verdict.TIMEOUT, "late")


@pytest.mark.parametrize("key", ["", "field_7", "screen_0", "123"])
def test_a_key_without_words_is_no_label(key: str) -> None:
    """Numbers say nothing."""
    assert label_of(key) == ""
