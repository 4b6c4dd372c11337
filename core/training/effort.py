"""Effort: how many points a network may be asked about in one go, so that the page never waits long for an answer.

A look at one point takes about two operations for each parameter, a gradient six.
"""

OPERATIONS = 2e9
FORWARD = 2
BACKWARD = 6
LEAST = 16


def affordable_points(parameters: int, asked: int, passes: int = FORWARD) -> int:
    """Return how many of the asked points take at most `OPERATIONS` operations; 16 are always allowed."""
    return min(asked, max(LEAST, int(OPERATIONS / (passes * parameters))))
