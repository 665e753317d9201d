"""Build the surnames that `recognizers` know, of the gazetteer.

Run as ``python -m models.build_surnames``; the results are committed:
`recognizers/words/surnames.txt` has those that are nothing else,
`recognizers/words/word_surnames.txt` those that are words, too ("Weber", "Young").
"""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import recognizers.words
from models.gazetteer import LAST, TOWN, WORD, load_gazetteer
from recognizers.words import load_words

FOLDER = Path(recognizers.words.__file__).parent

_SHORTEST = 3
_SHORTEST_WORD = 4
"""Letters: shorter words are seldom surnames, and often abbreviations."""
_HEADS = {
    "surnames": "Surnames that are no words",
    "word_surnames": "Surnames that are words, too",
}


def build() -> dict[str, list[str]]:
    """Return the surnames by table, folded and sorted, without towns."""
    plain, words = [], []
    refused = load_words("common") - load_words("name_words")
    for name, known in sorted(load_gazetteer().classes.items()):
        if LAST not in known or TOWN in known or not name.isalpha():
            continue
        if WORD not in known and len(name) >= _SHORTEST:
            plain.append(name)
        elif WORD in known and len(name) >= _SHORTEST_WORD and name not in refused:
            words.append(name)
    return {"surnames": plain, "word_surnames": words}


def _page(head: str, names: Iterable[str]) -> Iterator[str]:
    yield f"# {head}: see models/build_surnames.py."
    yield from textwrap.wrap(" ".join(names), 100)
    yield ""


def main() -> None:
    """Write the lists."""
    for table, names in build().items():
        page = "\n".join(_page(_HEADS[table], names))
        (FOLDER / f"{table}.txt").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
