"""A run of ten minutes that is stopped goes on where it was."""

from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.plan import PLAN

WHOLE = {series.name: [{"workers": size} for size in series.steps] for series in PLAN}


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    """What was measured isn't measured again."""
    partial = tmp_path / "unfinished.json"
    code = {"machine": results.machine()}
    results.save(code | {"series": {"a": [{"workers": 1}]}}, partial)

    begun = results.begin(fresh=False, partial=partial)

    assert results.steps(begun, "a") == [{"workers": 1}]
    assert results.steps(begun, "b") == ()


@pytest.mark.parametrize("other", [{"commit": "abc"}, {"dirty": None}])
def test_a_run_of_other_code_is_forgotten(
    other: dict[str, object], tmp_path: Path
) -> None:
    """Figures of two states of the code must not be mixed."""
    partial = tmp_path / "unfinished.json"
    results.save({"machine": results.machine() | other, "series": {"a": []}}, partial)

    assert results.begin(fresh=False, partial=partial)["series"] == {}


def test_a_fresh_run_forgets_it(tmp_path: Path) -> None:
    """Somebody asked for it."""
    partial = tmp_path / "unfinished.json"
    results.save({"series": {"a": []}}, partial)

    assert results.begin(fresh=True, partial=partial)["series"] == {}


def test_a_finished_run_leaves_nothing_behind(tmp_path: Path) -> None:
    """The next one begins at the start."""
    partial, final = tmp_path / "unfinished.json", tmp_path / "results.json"
    results.save({"series": {}}, partial)

    results.finish({"series": WHOLE}, partial, final)

    assert results.load(final) == {"series": WHOLE}
    assert not partial.exists()


def test_a_run_with_something_missing_can_go_on(tmp_path: Path) -> None:
    """What there is counts already; the next run adds the rest."""
    partial, final = tmp_path / "unfinished.json", tmp_path / "results.json"
    results.save({"series": {}}, partial)
    name = PLAN[0].name

    results.finish({"series": WHOLE | {name: WHOLE[name][:1]}}, partial, final)

    assert partial.exists()
    assert results.missing(results.load(final)) == [f"{name} with 2, 4 workers"]


def test_figures_say_where_they_were_measured() -> None:
    """Without that they mean nothing."""
    machine = results.machine()

    assert machine["cores"] >= 1
    assert machine["memory_gib"] > 0
    assert machine["commit"]
