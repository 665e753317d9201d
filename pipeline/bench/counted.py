"""The program whose instructions are counted: ``python -m pipeline.bench.counted``.

Its arguments are a number of messages, the name of a mix and a folder for keys.
"""

import gc
import os
import subprocess
import sys
from pathlib import Path

from pipeline.assembly import Parts
from pipeline.bench.plan import Mix, Plan
from pipeline.bench.run import check_outcomes
from pipeline.collector import spare_collector
from pipeline.settings import load_settings

PATIENT_S = 3_600.0
"""Seconds that a message may take: emulated, it is some hundred times slower."""


def main(count: int, mix: Mix, folder: Path) -> None:
    """Do a warm-up, then a round whose instructions are counted."""
    settings = load_settings(keyset_file=folder / "keyset.json", budget_s=PATIENT_S)
    redact = Parts(settings).redactor()
    spare_collector()
    plan = Plan(count=count, batch=count, mix=mix)
    check_outcomes(redact, plan)
    (batch,) = plan.batches(0)
    gc.collect()
    _count("on")
    redact(batch)
    _count("off")


def _count(switch: str) -> None:
    command = ["callgrind_control", f"--instr={switch}", str(os.getpid())]
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603  # all ours


if __name__ == "__main__":
    main(int(sys.argv[1]), Mix(sys.argv[2]), Path(sys.argv[3]))
