"""Run a worker with a redactor of the tests: ``python -m tests.delivery.work``."""

import logging
import sys

from pipeline.settings import load_settings
from pipeline.shell import Hooks
from pipeline.worker import Patience, run_worker
from tests.delivery import factories


def say(*words: object) -> None:
    """Print a line that the test reads."""
    print(*words, flush=True)  # noqa: T201  # the test's pipe


def ready(partitions: int) -> None:
    """Say so; at DEBUG, turn every library up: none may quote a record then."""
    say("ready", partitions)
    if load_settings().log_level == "DEBUG":
        for name in ["", *logging.root.manager.loggerDict]:
            logging.getLogger(name).setLevel(logging.DEBUG)


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, format="%(name)s %(message)s")
    hooks = Hooks(
        ready=ready,
        batch=lambda count, _: say("batch", count),
        retrying=lambda name: say("retrying", name),
        stopped=lambda name: say("stopped", name),
    )
    factory = getattr(factories, sys.argv[1])
    patience = Patience(session_s=6.0)  # the least that Kafka allows
    sys.exit(run_worker(load_settings(), factory, factories.give_up, hooks, patience))
