"""All that a run of ``maskstream evaluate`` found out."""

from dataclasses import dataclass

from pipeline.evaluate.agreement import Agreement
from pipeline.evaluate.cases import CaseRow
from pipeline.evaluate.compare import Comparison
from pipeline.evaluate.judge import Judgement
from pipeline.evaluate.measure import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is shown.

    Attributes:
        dataset: Name of the labelled texts.
        versions: What was measured, each part with its version.
        judgements: One a text: they alone hold texts.
        evaluation: Figures by language, label and tag.
        agreement: Scores as papers print them.
        comparisons: One for each detector that was set beside ours.
        cases: How recognizer cases came out, if there are any.
    """

    dataset: str
    versions: tuple[tuple[str, str], ...]
    judgements: tuple[Judgement, ...]
    evaluation: Evaluation
    agreement: tuple[Agreement, ...]
    comparisons: tuple[Comparison, ...]
    cases: tuple[CaseRow, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return all figures under stable names, without a text."""
        return {
            "texts": self.evaluation.texts,
            "unchecked": self.evaluation.unchecked,
            "versions": dict(self.versions),
            "rows": [row.as_json() for row in self.evaluation.rows],
            "tag_rows": [row.as_json() for row in self.evaluation.tag_rows],
            "cases": [row.as_json() for row in self.cases],
            "agreement": [it.as_json() for it in self.agreement],
            "comparisons": [it.as_json() for it in self.comparisons],
        }
