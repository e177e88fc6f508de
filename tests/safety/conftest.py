"""What is forked here has the parser and all tables loaded."""

import pytest

from memcon import run
from memcon.settings import Settings


@pytest.fixture(scope="session")
def loaded() -> None:
    """Load what reading needs, once."""
    run._warm(Settings(), None)
