"""Instructions a message: the same on a busy machine and on an idle one.

Valgrind's callgrind counts them in a program that it emulates, some hundred times
slower. It counts only while the messages of one round are in work, not while the model
is loaded. The processor's own counters would be faster, but virtual machines hide them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import orjson
from rich.console import Console

from pipeline.bench.plan import Plan
from pipeline.core.errors import ConfigError, MaskstreamError

MOST = 100
"""Messages that are counted at most."""

_COLLECTED = re.compile(r"Collected : (\d+)")
_STEADY = {
    # Sets and dictionaries in the same order, and no second thread, each time.
    "PYTHONHASHSEED": "0",
    "BLIS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """What was counted over some messages."""

    messages: int
    total: int

    @property
    def per_message(self) -> float:
        """Return the mean."""
        return self.total / self.messages

    def as_json(self, plan: Plan) -> dict[str, object]:
        """Return the figures under stable names."""
        return {
            "counter": "callgrind",
            "messages": self.messages,
            "traffic": plan.mix.describe(),
            "instructions_per_message": round(self.per_message),
        }


def run_instructions(plan: Plan, *, as_json: bool) -> int:
    """Count, and print the result on stdout.

    Returns:
        Exit status 0.

    Raises:
        ConfigError: There is no Valgrind.
        MaskstreamError: The counted program failed.
    """
    counted = count(plan)
    if as_json:
        sys.stdout.write(orjson.dumps(counted.as_json(plan)).decode() + "\n")
    else:
        mean = counted.per_message / 1e6
        Console().print(f"{mean:,.3f} million instructions a message")
    return 0


def count(plan: Plan) -> Instructions:
    """Count the instructions of a round's first messages; see `run_instructions`."""
    messages = min(plan.count, MOST)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603  # our own program and arguments
            [
                *_callgrind(Path(folder)),
                *(sys.executable, "-m", "pipeline.bench.counted"),
                *(str(messages), plan.mix.value, folder),
            ],
            env=os.environ | _STEADY,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    found = _COLLECTED.search(done.stderr)
    if done.returncode or found is None:
        raise MaskstreamError(f"callgrind ended with status {done.returncode}")
    return Instructions(messages=messages, total=int(found[1]))


def _callgrind(folder: Path) -> list[str]:
    """Return the command that counts what its argument does, once told to begin.

    Raises:
        ConfigError: It isn't installed.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None or shutil.which("callgrind_control") is None:
        problem = "isn't installed: this machine can't count instructions"
        raise ConfigError("valgrind", "", problem)
    options = ["--tool=callgrind", "--instr-atstart=no"]
    return [valgrind, *options, f"--callgrind-out-file={folder}/callgrind.out"]
