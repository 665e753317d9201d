"""Measure detection on labelled texts: what leaks, and what is masked for nothing.

A text's way: `examples` reads it, `judge` compares what is found with what is
labelled, `measure` adds judgements up and `cases` those of recognizer cases,
`bootstrap` says how sure the figures are, `compare` sets two detectors side by side,
`agreement` gives the scores that papers print. `terminal` and `report` show it all.
"""

from pipeline.evaluate.examples import EVERY, Example, Gold, load_examples
from pipeline.evaluate.judge import ALIKE, KEPT, Judgement, judge_all
from pipeline.evaluate.measure import Evaluation, Row, evaluate, measure

__all__ = [
    "ALIKE",
    "EVERY",
    "KEPT",
    "Evaluation",
    "Example",
    "Gold",
    "Judgement",
    "Row",
    "evaluate",
    "judge_all",
    "load_examples",
    "measure",
]
