"""Evaluates expressions with NumPy, node by node: for rates and constants, a few numbers at a time."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.compiler.expression import Call, Expression, Name
from core.compiler.operations import OPERATIONS


def evaluate(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The value where the variables have these values, numbers or arrays that go together; nan where it has none."""
    with np.errstate(all="ignore"):
        return _evaluate(expression, values)


def _evaluate(expression: Expression, values: Mapping[str, Any]) -> Any:
    if isinstance(expression, Name):
        return values[expression.id]
    if isinstance(expression, Call):
        arguments = [_evaluate(part, values) for part in expression.arguments]
        return OPERATIONS[expression.operation].evaluate(*arguments)
    return np.float64(expression.value)
