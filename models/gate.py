"""Tell, after the network's first layer, which words can't be part of a name.

Most words of a chat never were, whatever stands around them. They aren't read on: seven
texts in ten need less than half of the network, three in ten none of the rest.
"""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from models.layers import Floats, Linear, Truths
from pipeline.core.errors import ConfigError

FILE = "gate.npz"


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
        layers = {"hidden": self.hidden, "score": self.score}
        arrays = {f"{name}_weights": it.weights for name, it in layers.items()}
        arrays |= {f"{name}_bias": it.bias for name, it in layers.items()}
        np.savez(folder / FILE, **arrays)  # type: ignore[arg-type]  # numpy's stub


def load_gate(folder: Path) -> Gate | None:
    """Read a model's gate; None if it has none.

    Raises:
        ConfigError: The file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Gate(
                *(
                    Linear(arrays[f"{name}_weights"], arrays[f"{name}_bias"])
                    for name in ("hidden", "score")
                )
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(path), "", problem) from None
