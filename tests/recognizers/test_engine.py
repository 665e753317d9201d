"""The detector: what it finds, and that it never half-reads a text."""

import logging
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import (
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
)
from presidio_analyzer.predefined_recognizers import CryptoRecognizer
from typing_extensions import override

from pipeline.core.detect import Detection, Document, Verdict
from recognizers.engine import PatternDetector
from recognizers.packs import load_packs
from recognizers.registry import build_recognizers

PACKS = load_packs()
DETECTOR = PatternDetector(build_recognizers(PACKS))


class Broken(EntityRecognizer):
    """A plugged-in recognizer with a fault that repeats the text."""

    @override
    def load(self) -> None:
        """Load nothing."""

    @override
    def analyze(self, text: str, *_: object) -> list[RecognizerResult]:
        """Fail."""
        raise ValueError(text)


def detect(text: str, detector: PatternDetector = DETECTOR) -> Detection:
    """Read one text."""
    (detection,) = detector([Document(text)])
    return detection


def masked(text: str) -> set[tuple[str, str]]:
    """Return label and stretch of all that a policy would mask."""
    return {
        (str(f.entity), text[f.start : f.end])
        for f in detect(text).findings
        if f.score >= 0.5
    }


def test_mixed_languages_are_read_in_one_go() -> None:
    """People mix them; every pack reads every message."""
    text = "ciao, my tel is 312 345 6789, IBAN DE89370400440532013000, grazie"

    assert ("PHONE_NUMBER", "312 345 6789") in masked(text)
    assert ("IBAN_CODE", "DE89370400440532013000") in masked(text)


def test_findings_count_the_original_characters() -> None:
    """A zero-width space inside an address is covered with it."""
    text = "mail ann\u200b@exam\u200bple.com now"

    assert ("EMAIL_ADDRESS", "ann\u200b@exam\u200bple.com") in masked(text)


def test_a_candidate_tells_why_it_scores_so() -> None:
    """An admin sees the recognizer, the score before, and the word."""
    (candidate, *_) = [
        c
        for c in DETECTOR.candidates_of(Document("Karte 4242424242424241"))
        if c.finding.entity == "CREDIT_CARD"
    ]

    assert candidate.finding.recognizer == "payment_cards"
    assert candidate.context == "karte"
    assert candidate.base_score < 0.5 <= candidate.finding.score
    assert candidate.reading == "folded"


def test_the_key_of_a_text_is_context() -> None:
    """A form's field says what its value is."""
    (with_hint,) = DETECTOR([Document("it is 2025550123", hint="phone")])
    (without,) = DETECTOR([Document("it is 2025550123")])

    assert max(f.score for f in with_hint.findings) >= 0.5
    assert max(f.score for f in without.findings) < 0.5


def test_a_recognizer_that_breaks_is_named_and_the_text_is_not() -> None:
    """The verdict goes into logs and quarantine."""
    recognizers = build_recognizers(PACKS, extra=[Broken(["X"], name="broken")])

    detection = detect("my secret", PatternDetector(recognizers))

    assert detection == Detection((), Verdict.ERROR, "patterns.broken")


class Starved(Broken):
    """A recognizer that gets no memory."""

    @override
    def analyze(self, text: str, *_: object) -> list[RecognizerResult]:
        """Fail."""
        raise MemoryError


def test_who_gets_no_memory_says_so() -> None:
    """The process is at fault, not the text: the pool puts another in its place."""
    recognizers = build_recognizers(PACKS, extra=[Starved(["X"], name="starved")])

    with pytest.raises(MemoryError):
        detect("my secret", PatternDetector(recognizers))


def test_presidios_swallowed_timeout_is_not_believed() -> None:
    """It logs that it skips a pattern, and reports success."""
    slow = PatternRecognizer(
        "X", name="slow", patterns=[Pattern("slow", r"(?:a|aa|a.)+b{5}$", 0.5)]
    )
    recognizers = build_recognizers((), extra=[slow])
    detector = PatternDetector(recognizers, budget_s=0.05)

    started = time.perf_counter()
    detection = detect("a" * 4_096, detector)

    assert detection == Detection((), Verdict.TIMEOUT, "patterns")
    assert time.perf_counter() - started < 1.0


class Slow(EntityRecognizer):
    """A plugged-in recognizer that takes its time, and counts how often it is asked."""

    def __init__(self, take_time: Callable[[int], None]) -> None:
        """Do `take_time`, told which time it is, whenever it is asked."""
        super().__init__(["X"], name="slow")
        self.asked = 0
        self._take_time = take_time

    @override
    def load(self) -> None:
        """Load nothing."""

    @override
    def analyze(self, text: str, *_: object) -> list[RecognizerResult]:
        """Take time, and find nothing."""
        self.asked += 1
        self._take_time(self.asked)
        return []


def wait_once(asked: int) -> None:
    """Be kept waiting, the first time."""
    time.sleep(0.2 if asked == 1 else 0)


def work(_: int) -> None:
    """Keep the processor busy."""
    end = time.thread_time() + 0.2
    while time.thread_time() < end:
        pass


def test_who_used_its_time_does_not_read_again() -> None:
    """A text that is slow by itself must not cost twice."""
    working = Slow(work)
    recognizers = build_recognizers((), extra=[working])

    detection = detect("ok", PatternDetector(recognizers, budget_s=0.1))

    assert detection.verdict is Verdict.TIMEOUT
    assert working.asked == 1


def test_who_was_kept_waiting_reads_once_more() -> None:
    """A busy machine is no reason to seal a harmless text."""
    waiting = Slow(wait_once)
    recognizers = build_recognizers((), extra=[waiting])

    assert detect("ok", PatternDetector(recognizers, budget_s=0.1)) == Detection()
    assert waiting.asked == 2


def test_a_predefined_recognizer_plugs_in_by_name(
    tmp_path: pytest.TempPathFactory,
) -> None:
    """Any pattern recognizer of Presidio's works in a pack."""
    (tmp_path / "own.yaml").write_text(  # type: ignore[operator]
        "pack: own\nrecognizers:\n"
        "  - {name: btc, supported_entity: CRYPTO, presidio: CryptoRecognizer}\n"
        "examples:\n  - text: wallet 16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ\n"
        "    find: [{entity: CRYPTO, text: 16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ}]\n"
    )
    detector = PatternDetector(build_recognizers(load_packs(tmp_path)))  # type: ignore[arg-type]

    found = detect("wallet 16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", detector).findings

    assert "btc" in {f.recognizer for f in found}


def test_presidios_other_recognizers_keep_their_time() -> None:
    """Those of a class share their patterns; ours are on the document's time."""
    ours, other = CryptoRecognizer(), CryptoRecognizer()
    PatternDetector(build_recognizers((), extra=[ours]), budget_s=0.0)([Document("1")])

    assert other.analyze("wallet 16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", ["CRYPTO"])


HOSTILE = {
    "dots": "." * 4_096,
    "digits": "1" * 20_000,
    "spaces": " " * 20_000,
    "signs": "a@" * 10_000,
    "pluses": "+1" * 10_000,
    "ones": "1 " * 20_000,
    "zeros": "0 " * 30_000,
    "fours": "4 " * 20_000,
    "brackets": "(1" * 10_000,
    "trunks": "0151 " * 8_000,
    "countries": "DE89 " * 8_000,
    "octets": "1.1." * 10_000,
    "colons": "::" * 10_000,
    "links": "http://" * 5_000,
    "plates": "B-A1 " * 8_000,
    "domains": "a.b@" * 8_000,
    "slashes": "12/" * 10_000,
    "zero width": "\u200b" * 20_000,
    "fractions": "-1.23456," * 4_000,
    "words": "passport no " * 3_000,
    "one link": "http://" + "a" * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_longer_than_any_may(text: str) -> None:
    """Read to its end or given up, within the budget and what one finder adds.

    Both are 0.4 s here; the limit leaves room for a slow machine.
    """
    detect("warm 0151 23456789")

    started = time.process_time()
    verdict = detect(text).verdict

    assert verdict in {Verdict.OK, Verdict.TIMEOUT}
    assert time.process_time() - started < 1.5


@given(st.text(max_size=200))
def test_any_text_is_answered_with_offsets_inside_it(text: str) -> None:
    """No text breaks a recognizer, lone surrogates included."""
    detection = detect(text)

    assert detection.verdict is Verdict.OK
    assert all(0 <= f.start < f.end <= len(text) for f in detection.findings)


def test_nothing_is_logged_about_a_text(caplog: pytest.LogCaptureFixture) -> None:
    """Presidio's recognizers log candidates; even at DEBUG, none does here."""
    caplog.set_level(logging.DEBUG)

    detect("IBAN DE88370400440532013000, card 4242424242424242, ann@example.com")

    assert "3704" not in caplog.text
    assert "4242" not in caplog.text


def test_a_text_of_nobody_still_names_who_writes_it() -> None:
    """That a text holds nothing is remembered of the text, not of its sender."""
    text = "va bene, mirabella"

    (stranger,) = DETECTOR([Document(text)])
    (sender,) = DETECTOR([Document(text, names=("Rosa Mirabella",))])

    assert "known_names" not in {f.recognizer for f in stranger.findings}
    assert "known_names" in {f.recognizer for f in sender.findings}


def test_a_text_read_too_late_is_not_taken_for_read() -> None:
    """What was read in part must not be remembered as a text of nobody."""
    detector = PatternDetector(build_recognizers(PACKS), budget_s=0.0)

    verdicts = [detect("ok", detector).verdict for _ in range(2)]

    assert verdicts == [Verdict.TIMEOUT] * 2
