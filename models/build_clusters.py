"""Build the clusters file from tables that are published for spaCy.

Run as ``python -m models.build_clusters``; the result is committed. The package
``spacy-lookups-data`` (MIT) has, for some languages, the Brown cluster and the
frequency of a million words each. It is needed here alone.
"""

import gzip
import json
from importlib.resources import files
from math import exp

import numpy as np

from models.clusters import CLUSTERS, key_of
from models.spelling import fold_word

WORDS = {"de": 250_000, "en": 150_000, "es": 100_000}
"""How many of each language's words are kept, the most frequent."""

_SHORTEST = 2


def build() -> dict[str, str]:
    """Return the cluster in which each folded word is met most often."""
    shares: dict[str, dict[str, float]] = {}
    for language in WORDS:
        for word, cluster, share in _frequent(language):
            of_word = shares.setdefault(word, {})
            of_word[cluster] = of_word.get(cluster, 0.0) + share
    return {word: max(it, key=it.__getitem__) for word, it in shares.items()}


def _frequent(language: str) -> list[tuple[str, str, float]]:
    clusters = _table(language, "cluster")
    rows = [
        (fold_word(word), f"{language}{clusters[word]}", exp(logarithm))
        for word, logarithm in _table(language, "prob").items()
        if word in clusters and word.isalpha() and len(word) >= _SHORTEST
    ]
    rows.sort(key=lambda row: -row[2])
    return rows[: WORDS[language]]


def _table(language: str, kind: str) -> dict[str, float]:
    name = f"{language}_lexeme_{kind}.json.gz"
    packed = files("spacy_lookups_data").joinpath("data", name).read_bytes()
    table: dict[str, float] = json.loads(gzip.decompress(packed))
    return table


def main() -> None:
    """Write the clusters file."""
    clusters = build()
    order = {name: at for at, name in enumerate(sorted(set(clusters.values())))}
    number = {int(key_of(word)): order[name] for word, name in clusters.items()}
    keys = np.array(sorted(number), dtype=np.uint32)
    numbers = np.array([number[key] for key in keys.tolist()], dtype=np.uint16)
    np.savez_compressed(CLUSTERS, keys=keys, numbers=numbers)


if __name__ == "__main__":
    main()
