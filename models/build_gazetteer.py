"""Build the gazetteer: Faker's names, our own lists, and everyday words.

Run as ``python -m models.build_gazetteer --corpora FOLDER``; the result is committed.
Everyday words are those that the corpora and the user-interface texts use often and
never in a name; they say nothing about any text.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from faker.providers import address

from models.build_clusters import italian_words
from models.clusters import load_clusters
from models.corpus import LANGUAGES, load_templates, read_list
from models.gazetteer import (
    BRAND,
    FIRST,
    GAZETTEER,
    LAST,
    PARTICLE,
    TITLE,
    TOWN,
    WORD,
    pack,
)
from models.interface import read_interface
from models.language import split_words
from models.origins import (
    everyday_words,
    handwritten_origins,
    listed,
    load_origins,
)
from models.sources import SOURCES, read_rows
from models.spelling import fold_word

_TOWNS_OF = ("de_DE", "de_AT", "de_CH", "pl_PL", "pt_PT", "sv_SE", "hr_HR", "ro_RO")
_SHORTEST = 2
_OFTEN, _COMMON = 3, 20
"""Seen so often, a word is an everyday word; or even one if Faker has it as a name."""
_RARELY = 0.01
_FREQUENT = 134
"""Rank of a word that is met once in a million words or more."""
_FEW_NAMES = 0.1
"""Share of names in clusters of words that are none."""
_NAMES = {FIRST, LAST, TOWN}


def build(corpora: Path) -> dict[str, set[str]]:
    """Return the classes of every word, folded."""
    classes: dict[str, set[str]] = {}
    for letter, names in _listed():
        for word in _words_of(names):
            classes.setdefault(word, set()).add(letter)
    for word in _brands() - set(classes):
        classes[word] = {BRAND}
    ours = {
        word for it in handwritten_origins() for word in _words_of(it.first + it.last)
    }
    for word, times in _harmless_words(corpora).items():
        if word not in classes:
            classes[word] = {WORD}
        elif times >= _COMMON and classes[word] <= _NAMES:
            classes[word] = classes[word] | {WORD} if word in ours else {WORD}
    for word in _everyday_names(classes).difference(ours):
        classes[word] = classes[word] | {WORD}
    return classes


def _everyday_names(classes: dict[str, set[str]]) -> set[str]:
    """Return names that are frequent words, used as words are that are no names.

    Somebody somewhere is called Tage, Gang or Blick.
    """
    clusters = load_clusters()
    found = {word: clusters.find(word) for word in classes}
    known = {word: it for word, it in found.items() if it is not None}
    size = Counter(clusters.numbers.tolist())
    names = Counter(
        it.number for word, it in known.items() if classes[word] & {FIRST, LAST}
    )
    return {
        word
        for word, it in known.items()
        if it.rank <= _FREQUENT and names[it.number] < _FEW_NAMES * size[it.number]
        if classes[word] <= {FIRST, LAST}
    }


def _listed() -> Iterator[tuple[str, Iterable[str]]]:
    for origin in load_origins().values():
        yield FIRST, origin.first
        yield LAST, origin.last
    yield TOWN, _towns()
    yield PARTICLE, listed("particles")
    yield TITLE, listed("titles")
    yield WORD, listed("words")
    yield WORD, italian_words()
    yield WORD, read_list("words_foreign.txt")
    yield WORD, read_list("words_named.txt")
    yield WORD, everyday_words()
    for language in LANGUAGES:
        yield WORD, load_templates(language).fill.get("thing", ())


def _words_of(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in split_words(name):
            if part[0].isalpha() and len(word := fold_word(part)) >= _SHORTEST:
                yield word


def _brands() -> set[str]:
    fill = load_templates("en").fill
    phrases = (*fill["brand"], *fill["company"])
    return {fold_word(word) for phrase in phrases for word in split_words(phrase)}


def _harmless_words(corpora: Path) -> dict[str, int]:
    """Return how often each folded word is seen, unless it's often in an entity."""
    harmless: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text, spans in _texts(corpora):
        end = 0
        for start, stop in spans:
            harmless.update(map(fold_word, split_words(text[end:start])))
            named.update(map(fold_word, split_words(text[start:stop])))
            end = stop
        harmless.update(map(fold_word, split_words(text[end:])))
    return {
        word: times
        for word, times in harmless.items()
        if times >= _OFTEN and word.isalpha() and named[word] <= times * _RARELY
    }


def _texts(corpora: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for name in SOURCES:
        for row in read_rows(corpora, name):
            yield row["text"], [(span["start"], span["end"]) for span in row["spans"]]
    for language in LANGUAGES:
        yield from ((text, []) for text in read_interface(language) * _OFTEN)


def _towns() -> set[str]:
    towns = {
        town
        for locale in _TOWNS_OF
        for town in import_module(f"{address.__name__}.{locale}").Provider.cities
    }
    return {town for town in towns if " " not in town} | set(listed("towns"))


def main() -> None:
    """Read the command line and write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with the corpora"
    )
    GAZETTEER.write_bytes(pack(build(parser.parse_args().corpora)))


if __name__ == "__main__":
    main()
