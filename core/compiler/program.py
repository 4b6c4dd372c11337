"""Program: what a Config compiles to, at two levels; bound to memory it is what trains.

    program = compile_program(config)   FormulaError or another ValueError, with a sentence, if the Config is at fault
    program.readable, program.fast      the lines of both levels; program.text("readable") runs alone under CPython
    program.parameters, program.bytes   length of the flat vector; bytes of all arrays, known before they are taken
    program.shapes                      ((fan_in, fan_out), ...), the first hidden layer first, the output last
    bound = program.bind()              draws the weights; float64 instead of float32 for checks

    bound.run(rates) -> costs           one training step for each rate: sample, forward, loss, backward, update. The
                                        costs (n,) are the mean over each batch, data term only. All sampling is inside
                                        and seeded: run([r] * 10) is ten times run([r]), to the bit. A run that diverges
                                        gives costs that are not finite, and no warning.
    bound.parameters, bound.gradient    one flat vector each, (P,); parameters may be written between runs
    bound.layers[i]                     views .weights (fan_in, fan_out), .biases (fan_out,), .weight_gradients,
                                        .bias_gradients; 0 is the first hidden layer, -1 the output. The gradient is
                                        whatever the optimizer left there; bound.backward gives the bare one
    bound.steps                         steps since the optimizer began
    bound.inputs, bound.targets         the last step's batch, copies
    bound.tune(config) -> Bound         live fields: the same Bound where only numbers changed, else a new one with the
                                        same parameters, streams that go on, and the optimizer's state where it is still
                                        valid. Raises as compile_program does, and then changes nothing. Rate and
                                        schedule are the caller's: they come with each run
    bound.take(program) -> Bound        the same of a program that program.tuned(config) returned
    bound.data                          None, or Data(train_inputs, train_targets, test_inputs, test_targets)
    bound.target_at(points)             the target (n, outputs) without noise; nan where it is no function of the inputs
    bound.save() -> State               immutable, .bytes; bound.restore(state): the run goes on from there, to the bit

    Anywhere, as the parameters are now, and apart from the run; points (n, inputs), targets (n, outputs):
    bound.predict(points)               outputs (n, outputs), quickly
    bound.forward(points)               Forward(inputs, z, a): every layer's sums and activations, output last
    bound.cost(points, targets)         the mean loss
    bound.backward(points, targets)     Backward(cost, gradient, deltas): the bare gradient, each layer's d cost / d z

Elementwise losses are averaged over the outputs, cross-entropy is summed over the classes. A loss by z brings its own
output activation, so that the last activations are probabilities.
"""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from core.compiler.bound import Bound, State
from core.compiler.data import Data
from core.compiler.evaluation import Backward, Forward, evaluation_bytes
from core.compiler.fast import Fast, emit_data, emit_training, listing
from core.compiler.fast_update import LIVE_KNOBS, scalar_rules
from core.compiler.line import Line, link, source
from core.compiler.parameters import LayerView
from core.compiler.plan import Plan, plan
from core.compiler.readable import emit_readable
from core.shared.config import Config

__all__ = [
    "Backward", "Bound", "Data", "Forward", "LayerView", "Line", "Program", "State", "compile_program",
]  # fmt: skip

_OUTSIDE = (
    "rate", "schedule", "horizon", "every", "factor", "floor", "patience", "warmup", "stop_cost", "stop_examples",
    "stop_plateau",
)  # fmt: skip


class Program:
    """A compiled Config; see the module's docstring."""

    def __init__(self, config: Config, training: Fast | None = None) -> None:
        self.config = config
        self.plan: Plan = plan(config)
        self.training: Fast = training or emit_training(self.plan)
        self.scalars = scalar_rules(self.plan)

    @property
    def parameters(self) -> int:
        """The length of the flat vector."""
        return self.plan.parameters

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """(fan_in, fan_out) of each layer."""
        return tuple((layer.fan_in, layer.fan_out) for layer in self.plan.layers)

    @cached_property
    def levels(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The lines of the readable and the fast level, each with its partners at the other one."""
        return link(emit_readable(self.plan), listing(self.training))

    @property
    def readable(self) -> tuple[Line, ...]:
        """The readable program."""
        return self.levels[0]

    @property
    def fast(self) -> tuple[Line, ...]:
        """The program that trains."""
        return self.levels[1]

    def text(self, level: str) -> str:
        """The source of a level, "readable" or "fast"."""
        return source(self.readable if level == "readable" else self.fast)

    @cached_property
    def bytes(self) -> int:
        """The bytes of all arrays of a bound program, those that predict and forward take included."""
        config = self.config
        kept = 4 * config.examples * (self.plan.layers[0].fan_in + config.inputs + config.outputs)
        data = emit_data(self.plan).emitter.bytes() + kept if config.data == "finite" else 0
        return self.training.emitter.bytes() + data + 8 * self.parameters + evaluation_bytes(self.plan)

    def bind(self, dtype: DTypeLike = np.float32) -> Bound:
        """The program in memory, with fresh weights."""
        return Bound(self, None, dtype)

    def tuned(self, config: Config) -> "Program":
        """The program of another Config: with the same `training` where the two differ in numbers alone."""
        same = _skeleton(config) == _skeleton(self.config)
        return Program(config, self.training if same else None)


def compile_program(config: Config) -> Program:
    """The program of a Config; FormulaError or another ValueError says what is wrong with it."""
    return Program(config)


def _skeleton(config: Config) -> Config:
    """The Config without what can change and leave every line as it is: of a number only whether it is 0."""
    default = Config()
    changes: dict[str, Any] = {key: getattr(default, key) for key in _OUTSIDE}
    changes |= {key: 0.5 if getattr(config, key) else 0.0 for key in LIVE_KNOBS}
    return config.replace(**changes)
