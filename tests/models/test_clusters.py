"""Clusters of words that are used alike."""

from pathlib import Path

import numpy as np
import pytest

from models.clusters import CLUSTERS, Clusters, key_of, load_clusters
from pipeline.core.errors import ConfigError

MOST_BYTES = 2_000_000


def clusters_of(words: dict[str, int]) -> Clusters:
    """Make clusters of folded words."""
    pairs = sorted((int(key_of(word)), number) for word, number in words.items())
    keys, numbers = zip(*pairs, strict=True)
    return Clusters(np.array(keys, np.uint32), np.array(numbers, np.uint16))


@pytest.mark.parametrize(
    ("word", "cluster"),
    [
        ("LAGE", "3"),
        ("müller", "0"),
        ("Marktlage", "-3"),
        ("Marktplatz", ""),
        ("ablage", ""),
        ("", ""),
    ],
)
def test_cluster_of_a_word(word: str, cluster: str) -> None:
    """An unknown compound is used like its last part; a short start makes none."""
    assert clusters_of({"lage": 3, "muller": 0}).of(word) == cluster


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
