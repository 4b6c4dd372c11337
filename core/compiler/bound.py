"""Bound: a program with its memory, parameters and streams; what the trainer drives."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.compiler.data import Data, draw_data
from core.compiler.evaluate import evaluate
from core.compiler.evaluation import Evaluation
from core.compiler.fast_update import knobs
from core.compiler.parameters import initial_parameters, layer_views
from core.compiler.plan import input_index, used_variables
from core.compiler.streams import DROPOUT, Order, Streams, new_streams, stream
from core.compiler.workspace import Workspace
from core.shared.config import Config

if TYPE_CHECKING:
    from core.compiler.program import Program

Floats = NDArray[Any]


class State(NamedTuple):
    """All that a run depends on, as it was at one step. Nobody changes it.

    `block` and `pending` are where the streams of samples were before the block; `dropout` is where that of dropout is,
    None in files of earlier builds where there was no dropout at this step.
    """

    parameters: Floats
    optimizer: Mapping[str, Floats]
    steps: int
    position: int
    block: Mapping[str, Any]
    pending: NDArray[np.int64] | None
    dropout: Any
    bytes: int


class Bound(Evaluation):
    """A program in memory. See core.compiler.program for what it offers."""

    def __init__(self, program: "Program", previous: "Bound | None" = None, dtype: DTypeLike = np.float32) -> None:
        plan = program.plan
        parameters = previous.parameters if previous else initial_parameters(plan, dtype)
        super().__init__(plan, parameters, dtype)
        self.program = program
        self.gradient = previous.gradient if previous else np.zeros_like(parameters)
        self.streams: Streams = previous.streams if previous else new_streams(plan.config.seed)
        self.data: Data | None = None
        given: dict[str, Any] = {"parameters": self.parameters, "gradient": self.gradient} | self.streams.generators
        self.order: Order | None = None
        if plan.config.data == "finite":
            given |= self._draw_data(previous)
        self.space = Workspace(program.training, knobs(plan), given, dtype)
        self.layers = layer_views(plan, self.parameters, self.gradient)
        self.rows = self._rows()
        self.steps = 0
        self.position = len(self.rows)
        self.sampled = False
        self.block_start = self._save_streams()
        if previous:
            self._inherit(previous)

    @property
    def config(self) -> Config:
        """The Config that it runs."""
        return self.plan.config

    @property
    def inputs(self) -> Floats:
        """The inputs (batch, inputs) of the last step, of the next one where none was taken yet; a copy."""
        return self._last("block_A0")[:, : self.config.inputs].copy()

    @property
    def targets(self) -> Floats:
        """The targets (batch, outputs) of the last step, of the next one where none was taken yet; a copy."""
        return self._last("block_t").copy()

    def run(self, rates: Sequence[float]) -> Floats:
        """Take a training step for each rate and return the cost of each, (n,) float32."""
        costs = np.empty(len(rates), self.dtype)
        done = 0
        with np.errstate(all="ignore"):
            while done < len(rates):
                if self.position == len(self.rows):
                    self._next_block()
                count = min(len(self.rows) - self.position, len(rates) - done)
                costs[done : done + count] = self._take(rates[done : done + count])
                done += count
        return costs

    def tune(self, config: Config) -> "Bound":
        """The bound program of a Config that differs in live fields.

        It is this one where only numbers changed, else a new one that goes on with the same parameters and streams.
        Raises as compile_program does, and then nothing has changed.
        """
        return self.take(self.program.tuned(config))

    def take(self, program: "Program") -> "Bound":
        """The bound program that `tune` returns, of what `self.program.tuned` made of its Config.

        Both are in memory at once until the caller lets go of this one.
        """
        if program.training is not self.program.training:
            if not self.position:
                self._put_back()
            return Bound(program, self, self.dtype)
        self.program, self.plan = program, program.plan
        self.space.set_knobs(knobs(self.plan))
        return self

    def target_at(self, points: Floats) -> Floats:
        """The targets (n, outputs) without noise at points (n, inputs); nan if it is no function of the inputs."""
        target, outputs = self.plan.target, self.config.outputs
        if target.kind != "function":
            return np.full((len(points), outputs), np.nan, np.float32)
        columns = {name: points[:, input_index(name)] for name in used_variables(target.value)}
        values = np.broadcast_to(np.asarray(evaluate(target.value, columns), np.float32), len(points))[:, np.newaxis]
        if target.classes and outputs > 1:
            return (values == np.arange(outputs)).astype(np.float32)
        return np.repeat(values, outputs, axis=1)

    def save(self) -> State:
        """A copy of all that the run depends on."""
        optimizer = {name: self.space.array(name).copy() for name in self.plan.optimizer.state}
        dropout = self.streams.save()["dropout_rng"]
        at_end = self.position == len(self.rows)
        block, pending = self._save_streams() if at_end else self.block_start
        count = self.parameters.nbytes * (1 + len(optimizer)) + (pending.nbytes if pending is not None else 0)
        return State(self.parameters.copy(), optimizer, self.steps, self.position, block, pending, dropout, count)

    def restore(self, state: State) -> None:
        """Go back to a state of this program."""
        self.parameters[:] = state.parameters
        for name, vector in state.optimizer.items():
            self.space.array(name)[:] = vector
        self.steps = state.steps
        self.block_start = (state.block, state.pending)
        self._to_block_start()
        if state.position < len(self.rows):
            self._next_block()
        self.position = state.position
        dropout = state.dropout or stream(self.config.seed, DROPOUT).bit_generator.state
        self.streams.restore({"dropout_rng": dropout})

    def _take(self, rates: Sequence[float]) -> Floats:
        """Take steps within the block."""
        first, last = self.position, self.position + len(rates)
        values: dict[str, Any] = dict(self.space.knobs)
        values["rate"] = np.asarray(rates, np.float64)
        values["step"] = np.arange(self.steps + 1, self.steps + len(rates) + 1, dtype=np.float64)
        for name, expression in self.program.scalars:
            values[name] = evaluate(expression, values)
        for column in self.space.fast.emitter.columns.values():
            self.space.array(column.name)[first:last] = evaluate(column.expression, values)
        self.space.call["train"](self.rows[first:last])
        self.space.call["measure"]()
        self.position = last
        self.steps += len(rates)
        return self.space.array("costs")[first:last]

    def _next_block(self) -> None:
        """Sample the next block of steps."""
        self.block_start = self._save_streams()
        if self.order:
            self.order.fill(self.space.array("order"))
        with np.errstate(all="ignore"):
            self.space.call["sample"]()
        self.position = 0
        self.sampled = True

    def _put_back(self) -> None:
        """Take back the sampling of a block of which no step was taken: somebody only looked at it."""
        self._to_block_start()
        self.position = len(self.rows)
        self.sampled = False

    def _to_block_start(self) -> None:
        """Put the streams of samples where they were before the block."""
        streams, pending = self.block_start
        self.streams.restore(dict(streams))
        if self.order and pending is not None:
            self.order.pending = pending

    def _save_streams(self) -> tuple[Mapping[str, Any], NDArray[np.int64] | None]:
        """Where the streams of samples are, before a block is sampled."""
        saved = {name: state for name, state in self.streams.save().items() if name != "dropout_rng"}
        return saved, self.order.pending if self.order else None

    def _rows(self) -> list[tuple[Any, ...]]:
        """For each step of a block its examples, targets, where its output goes, and its numbers."""
        fast = self.space.fast
        arrays = [(self.space.array(item.array), item.kind) for item in fast.row]
        return [tuple(_part(array, kind, step) for array, kind in arrays) for step in range(fast.steps)]

    def _last(self, name: str) -> Floats:
        """The last step's part of a block; the first step's, where none of this program was taken yet."""
        if not self.sampled:
            self._next_block()
        return self.space.array(name)[max(0, self.position - 1)]

    def _draw_data(self, previous: "Bound | None") -> dict[str, Any]:
        """Draw the finite set; what the training program needs of it."""
        drawn = draw_data(self.plan, self.dtype)
        self.data = drawn.data
        pending = previous._untrained() if previous else None
        self.order = Order(len(drawn.targets), self.streams.generators["shuffle_rng"], pending)
        order = np.zeros(self.config.batch * self.program.training.steps, np.int64)
        return {"data_A0": drawn.fed, "data_t": drawn.targets, "order": order}

    def _untrained(self) -> NDArray[np.int64] | None:
        """The numbers of the examples that were drawn and not trained yet: the rest of the block, then the pending."""
        if not self.order:
            return None
        return np.concatenate([self.space.array("order")[self.position * self.config.batch :], self.order.pending])

    def _inherit(self, previous: "Bound") -> None:
        """Take over the optimizer's state where it is still valid."""
        if self.plan.optimizer.id == previous.plan.optimizer.id:
            self.steps = previous.steps
            for name in self.plan.optimizer.state:
                self.space.array(name)[:] = previous.space.array(name)


def _part(array: Floats, kind: str, step: int) -> Any:
    """A step's part of an array."""
    part = array[step, ...]
    if kind == "cell":
        return part.reshape(-1).data
    return part.T if kind == "transposed" else part
