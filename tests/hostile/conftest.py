"""What the hostile tests share."""

import pytest

from pipeline.assembly import Parts
from pipeline.core.redact import Redactor
from pipeline.settings import load_settings

collect_ignore = ["fuzz.py"]
"""A program of its own: it needs atheris, which has wheels for Linux alone."""


@pytest.fixture(scope="session")
def redact(tmp_path_factory: pytest.TempPathFactory) -> Redactor:
    """Build the whole way without the name model: what it finds isn't the point."""
    keyset = tmp_path_factory.mktemp("keys") / "keyset.json"
    return Parts(load_settings(keyset_file=keyset, model=False)).redactor()
