"""Probes: how long each line of the fast program takes, and what it writes.

They run on the bound program itself and put everything back as it was. A browser's clock ticks every 0.1 to 1 ms, and
a line takes a microsecond: so each line is executed many times between two looks at the clock.
"""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from core.compiler.bound import Bound
from core.compiler.fast import Function, listing
from core.compiler.line import Draft, source, words

GROUPS = 10
REPEATS = 8  # more would let numbers that shrink in place become subnormal, which is slow
LEAST_TICKS = 5
MOST_TIMES = 20  # as often as a line is executed in a step, at most, where the clock is too coarse for less


class LineTime(NamedTuple):
    """A line's number in program.fast, and its microseconds in each step."""

    number: int
    microseconds: float


class Profile(NamedTuple):
    """The time of each line, and of a whole step as it was measured beside them."""

    lines: list[LineTime]
    step: float


class LineRange(NamedTuple):
    """A line's number in program.fast, the array that it writes, and the least and greatest number in it."""

    number: int
    array: str
    low: float
    high: float


class _Statement(NamedTuple):
    """A line with the lines that hang on it, compiled to a function that executes it in rounds, so often in each.

    If it works `in_place`, what it writes is put back before each round.
    """

    number: int
    lines: tuple[Draft, ...]
    in_place: str
    run: Callable[..., None]


def profile(bound: Bound, steps: int = 200, clock: Callable[[], float] = time.perf_counter) -> Profile:
    """The time of every line, each executed `steps` times or, for a clock that ticks coarsely, more often.

    Whole steps and lines are timed in groups, in turns, since a busy machine is now fast and now slow; the groups that
    took longest and shortest are left out, since some are interrupted.
    """
    state, tick = bound.save(), _tick(clock)
    old = np.seterr(all="ignore")
    try:
        count = _steps_a_group(bound, steps, clock, tick)
        functions = [(function, list(_statements(bound, function))) for function in bound.space.fast.functions]
        wholes: list[float] = []
        groups: dict[int, list[float]] = {}
        rounds: dict[int, int] = {}
        for group in range(GROUPS):
            wholes.append(_took(bound, count, clock) / count)
            for function, statement in ((function, one) for function, parts in functions for one in parts):
                share = 1 if function.loop else bound.space.fast.steps
                row = bound.rows[group % len(bound.rows)] if function.loop else ()
                if statement.number not in rounds:
                    rounds[statement.number] = _rounds(statement, row, clock, tick, max(REPEATS, steps // share))
                seconds = _look(statement, row, clock, rounds[statement.number])
                groups.setdefault(statement.number, []).append(seconds / share)
    finally:
        np.seterr(**old)
        bound.restore(state)
    lines = [LineTime(number, 1e6 * max(0.0, _middle(times))) for number, times in sorted(groups.items())]
    return Profile(lines, 1e6 * _middle(wholes))


def ranges(bound: Bound) -> list[LineRange]:
    """What the lines of a step write, on the last batch, with the parameters as they are now."""
    bound.inputs  # noqa: B018 (samples a batch if there is none yet)
    state = bound.save()
    found = []
    old = np.seterr(all="ignore")
    try:
        for function in bound.space.fast.functions:
            if function.loop:
                row = bound.rows[max(0, bound.position - 1)]
                for statement in _statements(bound, function):
                    statement.run(1, 1, *row)
                    found += _written(bound, statement)
    finally:
        np.seterr(**old)
        bound.restore(state)
    return found


def _tick(clock: Callable[[], float]) -> float:
    """The least difference of two looks at a clock that are not the same."""
    began = now = clock()
    while now == began:
        now = clock()
    return now - began


def _took(bound: Bound, count: int, clock: Callable[[], float]) -> float:
    """The seconds of so many whole steps."""
    return _seconds(clock, lambda: bound.run([0.0] * count))


def _steps_a_group(bound: Bound, steps: int, clock: Callable[[], float], tick: float) -> int:
    """How many whole steps are taken between two looks at the clock, so that it ticks often enough."""
    count = max(1, steps // GROUPS)
    while count < MOST_TIMES * steps and _took(bound, count, clock) < LEAST_TICKS * tick:
        count *= 4
    return count


def _rounds(statement: _Statement, row: tuple[Any, ...], clock: Callable[[], float], tick: float, steps: int) -> int:
    """How many rounds of `REPEATS` executions a look takes, so that the clock ticks often enough in it."""
    rounds = max(1, steps // (GROUPS * REPEATS))
    while rounds * REPEATS < MOST_TIMES * steps:
        if _look(statement, row, clock, rounds) * rounds * REPEATS >= LEAST_TICKS * tick:
            break
        rounds *= 4
    return rounds


def _look(statement: _Statement, row: tuple[Any, ...], clock: Callable[[], float], rounds: int) -> float:
    """The seconds of one execution, the mean of many; what puts numbers back in between does not count."""
    whole = _seconds(clock, lambda: statement.run(rounds, REPEATS, *row))
    rest = _seconds(clock, lambda: statement.run(rounds, 0, *row)) if statement.in_place else 0.0
    statement.run(1, 1, *row)
    return (whole - rest) / (rounds * REPEATS)


def _seconds(clock: Callable[[], float], work: Callable[[], object]) -> float:
    """How long it takes to do something."""
    began = clock()
    work()
    return clock() - began


def _middle(times: list[float]) -> float:
    """The mean of the middle half."""
    cut = len(times) // 4
    middle = sorted(times)[cut : len(times) - cut]
    return sum(middle) / len(middle)


def _statements(bound: Bound, function: Function) -> Iterator[_Statement]:
    """The statements of a function, each with its line's number in the listing."""
    numbers = {id(line): number for number, line in enumerate(listing(bound.space.fast), 1)}
    base = min((line.indent for line in function.lines), default=0)
    local: dict[str, Any] = {}
    groups: list[list[Draft]] = []
    for line in function.lines:
        if line.indent > base:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        in_place = _in_place(group)
        yield _Statement(numbers[id(group[0])], tuple(group), in_place, _compiled(bound, group, base, local, in_place))


def _in_place(group: list[Draft]) -> str:
    """The array that a line both reads and writes, empty if there is none."""
    text = group[0].text
    found = re.findall(r"\w+", text)
    written = group[0].shapes[0][0] if group[0].shapes else found[-1]
    return written if len(group) == 1 and " = " not in text and found.count(written) > 1 else ""


def _compiled(bound: Bound, group: list[Draft], base: int, local: dict[str, Any], in_place: str) -> Callable[..., None]:
    """A function of rounds, times and a row; names that a statement assigns are shared between statements."""
    items = [item.name for item in bound.space.fast.row]
    body = source([line._replace(indent=line.indent - base + 3) for line in group])
    assigned = re.match(r"\s*([a-z]+) = ", body)
    shared = [name for name in ("norm", "z", "y") if name in words(body)]
    before = "".join(f"    {name} = local.get('{name}')\n" for name in shared)
    before += f"    kept = {in_place}.copy()\n" if in_place else ""
    back = f"        {in_place}[...] = kept\n" if in_place else ""
    after = f"    local['{assigned.group(1)}'] = {assigned.group(1)}\n" if assigned else ""
    defaults = [f"{name}={name}" for name in words(body) if name in bound.space.names and name not in items]
    arguments = ", ".join(
        ["rounds", "times", *[f"{name}=None" for name in items], "*", "local=local", *sorted(defaults)]
    )
    names: dict[str, Any] = {**bound.space.names, "local": local}
    loops = f"    for _ in range(rounds):\n{back}        for _ in range(times):\n{body}"
    exec(f"def statement({arguments}):\n{before}{loops}{after}", names)
    return names["statement"]


def _written(bound: Bound, statement: _Statement) -> list[LineRange]:
    """The range of the array that a statement wrote, if it wrote one that is not of its row alone."""
    shapes = statement.lines[0].shapes
    array = bound.space.names.get(shapes[0][0]) if shapes else None
    if not isinstance(array, np.ndarray) or array.size == 0:
        return []
    return [LineRange(statement.number, shapes[0][0], float(array.min()), float(array.max()))]
