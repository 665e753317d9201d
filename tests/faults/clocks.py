"""A wall clock that somebody keeps setting."""

import time

_true_time = time.time
SECONDS_BETWEEN_JUMPS = 2.0


def swing(most_s: float) -> None:
    """Have `time.time` jump: right, ahead by `most_s`, behind by as much, and so on.

    The monotonic clock stays as it is, as it does when a system's clock is set.
    """
    offsets = (0.0, most_s, -most_s)
    began = _true_time()

    def wrong_time() -> float:
        now = _true_time()
        jumps = int((now - began) / SECONDS_BETWEEN_JUMPS)
        return now + offsets[jumps % len(offsets)]

    time.time = wrong_time
