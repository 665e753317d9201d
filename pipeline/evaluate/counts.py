"""What judgements add up to, text by text, and the shares that counts give."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

import numpy as np

from pipeline.evaluate.bootstrap import Array
from pipeline.evaluate.examples import EVERY
from pipeline.evaluate.judge import KEPT, Claim, Entity, Judgement

FIGURES = ("precision", "recall", "f2", "leak_rate", "over_masking")
"""The last axis of what `figures_of` returns."""

PRECISION, RECALL, F2 = (FIGURES.index(it) for it in ("precision", "recall", "f2"))


class Count(IntEnum):
    """The last axis of what `count` returns."""

    GOLD = 0
    COVERED = 1
    FOUND = 2
    RIGHT = 3
    LETTERS = 4
    READABLE = 5
    OVER = 6
    HARMLESS = 7


def labels_of(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Return every label that is labelled or found, sorted, after ``all``."""
    labels = {
        label
        for it in judgements
        for label in (
            *(entity.gold.label for entity in it.entities),
            *(claim.finding.entity for claim in it.claims),
        )
    }
    return EVERY, *sorted(labels)


def count(judgements: Sequence[Judgement], labels: Sequence[str]) -> Array:
    """Count by text, label and `Count`.

    The label ``all`` has the sums of every label but the kept ones; it alone has
    the harmless letters.
    """
    counts = np.zeros((len(judgements), len(labels), len(Count)))
    place = {label: at for at, label in enumerate(labels)}
    for text, it in zip(counts, judgements, strict=True):
        for entity in it.entities:
            _add_entity(text[place[entity.gold.label]], entity)
        for claim in it.claims:
            _add_claim(text[place[claim.finding.entity]], claim)
        text[0, Count.HARMLESS] = it.harmless
    masked = [at for label, at in place.items() if label not in KEPT | {EVERY}]
    counts[:, 0] += counts[:, masked].sum(axis=1)
    return counts


def _add_entity(row: Array, entity: Entity) -> None:
    row[Count.GOLD] += 1
    row[Count.COVERED] += not entity.readable
    row[Count.LETTERS] += entity.letters
    row[Count.READABLE] += entity.readable


def _add_claim(row: Array, claim: Claim) -> None:
    row[Count.FOUND] += 1
    row[Count.RIGHT] += claim.right
    row[Count.OVER] += claim.over


def figures_of(counts: Array, labels: Sequence[str]) -> Array:
    """Return the shares that counts give, NaN for a share of nothing.

    Args:
        counts: Ends in axes for `labels` and `Count`.
        labels: As for `count`.

    Returns:
        The same axes, but for the last: `FIGURES`. A kept label masks nothing, so
        it has neither leak rate nor over-masking.
    """
    column = np.moveaxis(counts, -1, 0)
    harmless = counts[..., :1, Count.HARMLESS]
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = column[Count.RIGHT] / column[Count.FOUND]
        recall = column[Count.COVERED] / column[Count.GOLD]
        leak_rate = column[Count.READABLE] / column[Count.LETTERS]
        over_masking = column[Count.OVER] / harmless
    shares = [precision, recall, f2(precision, recall), leak_rate, over_masking]
    figures = np.stack(shares, axis=-1)
    kept = [at for at, label in enumerate(labels) if label in KEPT]
    figures[..., kept, F2 + 1 :] = np.nan
    return figures


def f2(precision: Array, recall: Array) -> Array:
    """Return the mean of the two in which recall counts four times."""
    weight = 4 * precision + recall
    return 5 * precision * recall / np.where(weight == 0, 1, weight)
