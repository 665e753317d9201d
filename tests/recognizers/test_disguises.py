"""Phones, e-mails, cards and IBANs as people disguise them, against every pack."""

from pathlib import Path

import pytest
import yaml

from pipeline.core.detect import Document
from pipeline.core.findings import THRESHOLD, Finding
from recognizers.engine import PatternDetector
from recognizers.packs import load_packs
from recognizers.registry import build_recognizers

DISGUISES = yaml.safe_load(
    Path(__file__).with_name("disguises.yaml").read_text(encoding="utf-8")
)
HARMLESS = DISGUISES.pop("harmless")
# What is found counts here, not how long a machine at work on all tests takes for it.
DETECTOR = PatternDetector(build_recognizers(load_packs()), budget_s=10.0)


def marked() -> list[tuple[str, str]]:
    """Return each label with each of its marked texts."""
    return [(label, text) for label, texts in DISGUISES.items() for text in texts]


def found(text: str) -> list[Finding]:
    """Return what a policy would mask."""
    (detection,) = DETECTOR([Document(text)])
    return [finding for finding in detection.findings if finding.score >= THRESHOLD]


def letters(text: str, start: int, end: int) -> set[int]:
    """Return where a letter or digit stands."""
    return {at for at in range(start, end) if text[at].isalnum()}


@pytest.mark.parametrize(("label", "text"), marked())
def test_no_disguise_leaves_a_letter_or_digit_readable(label: str, text: str) -> None:
    """All of what is marked is of its label, and what stands around it is not."""
    before, hidden, after = text.replace("»", "«").split("«")
    plain = before + hidden + after

    covered = {
        at
        for finding in found(plain)
        if finding.entity == label
        for at in letters(plain, finding.start, finding.end)
    }

    assert covered == letters(plain, len(before), len(before) + len(hidden))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_disguised_stays_readable(text: str) -> None:
    """Sizes, dates, prices and orders are said and listed in the same ways."""
    assert [finding for finding in found(text) if finding.entity in DISGUISES] == []
