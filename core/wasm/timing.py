"""Times statements of NumPy in turns with the register peak; imported inside Pyodide."""

import json
import time
from collections.abc import Callable
from timeit import Timer
from typing import Any

OPERANDS = """
a, b, c = matrix({rows}, {depth}), matrix({depth}, {columns}), np.empty(({rows}, {columns}), np.float32)
at, bt = matrix({depth}, {rows}), matrix({columns}, {depth})
"""
PEAK_STEPS = 100_000  # a seventh of a millisecond, beside which the call counts for nothing


def timer(statement: str, setup: str) -> Timer:
    """A timer of `statement`, for which `setup` has made the operands once and for all."""
    operands: dict[str, Any] = {}
    exec(setup, operands)
    return Timer(statement, timer=time.perf_counter, globals=operands)


def timers(recipe: dict[str, Any]) -> dict[str, Timer]:
    """A timer for each row of `recipe` (bench.toml)."""
    found = {}
    for row in recipe["products"]:
        rows, depth, columns = row["size"]
        operands = OPERANDS.format(rows=rows, depth=depth, columns=columns)
        found[row["name"]] = timer(row["statement"], recipe["setup"] + operands)
    for row in recipe["functions"]:
        found[row["name"]] = timer(row["statement"], recipe["setup"])
    return found


def repetitions(statement: Timer, seconds: float) -> int:
    """How often a statement runs in about so many seconds."""
    count = 1
    while statement.timeit(count) < seconds:
        count *= 2
    return count


def measure(recipe_text: str, peak: Callable[[int], float]) -> str:
    """The shortest seconds of each statement and of one step of `peak`, as JSON."""
    recipe = json.loads(recipe_text)
    named = {**timers(recipe), "peak": Timer(lambda: peak(PEAK_STEPS), timer=time.perf_counter)}
    counts = {name: repetitions(statement, recipe["seconds"]) for name, statement in named.items()}
    best = dict.fromkeys(named, float("inf"))
    for _ in range(recipe["rounds"]):
        for name, statement in named.items():
            best[name] = min(best[name], statement.timeit(counts[name]) / counts[name])
    best["peak"] /= PEAK_STEPS
    return json.dumps(best)
