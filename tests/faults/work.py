"""Run `maskstream worker` with the limits that a test says.

``python -m tests.faults.work`` reads, beside the worker's own settings, whole and
fractional seconds from ``FAULTS_*``. It may write core files: that it leaves none is
the worker's doing.
"""

import os
import resource
import sys
from functools import partial

from pipeline import cli, service
from pipeline.worker import PATIENCE, Patience
from tests.faults import clocks, poison

SHORTEST_SESSION_S = 6.0  # the least that Kafka allows


def main() -> None:
    """Set the limits, then be `maskstream worker`."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    given = os.environ
    patience = Patience(
        session_s=SHORTEST_SESSION_S,
        send_s=float(given.get("FAULTS_SEND_LIMIT_S", PATIENCE.send_s)),
        retry_s=float(given.get("FAULTS_PATIENCE_S", PATIENCE.retry_s)),
    )
    service.serve = partial(service.serve, build=poison.build_redact, patience=patience)
    if swing_s := float(given.get("FAULTS_CLOCK_SWING_S", "0")):
        clocks.swing(swing_s)
    sys.argv[1:] = ["worker"]
    cli.main()


if __name__ == "__main__":
    main()
