"""`resolve` settles ownership; it never exposes a character."""

import random
import time
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.findings import EntityType, Finding
from pipeline.core.resolve import NEARLY, resolve
from tests.strategies import texts_with_findings

PERSON = EntityType("PERSON")
PHONE = EntityType("PHONE_NUMBER")
IBAN = EntityType("IBAN_CODE")
EMAIL = EntityType("EMAIL_ADDRESS")
URL = EntityType("URL")

Drawn = tuple[str, list[Finding]]


def characters(findings: list[Finding]) -> set[int]:
    """Return the positions that the findings claim."""
    return {i for f in findings for i in range(f.start, f.end)}


def test_nothing_found_is_nothing_owned() -> None:
    """A text without findings has no owners."""
    assert resolve([]) == []


def test_surer_finding_takes_the_overlap() -> None:
    """A checksum-proven IBAN owns the digits a phone number was guessed in."""
    iban = Finding(0, 22, IBAN, score=1.0)
    phone = Finding(4, 12, PHONE, score=0.4)

    assert resolve([phone, iban]) == [iban]


def test_loser_keeps_what_is_left_on_both_sides() -> None:
    """What the winner doesn't claim stays claimed, without a canonical value."""
    inner = Finding(5, 8, PERSON, score=0.9)
    outer = Finding(0, 12, URL, score=0.5, canonical="whole")

    owners = resolve([outer, inner])

    assert [(o.entity, o.start, o.end) for o in owners] == [
        (URL, 0, 5),
        (PERSON, 5, 8),
        (URL, 8, 12),
    ]
    assert {o.canonical for o in owners} == {None}


def test_part_of_a_nearly_as_sure_finding_belongs_to_it() -> None:
    """An e-mail's domain is no link, although links are a little surer."""
    email = Finding(0, 16, EMAIL, score=0.9, canonical="anna@example.com")
    domain = Finding(5, 16, URL, score=1.0)

    assert resolve([domain, email]) == [email]


def test_part_of_a_far_less_sure_finding_stands_for_itself() -> None:
    """A vague address doesn't swallow a certain IBAN."""
    vague = Finding(0, 30, EntityType("ADDRESS"), score=0.4)
    iban = Finding(0, 22, IBAN, score=1.0)

    assert [o.entity for o in resolve([vague, iban])] == [IBAN, "ADDRESS"]


def test_overlapping_findings_of_one_type_become_one() -> None:
    """Two readings of a phone number are one phone number."""
    left = Finding(0, 9, PHONE, score=0.6, canonical="+491")
    right = Finding(4, 14, PHONE, score=0.9, canonical="+492")

    assert resolve([left, right]) == [Finding(0, 14, PHONE, score=0.9)]


def test_sure_core_in_a_vague_whole_of_one_type_keeps_the_wholes_canonical() -> None:
    """The joined stretch is the whole's, so the whole's value is its value."""
    whole = Finding(0, 14, PHONE, score=0.4, canonical="+49whole")
    core = Finding(2, 9, PHONE, score=0.9, canonical="+49core")

    assert resolve([whole, core]) == [Finding(0, 14, PHONE, 0.9, "", "+49whole")]


def test_touching_findings_of_one_type_stay_two() -> None:
    """Two e-mail addresses side by side are two people's."""
    pair = [Finding(0, 5, EMAIL, score=0.9), Finding(5, 10, EMAIL, score=0.9)]

    assert resolve(pair) == pair


def test_equal_extents_share_the_canonical_value_that_one_knows() -> None:
    """The surer recognizer owns; it needn't be the one that knows the value."""
    surer = Finding(0, 9, PHONE, score=0.9, recognizer="a")
    knowing = Finding(0, 9, PHONE, score=0.8, recognizer="b", canonical="+49")

    assert resolve([surer, knowing]) == [Finding(0, 9, PHONE, 0.9, "a", "+49")]


def test_many_findings_are_settled_in_time() -> None:
    """A hostile text with 100,000 findings doesn't stall the worker."""
    draw = random.Random(7)  # noqa: S311 - no secret depends on it
    starts = [draw.randrange(60_000) for _ in range(100_000)]
    findings = [
        Finding(
            s, s + draw.randrange(1, 5_000), draw.choice([PERSON, URL]), s % 97 / 97
        )
        for s in starts
    ]

    began = time.perf_counter()
    owners = resolve(findings)

    assert time.perf_counter() - began < 5
    assert not any(a.overlaps(b) for a, b in pairwise(owners))


@given(texts_with_findings(), st.randoms(use_true_random=False))
def test_exposes_nothing_whatever_the_order(
    drawn: Drawn, shuffler: random.Random
) -> None:
    """Owners are disjoint, cover what was found, and ignore input order."""
    _, findings = drawn
    shuffled = shuffler.sample(findings, k=len(findings))

    owners = resolve(findings)

    assert characters(owners) == characters(findings)
    assert all(a.end <= b.start for a, b in pairwise(owners))
    assert [repr(o) for o in owners] == [repr(o) for o in resolve(shuffled)]


@given(texts_with_findings())
def test_settled_findings_stay_as_they_are(drawn: Drawn) -> None:
    """There is nothing left to settle."""
    owners = resolve(drawn[1])

    assert resolve(owners) == owners


@given(texts_with_findings())
def test_no_part_of_a_nearly_as_sure_finding_owns_anything(drawn: Drawn) -> None:
    """Leaving out what is enclosed changes nothing but canonical values."""
    _, findings = drawn
    outermost = [
        f
        for f in findings
        if not any(
            o.start <= f.start
            and f.end <= o.end
            and len(f) < len(o)
            and f.score - o.score <= NEARLY
            for o in findings
        )
    ]

    owners = [(o.start, o.end, o.entity, o.score) for o in resolve(findings)]

    assert owners == [(o.start, o.end, o.entity, o.score) for o in resolve(outermost)]


@given(texts_with_findings())
def test_canonical_value_is_that_of_its_very_extent(drawn: Drawn) -> None:
    """A value that was read from other characters is never passed on."""
    _, findings = drawn
    known = {(f.start, f.end, f.entity, f.canonical) for f in findings}

    for owner in resolve(findings):
        if owner.canonical is not None:
            assert (owner.start, owner.end, owner.entity, owner.canonical) in known


def test_value_that_several_found_is_the_surest_ones() -> None:
    """Its canonical value is that of the surest one that has one."""
    pattern = Finding(3, 15, PHONE, score=0.9, recognizer="pattern")
    plan = Finding(3, 15, PHONE, score=0.6, recognizer="plan", canonical="+491")
    vague = Finding(3, 15, IBAN, score=0.5, canonical="DE")

    (owner,) = resolve([vague, plan, pattern])

    assert owner == Finding(3, 15, PHONE, 0.9, "pattern", canonical="+491")


@given(texts_with_findings(), texts_with_findings())
def test_what_shares_no_character_is_settled_apart(one: Drawn, other: Drawn) -> None:
    """Two halves of a text, settled together, are the halves settled alone."""
    _, left = one
    gap = len(one[0])
    right = [replace(f, start=f.start + gap, end=f.end + gap) for f in other[1]]

    assert resolve([*right, *left]) == resolve(left) + resolve(right)
