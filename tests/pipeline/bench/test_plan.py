"""The yardstick itself doesn't change unnoticed."""

import os
from pathlib import Path

import orjson
import pytest

from pipeline.assembly import Parts
from pipeline.bench import chat
from pipeline.bench.plan import Mix, Plan, one_core
from pipeline.settings import load_settings

VIEW = "analytics"


@pytest.mark.parametrize("mix", Mix)
def test_the_same_seed_gives_the_same_traffic(mix: Mix) -> None:
    """Two runs measure the same; two rounds don't."""
    assert list(mix.values(50, 7)) == list(mix.values(50, 7))
    assert list(mix.values(50, 7)) != list(mix.values(50, 8))


def test_chat_is_as_it_was_when_figures_were_published() -> None:
    """Whoever changes the mix says so, and measures again what is compared."""
    described = Mix.CHAT.describe()

    assert described["digest"] == "0a6ec5746e56"


def test_chat_is_as_short_as_real_support_chat() -> None:
    """Between the medians of two public corpora, 20 and 48 characters."""
    described = Mix.CHAT.describe()

    assert 20 <= float(str(described["median_chars"])) <= 48
    assert described["with_text"] == 1.0


def test_the_table_of_the_mix_says_what_it_is() -> None:
    """Its lengths stand beside those of the corpora, typed by hand."""
    described = Mix.CHAT.describe()
    table = {
        line[:31].strip(): line.split()[-1]
        for line in str(chat.__doc__).splitlines()
        if line.startswith(("median", "ninth"))
    }

    assert table == {
        "median length in characters": f"{described['median_chars']:.0f}",
        "ninth decile": f"{described['p90_chars']}",
    }


@pytest.mark.slow
@pytest.mark.parametrize("mix", Mix)
def test_as_many_texts_hold_something_as_the_results_say(
    mix: Mix, tmp_path: Path
) -> None:
    """The share is stated with every figure; it's counted here."""
    redact = Parts(load_settings(keyset_file=tmp_path / "keyset.json")).redactor()
    batch = list(Plan(mix=mix).traffic(600, 3))

    made = [sent for outputs in redact(batch) for sent in outputs]
    records = [orjson.loads(sent.value) for sent in made if sent.tally.view == VIEW]
    texts = [record for record in records if record["text"]]
    found = [r for r in texts if any(e["path"] == "text" for e in r["entities"])]

    stated = float(str(mix.describe()["with_entities"]))
    assert len(found) / len(texts) == pytest.approx(stated, abs=0.05)


def test_every_round_has_traffic_of_its_own() -> None:
    """A verdict remembered from one round mustn't serve the next."""
    plan = Plan(count=20, batch=8)

    assert [len(batch) for batch in plan.batches(0)] == [8, 8, 4]
    assert plan.batches(0) != plan.batches(1)
    assert plan.warm_up() != plan.batches(0)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="not on this system")
def test_one_core_is_given_back() -> None:
    """Only the measurement is confined to one core."""
    before = os.sched_getaffinity(0)

    with one_core():
        inside = os.sched_getaffinity(0)

    assert len(inside) == 1
    assert os.sched_getaffinity(0) == before
