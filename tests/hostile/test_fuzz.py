"""Promises that hold for whatever is drawn; `make test-faults` draws for minutes."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.channel_files import load_channels
from pipeline.core.detect import Document
from pipeline.core.normalize import Reading, readings_of
from pipeline.core.policy import KEEP, OPERATORS, Rule
from pipeline.core.redact import Redactor
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import Renderer
from recognizers.catalogue import document_finders, finders
from recognizers.engine import PatternDetector
from recognizers.finders import FindInDocument
from recognizers.packs import load_packs
from recognizers.registry import build_recognizers
from tests.hostile import promises
from tests.hostile.drawn import (
    ENTITIES,
    documents,
    found_in_texts,
    hostile_texts,
    payloads,
)

Drawn = TypeVar("Drawn")

FEW_OR_MANY = pytest.mark.parametrize(
    "examples",
    [
        pytest.param(40, id="few"),
        pytest.param(
            2_000, id="many", marks=[pytest.mark.faults, pytest.mark.timeout(1_200)]
        ),
    ],
)


def hold(
    promise: Callable[[Drawn], object], drawn: st.SearchStrategy[Drawn], examples: int
) -> None:
    """Try a promise on that many draws, the same ones each time."""

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def kept(one: Drawn) -> None:
        promise(one)

    kept()


@FEW_OR_MANY
def test_any_payload_is_decoded_or_refused(examples: int) -> None:
    """By every map, in bounds, with a reason that people can look up."""
    channels = load_channels()

    hold(lambda it: promises.is_decoded_or_refused(it, channels), payloads(), examples)


@FEW_OR_MANY
def test_any_text_is_read_with_a_map_back(examples: int) -> None:
    """What is found in a reading is masked in the original."""
    hold(promises.is_read_with_a_map_back, hostile_texts(), examples)


FINDERS: dict[str, FindInDocument] = {
    name: lambda reading, _, find=find: find(reading.text)
    for name, find in finders().items()
} | dict(document_finders())


@FEW_OR_MANY
@pytest.mark.parametrize("name", FINDERS)
def test_no_text_breaks_a_finder(name: str, examples: int) -> None:
    """Whatever reading it is given, and whoever the message says was there."""

    def find(document: Document) -> None:
        for reading in readings_of(document.text):
            promises.lie_within(reading.text, FINDERS[name](reading, document))
        raw = Reading("folded", document.text)
        promises.lie_within(raw.text, FINDERS[name](raw, document))

    hold(find, documents(), max(examples // 10, 10))


@FEW_OR_MANY
def test_no_text_breaks_a_recognizer(examples: int) -> None:
    """Every rule of every pack answers; one that raises would quarantine texts."""
    detect = PatternDetector(build_recognizers(load_packs()), budget_s=60)

    hold(lambda it: promises.is_answered(it, detect), documents(), examples)


@FEW_OR_MANY
@pytest.mark.parametrize("operator", sorted(set(OPERATORS) - {KEEP}))
def test_no_finding_breaks_an_operator(
    operator: str, examples: int, tmp_path: Path
) -> None:
    """Whatever a finding covers and whatever its canonical value is."""
    render = Renderer(load_keys(tmp_path / "unused", new_keyset()).token, ("DE", "IT"))
    rules = {entity: Rule(operator) for entity in ENTITIES}

    hold(
        lambda it: promises.are_rendered(*it, rules, render),
        found_in_texts(),
        max(examples // 10, 10),
    )


@FEW_OR_MANY
def test_any_payload_has_one_outcome_a_view(examples: int, redact: Redactor) -> None:
    """Masked for every view or sealed, never both, never neither; twice the same."""
    hold(
        lambda it: promises.has_one_outcome_a_view(it, redact),
        payloads() | st.binary(max_size=99),
        examples,
    )
