"""Tell, after the network's first layer, which words can't be part of a name.

Most words of a chat never were, whatever stands around them. They aren't read on: seven
texts in ten need less than half of the network, three in ten none of the rest.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.arrays import read_arrays
from models.layers import Floats, Linear, Truths

FILE = "gate.npz"
_ARRAYS = ("hidden_weights", "hidden_bias", "score_weights", "score_bias")


@dataclass(frozen=True, slots=True)
class Gate:
    """A small network of one hidden layer.

    Attributes:
        hidden: From a word's vector after the first layer.
        score: From the hidden layer to one number, above zero if the word may be
            part of a name.
    """

    hidden: Linear
    score: Linear

    def __call__(self, rows: Floats) -> Truths:
        """Tell for each word whether it may be part of a name."""
        sums = self.score(np.maximum(self.hidden(rows), 0))
        may_be: Truths = sums[:, 0] > 0
        return may_be

    def save(self, folder: Path) -> None:
        """Write the gate into a model's folder."""
        layers = (self.hidden, self.score)
        arrays = [array for it in layers for array in (it.weights, it.bias)]
        named = dict(zip(_ARRAYS, arrays, strict=True))
        np.savez(folder / FILE, **named)  # type: ignore[arg-type]  # numpy's stub


def load_gate(folder: Path) -> Gate | None:
    """Read a model's gate; None if it has none.

    Raises:
        ConfigError: The file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return None
    hidden, hidden_bias, score, score_bias = read_arrays(path, *_ARRAYS)
    return Gate(Linear(hidden, hidden_bias), Linear(score, score_bias))
