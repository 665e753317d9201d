"""Values of a form, read behind their key as a person would write them down.

A form's answer is a word and a key: "geheim99" under ``screen_0_Passwort``. Read alone
it tells little, so it is read as "passwort: geheim99" as well.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.core.detect import Detect, Detection, Document, Verdict
from pipeline.core.normalize import fold

_WORDS = re.compile(r"[^\W\d_a-zß-ÿ]+(?![a-zß-ÿ])|[^\W\d_]?[a-zß-ÿ]+")
_LONGEST = 80
"""Code points of a key that are read: its last, which say most."""
_OF_FORMS = frozenset("screen field input question answer value text".split())
"""Words that form builders put into every key."""


def with_keys(detect: Detect) -> Detect:
    """Return a detector that reads a text with a hint behind that hint, too."""

    def read(documents: Sequence[Document]) -> list[Detection]:
        labels = [it.hint and label_of(it.hint) for it in documents]
        told = [at for at, label in enumerate(labels) if label]
        labelled = [
            documents[at]._replace(text=labels[at] + documents[at].text) for at in told
        ]
        every = list(detect([*documents, *labelled]))
        answers, behind = every[: len(documents)], every[len(documents) :]
        for at, answer in zip(told, behind, strict=True):
            answers[at] = _joined(answers[at], answer, len(labels[at]))
        return answers

    return read


def label_of(key: str) -> str:
    """Return what a person would write before a value.

    Example:
        >>> label_of("screen_0_dataNascita_1"), label_of("field_7")
        ('data nascita: ', '')
    """
    words = [word.lower() for word in _WORDS.findall(fold(key[-_LONGEST:]).text)]
    words = [word for word in words if word not in _OF_FORMS]
    return f"{' '.join(words)}: " if words else ""


def _joined(alone: Detection, behind: Detection, label: int) -> Detection:
    """Add what was found behind a label of that length to what was found without."""
    added = tuple(
        replace(it, start=max(it.start - label, 0), end=it.end - label)
        for it in behind.findings
        if it.end > label
    )
    failed = behind if alone.verdict is Verdict.OK else alone
    return Detection(alone.findings + added, failed.verdict, failed.detector)
