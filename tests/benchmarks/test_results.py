"""A run of ten minutes that is stopped goes on where it was."""

from pathlib import Path

from benchmarks import results


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    """What was measured isn't measured again."""
    partial = tmp_path / "unfinished.json"
    results.save({"series": {"a": [{"workers": 1}]}}, partial)

    begun = results.begin(fresh=False, partial=partial)

    assert results.steps(begun, "a") == [{"workers": 1}]
    assert results.steps(begun, "b") == ()


def test_a_fresh_run_forgets_it(tmp_path: Path) -> None:
    """Figures of two states of the code must not be mixed."""
    partial = tmp_path / "unfinished.json"
    results.save({"series": {"a": []}}, partial)

    assert results.begin(fresh=True, partial=partial)["series"] == {}


def test_a_finished_run_leaves_nothing_behind(tmp_path: Path) -> None:
    """The next one begins at the start."""
    partial, final = tmp_path / "unfinished.json", tmp_path / "results.json"
    results.save({"series": {}}, partial)

    results.finish({"series": {"a": []}}, partial, final)

    assert results.load(final) == {"series": {"a": []}}
    assert not partial.exists()


def test_figures_say_where_they_were_measured() -> None:
    """Without that they mean nothing."""
    machine = results.machine()

    assert machine["cores"] >= 1
    assert machine["memory_gib"] > 0
