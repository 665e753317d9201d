"""Clusters of words that are used alike."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clusters import CLUSTERS, Clusters, key_of, load_clusters
from pipeline.core.errors import ConfigError

MOST_BYTES = 3_000_000


def clusters_of(words: dict[str, int]) -> Clusters:
    """Make clusters of folded words, the first the most frequent."""
    rows = sorted(
        (key_of(word), number, rank)
        for rank, (word, number) in enumerate(words.items())
    )
    keys, numbers, ranks = (np.array(column) for column in zip(*rows, strict=True))
    return Clusters(
        keys.astype(np.uint32), numbers.astype(np.uint16), ranks.astype(np.uint8), 2
    )


@pytest.mark.parametrize(
    ("word", "cluster"),
    [
        ("LAGE", "3"),
        ("müller", "0"),
        ("Marktlage", "-3"),
        ("Marktplatz", ""),
        ("ablage", ""),
        ("versnad", "~5"),
        ("vrsand", "~5"),
        ("versandd", "~5"),
        ("vresnad", ""),
        ("raren", ""),
        ("", ""),
    ],
)
def test_cluster_of_a_word(word: str, cluster: str) -> None:
    """A compound is used like its last part, a slip like the word that was meant.

    Two slips in a word, or one in a rare word, lead nowhere.
    """
    words = {"versand": 5, "lage": 3, "muller": 0, "rare": 7, "rarer": 8}

    assert clusters_of(words).of(word) == cluster


@given(st.text(max_size=60))
def test_any_word_has_an_answer(word: str) -> None:
    """Also one that is longer, or stranger, than any in the list."""
    assert load_clusters().of(word).lstrip("~-").isdecimal() or not load_clusters().of(
        word
    )


def test_the_shipped_file_tells_names_from_everyday_words() -> None:
    """It is small, and knows words that no list of names holds."""
    clusters = load_clusters()

    assert CLUSTERS.stat().st_size < MOST_BYTES
    assert clusters.of("Anna") == clusters.of("ursula") != ""
    assert clusters.of("Schmidt") == clusters.of("LEHMANN") != clusters.of("Anna")
    assert clusters.of("Zahnspange") not in {clusters.of("Anna"), ""}


@pytest.mark.parametrize("content", [b"", b"PK no archive", None])
def test_a_damaged_file_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    """A model without its clusters would find other names."""
    path = tmp_path / "clusters.npz"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"clusters\.npz"):
        load_clusters(path)
