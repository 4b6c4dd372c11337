"""Evaluation: what a network computes at any points, and the gradient there, apart from its training.

Points go through the fast forward pass in chunks, so that its arrays stay in the processor's cache.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.compiler.evaluate import evaluate
from core.compiler.fast import emit_evaluation
from core.compiler.fast_update import knobs
from core.compiler.parse import parse
from core.compiler.plan import Plan
from core.compiler.workspace import Workspace

CHUNK = 512
FEW = 8
MOST_NUMBERS = 2**21
LARGEST_EXACT = 4_000_000
"""The number of parameters up to which a network is evaluated in float64, too."""
Floats = NDArray[Any]


class Forward(NamedTuple):
    """What every layer computes at n points: inputs (n, fan_in of layer 1, features included), and for each layer, the
    output last, its sums z (n, fan_out) and activations a (n, fan_out)."""

    inputs: Floats
    z: list[Floats]
    a: list[Floats]


class Backward(NamedTuple):
    """The cost (mean, data term only), its gradient (P,), and for each layer its derivative by z (n, fan_out)."""

    cost: float
    gradient: Floats
    deltas: list[Floats]


class Evaluation:
    """Evaluates a network whose parameters are the given flat vector, as they are at each call."""

    def __init__(self, plan: Plan, parameters: Floats, dtype: DTypeLike = np.float32) -> None:
        self.plan, self.parameters, self.dtype = plan, parameters, dtype
        self.spaces: dict[tuple[int, bool], Workspace] = {}

    def predict(self, points: Floats) -> Floats:
        """The outputs (n, outputs) at points (n, inputs)."""
        return self._through(points, f"y{len(self.plan.layers)}")[0]

    def forward(self, points: Floats) -> Forward:
        """What every layer computes at points (n, inputs)."""
        count = len(self.plan.layers)
        hidden = range(1, count)
        names = ["A0", *(f"z{i}" for i in range(1, count + 1)), *(f"A{i}" for i in hidden), f"y{count}"]
        found = dict(zip(names, self._through(points, *names), strict=True))
        activations = [found[f"A{i}"][:, :-1] for i in hidden]
        sums = [found[f"z{i}"] for i in range(1, count + 1)]
        return Forward(found["A0"][:, :-1], sums, [*activations, found[f"y{count}"]])

    def cost(self, points: Floats, targets: Floats) -> float:
        """The mean loss at points (n, inputs) with targets (n, outputs)."""
        number = len(self.plan.layers)
        sums, values = self._through(points, f"z{number}", f"y{number}")
        return mean_loss(self.plan, sums, values, targets)

    def backward(self, points: Floats, targets: Floats) -> Backward:
        """The cost, its gradient and the deltas at points (n, inputs) with targets (n, outputs)."""
        space = self._space(len(points), backward=True)
        space.array("points")[:] = points.T
        space.array("block_t")[0] = targets
        with np.errstate(all="ignore"):
            space.call["forward"]()
            space.call["backward"]()
            space.call["measure"]()
        deltas = [space.array(f"d{layer.number}").copy() for layer in self.plan.layers]
        return Backward(float(space.array("costs")[0]), space.array("gradient").copy(), deltas)

    def _through(self, points: Floats, *names: str) -> list[Floats]:
        """The named arrays at all points, a row each, worked out chunk by chunk."""
        chunk = chunk_size(self.plan, len(points))
        space = self._space(chunk, backward=False)
        inputs = space.array("points")
        arrays = [space.array(name) for name in names]
        results = [np.empty((len(points), array.shape[1]), self.dtype) for array in arrays]
        with np.errstate(all="ignore"):
            for start in range(0, len(points), chunk):
                part = points[start : start + chunk]
                inputs[:, : len(part)] = part.T
                space.call["forward"]()
                for result, array in zip(results, arrays, strict=True):
                    result[start : start + len(part)] = array[: len(part)]
        return results

    def _space(self, points: int, backward: bool) -> Workspace:
        """The workspace for so many points; of those with a backward pass only the last one is kept."""
        key = (points, backward)
        if key not in self.spaces:
            fast = emit_evaluation(self.plan, points, backward)
            gradient = np.zeros_like(self.parameters) if backward else self.parameters  # without it nothing is written
            given = {"parameters": self.parameters, "gradient": gradient}
            self.spaces = {old: space for old, space in self.spaces.items() if not (backward and old[1])}
            self.spaces[key] = Workspace(fast, knobs(self.plan), given, self.dtype)
        return self.spaces[key]


def chunk_size(plan: Plan, points: int) -> int:
    """How many points go through the network at once: few where few are asked for, or where layers are many."""
    if points <= FEW:
        return FEW
    width = sum(layer.fan_out + 1 for layer in plan.layers)
    return max(FEW, min(CHUNK, MOST_NUMBERS // width))


def evaluation_bytes(plan: Plan) -> int:
    """The bytes that predict and forward take: sums and activations of a chunk and of a few points."""
    width = sum(2 * layer.fan_out + 1 for layer in plan.layers)
    return 4 * width * (chunk_size(plan, CHUNK) + FEW)


def exact_bytes(plan: Plan) -> int:
    """The bytes that a gradient check takes: an evaluation of one example in float64, and three vectors; or none."""
    parameters = sum(layer.size for layer in plan.layers)
    if parameters > LARGEST_EXACT:
        return 0
    width = sum(6 * layer.fan_out + layer.fan_in for layer in plan.layers)  # sums, activations, slopes, deltas, copies
    return 8 * (3 * parameters + width * (1 + FEW))


def mean_loss(plan: Plan, sums: Floats, values: Floats, targets: Floats) -> float:
    """The cost of outputs with these sums and values, (n, outputs) each, measured against the targets."""
    names = {"y": values, "z": sums, "t": targets}
    with np.errstate(all="ignore"):
        if plan.loss.kind == "row":
            largest = sums.max(axis=1, keepdims=True)
            names["logsum"] = largest + np.log(np.exp(sums - largest).sum(axis=1, keepdims=True))
        losses = evaluate(parse(plan.loss.value, tuple(names)), names)
        return float(losses.mean() if plan.loss.kind == "element" else losses.sum(axis=1).mean())
