"""How many cases a fuzz test tries: as many as a test run has time for, or all with FULL_SIZE=1."""

import os

from hypothesis import settings

FULL_SIZE = os.environ.get("FULL_SIZE") == "1"


def tries(quick: int, full: int) -> settings:
    """The settings of a property that is tried `quick` times, with FULL_SIZE=1 `full` times."""
    return settings(max_examples=full if FULL_SIZE else quick)
