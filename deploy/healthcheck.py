"""Exit 0 while the worker in this container takes messages."""  # noqa: INP001

import sys
import urllib.request

METRICS = "http://127.0.0.1:9100/metrics"


def is_ready(page: str) -> bool:
    """Tell whether a metrics page says that the worker takes messages."""
    return "maskstream_ready 1.0" in page.splitlines()


if __name__ == "__main__":
    with urllib.request.urlopen(METRICS, timeout=4) as answer:
        sys.exit(0 if is_ready(answer.read().decode()) else 1)
