"""Finiteness: which part of a formula is the first to give no finite number, and what is expected there."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.compiler.evaluate import evaluate
from core.compiler.expression import Call, Expression
from core.compiler.reader import Parts
from core.compiler.refusal import FormulaError
from core.shared.digits import brief

LONGEST_PART = 40
EXPECTED = {
    "log": "a number above 0 is expected in the brackets of log",
    "sqrt": "a number that is not below 0 is expected in the brackets of sqrt",
    "divide": "a divisor that is not 0 is expected",
    "power": "a base above 0 is expected, or a whole exponent that is not below 0",
}
TOO_LARGE = "a number below 3.4e38, the largest that networks compute with, is expected"


def is_finite(value: Any) -> Any:
    """Whether values are finite numbers in float32, in which networks compute."""
    with np.errstate(over="ignore"):
        return np.isfinite(np.asarray(value).astype(np.float32))


def refusal(text: str, expression: Expression, parts: Parts, place: Mapping[str, float]) -> FormulaError:
    """The error for a formula without a finite value at a place: it names the first part that has none."""
    guilty = first_without(expression, place)
    while guilty not in parts and isinstance(guilty, Call):  # of what a shorthand stands for, its argument is known
        guilty = guilty.arguments[0]
    start, end = parts.get(guilty, (0, len(text)))
    found = ", ".join(f"{name} = {brief(value, 3)}" for name, value in place.items() if name in ("a", "b", "x"))
    said = text[start:end] if end - start <= LONGEST_PART else text[start : start + LONGEST_PART] + "..."
    return FormulaError(
        f"The part {said} at position {start + 1} has no finite value at {found}: {wanted(guilty, place)}.", start
    )


def first_without(expression: Expression, place: Mapping[str, float]) -> Expression:
    """The part without a finite value, all of whose own parts have one; a choice has only the part that it takes."""
    if not isinstance(expression, Call):
        return expression
    taken = expression.arguments
    if expression.operation == "where":
        taken = (taken[0], taken[1] if evaluate(taken[0], place) else taken[2])
    for part in taken:
        if not is_finite(evaluate(part, place)):
            return first_without(part, place)
    return expression


def wanted(guilty: Expression, place: Mapping[str, float]) -> str:
    """What is expected of a part that has no finite value, in words."""
    if isinstance(guilty, Call) and not np.isfinite(evaluate(guilty, place)):
        return EXPECTED.get(guilty.operation, TOO_LARGE)
    return TOO_LARGE
