"""Probes: how long each line of the fast program takes, and what it writes.

They run on the bound program itself and put everything back as it was.
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
    """A line with the lines that hang on it, compiled to a function that executes it a number of times."""

    number: int
    lines: tuple[Draft, ...]
    run: Callable[..., None]


def profile(bound: Bound, steps: int = 200, clock: Callable[[], float] = time.perf_counter) -> Profile:
    """The time of every line, each repeated within about `steps` steps, since a browser's clock ticks coarsely.

    The steps are timed in groups, and the groups that took longest and shortest are left out: on a busy machine some
    are interrupted.
    """
    state, size = bound.save(), max(1, steps // GROUPS)
    old = np.seterr(all="ignore")
    try:
        wholes = [_seconds(clock, lambda: bound.run([0.0] * size)) / size for _ in range(GROUPS)]
        groups: dict[int, list[float]] = {}
        for function in bound.space.fast.functions:
            often = size if function.loop else max(1, size // bound.space.fast.steps)
            share = 1 if function.loop else bound.space.fast.steps
            statements = list(_statements(bound, function))
            for _ in range(GROUPS):
                for number, seconds in _times(bound, function, statements, often, clock).items():
                    groups.setdefault(number, []).append(seconds / share)
    finally:
        np.seterr(**old)
        bound.restore(state)
    lines = [LineTime(number, 1e6 * _middle(times)) for number, times in sorted(groups.items())]
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
                    _execute(statement, 1, row)
                    found += _written(bound, statement)
    finally:
        np.seterr(**old)
        bound.restore(state)
    return found


def _times(
    bound: Bound, function: Function, statements: list[_Statement], count: int, clock: Callable[[], float]
) -> dict[int, float]:
    """The seconds of each statement of a function, the mean over `count` times `REPEATS` executions."""
    totals = dict.fromkeys((statement.number for statement in statements), 0.0)
    parameters = bound.parameters.copy()
    for index in range(count):
        row = bound.rows[index % len(bound.rows)] if function.loop else ()
        for statement in statements:
            totals[statement.number] += _seconds(clock, lambda: _execute(statement, REPEATS, row))  # noqa: B023
        bound.parameters[:] = parameters
    return {number: total / (count * REPEATS) for number, total in totals.items()}


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


def _execute(statement: _Statement, times: int, row: tuple[Any, ...]) -> None:
    """Execute a statement a number of times, with what a step has of its own."""
    statement.run(times, *row)


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
        yield _Statement(numbers[id(group[0])], tuple(group), _compiled(bound, group, base, local))


def _compiled(bound: Bound, group: list[Draft], base: int, local: dict[str, Any]) -> Callable[..., None]:
    """A function of a number of times and a row; names that a statement assigns are shared between statements."""
    items = [item.name for item in bound.space.fast.row]
    body = source([line._replace(indent=line.indent - base + 2) for line in group])
    assigned = re.match(r"\s*([a-z]+) = ", body)
    shared = [name for name in ("norm", "z", "y") if name in words(body)]
    before = "".join(f"    {name} = local.get('{name}')\n" for name in shared)
    after = f"    local['{assigned.group(1)}'] = {assigned.group(1)}\n" if assigned else ""
    defaults = [f"{name}={name}" for name in words(body) if name in bound.space.names and name not in items]
    arguments = ", ".join(["times", *[f"{name}=None" for name in items], "*", "local=local", *sorted(defaults)])
    names: dict[str, Any] = {**bound.space.names, "local": local}
    exec(f"def statement({arguments}):\n{before}    for _ in range(times):\n{body}{after}", names)
    return names["statement"]


def _written(bound: Bound, statement: _Statement) -> list[LineRange]:
    """The range of the array that a statement wrote, if it wrote one that is not of its row alone."""
    shapes = statement.lines[0].shapes
    array = bound.space.names.get(shapes[0][0]) if shapes else None
    if not isinstance(array, np.ndarray) or array.size == 0:
        return []
    return [LineRange(statement.number, shapes[0][0], float(array.min()), float(array.max()))]
