"""Build the clusters file from tables that are published for spaCy.

Run as ``python -m models.build_clusters``; the result is committed. The package
``spacy-lookups-data`` (MIT) has, for some languages, the Brown cluster and the
frequency of a million words each. It is needed here alone. Italian words, for which
it has none, make one cluster.
"""

import gzip
import json
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

import numpy as np

from models.clusters import CLUSTERS, Clusters, key_of
from models.corpus import read_list
from models.italian import LEMMAS, inflect, parse_lemmas
from models.language import split_words
from models.origins import listed, load_origins
from models.spelling import fold_word

WORDS = {"de": 250_000, "en": 150_000, "es": 100_000}
"""How many of each language's words are kept, the most frequent."""

_ITALIAN = exp(-12)
"""How frequent these are taken to be."""

_INFLECTED = exp(-14)
"""And those that are made from lemmas: too rare for a slip to lead to them."""

_SHORTEST = 2


class Habit(NamedTuple):
    """How a word is used: its cluster, and how often that is met, a share of text."""

    cluster: str
    share: float


def build() -> dict[str, Habit]:
    """Return how each folded word is used most often."""
    shares: dict[str, dict[str, float]] = {}
    for language in WORDS:
        for word, cluster, share in _frequent(language):
            of_word = shares.setdefault(word, {})
            of_word[cluster] = of_word.get(cluster, 0.0) + share
    uses = {word: _most_often(it) for word, it in shares.items()}
    italian = {fold_word(word): Habit("it", _ITALIAN) for word in italian_words()}
    inflected = {word: Habit("it", _INFLECTED) for word in inflected_words()}
    return inflected | italian | uses


def _most_often(shares: dict[str, float]) -> Habit:
    cluster = max(shares, key=shares.__getitem__)
    return Habit(cluster, shares[cluster])


def italian_words() -> list[str]:
    """Return the everyday words of Italian."""
    return read_list("words_it.txt")


def inflected_words() -> set[str]:
    """Return the forms of the Italian lemmas, folded, without those that are names."""
    lemmas = parse_lemmas(LEMMAS.read_text(encoding="utf-8"))
    forms = {
        fold_word(form)
        for section, entries in lemmas.items()
        for entry in entries
        for form in inflect(section, entry)
    }
    return {form for form in forms if len(form) >= _SHORTEST} - _names()


def _names() -> set[str]:
    """Return the parts of all first names, surnames and well-known towns, folded."""
    origins = load_origins().values()
    names = {name for it in origins for name in (*it.first, *it.last)}
    return {
        fold_word(part)
        for name in names.union(listed("towns"))
        for part in split_words(name)
    }


def _frequent(language: str) -> list[tuple[str, str, float]]:
    clusters = read_table(language, "cluster")
    rows = [
        (fold_word(word), f"{language}{clusters[word]}", exp(logarithm))
        for word, logarithm in read_table(language, "prob").items()
        if word in clusters and word.isalpha() and len(word) >= _SHORTEST
    ]
    rows.sort(key=lambda row: -row[2])
    return rows[: WORDS[language]]


def read_table(language: str, kind: str) -> dict[str, float]:
    """Return what the package has for each word of a language: "cluster" or "prob"."""
    name = f"{language}_lexeme_{kind}.json.gz"
    packed = files("spacy_lookups_data").joinpath("data", name).read_bytes()
    table: dict[str, float] = json.loads(gzip.decompress(packed))
    return table


def pack(uses: dict[str, Habit]) -> Clusters:
    """Return the clusters as they are looked up."""
    names = sorted({use.cluster for use in uses.values()})
    order = {name: at for at, name in enumerate(names)}
    by_key = {key_of(word): use for word, use in uses.items()}
    keys = sorted(by_key)
    numbers = [order[by_key[key].cluster] for key in keys]
    ranks = [min(255, round(-10 * log(by_key[key].share))) for key in keys]
    return Clusters(
        np.array(keys, np.uint32),
        np.array(numbers, np.uint16),
        np.array(ranks, np.uint8),
    )


def main() -> None:
    """Write the clusters file."""
    it = pack(build())
    np.savez_compressed(CLUSTERS, keys=it.keys, numbers=it.numbers, ranks=it.ranks)


if __name__ == "__main__":
    main()
