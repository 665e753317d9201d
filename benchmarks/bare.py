"""What one core does without any Kafka, and how large messages are."""

import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.load import endless_chat
from benchmarks.results import Figures
from pipeline.assembly import Parts
from pipeline.core.records import Source
from pipeline.core.route import Incoming
from pipeline.settings import load_settings

_SAMPLE = 500
LIMIT_S = 240.0


def measure_bare(count: int) -> Figures:
    """Run `maskstream bench` as anybody would, beside stock Presidio.

    Args:
        count: Messages in a round.
    """
    command = [sys.executable, "-m", "pipeline.cli", "bench", "--baseline", "--stages"]
    done = subprocess.run(
        [*command, "--count", str(count), "--json"],
        check=True,
        stdout=subprocess.PIPE,
        timeout=LIMIT_S,
    )
    figures: Figures = orjson.loads(done.stdout)
    return figures | {"bytes": sizes()}


def sizes() -> dict[str, float]:
    """Return the mean size of a raw message, and of its masked copies together."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(keyset_file=Path(folder) / "keyset.json")
        values = list(islice(endless_chat(), _SAMPLE))
        batch = [
            Incoming(value=value, source=Source(topic="raw", partition=0, offset=n))
            for n, value in enumerate(values)
        ]
        outputs = Parts(settings).redactor()(batch)
    masked = sum(len(sent.value) for made in outputs for sent in made)
    return {
        "raw": round(sum(map(len, values)) / _SAMPLE, 1),
        "masked": round(masked / _SAMPLE, 1),
    }
