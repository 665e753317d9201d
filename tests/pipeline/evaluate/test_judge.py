"""A judgement agrees with a plain look at every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.findings import Finding
from pipeline.core.resolve import resolve
from pipeline.evaluate.examples import Example, Gold
from pipeline.evaluate.judge import KEPT, judge
from tests.pipeline.evaluate.labelled import ANN, ROME, findings, judged

LABELS = st.sampled_from(["PERSON", "ADDRESS", "LOCATION", "PHONE_NUMBER"])


@st.composite
def judgeable(draw: st.DrawFn) -> tuple[Example, list[Finding]]:
    """Draw a text, labels in it, and disjoint findings."""
    text = draw(st.text("aß9٣ .-🙂", min_size=1, max_size=24))

    def span() -> tuple[int, int, str]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text))), draw(LABELS)

    spans = tuple(Gold(*span()) for _ in range(draw(st.integers(0, 4))))
    claims = [span() for _ in range(draw(st.integers(0, 4)))]
    return Example(text=text, lang="xx", spans=spans), resolve(findings(*claims))


@given(judgeable())
def test_what_stays_readable_is_what_no_mask_hides(
    drawn: tuple[Example, list[Finding]],
) -> None:
    """Counted letter by letter on a copy in which masks are painted black."""
    example, claims = drawn
    black = list(example.text)
    for claim in claims:
        if claim.entity not in KEPT:
            black[claim.start : claim.end] = " " * len(claim)

    judgement = judge(example, claims)

    for entity in judgement.entities:
        if entity.gold.label not in KEPT:
            left = black[entity.gold.start : entity.gold.end]
            assert entity.readable == sum(map(str.isalnum, left))
            assert entity.leaks == any(map(str.isalnum, left))


@given(judgeable())
def test_every_masked_letter_is_labelled_or_over(
    drawn: tuple[Example, list[Finding]],
) -> None:
    """Over-masking is what masks hide beyond what is labelled."""
    example, claims = drawn
    harmless = {
        at
        for at, character in enumerate(example.text)
        if character.isalnum()
        and not any(gold.start <= at < gold.end for gold in example.spans)
    }

    judgement = judge(example, claims)

    over = {
        at
        for claim in claims
        if claim.entity not in KEPT
        for at in harmless & set(range(claim.start, claim.end))
    }
    assert judgement.harmless == len(harmless)
    assert sum(claim.over for claim in judgement.claims) == len(over)


def test_a_claim_says_what_it_meets() -> None:
    """A report tells a wrong label from a false alarm."""
    (claim,) = judged((0, 21, "USERNAME"), gold=(ANN, ROME)).claims

    assert claim.meets == ("PERSON", "LOCATION")
    assert not claim.right
    assert claim.over == len("livesin")


def test_an_entity_says_as_what_it_was_found() -> None:
    """A name that was taken for a place leaks for another reason than one unseen."""
    (entity,) = judged((0, 7, "LOCATION")).entities

    assert entity.found_as == ("LOCATION",)
    assert entity.leaks


def test_a_kept_entity_never_leaks() -> None:
    """Places are shown on purpose, found or not."""
    (entity,) = judged(gold=(ROME,)).entities

    assert entity.readable == 4
    assert not entity.leaks


@pytest.mark.parametrize("place", [(8, 17), (21, 25)], ids=["before", "behind"])
def test_neighbours_do_not_meet(place: tuple[int, int]) -> None:
    """A finding that touches a place from either side is a false alarm."""
    (claim,) = judged((*place, "LOCATION"), gold=(ROME,)).claims

    assert claim.meets == ()
    assert not claim.right
