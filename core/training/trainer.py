"""Trainer: the one object of the worker that changes; it takes steps, and remembers how it came here.

A run repeats to the bit: its Config, the steps taken, and the changes on the way with their steps are all it
depends on. What is due now and then (snapshots, stop conditions, the plateau schedule, the test cost) is due
at the ends of blocks of `BLOCK` steps, so neither the clock nor the way in which steps are spread over calls
makes a difference.
"""

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound, compile_program
from core.shared.config import Config, rebuilds
from core.training import memory
from core.training.effort import affordable_points
from core.training.ending import (
    Ending,
    blamed_layer,
    cost_limit,
    divergence,
    first_beyond,
    stop_reason,
)
from core.training.history import History
from core.training.progress import Progress, measured, under
from core.training.rates import rates
from core.training.recent import Recent
from core.training.record import Change, Kept, Values, digest
from core.training.snapshots import FIRST_INTERVAL, Snapshot, Snapshots, capacity

BLOCK = FIRST_INTERVAL
_REPLAYED = 4 * 2**20
_TEST_SHARE = 10
LARGEST_VALUE = 1e6


class Trainer:
    """A network in training.

    Raises ValueError, with a sentence, for a Config that does not compile or would take too much memory.
    """

    def __init__(self, config: Config) -> None:
        program = compile_program(config)
        memory.refuse_above_limit(program)
        self.bound: Bound = program.bind()
        self.config = config
        self.step = 0
        self.examples = 0
        self.costs = History()
        self.test_costs = History()
        self.recent = Recent()
        self.progress = Progress()
        self.changes: tuple[Change, ...] = ()
        self.pins: Values = ()
        self.ending: Ending | None = None
        self.snapshots: Snapshots[Kept] = Snapshots(capacity(memory.state_bytes(program)))
        self.shown: int | None = None
        self._present: NDArray[np.float32] | None = None
        self._block = np.zeros(BLOCK)
        self._begin()
        self.snapshots.take(0, 0, self._keep)

    def advance(self, steps: int) -> int:
        """Take `steps` whole steps, fewer if the run ends before; return how many were taken."""
        self.preview(None)
        taken = 0
        while taken < steps and self.ending is None:
            taken += self._run(min(steps - taken, BLOCK - self.step % BLOCK, self._steps_allowed()))
        return taken

    def tune(self, config: Config) -> None:
        """Take over the live fields of a Config at once, and record the change with its step.

        Raises ValueError if the Config differs in a field that rebuilds the network, or is itself at fault;
        the run then stays as it is.
        """
        if config == self.config:
            return
        self.preview(None)
        fixed = rebuilds(self.config, config)
        if fixed:
            raise ValueError(f"A running network cannot take over {', '.join(fixed)}: start it anew.")
        if (config.batch, config.optimizer) != (self.config.batch, self.config.optimizer):
            memory.refuse_above_limit(compile_program(config))
        self.bound = self.bound.tune(config)
        self.progress = under(self.progress, self.config, config, self.step, self.examples)
        self.config = config
        self._changed()

    def edit(self, writes: Values, pins: Values) -> None:
        """Write parameters, and from now on hold those of `pins` at their values; recorded like any change.

        Both are (position, value) in the flat vector. While anything is held, steps are taken one by one.
        Raises ValueError for a position or a value that cannot be.
        """
        for position, value in (*writes, *pins):
            if not 0 <= position < len(self.bound.parameters) or not abs(value) <= LARGEST_VALUE:
                raise ValueError(f"A parameter is a number within +-{LARGEST_VALUE:,.0f}; {value} cannot be one.")
        self.preview(None)
        self.pins = tuple(pins)
        self._write(writes)
        self._write(pins)
        self._changed(tuple(writes))

    def resume(self) -> None:
        """Let a finished run go on; ValueError if it has failed."""
        if self.ending and self.ending.state == "failed":
            raise ValueError("The run has diverged: reset it, or go back to a snapshot.")
        self.ending = None
        self.progress = self.progress._replace(best=self.progress.best._replace(examples=self.examples))

    def restore(self, step: int) -> None:
        """Go back to the snapshot of exactly this step and forget what came after it.

        Raises ValueError, which names the nearest one, if there is none.
        """
        held = self.snapshots.at(step)
        self.preview(None)
        self.snapshots.forget_after(step)
        kept = held.state
        self.bound = self.bound.tune(kept.config)
        self.bound.restore(kept.bound)
        self.config, self.changes, self.pins, self.progress = kept.config, kept.changes, kept.pins, kept.progress
        self.costs.restore(kept.costs)
        self.test_costs.restore(kept.test_costs)
        self.recent.restore(kept.recent)
        self.step, self.examples, self.ending = held.step, held.examples, None
        self._begin()

    def snapshot(self) -> Snapshot[Kept]:
        """Return all that the run is now, at whatever step; a preview ends."""
        self.preview(None)
        return Snapshot(self.step, self.examples, self._keep())

    def unfinished(self) -> NDArray[np.float64]:
        """Return the costs of the steps since the last full block."""
        return self._block[: self.step % BLOCK].copy()

    def reopen(self, held: Snapshot[Kept], unfinished: NDArray[np.float64], ending: Ending | None) -> None:
        """Go on from what `snapshot` and `unfinished` returned in another session, of a run of the same start."""
        self.snapshots.forget_after(held.step - 1)
        self.snapshots.kept.append(held)
        self.restore(held.step)
        self._block[: len(unfinished)] = unfinished
        self.ending = ending

    def rate(self) -> float:
        """Return the learning rate of the next step."""
        return self._rates[self.step % BLOCK]

    def preview(self, step: int | None) -> None:
        """Show the parameters of the snapshot of this step instead of the present ones; None ends it.

        Going on, in whatever way, ends it too. ValueError, which names the nearest one, if there is no such
        snapshot.
        """
        held = None if step is None else self.snapshots.at(step)
        if held:
            if self._present is None:
                self._present = self.bound.parameters.copy()
            self.bound.parameters[:] = held.state.bound.parameters
            self.shown = held.step
        elif self._present is not None:
            self.bound.parameters[:] = self._present
            self._present = self.shown = None

    def digest(self) -> str:
        """Return the SHA-256, in hexadecimal, of the step (8 bytes, little-endian) and the parameters, as shown."""
        return digest(self.step if self.shown is None else self.shown, self.bound.parameters)

    def _changed(self, writes: Values = ()) -> None:
        """Record a change, and begin what is left of the block anew."""
        self.changes = (*self.changes, Change(self.step, self.config, writes, self.pins))
        self._begin()

    def _write(self, values: Values) -> None:
        for position, value in values:
            self.bound.parameters[position] = value

    def _begin(self) -> None:
        """Prepare the rest of the block: its rates, and the state to replay it from if it diverges."""
        first = self.step - self.step % BLOCK
        self._rates = rates(self.config, first, BLOCK, self.progress.plateau.cuts)
        small = self.bound.parameters.nbytes <= _REPLAYED
        self._mark = (self.step, self.bound.save()) if small else None

    def _steps_allowed(self) -> int:
        """Return how many steps may be taken in one go.

        Large networks take single steps: they could not be replayed up to a divergence in the middle. So do
        networks with parameters that are held.
        """
        allowed = BLOCK if self._mark and not self.pins else 1
        left = self.config.stop_examples - self.examples
        return min(allowed, -(-left // self.config.batch)) if left > 0 else allowed

    def _run(self, count: int) -> int:
        """Take steps within a block and record them; return how many."""
        place = self.step % BLOCK
        costs = self.bound.run(self._rates[place : place + count])
        if self.progress.first is None:
            self.progress = self.progress._replace(first=float(costs[0]))
        bad = first_beyond(costs, cost_limit(self.progress.first or 0.0))
        if bad is not None:
            costs = self._replayed(costs, bad + 1)
        self._write(self.pins)
        self._record(costs, place)
        if bad is not None:
            self._fail(float(costs[-1]))
        elif self.step % BLOCK == 0:
            self._close()
        elif self.config.stop_examples and self.examples >= self.config.stop_examples:
            self._stop()
        return len(costs)

    def _replayed(self, costs: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """Return the first `count` of these costs, with the state that belongs to their end."""
        if count < len(costs) and self._mark:
            begun, state = self._mark
            self.bound.restore(state)
            self.bound.run(self._rates[begun % BLOCK : self.step % BLOCK + count])
        return costs[:count]

    def _record(self, costs: NDArray[np.float32], place: int) -> None:
        self._block[place : place + len(costs)] = costs
        self.costs.extend(costs, self.config.batch)
        self.recent.extend(costs, self.config.batch)
        self.step += len(costs)
        self.examples += len(costs) * self.config.batch

    def _close(self) -> None:
        """Do what is due at the end of a block."""
        if not np.isfinite(np.dot(self.bound.parameters, self.bound.parameters)):
            self._fail(float(self._block[-1]))
            return
        mean = float(self._block.mean())
        self.progress = measured(self.progress, self.config, mean, BLOCK, self.step, self.examples)
        self._test()
        self._begin()
        self.snapshots.take(self.step, self.examples, self._keep)
        self._stop()

    def _test(self) -> None:
        """Add a test cost when one is due: so seldom that it takes a small share of the time."""
        data = self.bound.data
        if data is None or not len(data.test_inputs):
            return
        covered = self.examples - self.progress.tested
        count = affordable_points(len(self.bound.parameters), len(data.test_inputs))
        if self.progress.tested and covered < _TEST_SHARE * count:
            return
        cost = self.bound.cost(data.test_inputs[:count], data.test_targets[:count])
        self.test_costs.extend(np.array([cost]), covered)
        self.progress = self.progress._replace(tested=self.examples)

    def _stop(self) -> None:
        cost = self.recent.mean() if self.config.stop_cost else None
        reason = stop_reason(self.config, self.examples, cost, self.progress.best)
        if reason:
            self.ending = Ending("finished", reason, self.step)

    def _fail(self, cost: float) -> None:
        layer = blamed_layer(self.bound.forward(self.bound.inputs).z)
        self.ending = divergence(self.config, self.step, cost, layer)

    def _keep(self) -> Kept:
        return Kept(
            self.config,
            self.bound.save(),
            self.changes,
            self.pins,
            self.progress,
            self.costs.save(),
            self.test_costs.save(),
            self.recent.save(),
        )


def replayed(config: Config, changes: tuple[Change, ...], steps: int) -> Trainer:
    """Return the trainer of a Config after so many steps and the recorded changes on the way."""
    trainer = Trainer(config)
    for change in changes:
        trainer.advance(change.step - trainer.step)
        trainer.tune(change.config)
        if change.writes or change.pins != trainer.pins:
            trainer.edit(change.writes, change.pins)
    trainer.advance(steps - trainer.step)
    return trainer
