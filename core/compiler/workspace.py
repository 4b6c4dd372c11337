"""Workspace: the memory of a fast program, and its functions made ready to be called.

The source of each function is put together from its lines and executed once; every array that it names becomes a
default argument, so that within the function it is a local variable, which Python finds fastest.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.compiler.evaluate import evaluate
from core.compiler.fast import Fast, Function
from core.compiler.line import source

UFUNCS = (
    "add", "subtract", "multiply", "divide", "negative", "power", "reciprocal", "square", "absolute", "sign", "sqrt",
    "exp", "log", "sin", "cos", "tan", "arctan", "tanh", "floor", "rint", "copysign", "minimum", "maximum", "less",
    "less_equal", "greater", "greater_equal", "equal", "not_equal", "logical_and", "logical_or",
    "logical_not", "copyto",
)  # fmt: skip
_IDENTIFIER = re.compile(r"(?<![.\w])[A-Za-z_]\w*")


class Workspace:
    """The arrays of a program and its functions, as attributes `names[...]` and `call[...]`.

    `given` are arrays and generators from outside: parameters, gradient, streams. The default dtype is float32; float64
    is for checks.
    """

    def __init__(
        self, fast: Fast, knobs: Mapping[str, float], given: Mapping[str, Any], dtype: DTypeLike = np.float32
    ) -> None:
        self.fast = fast
        self.names: dict[str, Any] = {"np": np, "dtype": np.dtype(dtype).type, "bool": np.bool_, "range": range}
        self.names |= {name: getattr(np, name) for name in UFUNCS} | {"math_tanh": math.tanh} | dict(given)
        emitter = fast.emitter
        for constant in emitter.constants.values():
            self.names[constant.name] = np.empty((), dtype)
        for column in emitter.columns.values():
            self.names[column.name] = np.zeros(fast.steps, dtype)
        constants = {f"{constant.name} = " for constant in emitter.constants.values()}
        lines = [line for line in emitter.setup() if not line.text.startswith(tuple(constants) or ("\0",))]
        exec(source(lines), self.names)  # (our own source, from declarations)
        self.set_knobs(knobs)
        self.call: dict[str, Callable[..., None]] = {
            function.name: self._define(function) for function in fast.functions
        }

    def set_knobs(self, knobs: Mapping[str, float]) -> None:
        """Put the Config's numbers into the constants that are made of them."""
        self.knobs = dict(knobs)
        for constant in self.fast.emitter.constants.values():
            self.names[constant.name][()] = evaluate(constant.expression, self.knobs)

    def array(self, name: str) -> NDArray[Any]:
        """The array of this name."""
        return self.names[name]

    def _define(self, function: Function) -> Callable[..., None]:
        """The function, with what it names bound as default arguments."""
        text = function_source(function, frozenset(self.names))
        exec(text, self.names)  # (our own source, from our own nodes)
        return self.names[function.name]


def function_source(function: Function, known: frozenset[str]) -> str:
    """The source of a function whose arguments after its own are the known names that its lines use."""
    body = source(function.lines) or "    " * (1 + bool(function.loop)) + "pass\n"
    used = dict.fromkeys(name for name in _IDENTIFIER.findall(body) if name in known)
    own = set(function.arguments) | set(_IDENTIFIER.findall(function.loop))
    defaults = [f"{name}={name}" for name in used if name not in own]
    loop = f"    {function.loop}\n" if function.loop else ""
    return f"def {function.name}({', '.join([*function.arguments, *defaults])}):\n{loop}{body}"
