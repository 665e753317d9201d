"""The model that ships."""

import re

from models.clusters import CLUSTERS
from models.gazetteer import GAZETTEER
from models.shipping import ARTEFACT, check_sums
from models.train import Plan, runs_of

FILES = [path for path in ARTEFACT.rglob("*") if path.is_file()]


def test_it_is_small() -> None:
    """It is committed, and part of every wheel."""
    size = sum(path.stat().st_size for path in (*FILES, GAZETTEER, CLUSTERS))

    assert size <= 15_000_000


def test_its_card_says_what_it_was_made_of() -> None:
    """Nobody should use a model without knowing its sources and weaknesses."""
    card = (ARTEFACT / "card.md").read_text(encoding="utf-8")

    for part in ("Intended use", "Sources", "Scores", "Weaknesses", "CC BY 4.0"):
        assert part in card, part


def test_it_has_the_shape_of_the_plan() -> None:
    """`make model` without options trains a model like the one that ships."""
    for run in runs_of(ARTEFACT):
        assert (run.width, run.depth) == (Plan().width, Plan().depth)


def test_it_is_whole() -> None:
    """What ships is what the trainer wrote."""
    assert check_sums(ARTEFACT)


def test_it_holds_no_vocabulary() -> None:
    """Words of a training text could be somebody's data."""
    assert not [path for path in FILES if re.search("vocab|strings|lookups", str(path))]
