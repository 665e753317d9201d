"""Run a worker that only copies: ``python -m benchmarks.work``."""

import sys

from benchmarks.passthrough import build_passthrough
from pipeline.service import serve
from pipeline.settings import load_settings

if __name__ == "__main__":
    sys.exit(serve(load_settings(), build_passthrough))
