"""The page says what the file of figures says."""

import pytest

from benchmarks import page, results

USED = {"worker": 100.0, "child": 900.0, "broker": 50.0, "load": 10.0}


def test_the_page_is_made_from_the_file_of_figures() -> None:
    """Nobody types a figure: `make bench-kafka ARGS=--page` writes it again."""
    assert page.PAGE.read_text("utf-8") == page.render(results.load())


def test_every_picture_of_the_page_is_there() -> None:
    """A page without them is half a page."""
    text = page.PAGE.read_text("utf-8")

    for name in ("workers", "latency", "partitions", "cost", "stages"):
        assert f"(benchmarks/{name}.svg)" in text
        assert (results.FOLDER / f"{name}.svg").is_file()


def test_what_is_kept_is_a_share_of_cpu_time() -> None:
    """A message that took 850 µs alone and takes 1,000 µs now: 85 %."""
    step = {"cpu_us_per_message": USED}

    assert page.kept(step, bare_us=850.0) == pytest.approx(0.85)


def test_the_page_says_whether_the_goal_is_met() -> None:
    """Both ways."""
    figures = results.load()
    (first, *_) = figures["series"][f"{page.reference_of(figures)}-mask-4"]

    first["cpu_us_per_message"] = USED | {"worker": 1.0, "child": 1.0}
    assert "is met" in page.render(figures)

    first["cpu_us_per_message"] = USED | {"worker": 9e6}
    assert "is met" not in page.render(figures)
