"""What the lines of the readable program hold: executed on the batch of the last step, with the parameters as they are.

The fast program's arrays hold other numbers than the textbook's (the rate is in its gradient, an output is 2 y - 1), so
the readable lines are executed themselves, next to the run and without a trace in it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.compiler.bound import Bound
from core.compiler.line import Line, source
from core.compiler.probe import LineRange

_TARGETS = re.compile(r"(\w+(?:, \w+)*)(?:\[[^=]*\])? [-+*]?= ")
_START = re.compile(r"[Wb]\d+\[:\] = ")  # how parameters begin: they are what they are by now


def readable_ranges(bound: Bound, rate: float) -> list[LineRange]:
    """The least and greatest number of what each line of a step makes; of a draw that is not kept there is none."""
    lines = bound.program.readable
    start = next(place for place, line in enumerate(lines) if line.text.startswith("for step "))
    found: list[LineRange] = []
    with np.errstate(all="ignore"):
        names = _set_up(bound, rate, [line for line in lines[:start] if not _START.match(line.text)])
        known = _known(bound, rate)
        for statement in _statements(lines[start + 1 :]):
            if _execute(statement, names, known, bound):
                found += _held(statement, names)
            if statement[0].text.startswith("parameters -="):
                break
    return found


def _set_up(bound: Bound, rate: float, lines: Sequence[Line]) -> dict[str, Any]:
    """The program's names after its first lines, with the run's own numbers in them."""
    names: dict[str, Any] = {}
    exec(source(lines), names)
    names["parameters"][:] = bound.parameters
    for name, vector in bound.save().optimizer.items():
        names[name][:] = vector
    return names | {"step": max(1, bound.steps)}


def _known(bound: Bound, rate: float) -> dict[str, Any]:
    """What the last step was fed: its inputs x, those of the first layer a0, its targets t, and the rate."""
    inputs = bound.inputs
    return {"x": inputs, "a0": bound.forward(inputs).inputs, "t": bound.targets, "rate": rate}


def _statements(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of the loop, each with those that hang on it."""
    group: list[Line] = []
    for line in lines:
        if group and line.indent <= 1:
            yield group
            group = []
        group.append(line)
    yield group


def _execute(statement: list[Line], names: dict[str, Any], known: dict[str, Any], bound: Bound) -> bool:
    """Execute a statement, or put in what is known; False if what it makes was drawn and is not kept."""
    targets = _targets(statement[0])
    if targets and set(targets) <= known.keys():
        names |= {name: known[name] for name in targets}
        return True
    if statement[0].phase == "sample" and (bound.data or bound.plan.target.kind != "function"):
        return False
    exec(source(line._replace(indent=line.indent - 1) for line in statement), names)
    return True


def _held(statement: list[Line], names: dict[str, Any]) -> list[LineRange]:
    """The ranges of what a statement's lines made."""
    found = []
    for line in statement:
        for name in _targets(line):
            values: NDArray[Any] = np.asarray(names.get(name, ()))
            if values.size:
                found.append(LineRange(line.number, name, float(values.min()), float(values.max())))
    return found


def _targets(line: Line) -> list[str]:
    """The names that a line assigns to."""
    found = _TARGETS.match(line.text)
    return found.group(1).split(", ") if found else []
