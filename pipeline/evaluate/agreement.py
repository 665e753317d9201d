"""How well findings agree with labels in extent and type, as papers score it.

These are the scores of SemEval 2013 (task 9.1), counted by `nervaluate`. They judge an
annotator, not a mask: a name that two findings hide together is half right here, and
one that was taken for a user name is wrong. Leaks are counted in `judge`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from nervaluate import Evaluator

from pipeline.core.findings import Finding
from pipeline.evaluate.examples import Gold
from pipeline.evaluate.judge import Judgement
from pipeline.evaluate.measure import rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The scores of one scheme.

    Attributes:
        scheme: What must agree: ``strict``, extent and label; ``exact``, the extent;
            ``partial``, half a hit for an overlap; ``type``, the label of an overlap.
        precision: Share of findings that agree.
        recall: Share of entities that agree.
        f1: Their harmonic mean.
    """

    scheme: str
    precision: float
    recall: float
    f1: float

    def as_json(self) -> dict[str, object]:
        """Return the scores by name, with four digits."""
        return {name: rounded(value) for name, value in asdict(self).items()}


_SCHEMES = {
    "strict": "strict",
    "exact": "exact",
    "partial": "partial",
    "type": "ent_type",
}
"""Ours, and nervaluate's name for it."""


def agreement(judgements: Sequence[Judgement]) -> tuple[Agreement, ...]:
    """Score all judged findings, kept labels too; nothing if there is no entity."""
    complete = [it for it in judgements if it.complete]
    gold = [_spans((e.gold, e.gold.label) for e in it.entities) for it in complete]
    found = [
        _spans((c.finding, str(c.finding.entity)) for c in it.claims) for it in complete
    ]
    labels = {str(span["label"]) for spans in (*gold, *found) for span in spans}
    if not labels:
        return ()
    evaluator = Evaluator(gold, found, tags=sorted(labels), loader="dict")
    overall = evaluator.evaluate()["overall"]
    return tuple(
        Agreement(
            scheme=scheme,
            precision=float(overall[key].precision),
            recall=float(overall[key].recall),
            f1=float(overall[key].f1),
        )
        for scheme, key in _SCHEMES.items()
    )


def _spans(
    stretches: Iterable[tuple[Gold | Finding, str]],
) -> list[dict[str, str | int]]:
    """Return stretches as nervaluate reads them: in order, their ends included."""
    spans = sorted((it.start, it.end, label) for it, label in stretches)
    return [{"label": label, "start": s, "end": e - 1} for s, e, label in spans]
