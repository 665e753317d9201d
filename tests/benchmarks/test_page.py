"""The page says what the file of figures says."""

import re

import pytest

from benchmarks import page, results

USED = {"worker": 100.0, "child": 900.0, "broker": 50.0, "load": 10.0}


def test_the_page_is_made_from_the_file_of_figures() -> None:
    """Nobody types a figure: `make bench-kafka ARGS=--page` writes it again."""
    assert page.PAGE.read_text("utf-8") == page.render(results.load())


def test_every_picture_of_the_page_is_there() -> None:
    """A page without them is half a page; one that it doesn't show is stale."""
    named = set(re.findall(r"\(benchmarks/(\w+\.svg)\)", page.PAGE.read_text("utf-8")))

    assert {"workers.svg", "latency.svg", "cost.svg", "stages.svg"} <= named
    assert {path.name for path in results.FOLDER.glob("*.svg")} == named


def test_what_goes_into_detection_is_a_share_of_one_run() -> None:
    """A worker's 100 µs beside its child's 900 µs: 90 %."""
    assert page.detecting({"cpu_us_per_message": USED}) == pytest.approx(0.9)


def test_published_figures_are_possible() -> None:
    """Every worker and every child did something, so the share is a real one."""
    for series in results.load()["series"].values():
        for step in series:
            assert step["cpu_us_per_message"]["child"] > 0, step
            assert 0 < page.detecting(step) < 1, step


def test_the_page_says_what_was_run() -> None:
    """Who runs the command of the page does the same."""
    figures = results.load()
    figures["bare"] |= {"messages": 1_234, "rounds": 9}

    assert "--count 1234 --rounds 9`" in page.render(figures)


def test_a_p99_of_few_messages_is_not_shown() -> None:
    """Of a hundred messages it would be the second slowest."""
    figures = results.load()
    load = figures["series"][f"{page.reference_of(figures)}-mask-4"][0]["loads"][0]
    load["p99_ms"] = 98_765.0

    load["messages"] = page.ENOUGH - 1
    assert "98,765" not in page.render(figures)
    load["messages"] = page.ENOUGH
    assert "98,765" in page.render(figures)


def test_one_number_of_partitions_is_no_comparison() -> None:
    """There is neither a table nor a picture of it."""
    figures = results.load()
    broker = page.reference_of(figures)
    four = figures["series"][f"{broker}-mask-4"]
    figures["series"] = {f"{broker}-mask-4": four}
    assert "## Partitions" not in page.render(figures)

    figures["series"][f"{broker}-mask-8"] = [four[0] | {"partitions": 8}]
    assert "## Partitions" in page.render(figures)


def test_what_is_missing_is_said() -> None:
    """A series that failed leaves the others on the page."""
    figures = results.load()
    broker = page.reference_of(figures)
    figures["series"] = {f"{broker}-mask-4": figures["series"][f"{broker}-mask-4"][:2]}

    text = page.render(figures)

    assert f"{broker}-mask-4 with 4 workers" in text
    assert f"{broker}-passthrough-4 with 1, 2, 4 workers" in text


def test_only_apache_kafka_tells_what_brokers_cost() -> None:
    """The embedded one is no broker of a deployment."""
    figures = results.load()
    steps = next(iter(figures["series"].values()))

    figures["series"] = {"embedded-mask-4": steps}
    assert "is little" not in page.render(figures)
    figures["series"] = {"apache-mask-4": steps}
    assert "is little" in page.render(figures)


def test_the_page_says_whether_the_goal_is_met() -> None:
    """Both ways."""
    figures = results.load()
    (first, *_) = figures["series"][f"{page.reference_of(figures)}-mask-4"]

    first["cpu_us_per_message"] = USED | {"worker": 1.0}
    assert "is met" in page.render(figures)

    first["cpu_us_per_message"] = USED | {"worker": 9e6}
    assert "is met" not in page.render(figures)
