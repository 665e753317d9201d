"""Read arrays from a file that may be damaged."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.core.errors import ConfigError


def read_arrays(path: Path, *names: str) -> list[NDArray[Any]]:
    """Return arrays that ``numpy.savez`` wrote.

    Raises:
        ConfigError: The file is missing or damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return [arrays[name] for name in names]
    except Exception as error:  # noqa: BLE001 - a flipped bit may raise anything
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(path), "", problem) from None
