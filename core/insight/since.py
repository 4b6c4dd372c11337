"""Since when a finding holds: each snapshot of the run is judged too, under the Config of then.

Snapshots are taken at fixed steps, so the answer does not hang on when somebody first looked. What is known of a step
is kept for as long as the run goes the same way; each call works out only some of the missing steps.
"""

from collections.abc import Iterable
from typing import NamedTuple

from core.insight.evidence import PROBE_SIDE, Evidence
from core.insight.finding import Finding
from core.insight.health import REHEARSED, findings
from core.insight.moment import Moment, moment_of
from core.insight.remembered import Remembered
from core.training.effort import BACKWARD
from core.training.trainer import Trainer

OPERATIONS = 1e9  # that a call may spend on snapshots
MOST_LOOKS = 24
MOST_REHEARSALS = 1

Key = tuple[str, int]


class Verdict(NamedTuple):
    """What was found at a step, as (id, layer), and after how many examples it was.

    `rehearsed`: the check that tries other rates was among those made.
    """

    examples: int
    keys: frozenset[Key]
    rehearsed: bool


class Since(NamedTuple):
    """The first step from which on a finding holds at every step that was judged, and its examples.

    `not_at` is the last step before without it, None if it held from the start, or while `complete` is False:
    then there are snapshots in between or before that are still to be judged, by later calls.
    """

    since: int
    since_examples: int
    not_at: int | None
    complete: bool


_known: Remembered[Verdict] = Remembered()


def since(trainer: Trainer, moment: Moment, found: Iterable[Finding]) -> list[Since]:
    """Return since when each of the findings holds that were made at a moment of the run."""
    found = list(found)
    verdicts = _known.of(trainer)
    if trainer.shown is None:  # a snapshot in preview is looked at under the present Config
        verdicts[moment.step] = Verdict(moment.examples, frozenset(map(key_of, found)), True)
    budget = Budget(trainer)
    dated = [first_step(trainer, verdicts, key_of(finding), moment, budget) for finding in found]
    forget_the_middle(trainer, verdicts)
    return dated


def key_of(finding: Finding) -> Key:
    """Return what makes findings at different steps the same one."""
    return finding.id, finding.layer


class Budget:
    """How many snapshots a call may still judge, with and without a rehearsal."""

    def __init__(self, trainer: Trainer) -> None:
        look = BACKWARD * PROBE_SIDE**2 * trainer.bound.program.parameters
        self.left = {False: max(1, min(MOST_LOOKS, int(OPERATIONS / look))), True: MOST_REHEARSALS}

    def spend(self, rehearsed: bool) -> bool:
        """Take one; return whether there was one."""
        self.left[rehearsed] -= 1
        return self.left[rehearsed] >= 0


def first_step(trainer: Trainer, verdicts: dict[int, Verdict], key: Key, moment: Moment, budget: Budget) -> Since:
    """Return since when a finding holds, going back from a moment at which it does.

    Snapshots that there is no budget for are passed over, so that what earlier calls found still counts.
    """
    rehearsed = key[0] in REHEARSED
    held = {snapshot.step: snapshot for snapshot in trainer.snapshots.kept if snapshot.step < moment.step}
    first, examples, complete = moment.step, moment.examples, True
    for earlier in sorted(held.keys() | {known for known in verdicts if known < moment.step}, reverse=True):
        verdict = verdicts.get(earlier)
        if verdict is None or (rehearsed and not verdict.rehearsed):
            if earlier not in held:
                continue
            if not budget.spend(rehearsed):
                complete = False
                continue
            with moment_of(trainer, held[earlier]) as then:
                there = findings(Evidence(then), rehearsed)
            verdict = verdicts[earlier] = Verdict(held[earlier].examples, frozenset(map(key_of, there)), rehearsed)
        if key not in verdict.keys:
            return Since(first, examples, earlier if complete else None, complete)
        first, examples = earlier, verdict.examples
    return Since(first, examples, None, complete)


def forget_the_middle(trainer: Trainer, verdicts: dict[int, Verdict]) -> None:
    """Drop, in place, verdicts between two equal ones, unless they are on snapshots: looks may be many."""
    held = {snapshot.step for snapshot in trainer.snapshots.kept}
    steps = sorted(verdicts)
    for before, middle, after in zip(steps, steps[1:], steps[2:], strict=False):
        if middle not in held and verdicts[before].keys == verdicts[middle].keys == verdicts[after].keys:
            del verdicts[middle]
            return
