"""Records of a run: the changes on its way, and all that it takes to go back."""

import hashlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import State
from core.shared.config import Config
from core.training import history
from core.training.progress import Progress

Values = tuple[tuple[int, float], ...]


class Change(NamedTuple):
    """A change on the way, before step number `step`, counted from 0.

    The run took over `config`, wrote `writes` into its parameters (position, value), and held `pins` from then on.
    """

    step: int
    config: Config
    writes: Values = ()
    pins: Values = ()


class Kept(NamedTuple):
    """All that a run is at the end of a block, to go back to."""

    config: Config
    bound: State
    changes: tuple[Change, ...]
    pins: Values
    progress: Progress
    costs: history.Saved
    test_costs: history.Saved
    recent: tuple[NDArray[np.float64], NDArray[np.float64]]


def digest(step: int, parameters: NDArray[np.float32]) -> str:
    """Return the SHA-256, in hexadecimal, of a step (8 bytes, little-endian) and the parameters."""
    content = step.to_bytes(8, "little") + np.ascontiguousarray(parameters, "<f4").tobytes()
    return hashlib.sha256(content).hexdigest()
