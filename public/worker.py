"""The engine behind the worker's one verb: calls come in as JSON, answers go out as JSON beside typed arrays."""

import asyncio
import json
import math
import time
from typing import Any

import numpy as np
from js import Object
from pyodide.ffi import to_js

from core.engine import Engine

SLICE = 0.005
"""Seconds of training between two looks at the page's messages: a call is answered within about this time."""

engine = Engine(time.perf_counter)
loops: set[asyncio.Task[None]] = set()


def answer(name: str, arguments: str) -> Any:
    """The answer of an engine's method as a JavaScript object: `facts` (JSON), `arrays` by path, `problem`.

    `problem` is the sentence of a refused call, else empty; anything but a ValueError is a fault of ours and
    carries its type.
    """
    arrays: dict[str, np.ndarray] = {}
    facts, problem = None, ""
    try:
        facts = split(getattr(engine, name)(*json.loads(arguments)), "", arrays)
    except ValueError as error:
        problem = str(error)
    except Exception as error:
        problem = f"The engine failed in {name}: {type(error).__name__}: {error}"
    keep_running()
    reply = {"facts": json.dumps(facts, allow_nan=False), "arrays": arrays, "problem": problem}
    return to_js(reply, dict_converter=Object.fromEntries)


def split(value: Any, path: str, arrays: dict[str, np.ndarray]) -> Any:
    """The value without its arrays, which land in `arrays` under their dotted path; NaN and infinity become text."""
    if isinstance(value, np.ndarray):
        arrays[path] = np.ascontiguousarray(value).ravel()
        return None
    if isinstance(value, dict):
        return {key: split(item, f"{path}.{key}" if path else key, arrays) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [split(item, f"{path}.{index}", arrays) for index, item in enumerate(value)]
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else str(float(value))
    return value


def keep_running() -> None:
    """Start the training loop when the engine is to run and no loop is."""
    if engine.running and not loops:
        task = asyncio.get_running_loop().create_task(train())
        loops.add(task)
        task.add_done_callback(loops.discard)


async def train() -> None:
    """Train in slices for as long as the engine runs, and hear what the page asks in between."""
    while engine.running:
        engine.slice(SLICE)
        await asyncio.sleep(0)
