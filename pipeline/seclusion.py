"""Keep what a process holds in it: no core file, no debugger of an equal.

Raw texts and keys are in memory while they are worked on. A core file would put them
on a disk, `ptrace` and ``/proc/PID/mem`` before anybody who runs as the same user.
"""

import ctypes
import resource
import sys

PR_SET_DUMPABLE = 4


def seclude() -> None:
    """Close this process to core dumps, and to others that run as its user.

    A program that it starts isn't closed: `execve` opens it again, so each of ours
    calls this for itself. Where the kernel isn't Linux, only core files are off.

    Raises:
        OSError: The kernel refuses: the process ends rather than work in the open.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # a limit of 0 doesn't stop cores that go to a program
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the kernel refuses to close the process")
