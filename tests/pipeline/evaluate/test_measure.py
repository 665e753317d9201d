"""Evaluation counts what a reader of a masked copy could still read."""

from collections.abc import Sequence

import pytest

from pipeline.core.detect import Detection, Document, Verdict
from pipeline.evaluate import Evaluation, Example, Gold, Row, evaluate
from tests.pipeline.evaluate.labelled import ANN, ROME, TEXT, example, found


def row(evaluation: Evaluation, label: str) -> Row:
    """Return the row of one label over all languages."""
    (one,) = [r for r in evaluation.rows if (r.lang, r.label) == ("all", label)]
    return one


def test_an_entity_is_recalled_when_no_letter_stays_readable() -> None:
    """The space inside a name may stay; its letters may not."""
    evaluation = evaluate([example(ANN)], found((0, 3, "PERSON"), (4, 7, "PERSON")))

    assert row(evaluation, "PERSON").recall == 1.0
    assert row(evaluation, "PERSON").leak_rate == 0.0


def test_half_a_name_is_a_leak() -> None:
    """Recall counts the entity as lost; the leak rate counts its letters."""
    person = row(evaluate([example(ANN)], found((0, 3, "PERSON"))), "PERSON")

    assert person.recall == 0.0
    assert person.leak_rate == 0.5
    assert person.precision == 1.0


def test_another_label_hides_as_well() -> None:
    """A name that was taken for a user name is masked all the same."""
    evaluation = evaluate([example(ANN)], found((0, 7, "USERNAME")))

    assert row(evaluation, "PERSON").recall == 1.0
    assert row(evaluation, "USERNAME").precision == 0.0


def test_a_kept_label_hides_nothing() -> None:
    """A name that was taken for a place is shown by the default policy."""
    person = row(evaluate([example(ANN)], found((0, 7, "LOCATION"))), "PERSON")

    assert person.recall == 0.0
    assert person.leak_rate == 1.0


def test_a_kept_label_is_recalled_when_found_and_never_leaks() -> None:
    """Places are found and shown on purpose."""
    location = row(evaluate([example(ROME)], found((17, 21, "LOCATION"))), "LOCATION")

    assert location.recall == 1.0
    assert location.leak_rate is None
    assert location.over_masking is None


def test_over_masking_is_the_share_of_harmless_letters_hidden() -> None:
    """Fourteen letters are harmless beside the name; five of them are masked."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), (8, 13, "PERSON")))

    assert row(evaluation, "all").over_masking == pytest.approx(5 / 14)
    assert row(evaluation, "PERSON").precision == 0.5


def test_a_label_nobody_annotated_is_neither_right_nor_wrong() -> None:
    """A corpus of names says nothing about phone numbers."""
    evaluation = evaluate(
        [example(ANN, annotated=("PERSON",))], found((8, 13, "PHONE_NUMBER"))
    )

    assert {r.label for r in evaluation.rows} == {"all", "PERSON"}
    assert row(evaluation, "all").over_masking == 0.0


def test_labels_that_corpora_mix_up_are_alike_for_precision() -> None:
    """A street is a LOCATION in one corpus and an ADDRESS in another."""
    evaluation = evaluate([example(ROME)], found((17, 21, "ADDRESS")))

    assert row(evaluation, "ADDRESS").precision == 1.0


def test_unsure_findings_do_not_count() -> None:
    """No view masks them."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), score=0.49))

    assert row(evaluation, "PERSON").recall == 0.0
    assert row(evaluation, "PERSON").precision is None


def test_a_text_that_was_not_read_completely_is_counted_apart() -> None:
    """It would be sealed: it leaks nothing, and proves nothing."""

    def detect(documents: Sequence[Document]) -> list[Detection]:
        return [Detection((), Verdict.TIMEOUT, "phones") for _ in documents]

    evaluation = evaluate([example(ANN)], detect)

    assert evaluation == Evaluation(rows=(), texts=1, unchecked=1)


def test_a_kept_label_is_in_no_sum() -> None:
    """A place that nobody found hides nothing from the sum of what is masked."""
    sums = row(evaluate([example(ANN, ROME)], found((0, 7, "PERSON"))), "all")

    assert (sums.gold, sums.found, sums.recall) == (1, 1, 1.0)


def test_f2_weighs_recall_four_times() -> None:
    """Precision 0.5 and recall 1.0 make 5 * 0.5 / (4 * 0.5 + 1)."""
    evaluation = evaluate([example(ANN)], found((0, 7, "PERSON"), (8, 13, "PERSON")))

    assert row(evaluation, "PERSON").f2 == pytest.approx(2.5 / 3)


def test_languages_have_rows_of_their_own_and_a_sum() -> None:
    """A weak language mustn't hide behind a strong one."""
    german = Example(text=TEXT, lang="de", spans=(Gold(17, 21, "PERSON"),))

    evaluation = evaluate([example(ANN), german], found((0, 7, "PERSON")))

    recalls = {r.lang: r.recall for r in evaluation.rows if r.label == "PERSON"}
    assert recalls == {"all": 0.5, "en": 1.0, "de": 0.0}
    assert (evaluation.rows[0].lang, evaluation.rows[0].label) == ("all", "all")


def test_tags_have_rows_apart_from_the_others() -> None:
    """Who reads rows by language and label finds each once."""
    tagged = Example(text=TEXT, lang="en", spans=(ANN,), tags=("lower", "typo"))

    evaluation = evaluate([example(ANN), tagged], found((0, 3, "PERSON")))

    assert {r.tag for r in evaluation.rows} == {"all"}
    assert {(r.tag, r.lang, r.label, r.texts) for r in evaluation.tag_rows} == {
        (tag, lang, label, 1)
        for tag in ("lower", "typo")
        for lang, label in (("all", "all"), ("all", "PERSON"), ("en", "all"))
    }


def test_a_figure_lies_in_its_interval() -> None:
    """One name in four leaks; with a hundred texts that is no accident."""
    whole = Gold(0, 7, "PERSON")
    texts = [example(whole)] * 75 + [example(Gold(8, 13, "PERSON"))] * 25

    person = row(evaluate(texts, found((0, 7, "PERSON"))), "PERSON")

    assert person.recall_interval is not None
    low, high = person.recall_interval
    assert 0.6 < low < 0.75 < high < 0.9


def test_three_hits_of_three_are_not_certain() -> None:
    """Drawing hits again and again never shows a miss."""
    person = row(evaluate([example(ANN)] * 3, found((0, 7, "PERSON"))), "PERSON")

    assert person.recall_interval == pytest.approx((0.025 ** (1 / 3), 1.0))
    assert person.precision_interval == person.recall_interval
    assert person.f2_interval == person.recall_interval


def test_no_hit_of_three_is_not_certain_either() -> None:
    """The same, the other way round."""
    person = row(evaluate([example(ANN)] * 3, found((8, 13, "PERSON"))), "PERSON")

    assert person.recall_interval == pytest.approx((0.0, 1 - 0.025 ** (1 / 3)))
    assert person.f2 == 0.0


def test_a_share_of_nothing_has_no_interval() -> None:
    """Nobody was found, so no finding was right or wrong."""
    person = row(evaluate([example(ANN)], found()), "PERSON")

    assert person.precision is None
    assert person.precision_interval is None
    assert person.f2 is None


def test_the_same_texts_have_the_same_intervals() -> None:
    """Two runs differ only if the detector does."""
    texts = [example(ANN), example(ROME), example()] * 9

    first, second = (evaluate(texts, found((0, 3, "PERSON"))) for _ in range(2))

    assert first == second


def test_json_has_four_digits_and_lists() -> None:
    """Scripts read shares as numbers, intervals as pairs."""
    person = row(evaluate([example(ANN)] * 3, found((0, 7, "PERSON"))), "PERSON")

    figures = person.as_json()

    assert figures["recall"] == 1.0
    assert figures["recall_interval"] == [0.2924, 1.0]
    assert list(figures)[:9] == [
        *("lang", "label", "gold", "found", "precision", "recall"),
        *("f2", "leak_rate", "over_masking"),
    ]
