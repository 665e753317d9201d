"""What a deployment decides, and what follows from it."""

import subprocess
import sys

from pipeline.settings import load_settings


def test_as_many_cpu_processes_as_are_asked_for() -> None:
    """Their number also says how many records a worker takes at once."""
    assert load_settings(processes=3).cpu_processes == 3


def test_one_cpu_process_for_each_core_that_is_ours() -> None:
    """A container or ``taskset`` may have been given fewer than the machine has."""
    program = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from pipeline.settings import load_settings\n"
        "print(load_settings(processes=0).cpu_processes)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "1\n"
