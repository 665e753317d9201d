"""Run a worker with a redactor of the tests: ``python -m tests.delivery.work``."""

import sys

from pipeline.settings import load_settings
from pipeline.worker import Hooks, run_worker
from tests.delivery import factories


def say(*words: object) -> None:
    """Print a line that the test reads."""
    print(*words, flush=True)  # noqa: T201  # the test's pipe


if __name__ == "__main__":
    hooks = Hooks(
        ready=lambda count: say("ready", count),
        batch=lambda count, _: say("batch", count),
        retrying=lambda name: say("retrying", name),
        stopped=lambda name: say("stopped", name),
    )
    factory = getattr(factories, sys.argv[1])
    sys.exit(run_worker(load_settings(), factory, factories.give_up, hooks))
