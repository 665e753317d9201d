"""Agreement is scored as papers do, which isn't what leaks."""

from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.judge import Judgement
from tests.pipeline.evaluate.labelled import ANN, example, judged


def recalls(*judgements: Judgement) -> dict[str, float]:
    """Return the recall of each scheme."""
    return {it.scheme: it.recall for it in agreement(judgements)}


def test_the_same_extent_and_label_agree_in_every_scheme() -> None:
    """The best there is."""
    assert set(recalls(judged((0, 7, "PERSON"))).values()) == {1.0}


def test_another_label_hides_but_does_not_agree() -> None:
    """So recall by leak is counted apart."""
    judgement = judged((0, 7, "USERNAME"))

    assert not judgement.entities[0].leaks
    assert recalls(judgement) == {"strict": 0, "exact": 1, "partial": 1, "type": 0}


def test_two_findings_hide_a_name_but_agree_by_half() -> None:
    """Each finding answers to one entity at most."""
    judgement = judged((0, 3, "PERSON"), (4, 7, "PERSON"))

    assert not judgement.entities[0].leaks
    assert recalls(judgement) == {"strict": 0, "exact": 0, "partial": 0.5, "type": 1}


def test_neighbours_do_not_overlap() -> None:
    """Ends are exclusive here and inclusive there."""
    assert recalls(judged((7, 8, "PERSON")))["partial"] == 0


def test_what_was_not_read_is_not_scored() -> None:
    """And nothing has no score."""
    assert agreement([Judgement(example=example(ANN), complete=False)]) == ()
