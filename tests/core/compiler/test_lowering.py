"""Simplified, rewritten and lowered: the same value, in fewer and cheaper steps."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.catalogue.activations import ACTIVATIONS
from core.compiler.derivative import derive
from core.compiler.evaluate import evaluate
from core.compiler.expression import ONE, ZERO, Expression, call, names, nodes
from core.compiler.fast_forms import FAST_FORMS
from core.compiler.lowering import Place, Root, lower
from core.compiler.parse import parse
from core.compiler.printing import to_formula, to_numpy
from core.compiler.simplify import simplify
from core.compiler.workspace import UFUNCS
from tests.core.compiler.strategies import expressions, truths

A = np.array([-2.5, -0.7, 0.0, 0.3, 0.8, 4.0])
B = np.array([0.9, -1.1, 0.2, 0.0, -3.0, 0.6])


def executed(roots: list[Root], spent: tuple[str, ...] = ()) -> dict[str, np.ndarray]:
    """The arrays after the lowered calls were made."""
    arrays: dict[str, np.ndarray] = {"a": A.copy(), "b": B.copy(), "s": np.array(0.5)}
    arrays |= {root.buffer: np.full(6, 77.0) for root in roots if root.buffer not in arrays}

    def scalar(expression: Expression) -> str:
        name = f"k{len(arrays)}"
        arrays[name] = np.array(evaluate(expression, {"s": 0.5}))
        return name

    def temporary(truth: bool, number: int) -> str:
        name = f"{'m' if truth else 't'}{number}"
        arrays[name] = np.full(6, truth, bool) if truth else np.full(6, 88.0)
        return name

    place = Place({"a": "a", "b": "b"}, ("s",), scalar, temporary, spent)
    calls = lower(roots, place)
    with np.errstate(all="ignore"):
        for line in calls:
            exec(line.text, {name: getattr(np, name) for name in UFUNCS}, arrays)
    return arrays


def expected(expression: Expression) -> np.ndarray:
    return np.broadcast_to(evaluate(expression, {"a": A, "b": B, "s": 0.5}), 6)


def close(found: np.ndarray, wanted: np.ndarray) -> bool:
    """Equal to rounding where the wanted value is finite and not huge; elsewhere two ways may differ."""
    sane = np.abs(wanted) < 1e6
    return np.allclose(found[sane], wanted[sane], rtol=1e-6, atol=1e-7)


@given(expressions())
def test_simplification_keeps_the_value_and_never_grows(expression: Expression) -> None:
    simple = simplify(expression)
    wanted = expected(expression)
    assert close(expected(simple), wanted)
    assert len(list(nodes(simple))) <= len(list(nodes(expression)))


@given(truths(expressions(leaves=4)))
def test_whether_a_truth_is_one_takes_no_comparison(truth: Expression) -> None:
    for counted in (truth, call("where", truth, ONE, ZERO)):
        assert simplify(call("not_equal", counted, ZERO)) == simplify(truth)


@pytest.mark.parametrize("text", ["where(x > 0, x*x, -x)", "where(x > 0 and x < 2, 3, x)", "x*(x > 1)", "relu(x)"])
def test_the_slope_of_a_choice_is_chosen_by_the_same_condition(text: str) -> None:
    slope = derive(parse(text, ("x",)), "x")
    assert "!= 0" not in to_formula(slope)


@given(expressions())
def test_simplification_is_done_when_it_is_done(expression: Expression) -> None:
    simple = simplify(expression)
    assert simplify(simple) == simple


@given(st.lists(expressions(leaves=8), min_size=1, max_size=3), st.booleans())
def test_lowered_calls_compute_what_the_expressions_say(parts: list[Expression], spend: bool) -> None:
    roots = [Root(f"root{number}", f"out{number}", part) for number, part in enumerate(parts)]
    arrays = executed(roots, ("a", "b") if spend else ())
    for root in roots:
        assert close(arrays[root.buffer], expected(root.expression)), to_formula(root.expression)
    if not spend:
        assert (arrays["a"] == A).all()
        assert (arrays["b"] == B).all()


@given(expressions(leaves=8))
def test_a_root_may_overwrite_what_it_is_made_of_and_later_roots_see_the_new_value(expression: Expression) -> None:
    again = parse("a - 2 * b", ("a", "b"))
    arrays = executed([Root("a", "a", expression), Root("c", "c", again)])
    wanted = expected(expression)
    assert close(arrays["a"], wanted)
    assert close(arrays["c"], wanted - 2 * B)


@given(expressions())
def test_numpy_source_computes_what_the_expression_says_and_stays_float32(expression: Expression) -> None:
    helpers = {
        "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
        "softplus": lambda x: np.maximum(x, 0) + np.log1p(np.exp(-abs(x))),
    }
    small = {"a": A.astype(np.float32), "b": B.astype(np.float32)}
    with np.errstate(all="ignore"):  # the sign of a nan, which copysign would take, means nothing
        assume(all(np.isfinite(evaluate(part, {})) for part in nodes(expression) if not names(part)))
    text = to_numpy(expression)
    with np.errstate(all="ignore"):
        exact = eval(text.replace("np.float32", "np.float64"), {"np": np, **helpers}, {"a": A, "b": B})
        single = eval(text, {"np": np, **helpers}, small)
    assert close(np.broadcast_to(exact, 6), expected(expression))
    assert np.ndim(single) == 0 or single.dtype == np.float32


def test_equal_parts_are_computed_once_and_scalars_meet_the_arrays_once() -> None:
    roots = [Root("y", "out", parse("2 * s * sin(a * b) * 3 / s + sin(a * b) ** 2", ("a", "b", "s")))]
    place = Place({"a": "a", "b": "b"}, ("s",), to_formula, lambda truth, number: f"t{number}")
    assert [line.text.partition("(")[0] for line in lower(roots, place)] == [
        "multiply",
        "sin",
        "multiply",
        "square",
        "add",
    ]


@pytest.mark.parametrize("name", FAST_FORMS)
def test_a_fast_form_is_the_activation_to_float32(name: str) -> None:
    row = next(row for row in ACTIVATIONS if row.id == name)
    x = np.linspace(-20, 20, 4001)  # holds 0
    value, form = evaluate(parse(row.value, ("x",)), {"x": x}), FAST_FORMS[name]
    slope = evaluate(parse(row.slope, ("x", "y")), {"x": x, "y": value})
    fast = evaluate(parse(form.value, ("x",)), {"x": x})
    assert fast == pytest.approx(value, rel=1e-6, abs=1e-12)
    smooth = np.abs(x) > 1e-9
    fast_slope = np.broadcast_to(evaluate(parse(form.slope, ("x", "y")), {"x": x, "y": fast}), x.shape)
    assert fast_slope[smooth] == pytest.approx(np.broadcast_to(slope, x.shape)[smooth], rel=1e-6, abs=1e-12)
