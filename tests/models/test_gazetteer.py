"""The list of known names, towns and everyday words."""

from pathlib import Path

import pytest

from models.gazetteer import GAZETTEER, Gazetteer, load_gazetteer, pack, unpack
from pipeline.core.errors import ConfigError


def test_what_is_packed_is_unpacked() -> None:
    """The file holds each word with all its classes."""
    words = {"anna": {"F"}, "klein": {"L", "W"}, "berlin": {"C"}}

    assert unpack(pack(words)).classes == {"anna": "F", "klein": "LW", "berlin": "C"}


@pytest.mark.parametrize(
    ("word", "known"),
    [
        pytest.param("ANNA", "F", id="any case"),
        pytest.param("Annas", "Fs", id="genitive"),
        pytest.param("Haus", "W", id="a word that ends in s"),
        pytest.param("Hau", "", id="unknown"),
        pytest.param("hauss", "", id="no genitive of an everyday word"),
    ],
)
def test_class_of_a_word(word: str, known: str) -> None:
    """A genitive belongs to its name's class, and says so."""
    assert Gazetteer({"anna": "F", "haus": "W"}).class_of(word) == known


@pytest.mark.parametrize(
    ("word", "name"),
    [("Annas", "anna"), ("ANNA", "anna"), ("Klaus", "klaus"), ("Haus", "haus")],
)
def test_a_genitive_is_led_back_to_its_name(word: str, name: str) -> None:
    """Both forms get one pseudonym; a name that ends in s stays whole."""
    gazetteer = Gazetteer({"anna": "F", "klaus": "F", "klau": "L", "haus": "W"})

    assert gazetteer.nominative_of(word) == name


def test_a_sample_is_the_same_each_time_and_knows_less() -> None:
    """Training hides names, reproducibly."""
    whole = load_gazetteer()

    part = whole.sample(0.6)

    assert part.classes == whole.sample(0.6).classes
    names = [word for word, known in whole.classes.items() if "F" in known]
    assert 0.55 < sum(word in part.classes for word in names) / len(names) < 0.65


def test_the_shipped_file_is_small_and_knows_names_of_many_origins() -> None:
    """The wheel carries it."""
    gazetteer = load_gazetteer()

    assert GAZETTEER.stat().st_size <= 400_000
    for name in ("Petra", "Giuseppe", "Siobhan", "Yılmaz", "Krasniqi", "Nguyễn"):
        assert set(gazetteer.class_of(name)) & {"F", "L"}, name


def test_a_damaged_file_stops_the_start(tmp_path: Path) -> None:
    """A model with half its features must not run."""
    damaged = tmp_path / "gazetteer.txt.xz"
    damaged.write_bytes(GAZETTEER.read_bytes()[:1000])

    with pytest.raises(ConfigError):
        load_gazetteer(damaged)
