"""Expressions as text: as a formula that parse reads back, or as NumPy source."""

import math
from collections.abc import Mapping

from core.compiler.evaluate import evaluate
from core.compiler.expression import Call, Expression, Name, Number, names
from core.compiler.operations import ATOM, OPERATIONS, SIGN

_WHOLE = 1e15


def number_text(value: float) -> str:
    """The number as short as it can be written without loss."""
    if not math.isfinite(value):
        return f"np.{value}" if value > 0 or value != value else "-np.inf"
    if value == int(value) and abs(value) < _WHOLE:
        return str(int(value))
    return repr(float(value))


def to_formula(expression: Expression) -> str:
    """The expression in the language that core.compiler.parse reads."""
    return _formula(expression)[0]


def to_numpy(expression: Expression, variables: Mapping[str, str] | None = None) -> str:
    """The expression as NumPy source that keeps float32 arrays float32; `variables` renames its variables."""
    return _numpy(expression, variables or {})[0]


def bracketed(part: tuple[str, int], least: int) -> str:
    """The text, in brackets if it binds less tightly than its place asks for."""
    text, binding = part
    return text if binding >= least else f"({text})"


def _leaf(expression: Number | Name, variables: Mapping[str, str]) -> tuple[str, int]:
    if isinstance(expression, Name):
        return variables.get(expression.id, expression.id), ATOM
    return number_text(expression.value), SIGN if expression.value < 0 else ATOM


def _formula(expression: Expression) -> tuple[str, int]:
    if not isinstance(expression, Call):
        return _leaf(expression, {})
    row = OPERATIONS[expression.operation]
    parts = [bracketed(_formula(part), least) for part, least in zip(expression.arguments, row.arguments, strict=True)]
    return row.formula.format(*parts), row.binding


def _numpy(expression: Expression, variables: Mapping[str, str]) -> tuple[str, int]:
    if not isinstance(expression, Call):
        return _leaf(expression, variables)
    row = OPERATIONS[expression.operation]
    if not names(expression):  # NumPy's functions would make a float64 of it
        return _constant(evaluate(expression, {}), row.truth)
    parts = [
        bracketed(_numpy(part, variables), least)
        for part, least in zip(expression.arguments, row.arguments, strict=True)
    ]
    if expression.operation == "where" and not any(names(part) for part in expression.arguments[1:]):
        parts[1:] = [f"np.float32({part})" for part in parts[1:]]  # two plain numbers would give float64
    return row.numpy.format(*parts), row.numpy_binding


def _constant(value: float | bool, truth: bool) -> tuple[str, int]:
    if truth:
        return f"np.{bool(value)}_", ATOM
    return _leaf(Number(float(value)), {})
