"""Tie a child process to the life of its parent.

Run as a script it becomes another program that dies with its starter::

    python -I lifeline.py PARENT_PID PROGRAM ARGUMENT...
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the kernel kill this process as soon as its parent is gone.

    The parent is, to the kernel, the thread that started us: it has to be one
    that lives as long as we are wanted.

    Args:
        parent: Process id of the parent, to notice that it died already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    die_with(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606  # no shell is the point
