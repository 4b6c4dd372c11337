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
from core.training.block import BLOCK, Block
from core.training.ending import Ending, blamed_layer, divergence, examples_reason
from core.training.log import Log
from core.training.progress import Progress, under
from core.training.record import Change, Kept, Values, digest
from core.training.snapshots import Snapshot, Snapshots, capacity

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
        self._log = Log()
        self.costs, self.test_costs, self.recent = self._log.costs, self._log.test_costs, self._log.recent
        self.changes: tuple[Change, ...] = ()
        self.pins: Values = ()
        self.ending: Ending | None = None
        self.snapshots: Snapshots[Kept] = Snapshots(capacity(memory.state_bytes(program)))
        self.shown: int | None = None
        self._present: NDArray[np.float32] | None = None
        self._opened: dict[int, NDArray[np.float64]] = {}
        self._begin()
        self.snapshots.take(0, 0, self._keep)

    @property
    def progress(self) -> Progress:
        """What the run knows of its cost from block to block."""
        return self._log.progress

    def advance(self, steps: int) -> int:
        """Take `steps` whole steps, fewer if the run ends before; return how many were taken."""
        self.preview(None)
        taken = 0
        while taken < steps and self.ending is None:
            taken += self._run(min(steps - taken, BLOCK - self.step % BLOCK, self._steps_allowed()))
        return taken

    def tune(self, config: Config) -> None:
        """Take over the live fields of a Config at once, and record the change with its step.

        Raises ValueError if the Config differs in a field that rebuilds the network, is itself at fault, or would
        take too much memory; the run then stays as it is.
        """
        if config == self.config:
            return
        self.preview(None)
        fixed = rebuilds(self.config, config)
        if fixed:
            raise ValueError(f"A running network cannot take over {', '.join(fixed)}: start it anew.")
        program = self.bound.program.tuned(config)
        memory.refuse_above_limit(program)
        self.bound = self.bound.take(program)
        self._log.progress = under(self.progress, self.config, config, self.step, self.examples)
        self.config = config
        self._changed()

    def edit(self, writes: Values, pins: Values) -> None:
        """Write parameters, and from now on hold those of `pins` at their values; recorded like any change.

        Both are (position, value) in the flat vector. While anything is held, steps are taken one by one.
        Raises ValueError for a position or a value that cannot be.
        """
        for position, value in (*writes, *pins):
            if not 0 <= position < len(self.bound.parameters) or not abs(value) <= LARGEST_VALUE:
                most = f"{LARGEST_VALUE:,.0f}"
                raise ValueError(f"A parameter is a number from -{most} to {most}; {value} cannot be one.")
        self.preview(None)
        self.pins = tuple(pins)
        self._write(writes)
        self._write(pins)
        self._changed(tuple(writes))

    def resume(self) -> None:
        """Let a finished run go on, past the stop conditions that are met; ValueError if it has failed."""
        if self.ending and self.ending.state == "failed":
            raise ValueError("The run has diverged: reset it, or go back to a snapshot.")
        self.ending = None

    def restore(self, step: int) -> None:
        """Go back to the snapshot of exactly this step and forget what came after it.

        Raises ValueError, which names the nearest one, if there is none.
        """
        self._go_back(self.snapshots.at(step), self._opened.get(step))

    def snapshot(self) -> Snapshot[Kept]:
        """Return all that the run is now, at whatever step; a preview ends."""
        self.preview(None)
        return Snapshot(self.step, self.examples, self._keep())

    def unfinished(self) -> NDArray[np.float64]:
        """Return the costs of the steps since the last full block, now or at the snapshot in preview.

        A snapshot ends a block, unless a run was opened there.
        """
        if self.shown is None:
            return self._log.unfinished(self.step % BLOCK)
        return self._opened.get(self.shown, np.empty(0))

    def reopen(self, held: Snapshot[Kept], unfinished: NDArray[np.float64], ending: Ending | None) -> None:
        """Go on from what `snapshot` and `unfinished` returned in another session, of a run of the same start."""
        self.snapshots.forget_after(held.step - 1)
        self.snapshots.kept.append(held)
        self._opened = {held.step: unfinished}
        self._go_back(held, unfinished)
        self.ending = ending

    def rate(self) -> float:
        """Return the learning rate of the next step."""
        return self._block.rates[self.step % BLOCK]

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

    def _go_back(self, held: Snapshot[Kept], unfinished: NDArray[np.float64] | None = None) -> None:
        """Be what was kept, and forget what came after it."""
        self.preview(None)
        self.snapshots.forget_after(held.step)
        kept = held.state
        self.bound = self.bound.tune(kept.config)
        self.bound.restore(kept.bound)
        self.config, self.changes, self.pins = kept.config, kept.changes, kept.pins
        self._log.restore(kept, unfinished)
        self.step, self.examples, self.ending = held.step, held.examples, None
        self._begin()

    def _begin(self) -> None:
        """Prepare the rest of the block."""
        self._block = Block(self.bound, self.config, self.step, self.progress.plateau.cuts)

    def _steps_allowed(self) -> int:
        """Return how many steps may be taken in one go: one while parameters are held."""
        allowed = 1 if self.pins else self._block.longest
        left = self.config.stop_examples - self.examples
        return min(allowed, -(-left // self.config.batch)) if left > 0 else allowed

    def _run(self, count: int) -> int:
        """Take steps within a block and write them down; return how many."""
        place = self.step % BLOCK
        costs, diverged = self._block.run(place, count, self.progress.first)
        self._write(self.pins)
        self._log.add(costs, place, self.config.batch)
        self.step += len(costs)
        self.examples += len(costs) * self.config.batch
        if diverged:
            self._fail(float(costs[-1]))
        elif self.step % BLOCK == 0:
            self._close(float(costs[-1]))
        else:
            self._stop(examples_reason(self.config, self.examples))
        return len(costs)

    def _close(self, cost: float) -> None:
        """Do what is due at the end of a block."""
        if not np.isfinite(np.dot(self.bound.parameters, self.bound.parameters)):
            self._fail(cost)
            return
        reason = self._log.close(self.bound, self.config, self.step, self.examples)
        self._begin()
        self.snapshots.take(self.step, self.examples, self._keep)
        self._stop(examples_reason(self.config, self.examples) or reason)

    def _stop(self, reason: str) -> None:
        """End the run if there is a reason to."""
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
