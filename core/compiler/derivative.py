"""Derivatives of expressions, and the steps on the way to one.

d[...] in a step is a derivative still to be taken. The chain rule with the table of partials in
core.compiler.operations, d[f(u, v)] = f_u d[u] + f_v d[v], is all that is needed but for a choice, whose derivative is
the same choice among derivatives: a branch that is not taken may have any slope there, also an infinite one.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from core.compiler.expression import ONE, ZERO, Call, Expression, Name, Number, call, names
from core.compiler.operations import OPERATIONS
from core.compiler.parse import parse
from core.compiler.printing import to_formula
from core.compiler.simplify import simple_call, simplify

MOST_STEPS = 20
LONGEST_STEP = 1000  # characters
_ARGUMENTS = ("u", "v", "w")
_RULES = {
    "add": "sum rule", "subtract": "sum rule", "multiply": "product rule", "divide": "quotient rule",
    "negative": "sum rule", "power": "power rule", "where": "each branch by itself",
    "minimum": "each branch by itself", "maximum": "each branch by itself",
}  # fmt: skip


class Step(NamedTuple):
    """One step of a derivation: the rules that were applied and the formula after it."""

    rule: str
    formula: str


@lru_cache(64)
def derive(expression: Expression, variable: str) -> Expression:
    """The simplified derivative of an expression by one of its variables.

    Remembered, since a typed activation is measured, derived and drawn, in every layer that has it.
    """
    return simplify(_derive(simplify(expression), variable))


def derivation(expression: Expression, variable: str) -> tuple[Step, ...]:
    """The steps from d[expression] to its simplified derivative; the last one is what `derive` gives.

    Of a derivation that grows too long for a reader, only the beginning and the end.
    """
    derived = to_formula(derive(expression, variable))
    current: Expression = call("derivative", simplify(expression))
    steps = [Step("to derive", to_formula(current))]
    while "derivative" in _operations(current):
        if len(steps) > MOST_STEPS or len(steps[-1].formula) > LONGEST_STEP:
            return (*steps, Step("and so on, by the same rules", derived))
        rules: list[str] = []
        current = simplify(_apply(current, variable, rules))
        steps.append(Step(", ".join(dict.fromkeys(rules)), to_formula(current)))
    if steps[-1].formula != derived:
        steps.append(Step("the same, written shorter", derived))
    return tuple(steps)


def _derive(expression: Expression, variable: str) -> Expression:
    """The derivative with every rule applied."""
    if isinstance(expression, Name):
        return ONE if expression.id == variable else ZERO
    if isinstance(expression, Number):
        return ZERO
    return _chain(expression, lambda part: _derive(part, variable), variable)


def _apply(expression: Expression, variable: str, rules: list[str]) -> Expression:
    """The expression with one rule applied to each outermost d[...]; appends the names of the rules."""
    if not isinstance(expression, Call):
        return expression
    if expression.operation != "derivative":
        return Call(expression.operation, tuple(_apply(part, variable, rules) for part in expression.arguments))
    inner = expression.arguments[0]
    if variable not in names(inner):
        rules.append("a constant has derivative 0")
        return ZERO
    if not isinstance(inner, Call):
        rules.append(f"d[{variable}] = 1")
        return ONE
    rules.append(_RULES.get(inner.operation, f"chain rule for {_word(inner)}"))
    return _chain(inner, lambda part: call("derivative", part), variable)


def _word(node: Call) -> str:
    """The name of a function as it is written."""
    return OPERATIONS[node.operation].formula.partition("(")[0]


def _chain(node: Call, inner_derivative: Callable[[Expression], Expression], variable: str) -> Expression:
    """The sum over the arguments of partial times inner derivative; of a choice the chosen derivative."""

    def slope(argument: Expression) -> Expression:
        if variable not in names(argument):
            return ZERO
        return inner_derivative(argument) if argument != Name(variable) else ONE

    if node.operation in _CHOICES:
        left, right = node.arguments[-2:]
        takes_left = _CHOICES[node.operation]
        condition = call(takes_left, left, right) if takes_left else node.arguments[0]
        return simple_call("where", condition, slope(left), slope(right))
    total: Expression = ZERO
    values: dict[str, Expression] = {"y": node, **dict(zip(_ARGUMENTS, node.arguments, strict=False))}
    for argument, partial in zip(node.arguments, _partials(node.operation), strict=False):
        if variable in names(argument):
            total = simple_call("add", total, _times(_put_in(partial, values), slope(argument)))
    return total


_CHOICES = {"where": "", "minimum": "less_equal", "maximum": "greater_equal"}
"""Operations that take one of their last two arguments, and the comparison of these that takes the first."""


def _times(partial: Expression, slope: Expression) -> Expression:
    """The product; 0 where a branch has slope 0, whatever the partial is there: sqrt(relu(x)) is flat below 0."""
    if isinstance(slope, Call) and slope.operation == "where" and ZERO in slope.arguments[1:]:
        condition, left, right = slope.arguments
        return simple_call("where", condition, _times(partial, left), _times(partial, right))
    return simple_call("multiply", partial, slope)


def _put_in(partial: Expression, values: Mapping[str, Expression]) -> Expression:
    """A partial derivative with values for its variables that are simple already, simplified."""
    if isinstance(partial, Call):
        return simple_call(partial.operation, *(_put_in(part, values) for part in partial.arguments))
    return values[partial.id] if isinstance(partial, Name) else partial


@cache
def _partials(operation: str) -> tuple[Expression, ...]:
    """The partial derivatives of an operation, as expressions in u, v, w and y."""
    return tuple(parse(text, (*_ARGUMENTS, "y"), free_powers=True) for text in OPERATIONS[operation].partials)


def _operations(expression: Expression) -> set[str]:
    """The operations that occur."""
    if not isinstance(expression, Call):
        return set()
    return {expression.operation}.union(*(_operations(part) for part in expression.arguments))
