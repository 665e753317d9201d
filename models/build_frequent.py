"""Build `recognizers/words/frequent.txt`: everyday words that name nobody.

Run as ``python -m models.build_frequent``, after the gazetteer; the result is
committed. The words are those that the tables of ``spacy-lookups-data`` (MIT) have
often and mostly in small letters, and this project's Italian words, without those that
the gazetteer has as names or towns.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import recognizers.words
from models.build_clusters import WORDS, italian_words, read_table
from models.gazetteer import FIRST, LAST, TOWN, load_gazetteer
from models.spelling import fold_word

FREQUENT = Path(recognizers.words.__file__).with_name("frequent.txt")

_OFTEN = -11.5
"""Logarithm of a word's share of all text."""
_MOSTLY = 0.7
"""How much more frequent it must be in small letters: twice."""
_NEVER = -30.0


def build() -> list[str]:
    """Return the words, folded and sorted."""
    gazetteer = load_gazetteer()
    names = {FIRST, LAST, TOWN}
    words = {fold_word(word) for word in (*_small(), *italian_words())}
    return sorted(
        word
        for word in words
        if word.isalpha() and names.isdisjoint(gazetteer.class_of(word))
    )


def _small() -> Iterator[str]:
    for language in WORDS:
        table = read_table(language, "prob")
        for word, share in table.items():
            capital = table.get(word.capitalize(), _NEVER)
            if word.islower() and share > max(_OFTEN, capital + _MOSTLY):
                yield word


def main() -> None:
    """Write the list."""
    lines = textwrap.wrap(" ".join(build()), 100)
    head = "# Everyday words that name nobody: see models/build_frequent.py."
    FREQUENT.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
