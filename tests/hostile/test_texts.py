"""Texts made to take long: answered in time, masked whole, or sealed."""

import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import orjson
import pytest

from pipeline.assembly import Parts
from pipeline.core.detect import Document, Verdict
from pipeline.core.findings import EntityType, Finding
from pipeline.core.policy import Rule, View
from pipeline.core.redact import Redactor
from pipeline.core.resolve import resolve
from pipeline.leaks import leaks_in
from pipeline.operators import Renderer
from pipeline.settings import load_settings
from recognizers.engine import PatternDetector
from recognizers.packs import load_packs
from recognizers.registry import build_recognizers
from tests.hostile.drawn import SEPARATORS
from tests.hostile.outcomes import one_by_one, shown
from tests.hostile.seeds import texts
from tests.hostile.shapes import CANARIES, MAIL, PHONE

IN_TIME_S = 10.0  # far more than any takes: a shared machine has slow moments
LONGEST = 65_536
BUDGET_S = 2.0
ONE_RULE_S = 2.0
"""A rule that was begun in time is finished; the slowest takes a third of this."""

PATHOLOGICAL = {
    "dots": "." * 4_096,
    "a million digits": "1" * 900_000,
    "digits apart": "1 " * 9_000,
    "zero width": "\u200b" * 100_000,
    "at and dot": "a at b dot " * 1_800,
    "links begun": "http://www." * 1_800,
    "IBANs begun": "DE89 3704 0044 " * 1_300,
    "e-mails without end": "a@" * 9_000,
    "a long dash": f"mail: not{'-' * 90} on DVD at some.in May " * 100,
    "streets without number": "Musterstr. " * 1_800,
    "streets joined by strokes": "gartenstr. 5, 10115 berlin/" * 700,
    "user names said aloud": "facebook ab punto cd " * 950,
    "names": "Frau Müller " * 1_600,
    "escapes": "%41&#65;_" * 2_200,
    "marks on a letter": "a" + "\u0301" * 19_000,
    "entities": f"{PHONE} {MAIL} " * 480,
    "a hundred thousand entities": f"{PHONE} " * 50_000 + "a@b.de " * 50_000,
}


@pytest.fixture(scope="module")
def patterns() -> PatternDetector:
    """Build every recognizer, with the budget that a deployment has."""
    return PatternDetector(build_recognizers(load_packs()), budget_s=BUDGET_S)


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_a_hostile_text_is_answered_in_time(redact: Redactor, text: str) -> None:
    """Masked for every view or sealed, never both, never neither."""
    began = time.monotonic()

    (outgoing,) = one_by_one(redact, [orjson.dumps({"id": "1", "text": text})])

    assert time.monotonic() - began < IN_TIME_S
    assert sorted(out.tally.view for out in outgoing) in (["agent", "analytics"], [""])
    assert leaks_in(shown(outgoing), CANARIES) == []


def test_a_text_too_long_costs_next_to_nothing(tmp_path: Path) -> None:
    """No detector looks at it, the model neither, which would take seconds."""
    settings = load_settings(keyset_file=tmp_path / "keyset.json")
    detect = Parts(settings).detect
    long = Document(
        "Frau Anna Beispiel " * (settings.max_text // 19 + 1) + "!" * 200_000
    )
    detect([Document("warm")])

    began = time.process_time()
    (answer,) = detect([long])

    assert answer.verdict is Verdict.TRUNCATED
    assert time.process_time() - began < 0.1


def repeated(pieces: Sequence[str], length: int) -> dict[str, str]:
    """Return texts of each piece and a separator, and of its start, by what repeats."""
    parts = [piece + gap for piece, gap in zip(pieces, cycle(SEPARATORS), strict=False)]
    parts += [piece[: len(piece) * 2 // 3] for piece in pieces]
    return {
        repr(part): (part * (length // len(part) + 1))[:length]
        for part in parts
        if part
    }


OFTEN = repeated(texts()[::20], 20_000)
LONG = repeated(texts(), LONGEST)


def is_answered_in_time(patterns: PatternDetector, text: str) -> None:
    """Read to the end, or given up when its time was over."""
    began = time.process_time()
    (answer,) = patterns([Document(text)])

    assert answer.verdict in {Verdict.OK, Verdict.TIMEOUT}
    assert time.process_time() - began < BUDGET_S + ONE_RULE_S


@pytest.mark.parametrize("text", OFTEN.values(), ids=OFTEN)
def test_what_recognizers_look_for_may_stand_there_often(
    patterns: PatternDetector, text: str
) -> None:
    """A text full of one thing takes no longer than a text may."""
    is_answered_in_time(patterns, text)


@pytest.mark.faults
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_longest_text_of_any_trigger_is_answered_in_time(
    patterns: PatternDetector, text: str
) -> None:
    """Every example of every pack, whole and cut short, in more than may be read."""
    is_answered_in_time(patterns, text)


def test_a_hundred_thousand_findings_are_settled_and_rendered_in_time() -> None:
    """Time grows with the findings, not with their square."""
    person = EntityType("PERSON")
    findings = [
        Finding(at * 4, at * 4 + length, person, 0.85)
        for at in range(50_000)
        for length in (2, 3)
    ]
    text = "anna" * 50_000
    view = View(name="v", domain="v", rules={person: Rule("label")})

    began = time.process_time()
    rendered = Renderer(lambda *_: "", ())(text, resolve(findings), view, None)

    assert len(rendered.entities) == 50_000
    assert "ann" not in rendered.text
    assert time.process_time() - began < IN_TIME_S
