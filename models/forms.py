"""Labels of a form: what stands before the colon in line after line.

A text made of ``Spessore: 18 mm`` and ``Finitura: rovere`` names nobody by its labels,
however rare these words are. A chat log has the same shape: a word that is known as a
name isn't taken for a label.
"""

from collections.abc import Iterator, Sequence

_LONGEST_LABEL = 4
_FEWEST_LINES = 2


def labels_in(words: Sequence[str]) -> frozenset[int]:
    """Return the places of words that are labels.

    Args:
        words: All words and signs of a text, white space among them.

    Returns:
        Nothing for a text that isn't a form.
    """
    if words.count(":") < _FEWEST_LINES:
        return frozenset()
    labels = [label for line in _lines(words) if (label := _label(words, line))]
    if len(labels) < _FEWEST_LINES:
        return frozenset()
    return frozenset(at for label in labels for at in label)


def _lines(words: Sequence[str]) -> Iterator[range]:
    start = 0
    for at, word in enumerate(words):
        if "\n" in word:
            yield range(start, at)
            start = at + 1
    yield range(start, len(words))


def _label(words: Sequence[str], line: range) -> range:
    """Return a line's first words if a colon follows them."""
    for at in line[1 : _LONGEST_LABEL + 1]:
        if words[at] == ":":
            return range(line.start, at)
    return range(0)
