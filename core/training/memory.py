"""The memory of a run, known before any of it is taken."""

from core.catalogue.optimizers import OPTIMIZERS
from core.compiler.evaluation import exact_bytes
from core.compiler.program import Program
from core.training.snapshots import LEAST, MOST, capacity

LIMIT = 2**30
_FLOAT = 4


def state_bytes(program: Program) -> int:
    """Return the bytes of one state of a run: the parameters and what the optimizer keeps for each."""
    vectors = next(len(row.state) for row in OPTIMIZERS if row.id == program.config.optimizer)
    return _FLOAT * program.parameters * (1 + vectors)


def run_bytes(program: Program) -> int:
    """Return the bytes of a run: the arrays of its steps and its ring of snapshots, and a gradient check's."""
    state = state_bytes(program)
    return program.bytes + exact_bytes(program.plan) + state * max(LEAST, min(MOST, capacity(state)))


def refuse_above_limit(program: Program) -> None:
    """Raise ValueError, with what would take less, if a run would take more than `LIMIT` bytes.

    The limit is that of one run. The one that it replaces is let go of only once it stands, so that nothing is lost
    if it cannot be had: for that moment both are in memory.
    """
    needed = run_bytes(program)
    if needed > LIMIT:
        raise ValueError(
            f"This network would take {needed / 2**20:,.0f} MB of memory and {LIMIT / 2**20:,.0f} MB are allowed: "
            "take fewer or smaller layers, or a smaller batch."
        )
