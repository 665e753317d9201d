"""Contenders that do nothing, fast."""

from collections.abc import Sequence

from pipeline.core.route import Incoming, Outgoing


class Counting:
    """A contender that remembers the sizes of its batches."""

    def __init__(self) -> None:
        """Start with none."""
        self.sizes: list[int] = []

    def __call__(self, batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        """Take a batch and make nothing of it."""
        self.sizes.append(len(batch))
        return [[] for _ in batch]
