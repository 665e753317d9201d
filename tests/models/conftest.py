"""What the tests of the name model share."""

import pytest

from models.names import NameDetector


@pytest.fixture(scope="session")
def detector() -> NameDetector:
    """Return the shipped model."""
    return NameDetector()
