"""Compute what spaCy trained, straight from its weights.

spaCy's own way allocates for training, keeps every word it meets and reads each text
once per sensitivity. The matrix product is the one that spaCy uses: a row of its
result doesn't depend on the rows around it, which numpy's doesn't promise.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]
Ids = NDArray[np.uint64]
Truths = NDArray[np.bool_]

_OPS = NumpyOps()
_LEAST_VARIANCE = 1e-8


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum for each output, and a bias.

    Attributes:
        weights: Outputs by inputs.
        bias: One for each output.
    """

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Return the outputs for each row of inputs."""
        sums = multiply(rows, self.weights)
        sums += self.bias
        return sums


@dataclass(frozen=True, slots=True)
class Maxout:
    """The largest of several linear layers, normalised.

    Attributes:
        pieces: All the linear layers, one after the other.
        gain: By which each normalised output is multiplied.
        shift: What is then added to it.
    """

    pieces: Linear
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Return the outputs for each row of inputs."""
        return self.best_of(self.pieces(rows))

    def best_of(self, sums: Floats) -> Floats:
        """Return the outputs for each row of the linear layers' outputs."""
        best = largest(sums, len(self.gain))
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / len(self.gain) + _LEAST_VARIANCE
        best *= (1 / np.sqrt(variance, dtype=np.float32))[:, None]
        best *= self.gain
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class HashTable:
    """Vectors for ids without end: each id is the sum of four rows.

    Attributes:
        rows: What is added up.
        seed: Makes ids that collide here differ in other tables.
    """

    rows: Floats
    seed: int

    def __call__(self, ids: Ids) -> Floats:
        """Return a vector for each id."""
        keys = _OPS.hash(np.ascontiguousarray(ids), self.seed) % len(self.rows)
        return sum_rows(self.rows, keys)


def multiply(rows: Floats, weights: Floats) -> Floats:
    """Return the products of each row with each row of weights."""
    products: Floats = _OPS.gemm(rows, weights, trans2=True)
    return products


def largest(sums: Floats, width: int) -> Floats:
    """Return the largest of each output's two or more pieces, `width` apart."""
    best: Floats = np.maximum(sums[:, :width], sums[:, width : 2 * width])
    for at in range(2 * width, sums.shape[1], width):
        np.maximum(best, sums[:, at : at + width], out=best)
    return best


def sum_rows(table: Floats, asked: NDArray[np.uint32]) -> Floats:
    """Return the sum of the table's rows that each row of `asked` names."""
    sums: Floats = _OPS.gather_add(table, asked)
    return sums


def windows(rows: Floats, places: NDArray[np.intp]) -> Floats:
    """Return the rows at `places`, each between the one before and the one after it.

    Args:
        rows: One behind the other in memory.
        places: Neither the first nor the last row.
    """
    width = rows.shape[1]
    flat = sliding_window_view(rows.reshape(-1), 3 * width)
    overlapping: Floats = flat[::width][places - 1]
    return overlapping


def weights_of(model: Model[Any, Any], name: str) -> Floats:
    """Return a trained layer's weights of one name."""
    return np.asarray(model.get_param(name), dtype=np.float32)


def pieces_first(weights: Floats) -> Floats:
    """Bring outputs by pieces by what follows into the order of `largest`."""
    outputs, pieces, *rest = weights.shape
    return np.ascontiguousarray(weights.swapaxes(0, 1)).reshape(outputs * pieces, *rest)


def maxouts_of(model: Model[Any, Any]) -> list[Maxout]:
    """Return a trained model's maxout layers, each with its normalisation."""
    layers = list(model.walk())
    trained = [it for it in layers if it.name == "maxout"]
    norms = [it for it in layers if it.name == "layernorm"]
    return [
        Maxout(
            Linear(*(pieces_first(weights_of(layer, name)) for name in ("W", "b"))),
            weights_of(norm, "G"),
            weights_of(norm, "b"),
        )
        for layer, norm in zip(trained, norms, strict=True)
    ]


def tables_of(model: Model[Any, Any]) -> list[HashTable]:
    """Return a trained model's hash tables, in the order of its features."""
    return [
        HashTable(weights_of(it, "E"), it.attrs["seed"])
        for it in model.walk()
        if it.name == "hashembed"
    ]
