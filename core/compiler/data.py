"""A finite set of examples: drawn once, and split into what trains and what tests."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.compiler.fast import emit_data
from core.compiler.fast_update import knobs
from core.compiler.plan import Plan
from core.compiler.streams import new_streams
from core.compiler.workspace import Workspace

Floats = NDArray[Any]


class Data(NamedTuple):
    """A finite set: inputs (n, inputs) and targets (n, outputs), of the part that trains and the part that tests."""

    train_inputs: Floats
    train_targets: Floats
    test_inputs: Floats
    test_targets: Floats


class Drawn(NamedTuple):
    """A set, and its part that trains as the training program takes it.

    `fed` (n, inputs + features + 1) is what the first layer sees, with a column of ones; `targets` (n, outputs).
    """

    data: Data
    fed: Floats
    targets: Floats


def draw_data(plan: Plan, dtype: DTypeLike) -> Drawn:
    """The finite set of a plan: the same for the same seed, whatever else was drawn."""
    config = plan.config
    space = Workspace(emit_data(plan), knobs(plan), new_streams(config.seed).generators, dtype)
    with np.errstate(all="ignore"):
        space.call["sample"]()
    block, targets = space.array("block_A0")[0], space.array("block_t")[0]
    part = plan.train_examples
    inputs = np.ascontiguousarray(block[:, : config.inputs])
    data = Data(inputs[:part], targets[:part], inputs[part:], targets[part:])
    return Drawn(data, block[:part], targets[:part])
