"""Build the gazetteer from Faker's names and our own lists.

Run as ``python -m models.build_gazetteer``; the result is committed.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from faker.providers import address

from models.gazetteer import FIRST, GAZETTEER, LAST, PARTICLE, TITLE, TOWN, WORD, pack
from models.language import split_words
from models.origins import everyday_words, listed, load_origins
from models.spelling import fold_word

_TOWNS_OF = ("de_DE", "de_AT", "de_CH", "pl_PL", "pt_PT", "sv_SE", "hr_HR", "ro_RO")
_SHORTEST = 2


def build() -> dict[str, set[str]]:
    """Return the classes of every word, folded."""
    classes: dict[str, set[str]] = {}

    def add(names: Iterable[str], letter: str) -> None:
        for name in names:
            for part in split_words(name):
                if part[0].isalpha() and len(word := fold_word(part)) >= _SHORTEST:
                    classes.setdefault(word, set()).add(letter)

    for origin in load_origins().values():
        add(origin.first, FIRST)
        add(origin.last, LAST)
    add(_towns(), TOWN)
    for letter, key in ((PARTICLE, "particles"), (TITLE, "titles"), (WORD, "words")):
        add(listed(key), letter)
    add(everyday_words(), WORD)
    return classes


def _towns() -> set[str]:
    towns = {
        town
        for locale in _TOWNS_OF
        for town in import_module(f"{address.__name__}.{locale}").Provider.cities
    }
    return {town for town in towns if " " not in town} | set(listed("towns"))


def main(path: Path = GAZETTEER) -> None:
    """Write the gazetteer."""
    path.write_bytes(pack(build()))


if __name__ == "__main__":
    main()
