"""Labels of forms."""

import pytest

from models.forms import labels_in
from models.language import read_words
from models.names import NameDetector
from pipeline.core.detect import Document
from pipeline.core.findings import THRESHOLD


def labels(text: str) -> list[str]:
    """Return a text's labels."""
    words = read_words(text).words
    return [words[at] for at in sorted(labels_in(words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spessore: 18 mm\nFinitura: rovere", ["Spessore", "Finitura"]),
        ("Bestellung vom 3.\nKd. Nr: 77\nFarbe: rot", ["Kd", ".", "Nr", "Farbe"]),
        ("Farbe: rot", []),
        ("sie sagte: ja\nund er", []),
        ("ich habe es ihr doch gesagt: nein\nund ihm auch noch einmal: nein", []),
        (":\n:\n:", []),
        ("", []),
    ],
)
def test_labels_stand_before_colons_in_several_lines(
    text: str, expected: list[str]
) -> None:
    """One colon makes no form, and no label is long."""
    assert labels(text) == expected


def test_a_label_names_nobody_and_a_speaker_does(detector: NameDetector) -> None:
    """Chat logs have the shape of forms."""
    form = "Spessore: 18 mm\nFinitura: rovere sbiancato\nSpedizione: 7719"
    log = "Giulia: arrivo\nMarco: ok\nGiulia: bene"
    documents = [Document(form), Document(log)]

    people = [
        [
            text.text[it.start : it.end]
            for it in answer.findings
            if it.score >= THRESHOLD
        ]
        for text, answer in zip(documents, detector(documents), strict=True)
    ]

    assert people == [[], ["Giulia", "Marco", "Giulia"]]
