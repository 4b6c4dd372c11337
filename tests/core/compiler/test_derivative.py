"""Derivatives against central differences, and the steps that lead to them."""

import numpy as np
import pytest
from hypothesis import assume, example, given

from core.catalogue.activations import ACTIVATIONS, Activation
from core.compiler.derivative import derivation, derive
from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression, names
from core.compiler.parse import parse
from core.compiler.printing import to_formula
from tests.core.compiler.strategies import expressions

STEP = 1e-5
# Away from 0 and from halves, where the activations have their kinks.
PLACES = np.array([-3.3, -1.2, -0.45, -0.07, 0.06, 0.4, 1.3, 2.9])


def central_difference(expression: Expression, x: np.ndarray) -> np.ndarray:
    above, below = (evaluate(expression, {"x": x + side * STEP}) for side in (1, -1))
    return (above - below) / (2 * STEP)


@pytest.mark.parametrize("row", ACTIVATIONS, ids=lambda row: row.id)
def test_an_activation_derives_to_its_central_difference_and_to_the_slope_in_its_row(row: Activation) -> None:
    value = parse(row.value, ("x",))
    derived = np.broadcast_to(evaluate(derive(value, "x"), {"x": PLACES}), PLACES.shape)
    given_slope = evaluate(parse(row.slope, ("x", "y")), {"x": PLACES, "y": evaluate(value, {"x": PLACES})})
    assert derived == pytest.approx(central_difference(value, PLACES), rel=1e-6, abs=1e-8)
    assert derived == pytest.approx(np.broadcast_to(given_slope, PLACES.shape), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "text", ["x**3", "x**-2", "(x**2 + 1)**0.5", "tan(x/3)", "arctan(x)", "log(x*x + 1)", "sqrt(x*x + 2)",
             "3/(x*x + 1)", "where(x > 1, x*x, -x)", "min(x, 0.3*x)*max(x, 2)", "copysign(x, 1)", "x*floor(x)",
             "e**2*x", "clip(x, -1, 1)"],
)  # fmt: skip
def test_a_formula_derives_to_its_central_difference(text: str) -> None:
    value = parse(text, ("x",))
    derived = np.broadcast_to(evaluate(derive(value, "x"), {"x": PLACES}), PLACES.shape)
    assert derived == pytest.approx(central_difference(value, PLACES), rel=1e-6, abs=1e-8)


@given(expressions(smooth=True))
def test_a_smooth_expression_derives_to_its_central_difference(expression: Expression) -> None:
    values = {"a": 0.7, "b": -0.4}
    above, below = (evaluate(expression, values | {"a": 0.7 + side * STEP}) for side in (1, -1))
    assume(abs(above) < 1e3)
    difference = (above - below) / (2 * STEP)
    assert evaluate(derive(expression, "a"), values) == pytest.approx(difference, rel=1e-3, abs=1e-4)


@given(expressions())
@example(parse("a / (a / -2)", ("a",)))
def test_a_derivation_ends_at_the_derivative_and_names_a_rule_for_every_step(expression: Expression) -> None:
    steps = derivation(expression, "a")
    assert steps[0].formula.startswith("d[")
    assert steps[-1].formula == to_formula(derive(expression, "a"))
    assert all(step.rule for step in steps)
    assert "d[" not in steps[-1].formula


def test_a_derivation_that_no_one_would_read_is_cut_short() -> None:
    factors = parse("*".join(f"(x+{number})" for number in range(58)), ("x",))
    steps = derivation(factors, "x")
    *before, last = steps
    assert len(before) <= 21
    assert last == ("and so on, by the same rules", to_formula(derive(factors, "x")))


@given(expressions())
def test_a_derivative_brings_in_no_variable(expression: Expression) -> None:
    assert names(derive(expression, "a")) <= names(expression)
