"""Put the interpreter back as it was: logging and its hooks are global."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logging_restored() -> Iterator[None]:
    """Undo on exit what `set_up_logging` and its like did."""
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    factory, show = logging.getLogRecordFactory(), warnings.showwarning
    loggers = [logging.getLogger(), *_loggers()]
    states = [(one, one.level, one.handlers[:], one.propagate) for one in loggers]
    try:
        yield
    finally:
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        logging.setLogRecordFactory(factory)
        warnings.showwarning = show
        for logger, level, handlers, propagate in states:
            logger.handlers[:] = handlers
            logger.setLevel(level)
            logger.propagate = propagate


def _loggers() -> Iterator[logging.Logger]:
    for name in ["maskstream", *logging.root.manager.loggerDict]:
        yield logging.getLogger(name)
