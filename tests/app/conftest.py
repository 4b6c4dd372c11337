"""What the tests of the page's plain modules stand on."""

from typing import Any

import pytest

from core.catalogue import describe


@pytest.fixture(scope="session")
def choices() -> dict[str, Any]:
    """The catalogue as the page reads it."""
    return describe()
