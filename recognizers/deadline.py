"""How long the reading of one document may still take."""

import threading
import time

from pipeline.core.errors import DetectError


class OutOfTimeError(DetectError):
    """A document took longer to read than it may.

    Not a `TimeoutError` on purpose: Presidio catches those, logs, and reports
    a half-read text as read.
    """

    code = "timeout"


class Deadline(threading.local):
    """The end of the current document's time, one for each thread."""

    def __init__(self) -> None:
        """Start without an end, as in the reading of a pack's examples."""
        self._end = float("inf")

    def start(self, budget_s: float) -> float:
        """Let the time run: `budget_s` seconds from now.

        Returns:
            When it ends, for `check`.
        """
        self._end = time.perf_counter() + budget_s
        return self._end

    def remaining_s(self) -> float | None:
        """Return the seconds that are left.

        Returns:
            A positive number, or None when there is no end.

        Raises:
            OutOfTimeError: Nothing is left.
        """
        if self._end == float("inf"):
            return None
        left = self._end - time.perf_counter()
        if left <= 0:
            raise OutOfTimeError
        return left


def check(end: float) -> None:
    """Look at the clock, in a third of the time that `Deadline.remaining_s` takes.

    Raises:
        OutOfTimeError: It is `end`, or later.
    """
    if time.perf_counter() >= end:
        raise OutOfTimeError
