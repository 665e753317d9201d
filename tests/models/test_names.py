"""The detector that runs the name model."""

import shutil
import socket
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.corpus import Generator
from models.evidence import UNLIKELY
from models.names import MAX_CHARACTERS, MAX_WORDS, NameDetector
from models.shipping import ARTEFACT
from pipeline.core.detect import Detection, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import Finding

TEXTS = [message.text for message in Generator(11).messages(150)]
HOSTILE = [
    "",
    "\0",
    "\ud800Anna\udfff",
    "👩‍👩‍👧 Anna 🇮🇹",
    "\u202eannA ollaH\u202c",
    "שלום אנה",
    "...." * 50,
    "4111 1111 1111 1111",
]


def found(detector: NameDetector, text: str) -> list[str]:
    """Return the surest people of a text."""
    return [text[it.start : it.end] for it in people(detector, text)]


def people(detector: NameDetector, text: str) -> list[Finding]:
    """Return the findings of people that the model is sure of."""
    (answer,) = detector([Document(text)])
    return [f for f in answer.findings if f.entity == "PERSON" and f.score > 0.8]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Hallo, mein Name ist Anna Meyer", ["Anna Meyer"], id="de"),
        pytest.param("Buongiorno, sono Marco Bianchi", ["Marco Bianchi"], id="it"),
        pytest.param("hi, this is sarah miller", ["sarah miller"], id="lower case"),
        pytest.param("Sehr geehrte Frau Müller,", ["Müller"], id="no title"),
        pytest.param("Hat Frau Dr. Özdemir Zeit?", ["Özdemir"], id="two titles"),
        pytest.param("Liebe Grüße\nStefan Huber", ["Stefan Huber"], id="signature"),
    ],
)
def test_people_are_found(detector: NameDetector, text: str, names: list[str]) -> None:
    """Names are whole, without the title before them."""
    assert found(detector, text) == names


def test_a_town_is_a_place(detector: NameDetector) -> None:
    """Policies keep towns readable, so they must not be people."""
    text = "Wir wohnen in Hamburg"

    (answer,) = detector([Document(text)])

    assert {it.entity for it in answer.findings} == {"LOCATION"}


def test_a_genitive_has_the_names_canonical_spelling(detector: NameDetector) -> None:
    """`Monikas` and `Monika` are one person, and get one pseudonym."""
    (possessive,) = people(detector, "Monikas Handynummer ist 0171 2345678")
    (plain,) = people(detector, "Hallo, ich bin MONIKA")

    assert possessive.canonical == plain.canonical == "monika"


def test_offsets_count_the_original_text(detector: NameDetector) -> None:
    """A soft hyphen inside a name is masked with it."""
    text = "Hallo, mein Name ist An\u00adna Meyer"

    assert found(detector, text) == ["An\u00adna Meyer"]


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from([*TEXTS, *HOSTILE]), max_size=90))
def test_findings_do_not_depend_on_the_batch(
    detector: NameDetector, batch: list[str]
) -> None:
    """The same text alone, or anywhere in any batch, gives the same findings."""
    together = detector([Document(text) for text in batch])

    alone = [detector([Document(text)])[0] for text in batch]

    assert together == alone


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(detector: NameDetector, text: str) -> None:
    """Characters that can't be encoded are no way around the model."""
    (answer,) = detector([Document(text)])

    assert answer.verdict is Verdict.OK
    assert all(f.end <= len(text) for f in answer.findings)


def test_disguise_does_not_hide_a_name(detector: NameDetector) -> None:
    """A lone surrogate beside a name changes nothing about it."""
    (answer,) = detector([Document("\ud800 Mein Name ist Anna Meyer")])

    assert "PERSON" in {it.entity for it in answer.findings}


@pytest.mark.parametrize("unit", ["a", ".", "aB", "(a", "Anna", "\u0301"])
def test_a_long_text_is_answered_in_time(detector: NameDetector, unit: str) -> None:
    """No text stalls a worker: it is read, or refused as too long."""
    text = (unit * 20_000)[:20_000]

    begun = time.process_time()
    (answer,) = detector([Document(text)])

    assert time.process_time() - begun < 3
    assert answer.verdict in {Verdict.OK, Verdict.TRUNCATED}


def test_a_text_with_too_many_words_is_refused(detector: NameDetector) -> None:
    """It goes to quarantine; the others of its batch do not."""
    wordy, long = "a " * (MAX_WORDS + 1), "a" * (MAX_CHARACTERS + 1)

    answers = detector([Document(wordy), Document("Hi"), Document(long)])

    assert [it.verdict for it in answers] == ["truncated", "ok", "truncated"]
    assert answers[0].detector == "names"


def test_a_text_that_fails_fails_alone(
    detector: NameDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error is answered as a verdict, and its batch is read without it."""
    read = detector._read

    def break_on_bad(texts: Sequence[str]) -> list[Detection]:
        if "bad" in texts:
            raise RuntimeError
        return read(texts)

    monkeypatch.setattr(detector, "_read", break_on_bad)

    answers = detector([Document("ok"), Document("bad"), Document("ok")])

    assert [it.verdict for it in answers] == ["ok", "error", "ok"]


def test_who_gets_no_memory_says_so(
    detector: NameDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is at fault, not the text: the pool puts another in its place."""

    def starve(_: Sequence[str]) -> list[Detection]:
        raise MemoryError

    monkeypatch.setattr(detector, "_read", starve)

    with pytest.raises(MemoryError):
        detector([Document("one"), Document("another")])


def test_suspicions_score_lower(detector: NameDetector) -> None:
    """A rule can tell what the model is sure of from what it suspects."""
    answers = detector([Document(text) for text in TEXTS])

    scores = {f.score for answer in answers for f in answer.findings}
    assert min(scores) == UNLIKELY


def test_the_model_loads_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is downloaded at run time."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    NameDetector()([Document("Hallo Anna")])


def test_two_loads_are_one_version(detector: NameDetector) -> None:
    """Outputs name the version that made them."""
    assert NameDetector().version == detector.version


@pytest.mark.parametrize("damage", ["missing", "cut off", "another file"])
def test_a_damaged_model_stops_the_start(tmp_path: Path, damage: str) -> None:
    """It must never be skipped silently."""
    folder = tmp_path / "model"
    shutil.copytree(ARTEFACT, folder)
    weights = folder / "ner" / "model"
    if damage == "missing":
        shutil.rmtree(folder)
    elif damage == "cut off":
        weights.write_bytes(weights.read_bytes()[:1000])
    else:
        (folder / "ner" / "extra").write_bytes(b"")

    with pytest.raises(ConfigError):
        NameDetector(folder)
